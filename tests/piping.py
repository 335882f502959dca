"""Bytes from one connection to another, for proxies."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

CHUNK = 65_536


async def piped(reader: StreamReader, writer: StreamWriter) -> None:
    """What comes in here goes out there, until one of them ends."""
    try:
        while data := await reader.read(CHUNK):
            writer.write(data)
    except ConnectionError:
        pass
    finally:
        writer.close()
