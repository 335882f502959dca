"""The App Home: always a view that Slack takes, and nothing in it that is not theirs or not so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import Ability, Action, OneRequest, SomeRequests
from bot.domain.batch import Course
from bot.domain.policy import Decision, Verdict
from bot.domain.request import State
from bot.slack.blockkit import check_view, limits
from bot.slack.sendable import INSTEAD, sendable_home
from bot.slack.views.home import declined_view, home_view
from bot.slack.views.presses import (
    AGAIN,
    CANCEL,
    CHECK,
    PRESS,
    REVIEW,
    read_press,
)
from bot.workflow.batchbook import BatchRun
from bot.workflow.census import Numbers
from bot.workflow.health import Beat
from bot.workflow.home import MINE, Health, Home
from bot.workflow.homebook import Backlog, Counts, Tally
from tests.markup import live
from tests.people import ANY_TEXT, MOMENT
from tests.requests import REQUEST_ID, any_facts, some_facts, the_longest_facts
from tests.slack.views.test_leavers import a_leaver, any_leaver

if TYPE_CHECKING:
    from bot.slack.blockkit import View

ALLOWED = Decision(Verdict.RUN, "You are a workspace owner.")
NOBODY_WAITS = SomeRequests("waiting", ())
any_one = st.builds(OneRequest, any_facts, st.booleans(), st.booleans())
abilities = st.lists(
    st.builds(
        lambda number, label: Ability(Action(f"command-{number}", label), "usage", "summary", ALLOWED),
        st.integers(0, 100),
        ANY_TEXT,
    ),
    max_size=40,
    unique_by=lambda ability: ability.action.command,
).map(tuple)
word_counts = st.dictionaries(ANY_TEXT, st.integers(1, 10**9), max_size=40)
numbers = st.builds(
    Numbers,
    st.none()
    | st.builds(
        Tally, st.just(MOMENT), st.none() | st.builds(Counts, st.just(MOMENT), word_counts, word_counts), ANY_TEXT
    ),
    st.booleans(),
)
beats = st.builds(Beat, st.none() | st.just(MOMENT), ANY_TEXT, st.none() | st.just(MOMENT))
sizes = st.integers(0, 10**6)
healths = st.builds(Health, st.just(MOMENT), beats, st.builds(Backlog, sizes, sizes, sizes, sizes))


def many(some: list[OneRequest]) -> tuple[OneRequest, ...]:
    """Five hundred of them, where there are any."""
    return tuple(some * (500 // len(some))) if some else ()


few = st.lists(any_one, max_size=3).map(many)
homes = st.builds(
    Home,
    abilities,
    st.builds(SomeRequests, st.just("waiting"), few, st.none() | st.text(min_size=1, max_size=100)),
    few,
    few,
    st.none() | numbers,
    st.none() | healths,
    st.lists(any_leaver, max_size=6).map(tuple),
    st.just({REQUEST_ID: BatchRun(REQUEST_ID, Course.PAUSE)}) | st.just({}),
    st.none() | st.just(MOMENT),
)


def a_home(**members: Any) -> Home:  # noqa: ANN401 - any member of a home
    return Home(**{"abilities": (), "waiting": NOBODY_WAITS, **members})


def an_ability(command: str, label: str) -> Ability:
    return Ability(Action(command, label), command, "Do it", ALLOWED)


def buttons(view: View) -> list[dict[str, Any]]:
    return [element for block in view["blocks"] if block["type"] == "actions" for element in block["elements"]]


def ids(view: View) -> list[str]:
    return [button["action_id"] for button in buttons(view)]


@given(homes)
def test_slack_takes_any_home(shown: Home) -> None:
    """Whatever people or the API wrote, however many requests there are; and nothing in it pings or links."""
    view = home_view(shown)
    assert check_view(view) == ()
    assert live(view) == []


@pytest.mark.parametrize("state", State)
def test_five_hundred_of_the_longest_requests_are_one_home(state: State) -> None:
    """Slack counts a hundred blocks and 250 kB."""
    some = (OneRequest(the_longest_facts(state), may_review=True, may_cancel=True, is_theirs=True),) * 500
    paused = {REQUEST_ID: BatchRun(REQUEST_ID, Course.PAUSE)}
    left = (a_leaver(name="&" * 3000),) * 6
    many_ = a_home(waiting=SomeRequests("waiting", some, "x"), mine=some, ended=some, leavers=left)
    for shown in (many_, replace(many_, runs=paused, at=MOMENT)):
        view = home_view(shown)
        assert check_view(view) == ()
        assert len(view["blocks"]) <= limits.VIEW_BLOCKS


@given(ANY_TEXT)
def test_slack_takes_any_refusal(words: str) -> None:
    """The words stand alone, and literally."""
    view = declined_view(words)
    assert check_view(view) == ()
    assert [block["type"] for block in view["blocks"]] == ["section"]
    assert view["blocks"][0]["text"]["type"] == "plain_text"


def test_what_slack_would_refuse_is_not_sent() -> None:
    """There are words in its place."""
    broken = declined_view("words")
    assert sendable_home(broken) == broken
    broken["blocks"][0]["text"]["text"] = "x" * 3001
    assert sendable_home(broken) == declined_view(INSTEAD)


def test_quick_actions_are_the_commands_with_a_place_to_lead_to() -> None:
    """The home itself is the help, and a request is opened where it stands."""
    offered = (an_ability("help", "Help"), an_ability("list", "List users"), an_ability("request", "Request"))
    assert ids(home_view(a_home(abilities=offered))) == [PRESS + "list"]
    assert ids(home_view(a_home())) == []


@pytest.mark.parametrize("rows", [(), (OneRequest(some_facts(), may_review=True),)])
def test_what_waits_comes_first(rows: tuple[OneRequest, ...]) -> None:
    """Where nothing does, what one can do is first; a line stands between the parts, and none before the first."""
    blocks = home_view(a_home(abilities=(an_ability("list", "List users"),), waiting=SomeRequests("waiting", rows)))[
        "blocks"
    ]
    heads = [block["text"]["text"] for block in blocks if block["type"] == "header"]
    first, second = ("Waits for you", "What you can do here") if rows else ("What you can do here", "Waits for you")
    assert heads == [first, second, "Your requests"]
    assert blocks[0]["type"] == "header"
    assert [block["type"] for block in blocks].count("divider") == len(heads) - 1


def test_what_waits_has_review_and_what_is_ones_own_cancel() -> None:
    """What went wrong has the way on."""
    pending, mine = OneRequest(some_facts(), may_review=True), OneRequest(some_facts(), may_cancel=True)
    doubt, failed = OneRequest(some_facts(State.UNKNOWN)), OneRequest(some_facts(State.FAILED))
    denied = OneRequest(some_facts(State.DENIED), is_theirs=True)
    view = home_view(a_home(waiting=SomeRequests("waiting", (pending,)), mine=(doubt, mine), ended=(failed, denied)))
    assert ids(view) == [REVIEW, CANCEL, CHECK, AGAIN, AGAIN]


def test_more_than_is_shown_leads_to_the_list() -> None:
    """Of what waits, and of one's own."""
    one = OneRequest(some_facts())
    shown = a_home(waiting=SomeRequests("waiting", (one,), "x"), mine=(one,) * (MINE + 1))
    found = [read_press("requests", button["value"]).values for button in buttons(home_view(shown))]
    assert found == [{"which": "waiting"}, {"which": "mine"}]
    assert str(home_view(shown)).count("Asked by") == 1 + MINE


