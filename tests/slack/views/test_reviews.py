"""The modal in which a request is decided: what is drawn is read back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import RequestFacts, Review
from bot.domain.policy import Decision, Verdict
from bot.domain.request import State
from bot.slack.blockkit import check_view
from bot.slack.views.forms import CONFIRM_BLOCK
from bot.slack.views.reviews import (
    APPROVE,
    COMMENT_BLOCK,
    DECISION_BLOCK,
    DENY,
    REVIEW_FORM,
    Reviewed,
    read_review,
    review_view,
)
from tests.people import ANY_TEXT, a_user, any_user
from tests.requests import REQUEST_ID, a_request, a_vote, any_facts, sent, some_facts, the_longest_facts

if TYPE_CHECKING:
    from bot.slack.blockkit import View

MAY = Decision(Verdict.RUN, "You may decide.")
MAY_NOT = Decision(Verdict.REFUSE, "You asked for this yourself.")
DELETION = some_facts(destroys=True)
reviews = st.builds(
    Review,
    any_facts,
    st.none() | any_user,
    st.lists(ANY_TEXT, max_size=4).map(tuple),
    st.builds(Decision, st.sampled_from([Verdict.RUN, Verdict.REFUSE]), ANY_TEXT),
    has_approved=st.booleans(),
    asks_about_oneself=st.booleans(),
)


def review_of(facts: RequestFacts, *news: str, decision: Decision = MAY) -> Review:
    return Review(facts, a_user(), news, decision)


def filled(facts: RequestFacts, choice: str | None, comment: str | None = None, address: str | None = None) -> View:
    texts = {COMMENT_BLOCK: comment, CONFIRM_BLOCK: address} if facts.destroys else {COMMENT_BLOCK: comment}
    return sent(review_view(review_of(facts)), {DECISION_BLOCK: choice}, texts)


def labels(view: View) -> list[str]:
    return [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]


@given(reviews)
def test_slack_takes_every_review(review: Review) -> None:
    """Whoever asked, whatever is in it, and whoever decided."""
    assert check_view(review_view(review)) == ()


def test_slack_takes_the_longest_review() -> None:
    """However long the texts are."""
    review = Review(the_longest_facts(State.PENDING), None, ("&" * 900,) * 12, MAY)
    assert check_view(review_view(review)) == ()


def test_a_reviewer_sees_the_target_as_it_is_now() -> None:
    """Beside how it was when it was asked."""
    review = Review(some_facts(), a_user(name="Ada King", role="ADMIN"), (), MAY)
    shown = str(review_view(review))
    assert "When it was asked: Ada Byron · Member · Active" in shown
    assert "*Ada King*" in shown


def test_a_target_that_is_gone_is_told() -> None:
    """But nobody is missed who is to be created."""
    assert "is not in Arize AX any more" in str(review_view(Review(some_facts(), None, (), MAY)))
    assert "any more" not in str(review_view(Review(some_facts(target=None), None, (), MAY)))


def test_what_changed_meanwhile_is_a_warning() -> None:
    """An approved run would stop, so there is nothing left but to deny it; of what is decided that is only said."""
    shown = str(review_view(review_of(some_facts(), "The role was Member and is Admin now.")))
    assert ":warning: *Changed since the request:*" in shown
    assert "The role was Member and is Admin now." in shown
    assert "So it cannot be carried out any more. Deny it, and let Carla Moreno ask again." in shown
    assert "Changed since" not in str(review_view(review_of(some_facts())))
    may_not = str(review_view(review_of(some_facts(), "The role was Member.", decision=MAY_NOT)))
    assert "So it cannot be carried out any more." in may_not
    assert "Deny it" not in may_not
    assert "An approved run would stop." in str(review_view(review_of(some_facts(State.APPROVED), "The role was M.")))


def test_nothing_that_is_approved_is_cut() -> None:
    """A parameter and a reason as long as the forms take them, and each comment."""
    facts = RequestFacts(
        a_request(params={"reason": "r" * 500}),
        "Change user",
        destroys=False,
        asks=(("Name", "n" * 255),),
        votes=(a_vote(comment="c" * 500),),
    )
    shown = str(review_view(review_of(facts)))
    assert all(text in shown for text in ("r" * 500, "n" * 255, "c" * 500))


def test_the_form_asks_for_a_decision_and_suggests_none() -> None:
    """Nothing is chosen beforehand."""
    view = review_view(review_of(some_facts()))
    assert (view["callback_id"], view["submit"]["text"]) == (REVIEW_FORM, "Decide")
    assert labels(view) == ["Decision", "Comment"]
    assert "initial_option" not in str(view)


def test_what_is_permanent_is_said_and_takes_the_address() -> None:
    """Before anybody approves it; as whoever asked read it."""
    view = review_view(review_of(replace(DELETION, lasting=("This is permanent.", "Keys go with the user."))))
    assert ":warning: This is permanent.\nKeys go with the user." in [
        block["text"]["text"] for block in view["blocks"] if "text" in block
    ]
    assert labels(view) == ["Decision", "Comment", "To approve, type the e-mail address"]


@pytest.mark.parametrize(("choice", "approves"), [(APPROVE, True), (DENY, False)])
def test_a_decision_is_read_back(*, choice: str, approves: bool) -> None:
    """For the request that was shown, as it was hashed."""
    facts = some_facts()
    read = read_review(filled(facts, choice, "  Because.  "))
    assert read == Reviewed(REQUEST_ID, facts.request.digest, approves, "Because.")


@given(any_facts, st.sampled_from([APPROVE, DENY]), st.text(max_size=200))
def test_any_decision_is_read_back(facts: RequestFacts, choice: str, comment: str) -> None:
    """Whatever the request says."""
    if facts.request.state is State.PENDING:
        read = read_review(filled(facts, choice, comment, facts.request.subject))
        assert (read.request_id, read.digest) == (facts.request.id, facts.request.digest)
        assert (read.approves, read.comment) == (choice == APPROVE, comment.strip())


@pytest.mark.parametrize(
    ("choice", "comment", "wrong"),
    [
        (APPROVE, None, {}),
        (DENY, "   ", {COMMENT_BLOCK: "Say why you deny it. The person who asked will read it."}),
        (None, "Hm.", {DECISION_BLOCK: "Choose one of the two."}),
        (APPROVE, "x" * 501, {COMMENT_BLOCK: "Use at most 500 characters."}),
        (DENY, "x" * 501, {COMMENT_BLOCK: "Use at most 500 characters."}),
    ],
)
def test_what_is_missing_is_told_at_its_field(choice: str | None, comment: str | None, wrong: dict[str, str]) -> None:
    """Denying takes a reason, approving none."""
    read = read_review(filled(some_facts(), choice, comment))
    assert read.errors == wrong
    assert choice or not read.approves


@pytest.mark.parametrize(
    ("choice", "address", "taken"),
    [
        (APPROVE, " ADA@Example.com ", True),
        (APPROVE, "ada@example.co", False),
        (APPROVE, None, False),
        (DENY, None, True),
        (DENY, "somebody@example.com", True),
    ],
)
def test_approving_what_is_permanent_takes_the_address(*, choice: str, address: str | None, taken: bool) -> None:
    """Denying it takes none."""
    errors = read_review(filled(DELETION, choice, "Because.", address)).errors
    told = {CONFIRM_BLOCK: "This is not the address of the user above. Type ada@example.com to go on."}
    assert errors == ({} if taken else told)


def test_a_request_about_nobody_cannot_be_confirmed() -> None:
    """An empty address confirms nothing."""
    nobody = some_facts(destroys=True, subject="")
    assert CONFIRM_BLOCK in read_review(filled(nobody, APPROVE, None, "")).errors


def test_a_review_carries_what_it_needs_and_no_more() -> None:
    """The request, its hash, the address to type, and whether to ask for it."""
    kept = json.loads(review_view(review_of(DELETION))["private_metadata"])
    assert kept == {"r": REQUEST_ID, "d": DELETION.request.digest, "s": "ada@example.com", "x": True}


FORGED: list[Any] = [
    "",
    "[]",
    "null",
    "{",
    None,
    "{}",
    '{"r":1,"d":"d","s":"s","x":true}',
    '{"r":"r","d":"d","s":"s"}',
    '{"r":"r","d":"d","s":"s","x":"yes"}',
    '{"r":"r","d":"d","s":"s","x":true,"more":1}',
]


@pytest.mark.parametrize("metadata", FORGED)
def test_metadata_that_we_did_not_write_is_refused(metadata: Any) -> None:  # noqa: ANN401 - anything at all
    """Nothing is decided by it."""
    with pytest.raises(ValueError, match="not a view of ours"):
        read_review({**filled(some_facts(), APPROVE), "private_metadata": metadata})


@pytest.mark.parametrize(
    "values",
    [
        None,
        [],
        {DECISION_BLOCK: None},
        {DECISION_BLOCK: {"value": []}},
        {DECISION_BLOCK: {"value": {"selected_option": "approve"}}},
        {DECISION_BLOCK: {"value": {"selected_option": {"value": 7}}}},
        {DECISION_BLOCK: {"value": {"selected_option": {"value": "approve_all"}}}},
    ],
)
def test_answers_that_we_did_not_offer_are_refused(values: Any) -> None:  # noqa: ANN401 - anything at all
    """Nothing is decided by them."""
    with pytest.raises(ValueError, match="of ours"):
        read_review({**review_view(review_of(some_facts())), "state": {"values": values}})


def test_there_is_one_line_between_two_parts() -> None:
    """Also where there is nothing to say between what was asked and the decision."""
    bare = replace(DELETION, destroys=False, request=replace(DELETION.request, target=None), votes=())
    types = [block["type"] for block in review_view(Review(bare, None, (), MAY))["blocks"]]
    assert types.count("divider") == 1
    assert types[0] != "divider"
