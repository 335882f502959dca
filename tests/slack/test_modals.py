"""What follows a form that was sent: over it where Slack stacks one more, else in its place."""

from __future__ import annotations

import pytest

from bot.slack.modals import going_on
from bot.slack.views.saying import waiting_view

WAITING = waiting_view("Create many users")


@pytest.mark.parametrize("below", [None, "V1"])
def test_it_lies_over_a_form_that_is_the_first_or_the_second(below: str | None) -> None:
    """Under a name of ours, since nobody is told Slack's; closing it is called what it does."""
    name, answer = going_on({"id": "V2", "root_view_id": "V1", "previous_view_id": below}, "12.34.ab", WAITING)
    assert answer["response_action"] == "push"
    assert (answer["view"]["external_id"], answer["view"]["close"]["text"]) == (name, "Back")
    assert "12.34.ab" in name


@pytest.mark.parametrize(
    ("below", "trigger_id"),
    [("V2", "12.34.ab"), (None, ""), (None, "1" * 251)],
    ids=["the third", "no trigger", "no trigger of Slack's"],
)
def test_it_takes_the_place_of_any_other_form(below: str | None, trigger_id: str) -> None:
    """Slack stacks three, and a name takes 255 characters and is nobody else's."""
    sent = {"id": "V3", "root_view_id": "V1", "previous_view_id": below}
    assert going_on(sent, trigger_id, WAITING) == ("V3", {"response_action": "update", "view": WAITING})
