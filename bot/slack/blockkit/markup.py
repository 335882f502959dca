"""mrkdwn put together from fixed words and foreign values, so that no view can forget to escape.

Slack has no escape for `*`, `_`, `~` and the backtick: inside a value they are drawn with their look-alikes where
Slack would read them as formatting, which is at the edge of a word. `jane_doe@example.com` stays as it is, and what is
shown by `code` copies clean (only a backtick in it is redrawn).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.slack.blockkit.text import NOTHING, escape, one_line

if TYPE_CHECKING:
    from datetime import datetime

_LOOKS_LIKE: Final = str.maketrans({"*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb"})
_FORMATTING: Final = re.compile(r"`|(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])")
_PERSON: Final = re.compile(r"[UW][A-Z0-9]{2,20}")
_WORD_JOINER: Final = "\u2060"


class Markup(str):
    """mrkdwn that is safe to send: written by us, with every foreign value in it quoted."""

    __slots__ = ()


def quote(value: object) -> Markup:
    """Show `value` literally, on one line; what already is `Markup` stays as it is."""
    if isinstance(value, Markup):
        return value
    text = one_line(str(value))
    shown = escape(_FORMATTING.sub(_look_alike, text))
    return Markup(_WORD_JOINER + shown if text.startswith(">") else shown)


def markup(template: str, /, **values: object) -> Markup:
    """Fill a fixed template in the manner of `str.format`; each value is quoted.

    Raises KeyError for a name without a value and ValueError for a template that is not well formed.
    """
    return Markup(template.format_map({name: quote(value) for name, value in values.items()}))


def lines(*parts: object) -> Markup:
    """Put each part on a line of its own; parts that are not `Markup` are quoted, empty ones left out."""
    return Markup("\n".join(filter(None, map(quote, parts))))


def joined(separator: str, *parts: object) -> Markup:
    """Put the parts on one line; those that are not `Markup` are quoted."""
    return Markup(escape(separator).join(map(quote, parts)))


def bold(value: object) -> Markup:
    """Show `value` in bold."""
    return Markup(f"*{quote(value) or NOTHING}*")


def code(value: object) -> Markup:
    """Show `value` in a fixed font, so that it can be copied as it is."""
    shown = one_line(str(value)).replace("`", "\u02cb")
    return Markup(f"`{escape(shown) or NOTHING}`")


def mention(slack_id: str) -> Markup:
    """Show a person by their present name; what is no id is shown by `code`.

    Whoever is mentioned in a message that others see is notified.
    """
    return Markup(f"<@{slack_id}>") if _PERSON.fullmatch(slack_id) else code(slack_id)


def date(moment: datetime, fallback: str) -> Markup:
    """Show `moment` in the reader's own time zone, `fallback` where a client cannot.

    Raises ValueError for a datetime without a time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    shown = escape(one_line(fallback).replace("|", "/")) or NOTHING
    return Markup(f"<!date^{int(moment.timestamp())}^{{date_short_pretty}} at {{time}}|{shown}>")


def _look_alike(found: re.Match[str]) -> str:
    return found[0].translate(_LOOKS_LIKE)
