"""The people of a workspace, as Slack's user objects tell them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bot.simulator.slack.ids import OTHER_TEAM, TEAM

Kind = Literal[
    "owner", "admin", "member", "single_channel_guest", "multi_channel_guest", "external", "deactivated", "bot"
]

TITLES: dict[str, str] = {
    "owner": "Workspace owner",
    "admin": "Workspace admin",
    "member": "Member",
    "single_channel_guest": "Single-channel guest",
    "multi_channel_guest": "Multi-channel guest",
    "external": "External person (Slack Connect)",
    "deactivated": "Deactivated account",
    "bot": "Bot",
}


@dataclass(frozen=True)
class Persona:
    """Somebody a workspace begins with. A bot has no e-mail address."""

    handle: str
    name: str
    kind: Kind
    email: str | None = None

    @property
    def id(self) -> str:
        return f"U0{self.handle.upper()}"

    @property
    def team_id(self) -> str:
        return OTHER_TEAM if self.kind == "external" else TEAM

    @property
    def is_guest(self) -> bool:
        return self.kind.endswith("_guest")

    @property
    def is_here(self) -> bool:
        """Whether they have a client of their own to act with."""
        return self.kind not in ("deactivated", "bot")

    @property
    def can_be_deactivated(self) -> bool:
        """Slack does not take the primary owner's account away, and people from elsewhere have theirs elsewhere."""
        return self.is_here and self.kind not in ("owner", "external")


PERSONAS = (
    Persona("alice", "Alice Okafor", "owner", "alice@example.com"),
    Persona("ben", "Ben Lindqvist", "admin", "ben@example.com"),
    Persona("carla", "Carla Moreno", "member", "carla@example.com"),
    Persona("dev", "Dev Patel", "member", "dev@example.com"),
    Persona("gus", "Gus Guest", "single_channel_guest", "gus@partner.example"),
    Persona("mia", "Mia Guest", "multi_channel_guest", "mia@partner.example"),
    Persona("eve", "Eve External", "external", "eve@other.example"),
    Persona("dora", "Dora Gone", "deactivated", "dora@example.com"),
    Persona("builder", "Builder", "bot"),
    Persona("ada", "Ada Byron", "member", "ada@example.com"),
    Persona("nia", "Nia Newcomer", "member", "nia@example.com"),
)


def page_kind(kind: Kind) -> str:
    """The kind in the page's words: guests are guests."""
    return "guest" if kind.endswith("_guest") else kind


def user_object(person: Persona, *, with_email: bool) -> dict[str, Any]:
    """Slack's user object; like Slack's, it leaves out the standing of deactivated people."""
    user = {
        "id": person.id,
        "team_id": person.team_id,
        "name": person.handle,
        "real_name": person.name,
        "deleted": person.kind == "deactivated",
        "is_bot": person.kind == "bot",
        "is_app_user": False,
        "profile": _profile(person, with_email=with_email),
    }
    return user if person.kind == "deactivated" else user | _standing(person)


def _profile(person: Persona, *, with_email: bool) -> dict[str, str]:
    profile = {"real_name": person.name, "display_name": person.handle, "title": "", "team": person.team_id}
    return profile | {"email": person.email} if with_email and person.email else profile


def _standing(person: Persona) -> dict[str, Any]:
    return {
        "tz": "Etc/UTC",
        "tz_offset": 0,
        "is_admin": person.kind in ("owner", "admin"),
        "is_owner": person.kind == "owner",
        "is_primary_owner": person.kind == "owner",
        "is_restricted": person.is_guest,
        "is_ultra_restricted": person.kind == "single_channel_guest",
        "is_stranger": person.kind == "external",
    }
