"""What a decision would do, and what there is to decide: the last part of the modal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import State
from bot.slack.views.reviews import COMMENT_BLOCK, DECISION_BLOCK, DENY, read_review, review_view
from tests.requests import a_vote, sent, some_facts
from tests.slack.views.test_reviews import MAY, labels, review_of

if TYPE_CHECKING:
    from bot.command import RequestFacts


@pytest.mark.parametrize("facts", [some_facts(), some_facts(destroys=True)])
def test_what_cannot_be_carried_out_can_only_be_denied(facts: RequestFacts) -> None:
    """With its comment, and no address to type; what is sent is read as any other decision."""
    view = review_view(review_of(facts, "The role was Member and is Admin now."))
    assert labels(view) == ["Decision", "Comment"]
    decision = next(block for block in view["blocks"] if block.get("block_id") == DECISION_BLOCK)["element"]
    assert [each["value"] for each in decision["options"]] == [DENY]
    assert decision["initial_option"] == decision["options"][0]
    assert "When you approve" not in str(view)
    read = read_review(sent(view, {DECISION_BLOCK: DENY}, {COMMENT_BLOCK: "It changed."}))
    assert (read.approves, read.comment, read.errors) == (False, "It changed.", {})


@pytest.mark.parametrize(
    ("needed", "there", "words"),
    [
        (1, 0, "Takes 1 approval. When you approve, it is carried out at once."),
        (2, 0, "Takes 2 approvals; yours is the first. To be decided by <!date"),
        (2, 1, "1 of 2 approvals are there; yours is the last. When you approve, it is carried out at once."),
        (3, 1, "1 of 3 approvals are there. To be decided by <!date"),
    ],
)
def test_whoever_decides_reads_what_theirs_does(needed: int, there: int, words: str) -> None:
    """Directly above the decision."""
    votes = [a_vote("Ben Lindqvist")] * there
    blocks = review_view(review_of(some_facts(State.PENDING, *votes, needed=needed)))["blocks"]
    at = next(number for number, block in enumerate(blocks) if block.get("block_id") == DECISION_BLOCK)
    assert words in str(blocks[at - 1])
    stricter = review_of(some_facts(needed=1), decision=replace(MAY, needed=2))
    assert "Takes 2 approvals; yours is the first." in str(review_view(stricter))
