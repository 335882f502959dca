"""A command's form, and its inverse: what is drawn here is read here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.command import form_fields
from bot.command.mistakes import mistakes
from bot.domain.people import same_address
from bot.domain.policy import Verdict
from bot.slack.blockkit import (
    context,
    divider,
    external_select,
    input_block,
    lines,
    markup,
    modal,
    mrkdwn,
    section,
    text_input,
)
from bot.slack.payloads import FormState
from bot.slack.views.filled import chosen, element
from bot.slack.views.inputs import FIELD_BLOCK, VALUE, asked_fields, field_input
from bot.slack.views.presses import NOBODY, PICK
from bot.slack.views.users import user_card
from bot.slack.views.words import warned

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command
    from bot.domain.policy import Decision
    from bot.slack.blockkit import Block, Markup, View
    from bot.workflow.desk import FormFacts

FORM = "form"
"""The callback_id of every form of ours."""
PICKER = "picker"
"""The callback_id of the form that asks which user is meant."""
CONFIRM_BLOCK = "confirm_email"
USER_BLOCK = "user"


@dataclass(frozen=True)
class Filled:
    """A form as it was sent: its values, or what is wrong, keyed by the block to show it at."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


def picker_view(command: Command[Any], response_url: str | None) -> View:
    """A form that asks which user is meant."""
    picker = external_select(PICK, placeholder="Part of the e-mail address", min_query_length=0)
    return modal(
        command.label,
        [input_block("User", picker, block_id=USER_BLOCK)],
        callback_id=PICKER,
        submit=command.submit if not command.changes else "Continue",
        private_metadata=FormState(command.name, response_url=response_url).to_metadata(),
    )


def read_picker(view: View) -> str | None:
    """The id of the chosen user; None where the choice was none."""
    picked = chosen(view, USER_BLOCK, PICK)
    return None if picked == NOBODY else picked


def form_view(facts: FormFacts, values: Mapping[str, str], response_url: str | None) -> View:
    """`values` are what was typed or filled in before; they stand over what the API has."""
    command, state = facts.command, _state(facts, response_url)
    inputs = [
        field_input(facts, name, asked, {**facts.values, **values}.get(name)) for name, asked in asked_fields(facts)
    ]
    blocks = [*_about(facts), *inputs, *_confirmation(facts)]
    return modal(command.label, blocks, callback_id=FORM, submit=_submit(facts), private_metadata=state.to_metadata())


def without_files(view: View) -> View:
    """The same form where no file can be taken; the view itself where it asks for none."""
    kept = [block for block in view["blocks"] if block.get("element", {}).get("type") != "file_input"]
    return view if len(kept) == len(view["blocks"]) else {**view, "blocks": kept}


def _submit(facts: FormFacts) -> str:
    """A list is looked at first, whoever decides then."""
    return facts.command.submit if facts.decision.runs or facts.command.batch else "Send for approval"


def _state(facts: FormFacts, response_url: str | None) -> FormState:
    """A form that acts on a user remembers whom, and what it showed of them."""
    if facts.user is None or not facts.command.on_user:
        return FormState(facts.command.name, response_url=response_url)
    return FormState(facts.command.name, facts.user.id, facts.user.email, response_url, facts.values)


def _about(facts: FormFacts) -> list[Block]:
    card = [*user_card(facts.user), divider()] if facts.command.on_user and facts.user else []
    said = _notes(facts)
    notes = [section(mrkdwn(said))] if said else []
    return card + notes + approval(facts.decision, facts.at_worst)


def approval(decision: Decision, at_worst: Decision | None = None) -> list[Block]:
    """That others decide, or may; nobody should think that it happens at once."""
    people = "1 other person" if decision.needed == 1 else f"{decision.needed} other people"
    request = decision.verdict is Verdict.REQUEST
    said = (f"This is a request: {people} will have to approve it." if request else "", _depends(decision, at_worst))
    words = markup(":ballot_box_with_ballot: {words}", words=" ".join(filter(None, said)))
    return [context(mrkdwn(words))] if any(said) else []


def _depends(decision: Decision, at_worst: Decision | None) -> str:
    """What may become of it by what is chosen, where that is stricter than what may become of it at best."""
    if at_worst is None or (at_worst.verdict, at_worst.needed) == (decision.verdict, decision.needed):
        return ""
    if not at_worst.allows:
        return "For some choices, such as a role, it may take more people, or be refused."
    more = "others have to approve it first" if decision.runs else "it takes more people"
    return f"For some choices, such as a role, {more}."


def _notes(facts: FormFacts) -> Markup:
    """What will happen; with a warning where it cannot be undone."""
    return lines(warned(facts.command.lasting), *facts.command.notes(facts.user))


def _confirmation(facts: FormFacts) -> list[Block]:
    """Deleting asks for the address to be typed: no path skips this."""
    if not facts.command.destroys or facts.user is None:
        return []
    asked = input_block(
        "Type the e-mail address to confirm",
        text_input(VALUE, placeholder=facts.user.email),
        block_id=CONFIRM_BLOCK,
    )
    return [asked]


def read_form(command: Command[Any], state: FormState, view: View) -> Filled:
    """The inverse of `form_view`: no network, so that it can run before the ack."""
    typed = {name: value for name, _ in form_fields(command.params) if (value := _typed(view, FIELD_BLOCK + name))}
    values = {name: value for name, value in typed.items() if value.strip() != state.shown.get(name)}
    errors = _wrong(command, values) | _unconfirmed(command, state, view)
    return Filled(values, errors)


def _typed(view: View, block_id: str) -> str | None:
    """What stands in an input, whichever kind it is."""
    files = element(view, block_id).get("files")
    return str(files[0]["id"]) if files else chosen(view, block_id)


def _wrong(command: Command[Any], values: Mapping[str, str]) -> dict[str, str]:
    try:
        command.params.model_validate(values)
    except ValidationError as error:
        return {FIELD_BLOCK + name: words for name, words in mistakes(error, command.params).items()}
    return {}


def _unconfirmed(command: Command[Any], state: FormState, view: View) -> dict[str, str]:
    if not command.destroys or command.batch:
        return {}
    typed = _typed(view, CONFIRM_BLOCK) or ""
    if state.email is not None and same_address(typed, state.email):
        return {}
    return {CONFIRM_BLOCK: f"This is not the address of the user above. Type {state.email} to go on."}
