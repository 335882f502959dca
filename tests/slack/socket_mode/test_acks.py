"""From Bolt's response to the ack."""

from __future__ import annotations

import json
from typing import Any

import pytest
from slack_bolt import BoltResponse

from bot.slack.socket_mode.acks import ack_of
from bot.slack.socket_mode.frames import Envelope

ENVELOPE = Envelope("E1", {"type": "view_submission"}, accepts_payload=True)


def acked(response: BoltResponse, envelope: Envelope = ENVELOPE) -> dict[str, Any]:
    """Parsed."""
    ack = ack_of(envelope, response)
    assert ack is not None
    return dict(json.loads(ack))


@pytest.mark.parametrize(
    ("body", "headers", "expected"),
    [
        ("", None, {}),
        ("done", None, {"payload": {"text": "done"}}),
        ({"response_action": "clear"}, None, {"payload": {"response_action": "clear"}}),
        ('{"options":[]}', {"content-type": ["application/json;charset=utf-8"]}, {"payload": {"options": []}}),
    ],
)
def test_what_the_listener_gave_is_in_the_ack(body: Any, headers: Any, expected: dict[str, Any]) -> None:  # noqa: ANN401 - as Bolt takes them
    """Errors, options and views as they are, a text as the answer to a command, nothing as nothing."""
    assert acked(BoltResponse(status=200, body=body, headers=headers)) == {"envelope_id": "E1", **expected}


def test_an_envelope_that_takes_no_payload_gets_none() -> None:
    """An event, for which Slack would not know what to do with it."""
    assert acked(BoltResponse(status=200, body="done"), Envelope("E2", {})) == {"envelope_id": "E2"}


def test_what_bolt_refuses_is_not_acknowledged() -> None:
    """Slack tells the person then."""
    assert ack_of(ENVELOPE, BoltResponse(status=404, body="unhandled")) is None
