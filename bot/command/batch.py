"""What a command is that does many of another at once: each row of a pasted or uploaded list is one of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from pydantic import Field, model_validator

from bot.command.concerns import Concern
from bot.command.form import ChangeParams, FileField, TextField
from bot.domain.batch import Row  # noqa: TC001 - pydantic reads the annotations

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self

    from bot.arize import User
    from bot.command.command import Call
    from bot.command.form import Choice
    from bot.command.outcomes import Told

LONGEST_TEXT = 3000
"""Characters that Slack takes in one field; a file takes more."""
NEITHER = "Paste the users here, or choose a file below."
BOTH = "Use either this field or the file, not both: the lines could not be told apart."


class BatchParams(ChangeParams):
    """What a form asks for is where the rows come from; what is stored are the rows."""

    text: Annotated[
        str | None,
        Field(max_length=LONGEST_TEXT),
        TextField("Users, one per line", max_length=LONGEST_TEXT, multiline=True, optional=True),
    ] = None
    file: Annotated[
        str | None, FileField("Or a CSV file", ("csv", "txt", "tsv"), hint="Up to 10,000 rows and 5 MB.", optional=True)
    ] = None
    rows: tuple[Row, ...] = ()

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if not self.rows and not self.text and not self.file:
            raise ValueError(NEITHER)
        if self.text and self.file:
            raise ValueError(BOTH)
        return self

    @property
    def concerns(self) -> tuple[Concern, ...]:
        return tuple(Concern(row.subject, row.role) for row in self.rows)


P = TypeVar("P", bound=BatchParams)


def _never(_user: User) -> str | None:
    return None


async def one_by_one(_call: Call[Any]) -> Told:
    """The `run` of a command that has a batch: nobody calls it."""
    raise LookupError("The rows of a batch are run one by one")


@dataclass(frozen=True, kw_only=True)
class Batch(Generic[P]):
    """`of` is the name of the single command, whose policy holds for every row as well.

    `columns` are those of a list, each with the other names that its header may have; `who` are those that say whom a
    row is about, the first that is filled in counts. `fill` makes a row's cells the values of the single command, with
    what the form says for all rows and the choices that the API knows; it raises ValueError with a sentence for a cell
    that cannot be used.
    """

    of: str
    columns: Mapping[str, tuple[str, ...]]
    who: tuple[str, ...]
    fill: Callable[[P, Mapping[str, str], Mapping[str, tuple[Choice, ...]]], Mapping[str, str]]
    clash: Callable[[User], str | None] = _never
    """Why somebody who is in the account already cannot be meant by a row that creates them."""
    colleagues_only: Callable[[P], bool] = lambda _params: False
    """Whether every row has to be about a full member of this Slack, because something is sent to them there."""
    verb: str
    """On the button, as in `Create 12 users`."""
    past: str
    """As in `12 users were created`."""
