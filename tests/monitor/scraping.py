"""What Prometheus sees of a bot, over a real socket."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from prometheus_client.parser import text_string_to_metric_families

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.app.running import Bot
    from tests.world import World

PREFIX = "ax_user_bot_"
PATIENCE = 30.0


@dataclass(frozen=True)
class Scrape:
    """One look at /metrics."""

    text: str

    def value(self, name: str, **labels: str) -> float:
        """The sum of all samples with these labels; 0 where there are none. Names are without the prefix."""
        return sum(
            sample.value
            for family in text_string_to_metric_families(self.text)
            for sample in family.samples
            if sample.name == PREFIX + name and labels.items() <= sample.labels.items()
        )

    def labels(self, name: str, label: str) -> set[str]:
        """The values that a label has."""
        families = text_string_to_metric_families(self.text)
        samples = [each for family in families for each in family.samples if each.name == PREFIX + name]
        return {sample.labels[label] for sample in samples}

    def families(self) -> set[str]:
        """Those of ours of which there is a sample, without the prefix, as they are declared."""
        return {
            family.name.removeprefix(PREFIX) + ("_total" if family.type == "counter" else "")
            for family in text_string_to_metric_families(self.text)
            if family.name.startswith(PREFIX) and family.samples
        }


async def asked(bot: Bot, path: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        return await client.get(bot.monitor_url + path, headers=headers)


async def scraped(world: World) -> Scrape:
    """All that people did is over by then."""
    await world.settles()
    answer = await asked(world.bot, "/metrics")
    assert answer.status_code == 200
    return Scrape(answer.text)


async def becomes(world: World, holds: Callable[[int, dict[str, Any]], bool]) -> dict[str, Any]:
    """What /readyz says, once its status and facts are as wanted."""
    async with asyncio.timeout(PATIENCE):
        while True:
            answer = await asked(world.bot, "/readyz")
            facts: dict[str, Any] = answer.json()
            if holds(answer.status_code, facts):
                return facts
            await asyncio.sleep(0.1)
