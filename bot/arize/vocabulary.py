"""The case in which a server writes its fixed words.

They were in lower case until July 2026, and older self-hosted servers still write them so.
"""

from __future__ import annotations

from enum import StrEnum

from bot.arize.words import InviteMode, MemberRole, RoleType, UserRole, UserStatus

KNOWN = frozenset({*UserRole, *UserStatus, *InviteMode, *RoleType, *MemberRole})
"""Words outside of it are sent as they are given."""


_HYPHENATED = frozenset({MemberRole.READ_ONLY})
"""Written as `read-only` in lower case."""


class EnumCase(StrEnum):
    """AUTO: upper, until the server is seen to write lower."""

    AUTO = "auto"
    UPPER = "upper"
    LOWER = "lower"


class Vocabulary:
    """Writes words as the server does; what it last saw counts, and `seen` is None until then."""

    def __init__(self, case: EnumCase) -> None:
        self._case = case
        self.seen: EnumCase | None = None

    def learn(self, *users: object) -> None:
        """Look at users as an answer has them, the last one first: its words are what was seen last."""
        words = (word for user in reversed(users) for word in reversed(_fixed_words(user)))
        known = next((word for word in words if word.isascii() and word.upper() in KNOWN), None)
        if known is not None:
            self.seen = EnumCase.LOWER if known.islower() else EnumCase.UPPER

    def write(self, word: str) -> str:
        upper = word.upper()
        if not word.isascii() or upper not in KNOWN:
            return word
        lower = (self.seen if self._case is EnumCase.AUTO else self._case) is EnumCase.LOWER
        if not lower:
            return upper
        return upper.lower().replace("_", "-") if upper in _HYPHENATED else upper.lower()


def _fixed_words(user: object) -> list[str]:
    """What is fixed about a user: not the name of a custom role, which is anybody's."""
    if not isinstance(user, dict):
        return []
    role = user.get("role")
    kind = role.get("type") if isinstance(role, dict) else None
    return [word for word in (user.get("status"), kind) if isinstance(word, str)]
