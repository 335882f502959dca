"""For a run whose outcome nobody can read from the API: a person finds out and says it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.domain.request import State
from bot.slack.blockkit import divider, input_block, lines, modal, mrkdwn, option, radio_buttons, section, text_input
from bot.slack.views.filled import read_metadata, typed
from bot.slack.views.inputs import VALUE
from bot.slack.views.requests import IN_A_MODAL, request_lines, state_block, vote_lines
from bot.slack.views.reviews import COMMENT, COMMENT_BLOCK, closing_view, too_long

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import RequestFacts
    from bot.slack.blockkit import Block, View

SETTLE_FORM = "settle"
"""The callback_id of the modal that can be sent."""
HAPPENED_BLOCK = "happened"
DONE, NOT_DONE = "done", "not_done"
TITLE = "What became of it?"
HOW_TO_FIND_OUT = (
    "Arize does not tell what became of this run, so somebody has to find out.",
    "If it sends a mail, ask the person whether it arrived. If not, look at the user in Arize AX.",
    "Say what you found only when you know it: it is written down under your name.",
)


@dataclass(frozen=True)
class Settled:
    """What a person found out; what is wrong with the form is keyed by the block to show it at."""

    request_id: str
    happened: bool
    comment: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


def settle_view(facts: RequestFacts) -> View:
    """Asks what became of a run; where that is known by now, it says so instead."""
    if facts.request.state is not State.UNKNOWN:
        return settled_view(facts)
    kept = json.dumps({"r": facts.request.id}, ensure_ascii=False, separators=(",", ":"))
    blocks = [*_known(facts), section(mrkdwn(lines(*HOW_TO_FIND_OUT))), divider(), *_inputs()]
    return modal(TITLE, blocks, callback_id=SETTLE_FORM, submit="Write it down", private_metadata=kept)


def settled_view(facts: RequestFacts) -> View:
    """Where it stands after a look at the API."""
    return closing_view("Checked", _known(facts))


def _known(facts: RequestFacts) -> list[Block]:
    return [*request_lines(facts, IN_A_MODAL), *vote_lines(facts), state_block(facts)]


def _inputs() -> list[Block]:
    choices = [option("It was done", DONE), option("It was not done", NOT_DONE)]
    comment = text_input(VALUE, multiline=True, max_length=COMMENT)
    return [
        input_block("What you found", radio_buttons(VALUE, choices), block_id=HAPPENED_BLOCK),
        input_block("Comment", comment, block_id=COMMENT_BLOCK, hint="How you found out."),
    ]


def read_settled(view: View) -> Settled:
    """The inverse of `settle_view`. Raises ValueError for what we did not write."""
    kept = read_metadata(view, {"r": str})
    choice, comment = typed(view, HAPPENED_BLOCK), typed(view, COMMENT_BLOCK)
    if choice not in ("", DONE, NOT_DONE):
        raise ValueError("not an answer of ours")
    return Settled(kept["r"], choice == DONE, comment, _wrong(choice, comment))


def _wrong(choice: str, comment: str) -> dict[str, str]:
    unsaid = {} if choice else {HAPPENED_BLOCK: "Choose one of the two."}
    unexplained = {} if comment else {COMMENT_BLOCK: "Say how you found out."}
    return unsaid | unexplained | too_long(comment)
