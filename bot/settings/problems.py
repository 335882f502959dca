"""What is wrong with the configuration, in words; never with a value, for it may be a secret in the wrong place."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.settings.model import COMMAND_PATTERN, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

OAUTH_PAIR = ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")
PREFIX = "BOT_"

_IN_WORDS = {
    "bool_parsing": "should be true or false",
    "int_parsing": "should be a whole number",
}


class SettingsError(Exception):
    """The configuration cannot be used. `problems` holds every reason, a sentence each that names its variable."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def of_names(names: Iterable[str]) -> Iterator[str]:
    """Misspelt `BOT_*` names, and the pair that would make Bolt look for installations instead of the bot token."""
    known = variables()
    given = set(names)
    for name in sorted(given):
        if name.startswith(PREFIX) and name not in known:
            yield f"{name} is not a setting{_did_you_mean(name, known)}; correct or remove it."
    if given.issuperset(OAUTH_PAIR):
        yield f"{' and '.join(OAUTH_PAIR)} are set together, which turns the bot token off; remove them."


def of_values(error: ValidationError) -> Iterator[str]:
    """Every value that does not fit, in the order of the settings."""
    for detail in error.errors(include_url=False, include_context=False, include_input=False):
        variable = _variable(str(detail["loc"][0]))
        yield f"{variable} {_words(detail, variable)}"


def of_command(command: str) -> str | None:
    """What is wrong with a slash command, the end of a sentence; None where it can be one."""
    # The end of a text is \z to pydantic, and \Z to Python before 3.14.
    return None if re.match(COMMAND_PATTERN.replace(r"\z", r"\Z"), command) else _PATTERNS["BOT_COMMAND"]


def variables() -> dict[str, str]:
    """Name the variables that the bot reads, each with what it is for."""
    return {str(field.alias): str(field.description) for field in Settings.model_fields.values()}


def _variable(place: str) -> str:
    """Pydantic names a value that was given by its alias, but a default by its field."""
    return str(Settings.model_fields[place].alias) if place in Settings.model_fields else place


_PATTERNS = {
    "BOT_COMMAND": "should be a slash and up to 31 of a-z, 0-9, - and _, such as /ax-user",
    "BOT_APPROVALS_CHANNEL": "should be a channel's id, such as C0123456789; Slack shows it in the channel's details",
}


def _words(detail: ErrorDetails, variable: str) -> str:
    if detail["type"] == "string_pattern_mismatch":
        return f"{_PATTERNS[variable]}."
    if detail["type"] == "missing":
        what = variables()[variable]
        return f"is not set. It is {what[0].lower()}{what[1:]}"
    message = detail["msg"].removeprefix("Value error, ").replace("Input should", "should").replace("'", "")
    return f"{_IN_WORDS.get(detail['type'], message)}."


def _did_you_mean(name: str, known: Iterable[str]) -> str:
    close = get_close_matches(name, known, n=1)
    return f" (did you mean {close[0]}?)" if close else ""
