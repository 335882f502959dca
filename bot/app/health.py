"""`health`: how a bot is that runs on this machine, asked as an orchestrator would ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import httpx

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
    url = _url(settings, "/readyz" if ready else "/healthz")
    try:
        async with httpx.AsyncClient(trust_env=False, timeout=SECONDS) as client:
            answer = await client.get(url)
    except httpx.HTTPError as error:
        return Answer(is_well=False, words=f"Nothing answers at {url} ({type(error).__name__}). Is the bot running?")
    return Answer(answer.is_success, answer.text)


def _url(settings: Settings, path: str) -> str:
    host = EVERYWHERE.get(settings.monitor_host, settings.monitor_host)
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{settings.monitor_port}{path}"
