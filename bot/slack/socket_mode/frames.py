"""What Slack sends over a connection (https://docs.slack.dev/apis/events-api/using-socket-mode)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Hello:
    """The greeting. `connections` is how many this app has open, in all processes; `host` is Slack's own."""

    connections: int
    host: str


@dataclass(frozen=True)
class Disconnect:
    """Slack closes the connection: `warning` some ten seconds ahead, for other reasons at once."""

    reason: str


@dataclass(frozen=True)
class Envelope:
    """Something that people or Slack did, be it the first delivery or a later one."""

    id: str
    payload: dict[str, Any] = field(repr=False)
    accepts_payload: bool = False


Frame = Hello | Disconnect | Envelope


def read_frame(text: str) -> Frame | None:
    """None for what is none of them: it is passed over, as Slack may come to send more than we know."""
    try:
        raw = json.loads(text)
        if raw.get("envelope_id"):
            return _envelope(raw)
        if raw["type"] == "hello":
            return Hello(int(raw.get("num_connections", 1)), str((raw.get("debug_info") or {}).get("host", "")))
        if raw["type"] == "disconnect":
            return Disconnect(str(raw.get("reason", "")))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return None


def _envelope(raw: dict[str, Any]) -> Envelope | None:
    """Of whatever kind: the payload says whom it is for."""
    payload = raw.get("payload")
    if not isinstance(payload, dict):
        return None
    return Envelope(str(raw["envelope_id"]), payload, raw.get("accepts_response_payload") is True)
