"""The modal of a request that is not, or not any more, for this person to decide."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.request import State
from bot.slack.views.reviews import review_view
from bot.slack.views.saying import NOTICE
from tests.requests import a_vote, some_facts
from tests.slack.views.test_reviews import MAY_NOT, labels, review_of


def test_who_may_not_decide_is_told_why_and_can_send_nothing() -> None:
    """The policy's own words."""
    view = review_view(review_of(some_facts(), decision=MAY_NOT))
    assert "You asked for this yourself." in str(view)
    assert view["callback_id"] == NOTICE
    assert "submit" not in view
    assert labels(view) == []


def test_who_approved_it_is_told_so_and_can_send_nothing() -> None:
    """The facts and how it stands, as for one's own request; whoever lost the right meanwhile reads that."""
    facts = some_facts(State.PENDING, a_vote(), destroys=True)
    view = review_view(replace(review_of(facts), has_approved=True))
    assert "You approved this already." in str(view)
    assert "*Waiting* (1 of 2)" in str(view)
    assert (view["callback_id"], labels(view)) == (NOTICE, [])
    lost = str(review_view(replace(review_of(facts, decision=MAY_NOT), has_approved=True)))
    assert "You asked for this yourself." in lost
    assert "already" not in lost


@pytest.mark.parametrize("state", [state for state in State if state is not State.PENDING])
def test_what_is_decided_cannot_be_decided_again(state: State) -> None:
    """Even by somebody who might have; where it stands is shown instead."""
    view = review_view(review_of(some_facts(state, a_vote())))
    assert "submit" not in view
    assert labels(view) == []
