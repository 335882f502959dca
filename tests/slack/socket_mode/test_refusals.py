"""What is not worth a second try."""

from __future__ import annotations

import pytest

from bot.slack.socket_mode.refusals import ACCESS, KIND, LINK_DISABLED, TOKEN, refusal
from bot.slack.web import PASSING


@pytest.mark.parametrize("code", sorted(TOKEN | KIND | ACCESS | {LINK_DISABLED}))
def test_a_refusal_says_what_to_do(code: str) -> None:
    """With Slack's own word for it."""
    refused = refusal(code)
    assert f"({code})" in str(refused)
    assert any(word in str(refused) for word in ("Generate", "It has to be", "Ask an admin", "Switch it on"))


@pytest.mark.parametrize("code", [*PASSING, "warning", "refresh_requested", "too_many_websockets", "a_novelty", ""])
def test_what_may_pass_is_no_refusal(code: str) -> None:
    """Nor is what Slack may come to say: a bot that works is not ended for it."""
    assert refusal(code) is None
