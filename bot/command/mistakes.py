"""Validation errors in words, keyed by the parameter they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.command.form import Params, form_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


def mistakes(error: ValidationError, params: type[Params]) -> dict[str, str]:
    """One sentence per wrong parameter, by its label in the form, or the title of what is only typed.

    What belongs to none in particular goes to the first one asked for.
    """
    asked = {name: field.label for name, field in form_fields(params)}
    labels = {name: info.title for name, info in params.model_fields.items() if info.title} | asked
    first = next(iter(asked), "")
    found: dict[str, str] = {}
    for detail in error.errors(include_url=False, include_input=False):
        name = str(detail["loc"][0]) if detail["loc"] else first
        found.setdefault(name, _sentence(detail, labels.get(name, name)))
    return found


def _sentence(detail: ErrorDetails, label: str) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing" | "string_too_short":
            return f"{label} is missing. Fill it in."
        case "string_too_long":
            return f"{label} is too long: {context['max_length']} characters at most."
        case "literal_error" | "enum":
            return f"{label} must be one of {context['expected']}."
        case "extra_forbidden":
            return f"This command does not know “{label}”."
        case "value_error":
            return _own_words(context, label)
        case _:
            return f"{label} is not right: {detail['msg']}."


def _own_words(context: Mapping[str, Any], label: str) -> str:
    """A validator's own sentence; the address checker's reasons say nothing of what they are about."""
    return str(context["error"]) if "error" in context else f"{label} is not right: {context['reason']}"
