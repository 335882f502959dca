"""Views: what a modal and an App Home are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.blockkit import limits
from bot.slack.blockkit.fits import given, identifier, items
from bot.slack.blockkit.text import length, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.slack.blockkit.objects import Block, View


def modal(  # noqa: PLR0913 - Slack's modal view has these members
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str,
    submit: str | None = None,
    close: str = "Cancel",
    private_metadata: str = "",
    notify_on_close: bool = False,
    clear_on_close: bool = False,
    external_id: str | None = None,
) -> View:
    """Make a modal of up to 100 blocks. `private_metadata` holds up to 3000 characters, and never a secret."""
    return {
        "type": "modal",
        "title": plain(title, limits.VIEW_TITLE),
        **given(submit=plain(submit, limits.VIEW_SUBMIT) if submit is not None else None),
        "close": plain(close, limits.VIEW_CLOSE),
        "notify_on_close": notify_on_close,
        "clear_on_close": clear_on_close,
        **_shared(blocks, callback_id, private_metadata, external_id),
    }


def home(
    blocks: Sequence[Block],
    *,
    callback_id: str | None = None,
    private_metadata: str = "",
    external_id: str | None = None,
) -> View:
    """Make an App Home of up to 100 blocks."""
    return {"type": "home", **_shared(blocks, callback_id, private_metadata, external_id)}


def _shared(blocks: Sequence[Block], callback_id: str | None, metadata: str, external_id: str | None) -> View:
    if length(metadata) > limits.PRIVATE_METADATA:
        raise ValueError(f"private_metadata must have at most {limits.PRIVATE_METADATA} characters")
    return {
        "blocks": items("blocks", blocks, limits.VIEW_BLOCKS, least=0),
        "private_metadata": metadata,
        **given(callback_id=_id("callback_id", callback_id, limits.CALLBACK_ID)),
        **given(external_id=_id("external_id", external_id, limits.EXTERNAL_ID)),
    }


def _id(name: str, value: str | None, limit: int) -> str | None:
    return None if value is None else identifier(name, value, limit)
