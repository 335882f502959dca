"""Requests, and who decided them, for tests of views and words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from bot.command import Mark, RequestFacts
from bot.domain.batch import Course
from bot.domain.request import Ending, Request, State, Target, Vote, digest
from bot.slack.views.inputs import VALUE
from tests.people import ANY_TEXT, MOMENT

if TYPE_CHECKING:
    from datetime import datetime

    from bot.slack.blockkit import View

REQUEST_ID = "5f0c9d2e-7a41-4c1b-9f57-0d8f4f3a1b2c"
SENTENCES = {
    State.SUCCEEDED: (Mark.DONE, "Ada Byron was changed."),
    State.FAILED: (Mark.FAILED, "Arize refused it."),
    State.UNKNOWN: (Mark.UNKNOWN, "The answer was lost."),
}


def a_target(name: str = "Ada Byron", role: str = "MEMBER", status: str = "ACTIVE") -> Target:
    return Target("VXNlcjox==", "ada@example.com", name, role, status)


def a_request(state: State = State.PENDING, **members: Any) -> Request:  # noqa: ANN401 - any member of a request
    """One about Ada, by Carla, that takes two people; it is hashed as it stands, and ends as its state implies."""
    shown: dict[str, Any] = {
        "id": REQUEST_ID,
        "submission": "V0FORM",
        "operation": "update",
        "requester_id": "U0CARLA",
        "requester_name": "Carla Moreno",
        "subject": "ada@example.com",
        "target": a_target(),
        "params": {"role": "ADMIN", "reason": "She leads the team now."},
        "needed": 2,
        "created_at": MOMENT,
        "expires_at": MOMENT + timedelta(hours=72),
        "state": state,
        "ending": an_ending(state),
    }
    made = Request(**{**shown, **members})
    return replace(made, digest=digest(made))


def an_ending(state: State) -> Ending | None:
    """How a run ends that leaves a request in this state; None where there was none."""
    if state not in SENTENCES:
        return None
    mark, sentence = SENTENCES[state]
    return Ending(mark.name, sentence)


def a_vote(name: str = "Ben Lindqvist", comment: str = "", *, approves: bool = True, at: datetime = MOMENT) -> Vote:
    return Vote(REQUEST_ID, f"U0{name[:3].upper()}", name, approves, comment, at)


def some_facts(state: State = State.PENDING, *votes: Vote, destroys: bool = False, **members: Any) -> RequestFacts:  # noqa: ANN401 - as above
    """The facts of `a_request`, with those who decided."""
    label = "Delete user" if destroys else "Change user"
    return RequestFacts(a_request(state, **members), label, destroys, (("Role", "Admin"),), votes)


votes = st.lists(
    st.builds(a_vote, ANY_TEXT, st.text(max_size=500), approves=st.booleans(), at=st.just(MOMENT)), max_size=12
).map(tuple)
targets = st.builds(a_target, ANY_TEXT, ANY_TEXT, st.sampled_from(["ACTIVE", "INVITED", "FUTURE <!here>"]))
endings = st.builds(
    Ending,
    st.sampled_from([*(mark.name for mark in Mark), "FUTURE"]),
    st.text(max_size=1000),
    st.lists(ANY_TEXT, max_size=5).map(tuple),
)
any_request = st.builds(
    a_request,
    st.sampled_from(State),
    id=st.text(min_size=1, max_size=100),
    requester_name=ANY_TEXT,
    subject=ANY_TEXT,
    target=st.none() | targets,
    params=st.fixed_dictionaries({"reason": st.text(max_size=500)}),
    needed=st.integers(0, 5),
    changed_at=st.none() | st.just(MOMENT),
    ending=st.none() | endings,
)
any_facts = st.builds(
    RequestFacts,
    any_request,
    label=ANY_TEXT,
    destroys=st.booleans(),
    asks=st.lists(st.tuples(ANY_TEXT, st.text(max_size=3000)), max_size=12).map(tuple),
    votes=votes,
    course=st.sampled_from(Course),
    verb=st.sampled_from(["", "Delete"]),
    whom=st.text(max_size=3000),
    lasting=st.lists(ANY_TEXT, max_size=3).map(tuple),
)

LONG = "&" * 3000
LONG_ADDRESS = "&" * 320
"""Escaping makes it five times as long: the worst that there is."""


def the_longest_facts(state: State) -> RequestFacts:
    """Every text as long as it can be."""
    long_votes = tuple(a_vote(LONG, LONG, approves=state is not State.DENIED) for _ in range(12))
    ending = Ending(Mark.DONE.name, LONG, (LONG,) * 5)
    target = Target(LONG, LONG, LONG, LONG, LONG)
    members: dict[str, Any] = {
        "requester_name": LONG,
        "subject": LONG_ADDRESS,
        "target": target,
        "params": {"reason": LONG},
    }
    return RequestFacts(
        a_request(state, ending=ending, **members),
        LONG,
        destroys=True,
        asks=((LONG, LONG),) * 12,
        votes=long_votes,
        whom=LONG,
    )


def sent(view: View, choices: dict[str, str | None], texts: dict[str, str | None]) -> View:
    """A view as Slack sends it back: what was chosen and typed in each block."""
    chosen = {block: {VALUE: {"selected_option": value and {"value": value}}} for block, value in choices.items()}
    typed = {block: {VALUE: {"value": value}} for block, value in texts.items()}
    return {**view, "state": {"values": {**chosen, **typed}}}
