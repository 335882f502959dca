"""`<user>` as people type it: an e-mail address, an Arize user id, or a Slack mention."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.errors import Mistake


@dataclass(frozen=True)
class ByEmail:
    email: str


@dataclass(frozen=True)
class ById:
    id: str


@dataclass(frozen=True)
class ByMention:
    slack_id: str


Reference = ByEmail | ById | ByMention

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_ID = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")
_SHORTEST_ID = 8
"""Base64 of the shortest thinkable `User:1`; shorter words are typing mistakes, not ids."""


def read_reference(word: str) -> Reference:
    """What `word` points at. Raises Mistake where it is none of the three."""
    if mention := _MENTION.fullmatch(word):
        return ByMention(mention[1])
    if re.fullmatch(r"[^\s@<>]+@[^\s@<>]+", word):
        return ByEmail(word)
    if len(word) >= _SHORTEST_ID and _ID.fullmatch(word):
        return ById(word)
    raise Mistake(f"“{word}” is not a user. Give an e-mail address, an Arize user id, or mention somebody with @.")
