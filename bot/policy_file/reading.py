"""From a file to a policy."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from bot.domain.errors import PolicyError
from bot.domain.rules import Condition, Operation, Policy, Rule
from bot.policy_file.meaning import ADMINS, Meaning
from bot.policy_file.problems import told
from bot.policy_file.shape import CONDITIONS, KEYS, PolicyTable, WhenTable, misshapen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.policy_file.shape import OperationTable, RuleTable

UNNAMED = Rule(run=(ADMINS,))
_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def load_policy(path: Path, operations: Mapping[str, bool]) -> Policy:
    """`operations` maps what a policy may name to whether it changes something. Raises PolicyError."""
    text = _text(path)
    table = _table(path.name, text)
    meaning = Meaning(_part(table, "roles"), _part(table, "operations"), operations)
    problems = told(path.name, text, [*misshapen(table), *meaning.problems()])
    if problems:
        raise PolicyError(*problems)
    return _policy(PolicyTable.model_validate(table))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise PolicyError(f"{path.name}: it is not UTF-8.") from None
    except OSError as error:
        raise PolicyError(f"The policy file {path} cannot be read: {error.strerror}.") from error


def _table(name: str, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _AT_LINE.search(str(error))
        line = place[1] if place and place[1] else str(len(text.splitlines()))
        why = _AT_LINE.sub("", str(error))
        raise PolicyError(f"{name}, line {line}: it is not TOML: {why}.") from None


def _part(table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = table.get(key)
    return found if isinstance(found, dict) else {}


def _policy(table: PolicyTable) -> Policy:
    return Policy(
        roles={role: tuple(principals) for role, principals in table.roles.items()},
        operations={name: _operation(operation) for name, operation in table.operations.items()},
        changes=UNNAMED,
        reads=UNNAMED,
    )


def _operation(table: OperationTable) -> Operation:
    return Operation(Rule(**_keys(table)), tuple(_condition(when) for when in table.when))


def _condition(table: WhenTable) -> Condition:
    named = {name: tuple(value) for name in CONDITIONS if (value := getattr(table, name)) is not None}
    return Condition(**named, replaces=_keys(table))


def _keys(table: RuleTable) -> dict[str, Any]:
    """What the file gives, and nothing of what it leaves out."""
    given = {key: getattr(table, key) for key in KEYS if getattr(table, key) is not None}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
