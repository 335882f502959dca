"""The modal in which a request is decided, and its inverse."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.domain.people import same_address
from bot.domain.request import State
from bot.slack.blockkit import (
    actions,
    bold,
    button,
    clip,
    code,
    context,
    divider,
    input_block,
    length,
    lines,
    markup,
    modal,
    mrkdwn,
    option,
    plain,
    radio_buttons,
    section,
    text_input,
)
from bot.slack.views.filled import read_metadata, typed
from bot.slack.views.forms import CONFIRM_BLOCK
from bot.slack.views.inputs import VALUE
from bot.slack.views.presses import WHOM
from bot.slack.views.requests import (
    ADDRESS,
    IN_A_MODAL,
    NAME,
    brief,
    moment,
    request_lines,
    state_block,
    vote_lines,
)
from bot.slack.views.saying import NOTICE
from bot.slack.views.users import user_card
from bot.slack.views.words import warned

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.command import RequestFacts, Review
    from bot.domain.request import Request
    from bot.slack.blockkit import Block, Markup, Option, View

REVIEW_FORM = "review"
"""The callback_id of the modal that can be sent."""
DECISION_BLOCK = "decision"
COMMENT_BLOCK = "comment"
APPROVE, DENY = "approve", "deny"
COMMENT = 500
TITLE = "Review request"
NEWS_SHOWN = 10
TALLY = ":ballot_box_with_ballot: {takes}. {then}"


@dataclass(frozen=True)
class Reviewed:
    """A decision as it was sent; what is wrong with it is keyed by the block to show it at.

    `confirmed` is what was typed, the address or the number of users, where something is to be destroyed.
    """

    request_id: str
    digest: str
    approves: bool
    comment: str = ""
    confirmed: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def review_view(review: Review) -> View:
    """Everything an approver needs, as it is now; with a form where the decision is theirs and still open."""
    asked = request_lines(review.facts, IN_A_MODAL)
    found = [*_now(review), *_news(review), *_so_far(review)]
    if _is_theirs(review):
        return _form(review.facts, _parted(asked, [*found, *_warning(review)], _inputs(review)))
    return closing_view(TITLE, _parted(asked, [*found, *_why_not(review)]))


def _is_theirs(review: Review) -> bool:
    """Whether it waits for this person."""
    is_open = review.facts.request.state is State.PENDING
    return is_open and review.decision.allows and not review.has_approved


def _parted(*parts: Sequence[Block]) -> list[Block]:
    """With a line between any two parts that have something to say."""
    parted = [block for part in parts if part for block in (divider(), *part)]
    return parted[1:]


def closing_view(title: str, blocks: list[Block]) -> View:
    """A view that only says something."""
    return modal(title, blocks, callback_id=NOTICE, close="Close")


def _form(facts: RequestFacts, blocks: list[Block]) -> View:
    return modal(TITLE, blocks, callback_id=REVIEW_FORM, submit="Decide", private_metadata=_metadata(facts))


def _metadata(facts: RequestFacts) -> str:
    request = facts.request
    kept = {"r": request.id, "d": request.digest, "s": request.confirmation, "x": facts.destroys}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _now(review: Review) -> tuple[Block, ...]:
    """The target as the API has them; a request that creates one has none yet."""
    if review.user is not None:
        return section(mrkdwn(markup("As Arize AX has them now:"))), *user_card(review.user)
    if review.facts.request.rows:
        return (_whom(review.facts.request),)
    if review.facts.request.target is None:
        return ()
    gone = code(clip(review.facts.request.subject, ADDRESS))
    return (section(mrkdwn(markup(":warning: {gone} is not in Arize AX any more.", gone=gone))),)


def _whom(request: Request) -> Block:
    """The whole list, which is too long for a modal; each row is read again just before it is done."""
    return actions(button("All rows as CSV", WHOM, value=request.id))


def _news(review: Review) -> tuple[Block, ...]:
    if not review.news:
        return ()
    told = [brief(sentence) for sentence in review.news[:NEWS_SHOWN]]
    head = markup(":warning: *Changed since the request:*")
    return (section(mrkdwn(lines(head, *told, _what_comes_of_it(review)))),)


def _what_comes_of_it(review: Review) -> Markup | str:
    """What is decided already may still be under way."""
    if review.facts.request.state is not State.PENDING:
        return "An approved run would stop."
    deny = " Deny it, and let {requester} ask again." if _is_theirs(review) else ""
    who = brief(review.facts.request.requester_name, NAME)
    return markup(f"So it cannot be carried out any more.{deny}", requester=who)


def _so_far(review: Review) -> tuple[Block, ...]:
    votes = vote_lines(review.facts, IN_A_MODAL)
    return (section(mrkdwn(bold("Decided so far"))), *votes) if votes else ()


def _warning(review: Review) -> tuple[Block, ...]:
    """What cannot be undone; and where whoever asks is among those whom it is about."""
    who = brief(review.facts.request.requester_name, NAME)
    oneself = markup(":warning: One of them is {who}, who asks.", who=who) if review.asks_about_oneself else ""
    said = lines(warned(review.facts.lasting), oneself)
    return (section(mrkdwn(said)),) if said else ()


def _why_not(review: Review) -> tuple[Block, ...]:
    """Where it stands, once it is decided; while it waits, why the person may not decide."""
    if review.facts.request.state is not State.PENDING:
        return (state_block(review.facts),)
    why = "You approved this already." if review.decision.allows else review.decision.why
    return state_block(review.facts), section(plain(why))


def _inputs(review: Review) -> list[Block]:
    """Nobody is asked to approve what would not be carried out."""
    facts, comment = review.facts, text_input(VALUE, multiline=True, max_length=COMMENT)
    said = input_block("Comment", comment, block_id=COMMENT_BLOCK, hint="The person who asked reads it.", optional=True)
    if review.news:
        return [_decision(option("Deny", DENY), initial=DENY), said]
    decision = _decision(option("Approve", APPROVE), option("Deny", DENY))
    return [_tally(review), decision, said, *([_confirmation(facts)] if facts.destroys else [])]


def _decision(*choices: Option, initial: str | None = None) -> Block:
    return input_block("Decision", radio_buttons(VALUE, choices, initial=initial), block_id=DECISION_BLOCK)


def _tally(review: Review) -> Block:
    """How many it takes, and what this one would do."""
    request, there = review.facts.request, sum(vote.approves for vote in review.facts.votes)
    needed = max(request.needed, review.decision.needed, 1)
    takes = f"{there} of {needed} approvals are there" if there else f"Takes {needed} approvals; yours is the first"
    if there + 1 < needed:
        until = markup("To be decided by {at}.", at=moment(request.expires_at))
        return context(mrkdwn(markup(TALLY, takes=takes, then=until)))
    takes = "Takes 1 approval" if needed == 1 else f"{takes}; yours is the last"
    return context(mrkdwn(markup(TALLY, takes=takes, then="When you approve, it is carried out at once.")))


def _confirmation(facts: RequestFacts) -> Block:
    """Optional, because denying does not take it."""
    what = "number of users" if facts.request.rows else "e-mail address"
    typed = text_input(VALUE, placeholder=facts.request.confirmation)
    return input_block(f"To approve, type the {what}", typed, block_id=CONFIRM_BLOCK, optional=True)


def read_review(view: View) -> Reviewed:
    """The inverse of `review_view`. Raises ValueError for what we did not write."""
    kept = read_metadata(view, {"r": str, "d": str, "s": str, "x": bool})
    choice, comment = typed(view, DECISION_BLOCK), typed(view, COMMENT_BLOCK)
    if choice not in ("", APPROVE, DENY):
        raise ValueError("not a decision of ours")
    confirmed = typed(view, CONFIRM_BLOCK)
    errors = _undecided(choice) | _comment(choice, comment) | _unconfirmed(choice, kept, confirmed)
    return Reviewed(kept["r"], kept["d"], choice == APPROVE, comment, confirmed, errors)


def too_long(comment: str) -> dict[str, str]:
    return {COMMENT_BLOCK: f"Use at most {COMMENT} characters."} if length(comment) > COMMENT else {}


def _undecided(choice: str) -> dict[str, str]:
    return {} if choice else {DECISION_BLOCK: "Choose one of the two."}


def _comment(choice: str, comment: str) -> dict[str, str]:
    if choice == DENY and not comment:
        return {COMMENT_BLOCK: "Say why you deny it. The person who asked will read it."}
    return too_long(comment)


def _unconfirmed(choice: str, kept: Mapping[str, Any], address: str) -> dict[str, str]:
    if choice != APPROVE or not kept["x"] or (address and same_address(address, kept["s"])):
        return {}
    what = "the number of users" if kept["s"].isdecimal() else "the address of the user above"
    return {CONFIRM_BLOCK: f"This is not {what}. Type {kept['s']} to go on."}
