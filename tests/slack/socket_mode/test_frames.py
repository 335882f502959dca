"""What Slack sends, told apart; what it may come to send is passed over."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.socket_mode.frames import Disconnect, Envelope, Hello, read_frame

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from(["type", "envelope_id", "payload", "retry_attempt", "num_connections", "debug_info", "reason"])


def test_a_greeting_counts_connections() -> None:
    """In all processes, and says where one is connected."""
    said = {"type": "hello", "num_connections": 3, "debug_info": {"host": "applink-1"}, "connection_info": {}}
    assert read_frame(json.dumps(said)) == Hello(3, "applink-1")
    assert read_frame('{"type":"hello"}') == Hello(1, "")


def test_a_farewell_has_a_reason() -> None:
    """Whatever else it says."""
    assert read_frame('{"type":"disconnect","reason":"warning","debug_info":{}}') == Disconnect("warning")


def test_an_envelope_is_read_whatever_its_type() -> None:
    """And however often it was delivered before: it is the same one."""
    text = '{"type":"novelty","envelope_id":"E1","payload":{"a":1},"accepts_response_payload":true%s}'
    for again in ("", ',"retry_attempt":2,"retry_reason":"timeout"', ',"retry_attempt":{}'):
        assert read_frame(text % again) == Envelope("E1", {"a": 1}, accepts_payload=True)


def test_an_envelope_shows_no_payload() -> None:
    """It may hold anything that people wrote."""
    assert "secret" not in repr(Envelope("E1", {"text": "secret"}))


@given(st.text() | JSON.map(json.dumps) | st.dictionaries(NAMES, JSON).map(json.dumps))
def test_nothing_at_all_breaks_the_reading(text: str) -> None:
    """It is one of the three, or nothing."""
    assert isinstance(read_frame(text), Hello | Disconnect | Envelope | None)


def test_a_frame_that_is_deeper_than_the_stack_is_passed_over() -> None:
    """As anything else that cannot be read."""
    assert read_frame("[" * 100_000) is None
