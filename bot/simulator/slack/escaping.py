"""What a client makes of typed text before it is sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.slack.workspace import Workspace

_MENTION = re.compile(r"(?<!\S)@([a-z][a-z0-9_.-]*)")
_CHANNEL = re.compile(r"(?<!\S)#([a-z][a-z0-9_-]*)")
_MAIL = re.compile(r"(?<!\S)[^\s@<>|&]+@[^\s@<>|&]+\.[^\s@<>|&]+(?!\S)")


def escape(text: str) -> str:
    """Slack's three control characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def linked(text: str, workspace: Workspace) -> str:
    """Escape, and turn mentions, channels and addresses into Slack's references, as `should_escape` asks for."""
    handles = {person.handle: person.id for person in workspace.people.values()}
    names = {channel.name: channel.id for channel in workspace.channels.values() if not channel.is_dm}
    mailed = _MAIL.sub(lambda found: f"<mailto:{found[0]}|{found[0]}>", escape(text))
    mentioned = _MENTION.sub(lambda found: _reference("@", found, handles), mailed)
    return _CHANNEL.sub(lambda found: _reference("#", found, names), mentioned)


def _reference(sign: str, found: re.Match[str], ids: dict[str, str]) -> str:
    known = ids.get(found[1])
    return f"<{sign}{known}|{found[1]}>" if known else found[0]
