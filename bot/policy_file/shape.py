"""Which tables and keys there are, and what may stand behind each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.policy_file.problems import Problem, meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_APPROVALS = 10


def _listed(value: object) -> object:
    """One text is a list of one."""
    return [value] if isinstance(value, str) else value


Names = list[str]
Texts = Annotated[list[Annotated[str, Field(min_length=1)]], BeforeValidator(_listed)]
Approvals = Annotated[int, Field(ge=1, le=MOST_APPROVALS)]


class Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class RuleTable(Table):
    run: Names | None = None
    request: Names | None = None
    approve: Names | None = None
    notify: Names | None = None
    approvals: Approvals | None = None


class WhenTable(RuleTable):
    role: Texts | None = None
    role_not: Texts | None = None
    email_domain: Texts | None = None
    email_domain_not: Texts | None = None


class OperationTable(RuleTable):
    when: list[WhenTable] = []


class PolicyTable(Table):
    roles: dict[str, Names] = {}
    operations: dict[str, OperationTable] = {}


KEYS = tuple(RuleTable.model_fields)
CONDITIONS = tuple(name for name in WhenTable.model_fields if name not in KEYS)

NAMES = "a list of role names"
TEXTS = "a text, or a list of texts"
EXPECTED = {
    "roles": "a table of lists",
    "operations": "a table of tables",
    "when": "a table of its own, [[operations.<name>.when]]",
    "approvals": f"a whole number from 1 to {MOST_APPROVALS}",
    **dict.fromkeys(("run", "request", "approve", "notify"), NAMES),
    **dict.fromkeys(CONDITIONS, TEXTS),
}


def misshapen(table: Mapping[str, Any]) -> Iterator[Problem]:
    """Keys that there are not, and values of another kind than theirs."""
    try:
        PolicyTable.model_validate(table)
    except ValidationError as error:
        yield from dict.fromkeys(
            _problem(each["type"], tuple(each["loc"])) for each in error.errors(include_input=False, include_url=False)
        )


def _problem(kind: str, where: tuple[str | int, ...]) -> Problem:
    names = [str(part) for part in where if isinstance(part, str)]
    if kind == "extra_forbidden":
        return Problem(where, f"{'.'.join(names)} is not a key{meant(names[-1], _keys(where))}")
    return Problem(where, f"{'.'.join(names)} should be {_expected(names)}")


def _keys(where: tuple[str | int, ...]) -> tuple[str, ...]:
    if len(where) == 1:
        return tuple(PolicyTable.model_fields)
    return tuple(WhenTable.model_fields if "when" in where[:-1] else OperationTable.model_fields)


def _expected(names: list[str]) -> str:
    if len(names) == 2:  # noqa: PLR2004 - roles.<name>, operations.<name>
        return "a list of Slack ids" if names[0] == "roles" else "a table"
    return EXPECTED[names[-1]]
