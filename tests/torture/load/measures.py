"""What is looked at while many people work: how long each ack takes, and how much memory the processes hold."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.attempts import LOST

if TYPE_CHECKING:
    from tests.processes import Deployment

LOOK = 0.2
"""Seconds between two looks: the inspector keeps the last 500 exchanges."""
MEGABYTE = 2**20
PAGE = 4096


@dataclass
class Measures:
    """`acks` are in milliseconds, each since its own delivery went out.

    `lost` counts deliveries whose connection went, with a killed process, before an ack: Slack delivers those again.
    `late` are all others without one.
    """

    bot: Deployment
    acks: list[float] = field(default_factory=list)
    lost: int = 0
    late: list[str] = field(default_factory=list)
    memory: dict[int, list[float]] = field(default_factory=lambda: defaultdict(list))
    _seen: int = 0

    async def looks(self) -> None:
        """Until it is cancelled."""
        while True:
            self.look()
            await asyncio.sleep(LOOK)

    def look(self) -> None:
        for entry in self.bot.slack.inspector.entries():
            if entry["id"] > self._seen and entry["direction"] == "slack→app":
                self._note(entry)
        self._seen = max((entry["id"] for entry in self.bot.slack.inspector.entries()), default=0)
        for process in self.bot.running:
            if process.returncode is None:
                self.memory[process.pid].append(_resident(process.pid))

    def _note(self, entry: dict[str, Any]) -> None:
        if entry["ok"]:
            self.acks.append(entry["ms"])
        elif (why := entry["response"]["ack"]["error"]) == LOST:
            self.lost += 1
        else:
            self.late.append(f"{entry['title']}: {why} after {entry['ms']:.0f} ms")

    @property
    def told(self) -> str:
        acks = sorted(self.acks)
        half, slowest = acks[len(acks) // 2], acks[-1]
        return (
            f"Acks: {len(acks):,}, half of them within {half:.0f} ms, the slowest {slowest:,.0f} ms;"
            f" deliveries that met a kill, had none and came again: {self.lost};"
            f" other deliveries without one: {len(self.late)}."
            f" Memory of the largest process: {self.peak:.0f} MB, {self.growth():+.0%} over the second half."
        )

    @property
    def peak(self) -> float:
        """Megabytes of the largest process."""
        return max(max(held) for held in self.memory.values())

    def growth(self) -> float:
        """By how much the process that lived longest holds more in its last quarter than in its second: 0.1 is 10 %."""
        held = max(self.memory.values(), key=len)
        quarter = max(len(held) // 4, 1)
        return mean(held[-quarter:]) / mean(held[quarter : 2 * quarter] or held) - 1


def _resident(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * PAGE / MEGABYTE
