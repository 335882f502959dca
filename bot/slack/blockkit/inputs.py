"""Block elements that people type into, or put files into. Each sits in an `input_block`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blockkit import limits
from bot.slack.blockkit.elements import placeholding
from bot.slack.blockkit.fits import given, identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.slack.blockkit.objects import Element


def text_input(  # noqa: PLR0913 - Slack's plain_text_input has these members
    action_id: str,
    *,
    initial: str | None = None,
    multiline: bool = False,
    min_length: int | None = None,
    max_length: int | None = None,
    placeholder: str | None = None,
) -> Element:
    """Make a text field; `initial` has at most `max_length` characters, and never more than 3000."""
    return {
        **_field("plain_text_input", action_id, initial, max_length or limits.TEXT_INPUT),
        **given(multiline=multiline or None, min_length=min_length, max_length=max_length),
        **placeholding(placeholder),
    }


def email_input(action_id: str, *, initial: str | None = None, placeholder: str | None = None) -> Element:
    """Make a field in which Slack's client accepts e-mail addresses only."""
    return {**_field("email_text_input", action_id, initial, limits.TEXT_INPUT), **placeholding(placeholder)}


def file_input(action_id: str, *, filetypes: Sequence[str] = (), max_files: int = limits.FILE_INPUT_FILES) -> Element:
    """Make a field for 1 to 10 files of at most 10 MB each; in modals only, and the app needs the scope files:read.

    `filetypes` are extensions without their dot, none for any. Slack's client checks them for convenience: what
    arrives is still to be looked at. Raises ValueError for another number of files.
    """
    if not 1 <= max_files <= limits.FILE_INPUT_FILES:
        raise ValueError(f"max_files must be 1 to {limits.FILE_INPUT_FILES}, this is {max_files}")
    return {
        "type": "file_input",
        "action_id": identifier("action_id", action_id, limits.ACTION_ID),
        **given(filetypes=list(filetypes) or None),
        "max_files": max_files,
    }


def _field(kind: str, action_id: str, initial: str | None, limit: int) -> Element:
    """Return the members that all fields have; an empty initial value is none."""
    return {
        "type": kind,
        "action_id": identifier("action_id", action_id, limits.ACTION_ID),
        **given(initial_value=identifier("initial_value", initial, limit) if initial else None),
    }
