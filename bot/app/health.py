"""`health`: how a bot is that runs on this machine, asked as an orchestrator would ask."""

from __future__ import annotations

import asyncio
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING

from bot.domain.errors import Mistake

if TYPE_CHECKING:
    from bot.settings import Settings

SECONDS = 5.0
"""Longer than the bot itself waits for its database, shorter than a container's health check may take."""
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to be replaced
ANY_PORT = "BOT_MONITOR_PORT is 0, so only the log of the bot says where it can be asked. Set a port of your choice."


@dataclass(frozen=True)
class Answer:
    """What the bot said, or that it said nothing."""

    is_well: bool
    words: str


async def asked(settings: Settings, *, ready: bool) -> Answer:
    """Whether the bot lives, or whether it is `ready` to work. Raises Mistake where it cannot be known whom to ask."""
    if not settings.monitor_port:
        raise Mistake(ANY_PORT)
    host, path = EVERYWHERE.get(settings.monitor_host, settings.monitor_host), "/readyz" if ready else "/healthz"
    try:
        return await asyncio.to_thread(_got, host, settings.monitor_port, path)
    except (OSError, HTTPException) as error:
        url = _url(host, settings.monitor_port, path)
        return Answer(is_well=False, words=f"Nothing answers at {url} ({type(error).__name__}). Is the bot running?")


def _got(host: str, port: int, path: str) -> Answer:
    """By what Python has itself, which is loaded sooner than any other client; and past every proxy."""
    with closing(HTTPConnection(host, port, timeout=SECONDS)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return Answer(answer.status < HTTPStatus.MULTIPLE_CHOICES, answer.read().decode(errors="replace"))


def _url(host: str, port: int, path: str) -> str:
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{port}{path}"
