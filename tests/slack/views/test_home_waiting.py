"""What waits in the App Home besides requests: people who left Slack, and one's own list that is under way."""

from __future__ import annotations

import pytest

from bot.command import OneRequest
from bot.domain.batch import Course, Progress
from bot.domain.request import State
from bot.slack.views.home import home_view
from bot.slack.views.presses import GO_ON, LEAVER_DELETE, LEAVER_KEEP, PAUSE, STOP
from bot.workflow.batchbook import BatchRun
from bot.workflow.home import LEAVERS
from tests.people import MOMENT
from tests.requests import REQUEST_ID, some_facts
from tests.slack.views.test_home import a_home, ids
from tests.slack.views.test_leavers import a_leaver


def test_whoever_left_slack_waits_with_the_buttons_of_the_card() -> None:
    """The first of all parts, a few of them, and a line where there are more."""
    view = home_view(a_home(leavers=(a_leaver(),)))
    assert ids(view) == [LEAVER_DELETE, LEAVER_KEEP]
    said = str(view).replace("\\n", "\n")
    assert "*Ada Byron was deactivated in Slack* and still has an Arize AX user.\n`ada@example.com`" in said
    assert ("Nothing waits for you." in said, "There are more who left Slack." in said) == (False, False)
    assert view["blocks"][0]["text"]["text"] == "Waits for you"
    more = home_view(a_home(leavers=(a_leaver(),) * (LEAVERS + 1)))
    assert len(ids(more)) == 2 * LEAVERS
    assert "There are more who left Slack." in str(more)


@pytest.mark.parametrize(
    ("course", "offered"), [(Course.GO_ON, [PAUSE, STOP]), (Course.PAUSE, [GO_ON, STOP]), (Course.STOP, [])]
)
def test_ones_own_list_says_how_far_it_is_and_can_be_steered(course: Course, offered: list[str]) -> None:
    """As its message; one that is paused waits for whoever asked, and stands there alone."""
    one = OneRequest(some_facts(State.RUNNING))
    run = BatchRun(REQUEST_ID, course, progress=Progress(done=1011, waiting=1989))
    view = home_view(a_home(mine=(one,), runs={REQUEST_ID: run}, at=MOMENT))
    said = str(view)
    assert ids(view) == offered
    assert said.count("1,011 done · 1,989 left, as of <!date^") == 1
    assert ("Nothing waits for you." in said) is (course is not Course.PAUSE)
    assert ("Your requests" in said) is (course is not Course.PAUSE)
    assert "Nothing that you asked for is under way." not in said
