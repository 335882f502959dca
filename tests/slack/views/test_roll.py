"""A review of all users on the screen, and choosing from it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import ONLY_SEEN, ReviewBegun
from bot.domain.roll import Found, Reason, Review, Stage
from bot.slack.blockkit import check_message, check_view
from bot.slack.views import show
from bot.slack.views.choosing import CARRIED, MOST, NOBODY, TICKS, TOO_MANY, choosing_view, read_ticked
from bot.slack.views.presses import CHOOSE, PRESS
from bot.slack.views.roll import begun_message, roll_message
from bot.workflow.rollbook import Findings, Totals
from bot.workflow.rolls import CHOICES, Choices
from tests.markup import live
from tests.people import ANY_TEXT, MOMENT

LONG = "&" * 3000
counts = st.integers(0, 60_000)
reviews = st.builds(
    Review,
    id=st.text(min_size=1, max_size=80),
    person_id=st.just("U0ALICE"),
    began_at=st.just(MOMENT),
    beat_at=st.just(MOMENT),
    stage=st.sampled_from(Stage),
    people=counts,
    users=counts,
    ended_at=st.none() | st.just(MOMENT),
    trouble=st.text(max_size=600),
)
found = st.builds(
    Found, counts, ANY_TEXT, ANY_TEXT.filter(bool), ANY_TEXT, st.sampled_from(Reason), ANY_TEXT, st.integers(1, 60_000)
)
findings = st.builds(
    Findings,
    reviews,
    st.builds(Totals, st.dictionaries(st.sampled_from(Reason), st.integers(1, 60_000)), counts, counts),
    st.lists(found, max_size=10).map(tuple),
    st.booleans(),
    st.booleans(),
)


def a_review(stage: Stage = Stage.DONE, **members: Any) -> Review:  # noqa: ANN401 - any member of a review
    return Review(**{"id": "r1", "person_id": "U0ALICE", "began_at": MOMENT, "beat_at": MOMENT, **members}, stage=stage)


def a_row(number: int, **members: Any) -> Found:  # noqa: ANN401 - any member of a row
    known = {"user_id": f"id{number}", "email": f"{number}@example.com", "name": "Ada", "reason": Reason.GUEST}
    return Found(**{"number": number, "place": number, **known, **members})


def some_choices(page: int, rows: int, pages: int = 3) -> Choices:
    start = (page - 1) * CHOICES
    return Choices(a_review(), tuple(a_row(start + number) for number in range(1, rows + 1)), page, pages)


def buttons(shown: Findings) -> list[str]:
    blocks = roll_message(shown)["blocks"]
    return [element["action_id"] for block in blocks if block["type"] == "actions" for element in block["elements"]]


@given(findings)
def test_slack_takes_every_review(shown: Findings) -> None:
    """Whatever people or the API wrote, and nothing in it pings or links."""
    for message in (roll_message(shown), begun_message(shown.review)):
        assert check_message(dict(message)) == ()
        assert live(message) == []


def test_the_longest_rows_are_still_one_message() -> None:
    """Slack counts about twelve thousand characters in all."""
    rows = tuple(a_row(number, email=LONG, name=LONG, kept_by=LONG) for number in range(1, 11))
    totals = Totals(dict.fromkeys(Reason, 60_000), 60_000, 60_000)
    assert check_message(dict(roll_message(Findings(a_review(trouble=LONG), totals, rows)))) == ()


@pytest.mark.parametrize(
    ("shown", "offered"),
    [
        (Findings(a_review(), Totals({Reason.GUEST: 2}, 0, 1)), [CHOOSE, f"{PRESS}review"]),
        (Findings(a_review(), Totals({Reason.GUEST: 2}, 2, 0)), [f"{PRESS}review"]),
        (Findings(a_review(), Totals()), []),
        (Findings(a_review(), Totals({Reason.GUEST: 2}, 0, 1), is_over=True), [f"{PRESS}review"]),
        (Findings(a_review(Stage.FAILED)), [f"{PRESS}review"]),
        (Findings(a_review(Stage.WALKING)), []),
    ],
)
def test_a_review_offers_what_can_be_done(shown: Findings, offered: list[str]) -> None:
    """Once it is over, or failed, another one."""
    assert buttons(shown) == offered


def test_nobody_on_the_list_is_good_news() -> None:
    assert "Every user is a full member of this Slack." in str(roll_message(Findings(a_review())))


@pytest.mark.parametrize("stage", Stage)
def test_whoever_sees_a_part_reads_nothing_of_the_size_of_the_account(stage: Stage) -> None:
    """Neither while it goes on nor in the end, where the message says that only those are shown whom they may see."""
    shown = str(roll_message(Findings(a_review(stage, people=77, users=4321), is_partial=True)))
    assert ("4,321" in shown, "77 accounts" in shown) == (False, stage is not Stage.FAILED)
    assert (ONLY_SEEN in shown) is (stage is Stage.DONE)
    assert ("Every user whom you may see is a full member of this Slack." in shown) is (stage is Stage.DONE)
    begun = str(show(ReviewBegun(is_new=False, people=77, users=None)))
    assert "77 accounts of this Slack so far." in begun


@given(st.booleans(), counts, st.none() | counts)
def test_slack_takes_the_answer_to_the_command(is_new: bool, people: int, users: int | None) -> None:  # noqa: FBT001 - hypothesis gives it
    assert check_message(dict(show(ReviewBegun(is_new, people, users)))) == ()


@given(st.lists(found, max_size=CHOICES, unique_by=lambda row: row.place), st.integers(1, 3), st.sets(counts))
def test_slack_takes_every_choice(rows: list[Found], page: int, ticked: set[int]) -> None:
    """At most fifty boxes, ten in a group, and what was ticked on other pages comes along."""
    view = choosing_view(Choices(a_review(id="r" * 36), tuple(rows), page, 3), sorted(ticked))
    assert check_view(view) == ()
    assert len([block for block in view["blocks"] if block["type"] == "input"]) <= 5


def test_as_many_ticks_as_fit_are_carried_along() -> None:
    """The longest numbers that there are."""
    view = choosing_view(some_choices(1, 3), range(900_000, 901_000))
    assert check_view(view) == ()
    assert len(json.loads(view["private_metadata"])["t"]) == CARRIED


def ticking(view: dict[str, Any], *places: int) -> dict[str, Any]:
    """The view as Slack sends it back, with these boxes ticked."""
    chosen: dict[str, list[dict[str, str]]] = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            options = block["element"]["options"]
            chosen[block["block_id"]] = [each for each in options if int(each["value"]) in places]
    return {**view, "state": {"values": {block: {TICKS: {"selected_options": each}} for block, each in chosen.items()}}}


def test_what_is_drawn_is_read() -> None:
    """Ticks of this page count as they are now, those of others as they came along."""
    view = choosing_view(some_choices(2, 20), [3, 51, 60])
    initial = [each["value"] for block in view["blocks"][1:3] for each in block["element"].get("initial_options", [])]
    assert initial == ["51", "60"]
    ticked = read_ticked(ticking(view, 52, 61))
    assert (ticked.review_id, ticked.page, ticked.places, ticked.errors) == ("r1", 2, (3, 52, 61), {})


@pytest.mark.parametrize(("before", "words"), [((), NOBODY), (range(100, 100 + MOST + 1), TOO_MANY)])
def test_nobody_and_too_many_are_told_at_the_first_group(before: tuple[int, ...], words: str) -> None:
    view = choosing_view(some_choices(1, 20), before)
    assert read_ticked(ticking(view)).errors == {"ticks:1.1": words}


def test_a_page_without_anybody_says_so() -> None:
    """There is no field to show an error at."""
    view = choosing_view(some_choices(1, 0))
    assert "Nobody on this page is left to choose" in str(view)
    assert check_view(view) == ()
    assert read_ticked({**view, "state": {"values": {}}}).errors == {}


def test_an_id_that_slack_could_not_carry_is_left_out() -> None:
    choices = Choices(a_review(), (a_row(1, user_id="i" * 200),), 1, 1)
    assert [block["type"] for block in choosing_view(choices)["blocks"]] == ["section"]
