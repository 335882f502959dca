"""Who somebody is in Slack, as far as the policy cares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Standing(Enum):
    """What an account in a Slack workspace is. Everything below MEMBER is refused at every door."""

    OWNER = "workspace owner"
    ADMIN = "workspace admin"
    MEMBER = "full member"
    GUEST = "guest"
    EXTERNAL = "person of another organization (Slack Connect)"
    DEACTIVATED = "deactivated account"
    BOT = "bot"

    @property
    def runs_the_workspace(self) -> bool:
        return self in (Standing.OWNER, Standing.ADMIN)

    @property
    def is_full_member(self) -> bool:
        return self.runs_the_workspace or self is Standing.MEMBER


@dataclass(frozen=True)
class Person:
    """A Slack account as `users.info` describes it. `email` is None where the profile shows none.

    `groups` are the user groups it is in, among those that the policy names.
    """

    id: str
    team_id: str
    name: str
    email: str | None
    standing: Standing
    groups: frozenset[str] = frozenset()

    def has_email(self, address: str) -> bool:
        """Whether this is the person's own address; compared case-insensitively, as the API does."""
        return self.email is not None and same_address(self.email, address)


def same_address(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()
