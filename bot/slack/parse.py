"""The text after the slash command, as a command and its arguments. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from bot.domain.errors import Mistake
from bot.domain.references import Reference, read_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command

_MAILTO = re.compile(r"<mailto:[^|>]*\|([^>]*)>|<mailto:([^>]*)>")
_MENTION_LABEL = re.compile(r"<@([UW][A-Z0-9]+)\|[^>]*>")
_TYPOGRAPHY = str.maketrans(
    {"\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2014": "--", "\u2013": "-", "\u00a0": " "}
)
_FILTER = re.compile(r"([a-z]+):(\S*)")


@dataclass(frozen=True)
class Typed:
    """`command` is None where the first word is no command; then `unknown` is that word."""

    command: str | None
    values: Mapping[str, str] = field(default_factory=dict)
    reference: Reference | None = None
    unknown: str | None = None
    suggestions: tuple[str, ...] = ()


def parse(text: str, commands: tuple[Command[Any], ...]) -> Typed:
    """Read what was typed. Raises Mistake where the arguments do not fit the command."""
    words = clean(text).split()
    if not words:
        return Typed("help")
    by_name = {command.name: command for command in commands}
    command = by_name.get(words[0].lower())
    if command is None:
        alike = get_close_matches(words[0].lower(), by_name, n=2, cutoff=0.5)
        return Typed(None, unknown=words[0], suggestions=tuple(alike))
    return _arguments(command, words[1:])


def clean(text: str) -> str:
    """Undo what Slack and phones do to what people type: mail links, mention labels, curly quotes, long dashes."""
    linked = _MAILTO.sub(lambda found: found[1] or found[2], text)
    plain = _MENTION_LABEL.sub(r"<@\1>", linked).translate(_TYPOGRAPHY)
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _arguments(command: Command[Any], words: list[str]) -> Typed:
    if command.on_user:
        return Typed(command.name, reference=_user(command, words))
    values, rest = _filters(command, words)
    if rest and command.words is None:
        raise Mistake(f"“{command.name}” takes nothing after it; “{rest[0]}” is too much.")
    if rest and command.words:
        values[command.words] = " ".join(rest)
    return Typed(command.name, values)


def _user(command: Command[Any], words: list[str]) -> Reference | None:
    if len(words) > 1:
        raise Mistake(f"“{command.name}” takes one user: an e-mail address, an Arize user id, or a mention with @.")
    return read_reference(words[0]) if words else None


def _filters(command: Command[Any], words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Words such as `status:active` go to the parameter they name, switches turn theirs on; the rest are bare words."""
    values: dict[str, str] = {}
    rest = []
    for word in words:
        found = _FILTER.fullmatch(word)
        if found and found[1] in command.params.model_fields and found[1] in command.arguments:
            values[found[1]] = found[2]
        elif word.lower() in command.switches:
            values[word.lower()] = "true"
        else:
            rest.append(word)
    return values, rest
