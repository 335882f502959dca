"""Modals and home tabs: a stack of three modals for each person, and what they typed into them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.ids import APP, APP_BOT, TEAM
from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.values import Key, State, initial_values, nested

if TYPE_CHECKING:
    from bot.simulator.slack.changes import Changes
    from bot.simulator.slack.ids import Ids

STACK = 3
"""Modals on top of each other (https://docs.slack.dev/surfaces/modals)."""
DEFAULTS: dict[str, Any] = {
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
    "submit": None,
    "close": None,
}


@dataclass
class View:
    """`raw` is what the app sent; `errors` are by block_id; `offered` are the options of external selects so far."""

    id: str
    owner: str
    raw: dict[str, Any]
    hash: str
    root: str
    previous: str | None = None
    values: dict[Key, State] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    offered: dict[Key, list[dict[str, Any]]] = field(default_factory=dict)
    trouble: str | None = None
    busy: bool = False
    seq: int = 0

    @property
    def blocks(self) -> list[dict[str, Any]]:
        return list(self.raw["blocks"])

    def as_object(self) -> dict[str, Any]:
        """Slack's view object."""
        return {
            **DEFAULTS,
            **self.raw,
            "id": self.id,
            "hash": self.hash,
            "team_id": TEAM,
            "app_id": APP,
            "app_installed_team_id": TEAM,
            "bot_id": APP_BOT,
            "root_view_id": self.root,
            "previous_view_id": self.previous,
            "state": {"values": nested(self.values)},
        }


class Views:
    def __init__(self, ids: Ids, changes: Changes) -> None:
        self._ids = ids
        self._changes = changes
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, user_id: str) -> tuple[View, ...]:
        """The modals of a person; the last one is on top."""
        return tuple(self._stacks.get(user_id, ()))

    def top(self, user_id: str) -> View | None:
        return next(reversed(self.stack(user_id)), None)

    def home(self, user_id: str) -> View | None:
        return self._homes.get(user_id)

    def open(self, user_id: str, raw: dict[str, Any]) -> View:
        """A new stack, in the place of one that is open."""
        view = self._new(user_id, raw, previous=None)
        self._stacks[user_id] = [view]
        return view

    def push(self, user_id: str, raw: dict[str, Any]) -> View:
        """Raises SlackError where nothing is open, or three modals are."""
        stack = self._stacks.get(user_id) or []
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK:
            raise SlackError("push_limit_reached")
        stack.append(self._new(user_id, raw, previous=stack[-1]))
        return stack[-1]

    def update(self, view: View, raw: dict[str, Any]) -> View:
        """Typed values stay where an input keeps its block_id and action_id; errors and troubles go."""
        view.raw = self._named(raw)
        view.hash = self._ids.hash()
        view.values = initial_values(view.blocks, view.values)
        view.errors, view.trouble = {}, None
        return self.touched(view)

    def publish(self, user_id: str, raw: dict[str, Any]) -> View:
        home = self._homes.get(user_id)
        if home is not None:
            return self.update(home, raw)
        self._homes[user_id] = self._new(user_id, raw, previous=None)
        return self._homes[user_id]

    def find(self, view_id: str) -> View | None:
        """An open modal, or a home tab, by its id."""
        return next((view for view in self._all() if view.id == view_id), None)

    def find_external(self, external_id: str) -> View | None:
        return next((view for view in self._all() if view.raw.get("external_id") == external_id), None)

    def close(self, view: View) -> None:
        """Take one modal off its stack; nothing happens where it is closed already."""
        stack = self._stacks.get(view.owner, [])
        self._stacks[view.owner] = [one for one in stack if one is not view]
        self._changes.touch()

    def clear(self, user_id: str) -> None:
        self._stacks[user_id] = []
        self._changes.touch()

    def touched(self, view: View) -> View:
        view.seq = self._changes.touch()
        return view

    def _all(self) -> list[View]:
        return [*self._homes.values(), *(view for stack in self._stacks.values() for view in stack)]

    def _new(self, user_id: str, raw: dict[str, Any], previous: View | None) -> View:
        """Raises SlackError where its external_id is that of another one, however it was to be opened."""
        if (external_id := raw.get("external_id")) and self.find_external(external_id):
            raise SlackError("duplicate_external_id")
        view_id = self._ids.view()
        named = self._named(raw)
        root = previous.root if previous else view_id
        view = View(view_id, user_id, named, self._ids.hash(), root, previous.id if previous else None)
        view.values = initial_values(named["blocks"])
        return self.touched(view)

    def _named(self, raw: dict[str, Any]) -> dict[str, Any]:
        return {**raw, "blocks": [{"block_id": self._ids.block(), **block} for block in raw["blocks"]]}
