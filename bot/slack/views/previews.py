"""What a batch would do, before anything does; and its inverse, the confirmation."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.command import Action
from bot.command.glossary import role_word
from bot.domain.batch import people
from bot.slack.blockkit import (
    actions,
    bold,
    button,
    clip,
    code,
    context,
    divider,
    input_block,
    joined,
    lines,
    markup,
    modal,
    mrkdwn,
    quote,
    section,
    text_input,
)
from bot.slack.views.filled import read_metadata, typed
from bot.slack.views.forms import approval
from bot.slack.views.inputs import VALUE
from bot.slack.views.outcomes import message
from bot.slack.views.presses import PLAN, buttons
from bot.slack.views.saying import NOTICE
from bot.slack.views.words import warned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.batch import Problem, Row
    from bot.domain.policy import Decision
    from bot.slack.blockkit import Block, Markup, View
    from bot.slack.views.outcomes import Message
    from bot.workflow.batches.drafting import Preview
    from bot.workflow.batches.weighing import Heavier

BATCH_FORM: Final = "batch"
"""The callback_id of the preview."""
NUMBER_BLOCK: Final = "number"
ROWS_SHOWN, PROBLEMS_SHOWN, HEAVIER_SHOWN = 20, 10, 3
LINE, ADDRESS, NAME, WHY = 400, 100, 60, 200
"""Characters of one line, and of its parts: the whole list is to be had as a file."""


@dataclass(frozen=True)
class Confirmed:
    """A preview that was sent; what is wrong is keyed by the block to show it at."""

    command: str
    draft_id: str
    number: str
    response_url: str | None
    errors: Mapping[str, str] = field(default_factory=dict)


def preview_view(preview: Preview, response_url: str | None) -> View:
    blocks = [*_head(preview), *_problems(preview.problems), *_rows(preview), _plan(preview)]
    if not preview.rows:
        return modal(preview.command.label, blocks, callback_id=NOTICE, close="Close")
    return modal(
        preview.command.label,
        [*blocks, *_confirmation(preview)],
        callback_id=BATCH_FORM,
        submit=_submit(preview),
        private_metadata=_metadata(preview, response_url),
    )


def ready_message(preview: Preview) -> Message:
    """For whoever closed the form while the list was looked at: they may have sent others meanwhile."""
    whom = [*(row.subject for row in preview.rows), *(problem.subject for problem in preview.problems)]
    first, will = clip(next(iter(whom), ""), ADDRESS), _will(preview)
    others = f"and {len(whom) - 1:,} more " if whom[1:] else ""
    rest = f"{others}is checked: {will}"
    look = Action(preview.command.name, "Look at it", values={"draft": preview.draft_id})
    said = markup(":clipboard: The list of {first} {rest}", first=code(first), rest=rest)
    return message(f"The list of {first} {rest}", section(mrkdwn(said)), *buttons((look,)))


def _will(preview: Preview) -> str:
    past = _past(preview)
    return f"{people(len(preview.rows))} will be {past}." if preview.rows else f"Nobody can be {past}."


def _past(preview: Preview) -> str:
    return preview.command.batch.past if preview.command.batch else "done"


def _head(preview: Preview) -> list[Block]:
    warning = warned(preview.command.lasting) if preview.rows else ""
    said = lines(bold(_will(preview)), warning)
    return [section(mrkdwn(said)), *(_takes(preview) if preview.rows else [])]


def _takes(preview: Preview) -> list[Block]:
    """That others decide; and for which rows, where the others would take less."""
    told = approval(preview.decision)
    if preview.heavier is not None:
        told.append(context(mrkdwn(_heavier(preview.heavier, _past(preview)))))
    return told


def _heavier(heavier: Heavier, past: str) -> Markup:
    """Which they are, what they take, and what would become of the others without them."""
    count, more = len(heavier.rows), len(heavier.rows) - HEAVIER_SHOWN
    shown = [_with_role(row) for row in heavier.rows[:HEAVIER_SHOWN]] + ([f"{more:,} more"] if more > 0 else [])
    whom = joined(" and ", joined(", ", *shown[:-1]), shown[-1]) if shown[1:] else quote(shown[0])
    return markup(
        "{rows} more than the others: {whom} {take} {approvals}. Without {them}, {rest}.",
        rows="1 row takes" if count == 1 else f"{count:,} rows take",
        whom=whom,
        take="takes" if count == 1 else "take",
        approvals=_approvals(heavier.decision),
        them="it" if count == 1 else "them",
        rest=_rest(heavier, past),
    )


def _rest(heavier: Heavier, past: str) -> str:
    is_one = heavier.others == 1
    if heavier.without.runs:
        return f"{people(heavier.others)} {'is' if is_one else 'are'} {past} at once"
    return f"{people(heavier.others)} {'takes' if is_one else 'take'} {_approvals(heavier.without)}"


def _approvals(decision: Decision) -> str:
    return "1 approval" if decision.needed == 1 else f"{decision.needed} approvals"


def _with_role(row: Row) -> Markup:
    who = code(clip(row.subject, ADDRESS))
    return markup("{who} ({role})", who=who, role=clip(role_word(row.role), NAME)) if row.role else who


def _problems(problems: tuple[Problem, ...]) -> list[Block]:
    if not problems:
        return []
    count = "1 row is left out:" if len(problems) == 1 else f"{len(problems):,} rows are left out:"
    told = [_problem(problem) for problem in problems[:PROBLEMS_SHOWN]]
    head = markup(":warning: {count}", count=bold(count))
    return [divider(), section(mrkdwn(lines(head, *told))), *_more(len(problems) - PROBLEMS_SHOWN)]


def _problem(problem: Problem) -> Markup:
    who = markup(" {who}", who=code(clip(problem.subject, ADDRESS))) if problem.subject.strip() else ""
    return markup("Line {line}{who}: {why}", line=problem.line, who=who, why=clip(problem.why, WHY))


def _rows(preview: Preview) -> list[Block]:
    if not preview.rows:
        return []
    told = [_row(row) for row in preview.rows[:ROWS_SHOWN]]
    return [divider(), section(mrkdwn(lines(*told))), *_more(len(preview.rows) - ROWS_SHOWN)]


def _row(row: Row) -> Markup:
    name = row.target.name if row.target else row.values.get("name", "")
    role = row.target.role if row.target else row.role or ""
    facts = [clip(fact, NAME) for fact in (name, role_word(role)) if fact.strip()]
    return joined(" · ", code(clip(row.subject, ADDRESS)), *facts)


def _more(count: int) -> list[Block]:
    return [context(mrkdwn(markup("and {count} more", count=f"{count:,}")))] if count > 0 else []


def _plan(preview: Preview) -> Block:
    """The whole list with what is wrong, so that it can be corrected and sent again."""
    value = f"{preview.command.name} {preview.draft_id}"
    return actions(button("All rows as CSV", PLAN, value=value))


def _confirmation(preview: Preview) -> list[Block]:
    """What cannot be undone asks for the number to be typed."""
    if not preview.command.destroys:
        return []
    asked = text_input(VALUE, placeholder=str(len(preview.rows)))
    return [input_block("Type the number of users to confirm", asked, block_id=NUMBER_BLOCK)]


def _submit(preview: Preview) -> str:
    if not preview.decision.runs:
        return "Send for approval"
    verb = preview.command.batch.verb if preview.command.batch else "Go on"
    return f"{verb} {people(len(preview.rows))}"


def _metadata(preview: Preview, response_url: str | None) -> str:
    kept = {
        "c": preview.command.name,
        "d": preview.draft_id,
        "n": len(preview.rows),
        "x": preview.command.destroys,
        "r": response_url or "",
    }
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def read_preview(view: View) -> Confirmed:
    """The inverse of `preview_view`. Raises ValueError for what we did not write."""
    kept = read_metadata(view, {"c": str, "d": str, "n": int, "x": bool, "r": str})
    number = typed(view, NUMBER_BLOCK)
    words = f"This is not the number of users. Type {kept['n']} to go on."
    wrong = {} if not kept["x"] or number == str(kept["n"]) else {NUMBER_BLOCK: words}
    return Confirmed(kept["c"], kept["d"], number, kept["r"] or None, wrong)
