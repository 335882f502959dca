"""How a parameter is asked for. A parameter without one of these is only ever typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, ConfigDict, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

LABELS = "labels"
"""The parameter in which the labels of choices are kept."""
REASON_LENGTH = 500
REASON_HINT = "Whoever approves it reads this, and it stands in the audit."
"""Where nobody has to approve it, it stands with the result as well."""


class Params(BaseModel):
    """What a command is asked with, besides the user it acts on."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, hide_input_in_errors=True, defer_build=True
    )


@dataclass(frozen=True)
class Choice:
    """One of several values; `description` explains it in a line (Slack shows 75 characters)."""

    value: str
    label: str
    description: str = ""


@dataclass(frozen=True)
class TextField:
    label: str
    hint: str = ""
    placeholder: str = ""
    max_length: int = 255
    multiline: bool = False
    optional: bool = False


@dataclass(frozen=True)
class EmailField:
    label: str
    hint: str = ""
    placeholder: str = ""
    optional: bool = False


@dataclass(frozen=True)
class ChoiceField:
    """Pick one. `explained` shows every choice with its description at once, for a handful of choices.

    `only_with` is another parameter and its value, without which this one means nothing.
    """

    label: str
    choices: tuple[Choice, ...]
    hint: str = ""
    initial: str | None = None
    explained: bool = False
    optional: bool = False
    only_with: tuple[str, str] | None = None


@dataclass(frozen=True)
class FileField:
    """One file that somebody uploads; its value is the id that Slack gave it. `filetypes` are extensions."""

    label: str
    filetypes: tuple[str, ...]
    hint: str = ""
    optional: bool = False


FormField = TextField | EmailField | ChoiceField | FileField


class ChangeParams(Params):
    """Whatever changes something can be given a reason."""

    reason: Annotated[
        str,
        Field(max_length=REASON_LENGTH),
        TextField("Reason", hint=REASON_HINT, max_length=REASON_LENGTH, multiline=True, optional=True),
    ] = ""


class LabelledParams(ChangeParams):
    """For choices that only the API knows: their labels are kept as it had them when the form was sent.

    Whoever decides reads names, not ids, and they are not what somebody typed. No form asks for `labels`.
    """

    labels: Mapping[str, str] = Field(default_factory=dict)


def form_fields(params: type[Params]) -> Iterator[tuple[str, FormField]]:
    """The parameters that a form asks for, in the order they are declared, and the reason last."""
    for name, info in sorted(params.model_fields.items(), key=lambda item: item[0] == "reason"):
        for annotation in info.metadata:
            if isinstance(annotation, FormField):
                yield name, annotation
