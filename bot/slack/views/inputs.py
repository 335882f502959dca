"""The inputs of a command's form: what is asked for, what can be chosen, and what stands in it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import ChoiceField, EmailField, FileField, form_fields
from bot.slack.blockkit import (
    email_input,
    file_input,
    input_block,
    length,
    limits,
    option,
    radio_buttons,
    static_select,
    text_input,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.command import Choice, FormField
    from bot.slack.blockkit import Block, Element
    from bot.workflow.desk import FormFacts

VALUE = "value"
"""The action_id of every input; its block_id says which parameter it is."""
FIELD_BLOCK = "field:"


def asked_fields(facts: FormFacts) -> Iterator[tuple[str, FormField]]:
    """The fields to fill in; where there is nothing to choose from there is no field, since Slack takes none."""
    for name, asked in form_fields(facts.command.params):
        if not isinstance(asked, ChoiceField) or _choices(facts, name, asked):
            yield name, asked


def _choices(facts: FormFacts, name: str, asked: ChoiceField) -> list[Choice]:
    """The fixed ones and those that only the API knows. Ids that Slack cannot carry cannot be chosen."""
    every = (*asked.choices, *facts.choices.get(name, ()))
    return [choice for choice in every if length(choice.value) <= limits.OPTION_VALUE]


def field_input(facts: FormFacts, name: str, asked: FormField, value: str | None) -> Block:
    choices = _choices(facts, name, asked) if isinstance(asked, ChoiceField) else []
    return input_block(
        asked.label,
        _element(asked, choices[: limits.SELECT_OPTIONS], value),
        block_id=FIELD_BLOCK + name,
        hint=" ".join(part for part in (asked.hint, _cut(choices)) if part) or None,
        optional=asked.optional,
    )


def _cut(choices: list[Choice]) -> str:
    most = limits.SELECT_OPTIONS
    return f"Slack shows {most}, so these are the first {most} of {len(choices)}." if len(choices) > most else ""


def _element(asked: FormField, choices: list[Choice], value: str | None) -> Element:
    match asked:
        case ChoiceField():
            return _choice(asked, choices, value)
        case EmailField():
            return email_input(VALUE, initial=_fitting(value), placeholder=asked.placeholder or None)
        case FileField():
            return file_input(VALUE, filetypes=asked.filetypes, max_files=1)
        case _:
            return text_input(
                VALUE, initial=_fitting(value), multiline=asked.multiline, placeholder=asked.placeholder or None
            )


def _fitting(value: str | None) -> str | None:
    """What is too long for Slack's inputs is too long for the API as well, so the field begins empty."""
    return value if value and length(value) <= limits.TEXT_INPUT else None


def _choice(asked: ChoiceField, choices: list[Choice], value: str | None) -> Element:
    """What has to be chosen and is the only choice is chosen already."""
    options = [option(choice.label, choice.value, choice.description or None) for choice in choices]
    known = [choice["value"] for choice in options]
    only = known[0] if len(known) == 1 and not asked.optional else None
    initial = next((wanted for wanted in (value, asked.initial, only) if wanted in known), None)
    make = radio_buttons if asked.explained else static_select
    return make(VALUE, options, initial=initial)
