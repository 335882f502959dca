"""Files that the browser sends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.slack.blockkit.limits import FILE_INPUT_BYTES

if TYPE_CHECKING:
    from starlette.requests import Request

MOST: Final = FILE_INPUT_BYTES + 1
"""Bytes that are kept of one: enough to see that it is too large."""


async def received(request: Request) -> bytes:
    """The body. What is beyond `MOST` is read and forgotten: a browser hears no answer before it has sent all."""
    kept = bytearray()
    async for chunk in request.stream():
        kept += chunk[: MOST - len(kept)]
    return bytes(kept)
