"""mrkdwn as people read it: references resolved, marks gone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Names = Callable[[str], str]
    """The name that is shown for a user id."""

_LITERAL = re.compile(r"```\n?(?P<block>.+?)```|`(?P<code>[^`\n]+)`|<(?P<reference>[^<>]+)>", re.DOTALL)
_FORMATTED = re.compile(r"(?<![A-Za-z0-9])([*_~])(?=\S)(.+?)(?<=\S)\1(?![A-Za-z0-9])")
_PLACE = 0xE000
"""The first of the private use characters, which stand for literals while formatting is taken away."""
_PLACES = re.compile("[\ue000-\uf8ff]")
_INVISIBLE = "\u2060"


def read(text: str, names: Names) -> str:
    """`text` as a person sees it."""
    literals: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        literals.append(_literal(found, names))
        return chr(_PLACE + len(literals) - 1)

    shown = _unformatted(_LITERAL.sub(put_aside, text))
    shown = _PLACES.sub(lambda found: _back(found[0], literals), unescape(shown))
    return shown.replace(_INVISIBLE, "")


def unescape(text: str) -> str:
    """The inverse of escaping Slack's three control characters."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _literal(found: re.Match[str], names: Names) -> str:
    if found["reference"] is not None:
        return _reference(found["reference"], names)
    return unescape(found["block"] or found["code"])


def _reference(reference: str, names: Names) -> str:
    target, _, label = reference.partition("|")
    if target.startswith("@"):
        return "@" + names(target[1:])
    if target.startswith("#"):
        return "#" + (label or target[1:])
    if target.startswith("!"):
        return unescape(label) or "@" + target[1:].partition("^")[0]
    return unescape(label or target)


def _unformatted(text: str) -> str:
    """Take marks away until none is left: they can be nested."""
    while (less := _FORMATTED.sub(r"\2", text)) != text:
        text = less
    return text


def _back(place: str, literals: list[str]) -> str:
    number = ord(place) - _PLACE
    return literals[number] if number < len(literals) else place
