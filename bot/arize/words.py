"""The fixed words of the API, in the upper case that it documents; older servers write them in lower case."""

from __future__ import annotations

from enum import StrEnum

UNKNOWN = "UNKNOWN"
"""Stands for a status or a kind of role that an answer left out; no word of the API."""


class UserRole(StrEnum):
    ADMIN = "ADMIN"
    MEMBER = "MEMBER"
    MEMBER_UI_ONLY = "MEMBER_UI_ONLY"
    ANNOTATOR = "ANNOTATOR"


class MemberRole(StrEnum):
    """The predefined roles in an organization and in a space. Older servers write READ_ONLY as `read-only`."""

    ADMIN = "ADMIN"
    MEMBER = "MEMBER"
    READ_ONLY = "READ_ONLY"
    ANNOTATOR = "ANNOTATOR"


class UserStatus(StrEnum):
    """ACTIVE: verified. INVITED: the invitation still works. EXPIRED: it lapsed. Deleted users have no status."""

    ACTIVE = "ACTIVE"
    INVITED = "INVITED"
    EXPIRED = "EXPIRED"


class InviteMode(StrEnum):
    """NONE: active at once, no mail, for single sign-on. EMAIL_LINK: a mail. TEMPORARY_PASSWORD: shown once."""

    NONE = "NONE"
    EMAIL_LINK = "EMAIL_LINK"
    TEMPORARY_PASSWORD = "TEMPORARY_PASSWORD"  # noqa: S105 - the name of a mode


class RoleType(StrEnum):
    PREDEFINED = "PREDEFINED"
    CUSTOM = "CUSTOM"


def known_word(word: str, words: type[StrEnum]) -> str:
    """The word as `words` writes it, or exactly as it came where it is none of them."""
    upper = word.upper().replace("-", "_")
    return upper if word.isascii() and upper in words.__members__ else word
