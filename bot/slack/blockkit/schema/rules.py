"""Rules of which the tables are made: each takes a value and tells what is wrong with it, in Slack's words.

A pointer is put together only where something is wrong, so a good view costs no string at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Final, TypeAlias

from bot.slack.blockkit.text import length

Fault: TypeAlias = tuple[str, str]
"""A JSON pointer, from the value that was looked at, and what is wrong there."""

Faults: TypeAlias = Sequence[Fault]
Rule: TypeAlias = Callable[[object], Faults]
Also: TypeAlias = Callable[[Any], Faults]
"""A rule about parts that depend on one another; asked only when each of them is fine by itself."""

FINE: Final[Faults] = ()


def fault(message: str, pointer: str = "") -> Faults:
    return ((pointer, message),)


def under(name: str | int, faults: Faults) -> list[Fault]:
    return [(f"/{name}{pointer}", message) for pointer, message in faults]


def anything(_: object) -> Faults:
    return FINE


def boolean(value: object) -> Faults:
    return FINE if isinstance(value, bool) else fault("must provide a boolean")


def string(most: int, least: int = 1) -> Rule:
    """Accept a string of `least` to `most` characters."""

    def check(value: object) -> Faults:
        if not isinstance(value, str):
            return fault("must provide a string")
        size = length(value)
        return FINE if least <= size <= most else _wrong_size(size, most, least)

    return check


def visible(most: int) -> Rule:
    """Accept a string of 1 to `most` characters that are not all blanks."""
    check_string = string(most)

    def check(value: object) -> Faults:
        return check_string(value.strip() and value) if isinstance(value, str) else check_string(value)

    return check


def pattern(expression: str, message: str) -> Rule:
    """Accept a string that the expression matches as a whole."""
    compiled = re.compile(expression)

    def check(value: object) -> Faults:
        return FINE if isinstance(value, str) and compiled.fullmatch(value) else fault(message)

    return check


def integer(least: int, most: int) -> Rule:
    """Accept a whole number from `least` to `most`."""

    def check(value: object) -> Faults:
        if isinstance(value, bool) or not isinstance(value, int):
            return fault("must provide an integer")
        if value > most:
            return fault(f"must be less than {most + 1}")
        return fault(f"must be more than {least - 1}") if value < least else FINE

    return check


def one_of(*values: str) -> Rule:
    """Accept one of these words."""

    def check(value: object) -> Faults:
        return FINE if isinstance(value, str) and value in values else fault("must be a valid enum value")

    return check


def array(rule: Rule, most: int, least: int = 1, also: Also = anything) -> Rule:
    """Accept a list of `least` to `most` items that `rule` accepts one by one and `also` together."""

    def check(value: object) -> Faults:
        if not isinstance(value, list):
            return fault("must provide an array")
        if not least <= len(value) <= most:
            return _wrong_count(len(value), most, least)
        faults = [found for index, item in enumerate(value) for found in _at(index, rule(item))]
        return faults or also(value)

    return check


def shape(members: Mapping[str, Rule], required: Collection[str], *also: Also) -> Rule:
    """Accept an object that has the required members, no others than `members`, and meets what `also` asks."""
    needed = frozenset(required)

    def check(value: object) -> Faults:
        if not isinstance(value, dict):
            return fault("must provide an object")
        faults = _missing(value, required) if not value.keys() >= needed else []
        for name, member in value.items():
            rule = members.get(name)
            if rule is None:
                faults.append(("", f"invalid additional property: {name}"))
            elif rule is not anything and (found := rule(member)):
                faults += under(name, found)
        return faults or [found for ask in also for found in ask(value)]

    return check


def by_type(kinds: Mapping[str, Rule]) -> Rule:
    """Accept an object whose `type` is one of `kinds` and which the rule of that kind accepts."""

    def check(value: object) -> Faults:
        if not isinstance(value, dict):
            return fault("must provide an object")
        kind = value.get("type")
        if isinstance(kind, str) and kind in kinds:
            return kinds[kind](value)
        return fault(f"unsupported type: {kind}", "/type") if "type" in value else _missing(value, ("type",))

    return check


def repeated(values: Sequence[object]) -> int | None:
    """Return the place of the first value that stood there before."""
    if len(set(values)) == len(values):
        return None
    return next(place for place, value in enumerate(values) if value in values[:place])


def _at(index: int, faults: Faults) -> Faults:
    return under(index, faults) if faults else FINE


def _missing(value: Mapping[str, object], required: Collection[str]) -> list[Fault]:
    return [("", f"missing required field: {name}") for name in required if name not in value]


def _wrong_size(size: int, most: int, least: int) -> Faults:
    if size > most:
        return fault(f"must be less than {most + 1} characters")
    return fault(f"must be more than {least - 1} characters")


def _wrong_count(count: int, most: int, least: int) -> Faults:
    if count > most:
        return fault(f"no more than {most} items allowed")
    return fault(f"must provide at least {least} items")
