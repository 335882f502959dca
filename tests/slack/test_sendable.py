"""What Slack would refuse never leaves, and nobody is left without words."""

from __future__ import annotations

from structlog.testing import capture_logs

from bot.slack.blockkit import check_message, check_view
from bot.slack.sendable import sendable_message, sendable_view
from bot.slack.views import trouble_view
from bot.slack.views.outcomes import sentence

FINE = sentence(":x:", "A & B")
BAD = {"type": "section", "text": {"type": "mrkdwn", "text": ""}}


def test_what_slack_takes_is_left_alone() -> None:
    """Views and messages."""
    view = trouble_view("Delete user", "Nobody is there.")
    assert sendable_message(FINE) is FINE
    assert sendable_view(view) is view


def test_a_message_that_slack_would_refuse_is_said_plainly() -> None:
    """The log names what is wrong with it; its text is not escaped twice."""
    with capture_logs() as logs:
        sent = sendable_message({"text": "A &amp; B", "blocks": [BAD]})
    assert check_message(dict(sent)) == ()
    assert sent["blocks"][0]["text"]["text"] == ":warning: A &amp; B"
    assert [entry["event"] for entry in logs] == ["view.refused"]


def test_a_view_that_slack_would_refuse_is_replaced_by_words() -> None:
    """Under the same title."""
    view = {**trouble_view("Delete user", "x"), "blocks": [BAD]}
    with capture_logs() as logs:
        sent = sendable_view(view)
    assert check_view(sent) == ()
    assert (sent["title"]["text"], len(logs)) == ("Delete user", 1)
