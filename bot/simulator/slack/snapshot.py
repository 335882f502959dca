"""What one person's client shows, as JSON."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.channels import direct_message
from bot.simulator.slack.ids import APP_USER, SLACKBOT
from bot.simulator.slack.inspector import stamp
from bot.simulator.slack.people import TITLES, page_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator.slack.channels import Channel
    from bot.simulator.slack.manifest import Shortcut
    from bot.simulator.slack.messages import Message
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.simulator import SlackSimulator

Json = dict[str, Any]


def snapshot(slack: SlackSimulator, person: Persona, read: Mapping[str, int]) -> Json:
    """`read` tells up to which change the person has read each channel."""
    home = slack.views.home(person.id)
    return {
        "me": me(person),
        "app": _app(slack),
        "channels": [_channel(slack, person, channel, read) for channel in _listed(slack, person)],
        "modal": _modal(slack, person),
        "home": home.as_object() if home else None,
        "notice": slack.notices.now(person.id),
        "clock": stamp(slack.clock),
    }


def me(person: Persona) -> Json:
    return {
        "id": person.id,
        "handle": person.handle,
        "name": person.name,
        "kind": page_kind(person.kind),
        "title": TITLES[person.kind],
        "email": person.email,
    }


def _app(slack: SlackSimulator) -> Json:
    manifest = slack.manifest
    commands = [
        {"command": one.command, "description": one.description, "usage_hint": one.usage_hint}
        for one in manifest.commands
    ]
    first = manifest.commands[0].command if manifest.commands else None
    shortcuts = {kind: [_shortcut(one) for one in manifest.offers(kind)] for kind in ("global", "message")}
    shown = {"name": manifest.name, "bot_user_id": APP_USER, "home_tab": manifest.home_tab}
    return {**shown, "command": first, "commands": commands, "shortcuts": shortcuts}


def _shortcut(one: Shortcut) -> Json:
    return {"name": one.name, "callback_id": one.callback_id, "description": one.description}


def _listed(slack: SlackSimulator, person: Persona) -> list[Channel]:
    """An app with a home stands among the direct messages before it wrote one."""
    channels = slack.workspace.of(person.id)
    if slack.manifest.home_tab and not any(channel.is_dm for channel in channels):
        return [*channels, direct_message(person.handle, person.id)]
    return channels


def _channel(slack: SlackSimulator, person: Persona, channel: Channel, read: Mapping[str, int]) -> Json:
    messages = slack.messages.seen_by(person.id, channel.id)
    since = read.get(channel.id, 0)
    unread = sum(one.seq > since and not one.is_ephemeral and one.user_id != person.id for one in messages)
    return {
        "id": channel.id,
        "name": slack.manifest.name if channel.is_dm else channel.name,
        "kind": "dm" if channel.is_dm else "channel",
        "unread": unread,
        "messages": [_message(slack, one) for one in messages],
    }


def _message(slack: SlackSimulator, message: Message) -> Json:
    return {
        "ts": message.ts,
        "user": author(slack, message.user_id),
        "text": message.text,
        "blocks": list(message.blocks),
        "files": [{"id": file.id, "name": file.name, "title": file.title, "size": file.size} for file in message.files],
        "ephemeral": message.is_ephemeral,
        "edited": message.edited is not None,
        "time": datetime.fromtimestamp(float(message.ts), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def author(slack: SlackSimulator, user_id: str) -> Json:
    if user_id in (APP_USER, SLACKBOT):
        return {"id": user_id, "name": slack.manifest.name if user_id == APP_USER else "Slackbot", "is_bot": True}
    person = slack.workspace.people[user_id]
    return {"id": user_id, "name": person.name, "is_bot": person.kind == "bot"}


def _modal(slack: SlackSimulator, person: Persona) -> Json | None:
    stack = slack.views.stack(person.id)
    if not stack:
        return None
    top = stack[-1]
    return {
        "view": top.as_object(),
        "errors": dict(top.errors),
        "depth": len(stack),
        "busy": top.busy,
        "trouble": top.trouble,
    }
