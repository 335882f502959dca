"""The app's manifest: what the workspace lets the app do, and what it delivers to it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

EVENT_SCOPES = {"message.im": "im:history", "user_change": "users:read"}
"""Source: https://docs.slack.dev/reference/events. `app_home_opened` needs none."""


@dataclass(frozen=True)
class SlashCommand:
    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True)
class Shortcut:
    """`type` is "global", or "message" for one in a message's menu."""

    name: str
    callback_id: str
    type: str
    description: str = ""


@dataclass(frozen=True)
class Manifest:
    """The parts of an app manifest that change what happens (https://docs.slack.dev/reference/app-manifest)."""

    name: str
    commands: tuple[SlashCommand, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: tuple[str, ...]
    events: tuple[str, ...]
    interactivity: bool
    socket_mode: bool
    home_tab: bool
    messages_read_only: bool

    def hears(self, event: str) -> bool:
        """Whether the app subscribed to the event and has the scope that it needs."""
        needed = EVENT_SCOPES.get(event)
        return event in self.events and (needed is None or needed in self.scopes)

    def command(self, name: str) -> SlashCommand | None:
        """A command that people can type: without the scope `commands` there is none."""
        if "commands" not in self.scopes:
            return None
        return next((command for command in self.commands if command.command == name), None)

    def offers(self, kind: str) -> tuple[Shortcut, ...]:
        """The shortcuts that people are offered: like commands, they need the scope `commands`."""
        if "commands" not in self.scopes:
            return ()
        return tuple(shortcut for shortcut in self.shortcuts if shortcut.type == kind)


def read_manifest(source: Path | dict[str, Any]) -> Manifest:
    """Raises OSError or yaml.YAMLError where the file cannot be read."""
    raw = yaml.safe_load(source.read_text("utf-8")) if isinstance(source, Path) else source
    features, settings = raw.get("features", {}), raw.get("settings", {})
    home = features.get("app_home", {})
    return Manifest(
        name=features.get("bot_user", {}).get("display_name") or raw["display_information"]["name"],
        commands=tuple(map(_command, features.get("slash_commands", ()))),
        shortcuts=tuple(map(_shortcut, features.get("shortcuts", ()))),
        scopes=tuple(raw.get("oauth_config", {}).get("scopes", {}).get("bot", ())),
        events=tuple(settings.get("event_subscriptions", {}).get("bot_events", ())),
        interactivity=settings.get("interactivity", {}).get("is_enabled", False),
        socket_mode=settings.get("socket_mode_enabled", False),
        home_tab=home.get("home_tab_enabled", False),
        messages_read_only=home.get("messages_tab_read_only_enabled", True),
    )


def _command(raw: dict[str, Any]) -> SlashCommand:
    return SlashCommand(
        raw["command"], raw.get("description", ""), raw.get("usage_hint", ""), raw.get("should_escape", False)
    )


def _shortcut(raw: dict[str, Any]) -> Shortcut:
    return Shortcut(raw["name"], raw["callback_id"], raw["type"], raw.get("description", ""))
