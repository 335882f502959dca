"""How the bot is doing, as the App Home says it."""

from __future__ import annotations

import pytest

from bot.slack.views.home import home_view
from bot.workflow.health import Beat
from bot.workflow.home import Health
from bot.workflow.homebook import Backlog
from tests.people import MOMENT
from tests.slack.views.test_home import a_home


@pytest.mark.parametrize(
    ("beat", "said"),
    [
        (Beat(), "Arize was not asked anything yet."),
        (Beat(MOMENT), ":large_green_circle: Arize last answered <!date^"),
        (Beat(None, "It is away.", MOMENT), ":warning: Since <!date^"),
        (Beat(MOMENT, "It is away.", MOMENT), "It is away."),
    ],
)
def test_the_health_of_the_key(beat: Beat, said: str) -> None:
    """When Arize answered last, or why not."""
    view = str(home_view(a_home(health=Health(MOMENT, beat, Backlog(0, 0, 0, 1)))))
    assert said in view
    assert (":warning:" in view) is bool(beat.trouble)
    assert "1 request waits for a decision" in view


@pytest.mark.parametrize(
    ("backlog", "said"),
    [
        (Backlog(0, 0, 0, 0), ":large_green_circle: Nothing is late. No request waits for a decision."),
        (Backlog(7, 0, 0, 1), ":large_green_circle: Nothing is late. 1 request waits for a decision."),
        (Backlog(7, 3, 0, 1), ":warning: Work in the queue: 3 overdue. 1 request waits for a decision."),
        (Backlog(7, 0, 2, 4), ":warning: Work in the queue: 2 to be tried again. 4 requests wait for a decision."),
        (Backlog(7, 3, 2, 4), ":warning: Work in the queue: 3 overdue, 2 to be tried again. 4 requests wait"),
    ],
)
def test_a_queue_that_does_not_move_is_warned_of(backlog: Backlog, said: str) -> None:
    """In numbers, which say nothing to anybody where all goes its way."""
    assert said in str(home_view(a_home(health=Health(MOMENT, Beat(MOMENT), backlog))))
