"""The modal in which users of a review are ticked, and its inverse: what is drawn here is read here."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.slack.blockkit import (
    actions,
    button,
    checkboxes,
    context,
    input_block,
    length,
    limits,
    modal,
    option,
    plain,
    section,
)
from bot.slack.payloads import read_json
from bot.slack.views.filled import inputs, ticked
from bot.slack.views.presses import CHOOSE_TURN
from bot.slack.views.roll import REASON_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.domain.roll import Found
    from bot.slack.blockkit import Block, Option, View
    from bot.workflow.rolls import Choices

CHOOSE_FORM = "choose"
"""The callback_id of this modal."""
TITLE = "Choose whom to delete"
TICKS = "ticks"
"""The action_id of every group of boxes."""
BLOCK = "ticks:"
"""Begins their block_id; the first place of the group follows. Other pages have others: else Slack mixes the ticks."""
MOST = 100
"""Users that can be chosen at once."""
CARRIED = 400
"""Places of other pages that fit into what a modal carries along, of up to six digits each."""
TOO_MANY = f"At most {MOST} users at once. Take some of the ticks away."
NOBODY = "Tick at least one user."


@dataclass(frozen=True)
class Ticked:
    """What is ticked on all pages, by place, in the order of the list; or what is wrong, by block."""

    review_id: str
    page: int
    places: tuple[int, ...]
    errors: Mapping[str, str] = field(default_factory=dict)


def choosing_view(choices: Choices, ticked: Sequence[int] = ()) -> View:
    """One page; `ticked` are the places that were ticked so far, here and on other pages."""
    elsewhere = [place for place in ticked if place not in choices.places]
    kept = {"r": choices.review.id, "p": choices.page, "t": elsewhere[:CARRIED]}
    return modal(
        TITLE,
        [section(plain(_said(choices))), *_groups(choices, ticked), *_elsewhere(elsewhere), *_turns(choices)],
        callback_id=CHOOSE_FORM,
        submit="Continue",
        private_metadata=json.dumps(kept, separators=(",", ":")),
    )


def _said(choices: Choices) -> str:
    if not choices.rows:
        return "Nobody on this page is left to choose: they were kept meanwhile, or you may not delete them any more."
    which = f"Page {choices.page} of {choices.pages}. " if choices.pages > 1 else ""
    return f"{which}Tick the users to delete. It is shown and confirmed once more before anything is done."


def _groups(choices: Choices, ticked: Sequence[int]) -> Iterator[Block]:
    """Slack takes ten boxes in one group. What it cannot carry cannot be chosen."""
    options = [(found.place, made) for found in choices.rows if (made := _option(found)) is not None]
    for start in range(0, len(options), limits.CHOICES):
        group = options[start : start + limits.CHOICES]
        initial = [str(place) for place, _ in group if place in ticked]
        boxes = checkboxes(TICKS, [made for _, made in group], initial=initial)
        label = f"{choices.page}.{start // limits.CHOICES + 1}"
        yield input_block(_label(group[0][0], group[-1][0]), boxes, block_id=BLOCK + label, optional=True)


def _label(first: int | None, last: int | None) -> str:
    return f"Number {first}" if first == last else f"Numbers {first} to {last}"


def _option(found: Found) -> Option | None:
    why = f"{REASON_WORDS[found.reason]} · {found.name}"
    return option(found.email, str(found.place), why) if length(found.user_id) <= limits.OPTION_VALUE else None


def _elsewhere(places: Sequence[int]) -> tuple[Block, ...]:
    if not places:
        return ()
    return (context(plain(f"{len(places)} ticked on other pages; at most {MOST} can be chosen at once.")),)


def _turns(choices: Choices) -> tuple[Block, ...]:
    ways = []
    if choices.page > 1:
        ways.append(button("Previous 50", CHOOSE_TURN + "previous", value=str(choices.page - 1)))
    if choices.page < choices.pages:
        ways.append(button("Next 50", CHOOSE_TURN + "next", value=str(choices.page + 1)))
    return (actions(*ways),) if ways else ()


def read_ticked(view: View) -> Ticked:
    """The inverse of `choosing_view`: no network. Raises ValueError, KeyError or TypeError for what is not ours."""
    kept = read_json(view["private_metadata"])
    places = sorted({*map(int, kept["t"]), *_here(view)})
    return Ticked(str(kept["r"]), int(kept["p"]), tuple(places), _wrong(view, places))


def _here(view: View) -> Iterator[int]:
    for block in inputs(view).values():
        yield from map(int, ticked(block, TICKS))


def _wrong(view: View, places: Sequence[int]) -> dict[str, str]:
    """Slack shows it at the first group, and takes it at no other kind of block."""
    first = next((str(block["block_id"]) for block in view["blocks"] if block["type"] == "input"), "")
    words = NOBODY if not places else TOO_MANY if len(places) > MOST else ""
    return {first: words} if first and words else {}
