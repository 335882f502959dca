"""The card about somebody who left Slack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.leaver import Leaver, Stay
from bot.slack.blockkit import check_message
from bot.slack.views.leavers import leaver_message, stands_message
from bot.slack.views.presses import LEAVER_DELETE, LEAVER_KEEP
from tests.markup import live
from tests.people import ANY_TEXT, MOMENT
from tests.requests import LONG, LONG_ADDRESS, a_request, a_target, any_request, targets

if TYPE_CHECKING:
    from bot.slack.views.outcomes import Message


def a_leaver(stay: Stay = Stay.WAITING, **members: Any) -> Leaver:  # noqa: ANN401 - any member of a leaver
    known: dict[str, Any] = {"name": "Ada Byron", "target": a_target(), "by_name": "Alice Okafor"}
    return Leaver(
        **{"id": "l1", "slack_id": "U0ADA", "email": "ada@example.com", "noticed_at": MOMENT, **known, **members},
        stay=stay,
    )


any_leaver = st.builds(
    a_leaver,
    st.sampled_from(Stay),
    name=ANY_TEXT,
    email=ANY_TEXT,
    by_name=ANY_TEXT,
    target=st.none() | targets,
    changed_at=st.none() | st.just(MOMENT),
    deletion=st.none() | any_request,
)


def buttons(message: Message) -> list[str]:
    found = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    assert {element["value"] for elements in found for element in elements} <= {"l1"}
    return [element["action_id"] for elements in found for element in elements]


@given(any_leaver, st.booleans())
def test_slack_takes_every_card(leaver: Leaver, stated: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    """Whatever people or the API wrote, and nothing in it pings or links."""
    for message in (leaver_message(leaver, stated=stated), stands_message(leaver)):
        assert check_message(dict(message)) == ()
        assert live(message) == []


@pytest.mark.parametrize("stay", Stay)
def test_a_card_offers_what_can_be_done_and_nothing_that_is_over(stay: Stay) -> None:
    """Only while it waits; its buttons carry the leaver's id alone."""
    assert buttons(leaver_message(a_leaver(stay))) == ([LEAVER_DELETE, LEAVER_KEEP] if stay is Stay.WAITING else [])


@pytest.mark.parametrize("stay", [Stay.WAITING, Stay.KEPT])
def test_a_card_names_the_request_that_would_delete_them(stay: Stay) -> None:
    """It offers nothing then, and does not say of somebody who was kept that nobody is asked about them."""
    leaver = a_leaver(stay, deletion=a_request(operation="delete"))
    for message in (leaver_message(leaver), stands_message(leaver)):
        assert "Carla Moreno asked to delete the user: request `5f0c9d2e`" in str(message)
        assert "Nobody is asked" not in str(message)
        assert buttons(message) == []


@pytest.mark.parametrize("stay", Stay)
def test_an_unstated_card_says_nothing_that_could_become_untrue(stay: Stay) -> None:
    """It is posted before it is drawn, and may stay so if the bot is killed in between; so does its notification."""
    unstated = leaver_message(a_leaver(stay, changed_at=MOMENT), stated=False)
    assert unstated == leaver_message(a_leaver(Stay.WAITING), stated=False)
    assert buttons(unstated) == []
    assert leaver_message(a_leaver(stay))["text"] == "Ada Byron was deactivated in Slack"


def test_a_card_of_the_longest_texts_is_still_one_message() -> None:
    target = a_target(LONG, LONG, LONG)
    for stay in Stay:
        leaver = a_leaver(stay, name=LONG, email=LONG_ADDRESS, by_name=LONG, target=target, changed_at=MOMENT)
        assert check_message(dict(leaver_message(leaver))) == ()


def test_who_kept_them_and_when_is_said() -> None:
    shown = str(leaver_message(a_leaver(Stay.KEPT, changed_at=MOMENT)))
    assert "*Kept* by Alice Okafor, <!date^" in shown


def test_a_card_of_somebody_who_was_kept_says_so_in_two_sentences() -> None:
    """By whom, and what it means."""
    assert "*Kept* by Alice Okafor. Nobody is asked about them again." in str(leaver_message(a_leaver(Stay.KEPT)))
