"""Channels and direct messages, and who is in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.simulator.slack.ids import APP_USER, TEAM


@dataclass
class Channel:
    """`person` is set in a direct message with the app, and is the one person it is for."""

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    is_private: bool = False
    is_archived: bool = False
    person: str | None = None

    @property
    def is_dm(self) -> bool:
        return self.person is not None

    def as_object(self) -> dict[str, Any]:
        """Slack's conversation object."""
        if self.is_dm:
            return {"id": self.id, "is_im": True, "user": self.person, "is_open": True, "context_team_id": TEAM}
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": not self.is_private,
            "is_private": self.is_private,
            "is_archived": self.is_archived,
            "is_im": False,
            "is_member": APP_USER in self.members,
            "num_members": len(self.members),
        }


def direct_message(handle: str, user_id: str) -> Channel:
    return Channel(f"D0{handle.upper()}", handle, {user_id, APP_USER}, is_private=True, person=user_id)