def test_an_outcome_is_told_with_when_it_was() -> None:
    """In the reader's own zone."""
    ended = MOMENT + timedelta(hours=5)
    view = str(home_view(a_home(ended=(OneRequest(some_facts(State.DENIED, changed_at=ended)),))))
    assert "Recent outcomes" in view
    assert f"<!date^{int(ended.timestamp())}^" in view
    assert "Recent outcomes" not in str(home_view(a_home()))


COUNTS = Counts(MOMENT, {"INVITED": 1, "ACTIVE": 49_999, "FROZEN": 1}, {"MEMBER_UI_ONLY": 50_000, "Labeler": 1})
AS_OF = "As of <!date^"
ages = pytest.mark.parametrize(
    ("numbers", "said", "unsaid"),
    [
        (Numbers(None), ["Nobody has counted yet."], [AS_OF]),
        (Numbers(None, is_counting=True), ["Counting…"], [AS_OF]),
        (Numbers(Tally(MOMENT, COUNTS)), [AS_OF], ["Counting"]),
        (Numbers(Tally(MOMENT, COUNTS), is_counting=True), [AS_OF, "Counting…"], ["failed"]),
        (Numbers(Tally(MOMENT, None, "Arize is away.")), ["Counting failed", "Arize is away."], [AS_OF]),
        (Numbers(Tally(MOMENT, COUNTS, "Arize is away.")), [AS_OF, "Counting failed", "Arize is away."], []),
    ],
)


@ages
def test_numbers_say_how_old_they_are(numbers: Numbers, said: list[str], unsaid: list[str]) -> None:
    """And why they are no newer."""
    view = str(home_view(a_home(numbers=numbers)))
    assert [words for words in said if words not in view] == []
    assert [words for words in unsaid if words in view] == []


def test_the_largest_number_stands_first() -> None:
    """In the words of the glossary; what nobody knows yet as it came."""
    view = str(home_view(a_home(numbers=Numbers(Tally(MOMENT, COUNTS)))))
    assert "*50,001 users*" in view
    assert ":large_green_circle: Active 49,999 · FROZEN 1 · :envelope: Invited 1" in view
    assert "Member - UI Only 50,000 · Labeler 1" in view


def test_many_roles_are_told_as_one() -> None:
    """An account has as many of them as it likes."""
    counts = Counts(MOMENT, {"ACTIVE": 1}, {f"role {number:02}": 100 - number for number in range(30)})
    view = str(home_view(a_home(numbers=Numbers(Tally(MOMENT, counts)))))
    assert "*1 user*" in view
    assert "role 11 89 · others" in view
    assert "role 12" not in view
