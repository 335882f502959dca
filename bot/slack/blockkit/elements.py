"""Block elements, one function each: buttons and choices.

Labels are clipped to what Slack allows; an id or a value that is too long raises ValueError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.slack.blockkit import limits
from bot.slack.blockkit.fits import chosen, given, identifier, items
from bot.slack.blockkit.text import plain

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.slack.blockkit.objects import Confirmation, Element, Option


def button(  # noqa: PLR0913 - Slack's button has these members
    label: str,
    action_id: str,
    *,
    value: str | None = None,
    style: Literal["primary", "danger"] | None = None,
    url: str | None = None,
    confirm: Confirmation | None = None,
    accessibility_label: str | None = None,
) -> Element:
    return {
        **_named("button", action_id),
        "text": plain(label, limits.BUTTON_TEXT, emoji=True),
        **given(style=style, confirm=confirm),
        **given(value=value if value is None else identifier("value", value, limits.BUTTON_VALUE)),
        **given(url=url if url is None else identifier("url", url, limits.URL)),
        **given(accessibility_label=_label(accessibility_label, limits.ACCESSIBILITY_LABEL)),
    }


def option(label: str, value: str, description: str | None = None) -> Option:
    """Make an option; its value has 1 to 150 characters."""
    made = {"text": plain(label, limits.OPTION_TEXT), "value": identifier("value", value, limits.OPTION_VALUE)}
    if description:
        made["description"] = plain(description, limits.OPTION_DESCRIPTION)
    return made


def static_select(
    action_id: str, options: Sequence[Option], *, initial: str | None = None, placeholder: str | None = None
) -> Element:
    """Make a menu of 1 to 100 options; `initial` is the value of one of them."""
    return {
        **_named("static_select", action_id),
        "options": items("options", options, limits.SELECT_OPTIONS),
        **given(initial_option=None if initial is None else chosen(options, initial)),
        **placeholding(placeholder),
    }


def external_select(
    action_id: str,
    *,
    placeholder: str | None = None,
    min_query_length: int | None = None,
    initial: Option | None = None,
) -> Element:
    """Make a menu that Slack fills by asking us; `min_query_length` is 3 where it is not given, 0 asks on opening."""
    return {
        **_named("external_select", action_id),
        **given(min_query_length=min_query_length, initial_option=initial),
        **placeholding(placeholder),
    }


def radio_buttons(action_id: str, options: Sequence[Option], *, initial: str | None = None) -> Element:
    """Make 1 to 10 radio buttons; `initial` is the value of one of them."""
    return {
        **_named("radio_buttons", action_id),
        "options": items("options", options, limits.CHOICES),
        **given(initial_option=None if initial is None else chosen(options, initial)),
    }


def checkboxes(action_id: str, options: Sequence[Option], *, initial: Collection[str] = ()) -> Element:
    """Make 1 to 10 checkboxes; `initial` holds the values of those that are ticked."""
    ticked = [chosen(options, value) for value in initial]
    return {
        **_named("checkboxes", action_id),
        "options": items("options", options, limits.CHOICES),
        **given(initial_options=ticked or None),
    }


def overflow(action_id: str, options: Sequence[Option], *, confirm: Confirmation | None = None) -> Element:
    """Make a "…" menu of 1 to 5 options."""
    return {
        **_named("overflow", action_id),
        "options": items("options", options, limits.OVERFLOW_OPTIONS),
        **given(confirm=confirm),
    }


def confirmation(
    title: str, text: str, confirm: str, deny: str, style: Literal["primary", "danger"] | None = None
) -> Confirmation:
    """Make the question that Slack asks before it sends a click."""
    return {
        "title": plain(title, limits.CONFIRM_TITLE),
        "text": plain(text, limits.CONFIRM_TEXT, multiline=True),
        "confirm": plain(confirm, limits.CONFIRM_BUTTON),
        "deny": plain(deny, limits.CONFIRM_BUTTON),
        **given(style=style),
    }


def placeholding(placeholder: str | None) -> Element:
    """Return the member `placeholder`, if there is one."""
    return {} if placeholder is None else {"placeholder": plain(placeholder, limits.PLACEHOLDER)}


def _named(kind: str, action_id: str) -> Element:
    return {"type": kind, "action_id": identifier("action_id", action_id, limits.ACTION_ID)}


def _label(text: str | None, limit: int) -> str | None:
    return None if text is None else str(plain(text, limit)["text"])
