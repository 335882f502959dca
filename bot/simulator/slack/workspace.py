"""The workspace: its people, channels and user groups, and whether the app is installed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.simulator.slack.channels import Channel, direct_message
from bot.simulator.slack.ids import APP_USER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.simulator.slack.people import Kind, Persona

GENERAL = "C0GENERAL"
ADMINS = "C0AXADMINS"
GROUPS = {"S0ADMINS": ("ax-admins", ("alice", "ben")), "S0LEADS": ("leads", ("ben", "carla"))}
"""User groups: id, handle, and the handles of those in it."""


class Workspace:
    """`on_change` is called with a person whose standing changed."""

    def __init__(self, personas: Sequence[Persona]) -> None:
        self.people = {persona.id: persona for persona in personas}
        self.groups = {group: (name, self._ids(members)) for group, (name, members) in GROUPS.items()}
        self.channels = {channel.id: channel for channel in self._channels()}
        self.installed = True
        self._before: dict[str, Kind] = {}
        self.on_change: Callable[[Persona], None] = _nobody_listens

    def person(self, handle: str) -> Persona:
        """Raises LookupError for a handle that nobody has."""
        found = next((person for person in self.people.values() if person.handle == handle), None)
        if found is None:
            raise LookupError(f"Nobody here is called {handle!r}.")
        return found

    def by_email(self, email: str) -> Persona | None:
        """Slack finds deactivated people and strangers by their address as little as nobody at all."""
        wanted = email.casefold()
        found = (person for person in self.people.values() if person.email and person.email.casefold() == wanted)
        return next((person for person in found if person.kind not in ("deactivated", "external")), None)

    def become(self, handle: str, kind: Kind) -> None:
        """Make somebody an admin, or a guest, or deactivated."""
        person = self.person(handle)
        if person.kind != "deactivated":
            self._before[person.id] = person.kind
        self._change(replace(person, kind=kind))

    def deactivates(self, handle: str) -> None:
        """Take somebody's account away: they do nothing here any more, and are not found by their address."""
        self.become(handle, "deactivated")

    def reactivates(self, handle: str) -> None:
        """Give an account back, with the standing that it had; somebody who never had one is a member."""
        self.become(handle, self._before.get(self.person(handle).id, "member"))

    def renames(self, handle: str, name: str) -> None:
        """Give somebody another name; the handle and the id stay."""
        self._change(replace(self.person(handle), name=name))

    def readdresses(self, handle: str, email: str) -> None:
        """Give somebody another e-mail address."""
        self._change(replace(self.person(handle), email=email))

    def uninstall(self) -> None:
        """Remove the app: its bot token answers `account_inactive` from now on."""
        self.installed = False

    def leave(self, handle: str, channel_id: str) -> None:
        """Take somebody, or the app itself ("app"), out of a channel."""
        gone = APP_USER if handle == "app" else self.person(handle).id
        self.channels[channel_id].members.discard(gone)

    def archive(self, channel_id: str) -> None:
        """Nobody posts in it any more, and it can still be read."""
        self.channels[channel_id].is_archived = True

    def set_group(self, group_id: str, handles: Iterable[str]) -> None:
        """Replace the members of a user group."""
        self.groups[group_id] = (self.groups[group_id][0], self._ids(handles))

    def open_dm(self, user_id: str) -> Channel:
        """The direct message of a person with the app; it is opened where it is not."""
        channel = direct_message(self.people[user_id].handle, user_id)
        return self.channels.setdefault(channel.id, channel)

    def dm(self, user_id: str) -> Channel | None:
        return next((channel for channel in self.channels.values() if channel.person == user_id), None)

    def of(self, user_id: str) -> list[Channel]:
        """The channels of a person, direct messages last."""
        return [channel for channel in self.channels.values() if user_id in channel.members]

    def _change(self, person: Persona) -> None:
        self.people[person.id] = person
        self.on_change(person)

    def _channels(self) -> list[Channel]:
        everybody = {person.id for person in self.people.values() if person.is_here}
        admins = {person.id for person in self.people.values() if person.kind in ("owner", "admin")}
        general = Channel(GENERAL, "general", everybody | {APP_USER})
        return [general, Channel(ADMINS, "ax-admins", admins | {APP_USER}, is_private=True)]

    def _ids(self, handles: Iterable[str]) -> tuple[str, ...]:
        return tuple(person.id for handle in handles for person in self.people.values() if person.handle == handle)


def _nobody_listens(_: Persona) -> None:
    return
