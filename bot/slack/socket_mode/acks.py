"""From Bolt's response to the ack that Slack waits for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from slack_bolt import BoltResponse

    from bot.slack.socket_mode.frames import Envelope

OK = 200
JSON = "application/json"


def ack_of(envelope: Envelope, response: BoltResponse) -> str | None:
    """The frame to send; None where Bolt's answer is no 200, so that Slack treats it as a failure."""
    if response.status != OK:
        return None
    named = json.dumps(envelope.id)
    if response.body and envelope.accepts_payload:
        return f'{{"envelope_id": {named}, "payload": {_payload(response)}}}'
    return f'{{"envelope_id": {named}}}'


def _payload(response: BoltResponse) -> str:
    """Errors, options, views and messages are JSON; a text is the answer to a command."""
    if response.first_headers().get("content-type", "").startswith(JSON):
        return response.body
    return json.dumps({"text": response.body})
