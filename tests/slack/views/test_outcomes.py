"""Whatever a command answers, Slack takes the message, and nothing in it pings, links or formats by itself."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.arize import RoleInfo
from bot.command import (
    ONLY_SEEN,
    Ability,
    Action,
    Help,
    Identity,
    Listing,
    Mark,
    OneUser,
    Outcome,
    SomeRoles,
    SomeUsers,
    Told,
)
from bot.domain.policy import Decision, Verdict
from bot.slack.blockkit import check_message
from bot.slack.views import show
from bot.slack.views.presses import read_press
from tests.markup import live
from tests.people import ANY_TEXT, a_person, a_user, any_user

actions = st.lists(
    st.builds(
        Action,
        st.sampled_from(["get", "delete", "create", "update"]),
        st.text(min_size=1, max_size=30),
        st.none() | st.text(max_size=300),
        st.booleans(),
        st.dictionaries(ANY_TEXT, ANY_TEXT, max_size=3),
    ),
    max_size=4,
    unique_by=lambda action: action.command,
).map(tuple)
abilities = st.lists(
    st.builds(
        Ability,
        st.builds(Action, st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=30)),
        ANY_TEXT,
        ANY_TEXT,
        st.builds(Decision, st.sampled_from(Verdict), ANY_TEXT),
        st.none() | st.builds(Decision, st.sampled_from(Verdict), ANY_TEXT),
    ),
    max_size=12,
).map(tuple)
roles = st.lists(
    st.builds(
        RoleInfo,
        id=st.text(min_size=1),
        name=st.text(min_size=1, max_size=300),
        description=st.none() | ANY_TEXT,
        permissions=st.lists(st.text(max_size=30), max_size=40).map(tuple),
        is_predefined=st.booleans(),
    ),
    max_size=8,
).map(tuple)
listings = st.builds(Listing, ANY_TEXT, st.just(("ACTIVE",)), st.lists(st.text(max_size=900), max_size=5).map(tuple))
outcomes = st.one_of(
    st.builds(
        Told, st.sampled_from(Mark), ANY_TEXT, st.none() | any_user, st.lists(ANY_TEXT, max_size=3).map(tuple), actions
    ),
    st.builds(OneUser, any_user, actions),
    st.builds(
        SomeUsers, st.lists(st.tuples(any_user, actions), max_size=20).map(tuple), listings, st.none() | ANY_TEXT
    ),
    st.builds(SomeRoles, roles),
    st.builds(Help, abilities, st.none() | ANY_TEXT, st.lists(ANY_TEXT, max_size=2).map(tuple)),
    st.builds(Identity, st.builds(a_person, ANY_TEXT), st.none() | any_user, abilities, account_checked=st.booleans()),
)


@given(outcomes)
def test_slack_takes_every_answer(outcome: Outcome) -> None:
    """Any text from people or from the API: within the limits, and never a mention, a link or a second line of ours."""
    message = show(outcome)
    assert check_message(dict(message)) == ()
    assert live(message) == []


def test_a_page_of_the_longest_users_is_still_one_message() -> None:
    """Slack counts about twelve thousand characters in all."""
    user = a_user("N" * 255, "e" * 242 + "@example.com", user_id="i" * 100)
    menu = tuple(Action(name, name, user.id) for name in ("get", "update", "delete"))
    assert check_message(dict(show(SomeUsers(((user, menu),) * 20, Listing(), "cursor")))) == ()


def test_the_way_back_shortens_when_cursors_grow_too_long() -> None:
    """The pages turn on; the oldest steps back are forgotten."""
    listing = Listing("", (), tuple(f"{page}" * 400 for page in range(9)))
    message = show(SomeUsers((), listing, "9" * 400))
    turns = {element["action_id"]: element["value"] for element in message["blocks"][-1]["elements"]}
    newer = read_press("list", turns["turn:list:newer"])
    assert newer.values["cursors"][-1] == "9" * 400
    assert len(newer.values["cursors"]) < 9


def test_a_list_can_be_taken_along_as_it_is_filtered() -> None:
    """All pages of it, whichever is shown; where nobody is on it there is nothing to take."""
    shown = show(SomeUsers(((a_user(), ()),), Listing("exam", ("ACTIVE",), ("c1", "c2")), None))
    export = next(each for each in shown["blocks"][-1]["elements"] if each["text"]["text"] == "Export as CSV")
    press = read_press("list", export["value"])
    assert export["action_id"] == "press:list"
    assert press.values == {"text": "exam", "status": ["ACTIVE"], "export": True}
    assert "Export as CSV" not in str(show(SomeUsers((), Listing("exam"), None)))


def test_a_page_says_that_its_reader_may_not_see_all_of_it() -> None:
    """Also where nobody is left on it; that is no list of nobody, and goes on."""
    assert ONLY_SEEN in str(show(SomeUsers(((a_user(), ()),), Listing(), None, is_partial=True)))
    nobody = str(show(SomeUsers((), Listing(), "c1", is_partial=True)))
    assert (ONLY_SEEN in nobody, "No user matches" in nobody, "turn:list:newer" in nobody) == (True, False, True)
    assert "No user whom you may see is on this page." in nobody


def an_ability(decision: Decision, at_worst: Decision | None = None) -> Ability:
    return Ability(Action("create", "Create user"), "create [email]", "Invite somebody", decision, at_worst)


RUN, REFUSE = Decision(Verdict.RUN, "You are an admin."), Decision(Verdict.REFUSE, "Nobody may.")
ONE, TWO = (Decision(Verdict.REQUEST, f"It takes {needed}.", needed=needed) for needed in (1, 2))


@pytest.mark.parametrize(
    ("best", "at_worst", "helps", "why"),
    [
        (RUN, RUN, "`create [email]`\\nInvite", "* at once: You are an admin."),
        (RUN, ONE, "`create [email]`\\nInvite", "an admin. For some people or roles others have to approve it."),
        (ONE, ONE, "`create [email]` · :ballot_box_with_ballot: 1 other approves\\n", "ballot: *create*: It takes 1."),
        (ONE, TWO, ":ballot_box_with_ballot: at least 1 other approves", "For some people or roles it takes more."),
        (TWO, REFUSE, "at least 2 others approve", "For some people or roles it takes more, or it is refused."),
        (TWO, None, "ballot: 2 others approve", "ballot: *create*: It takes 2."),
    ],
)
def test_help_and_whoami_tell_what_is_done_at_once_from_what_others_approve(
    best: Decision, at_worst: Decision | None, helps: str, why: str
) -> None:
    """By the best that may come of it, with a word where it may be more."""
    ability = an_ability(best, at_worst)
    assert helps in json.dumps(show(Help((ability,))), ensure_ascii=False)
    assert why in json.dumps(show(Identity(a_person(), None, (ability,))), ensure_ascii=False)


def test_what_nobody_drew_is_a_bug() -> None:
    """It does not reach a person half drawn."""
    with pytest.raises(TypeError):
        show("not an outcome")  # type: ignore[arg-type]  # that is the point
