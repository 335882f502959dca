"""What the bot is made of, in seconds of CPU and MiB: `python -m tests.bench.weights [--rounds N]`.

Each library is imported on top of those before it, by processes of its own and as the bot does it. What it needs, and
nothing before it needed, counts as its own.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from itertools import accumulate, pairwise
from statistics import median
from subprocess import PIPE, Popen

from tests.world import ROOT

KIB = 1024
ROUNDS = 7
CODE = """
from bot.cli.keeping import kept, leave_out
from importlib import import_module
from pathlib import Path
import sys
leave_out()
with kept():
    for name in sys.argv[1:]:
        import_module(name)
    if "bot.commands" in sys.argv:
        import_module("bot.commands").discover()
print(Path("/proc/self/status").read_text("ascii").partition("VmRSS:")[2].split()[0])
"""
LADDER = {
    "Python, its asyncio, ssl and logging": ("asyncio", "ssl", "logging", "importlib.metadata"),
    "aiohttp, of which two TLS contexts are half": ("aiohttp",),
    "slack_sdk": ("slack_sdk.web.async_client",),
    "slack_bolt, without its app": ("slack_bolt",),
    "pydantic": ("pydantic", "pydantic.networks"),
    "Starlette, uvicorn and httptools, for the monitor's pages": (
        "starlette.applications",
        "starlette.routing",
        "uvicorn",
        "httptools",
    ),
    "SQLAlchemy and aiosqlite": (
        "sqlalchemy.ext.asyncio",
        "sqlalchemy.dialects.sqlite",
        "aiosqlite",
    ),
    "SQLAlchemy's PostgreSQL, for partial indexes": ("sqlalchemy.dialects.postgresql",),
    "structlog": ("structlog",),
    "prometheus_client": ("prometheus_client",),
    "typer and dotenv": ("typer", "dotenv.parser"),
    "the bot's own modules": ("bot.cli.running", "bot.commands"),
}
"""The order in which they stand in the table, each with what is imported of it."""


@dataclass(frozen=True)
class Weight:
    """Seconds of CPU, user and system together, and MiB that are resident."""

    seconds: float
    mib: float

    def __sub__(self, other: Weight) -> Weight:
        return Weight(self.seconds - other.seconds, self.mib - other.mib)


NOTHING = Weight(0.0, 0.0)


def weighed(modules: tuple[str, ...]) -> Weight:
    """One process that imports them, and ends."""
    with Popen([sys.executable, "-c", CODE, *modules], cwd=ROOT, stdout=PIPE) as process:  # noqa: S603 - ours
        assert process.stdout is not None
        kib = int(process.stdout.read())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return Weight(used.ru_utime + used.ru_stime, kib / KIB)


def ladder(rounds: int) -> dict[str, Weight]:
    """What each adds; of several rounds the quickest, since whatever disturbs only makes slower."""
    rungs = list(accumulate(LADDER.values()))
    found = [[weighed(modules) for modules in rungs] for _ in range(rounds)]
    reached = [_usual(weights) for weights in zip(*found, strict=True)]
    added = [after - before for before, after in pairwise([NOTHING, *reached])]
    return {**dict(zip(LADDER, added, strict=True)), "all": reached[-1]}


def _usual(found: tuple[Weight, ...]) -> Weight:
    return Weight(min(each.seconds for each in found), median(each.mib for each in found))


def main() -> None:
    """Print the rows of the table in docs/performance.md."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else all would be compiled anew each time
    parser = argparse.ArgumentParser(prog="python -m tests.bench.weights", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    for name, weight in ladder(parser.parse_args().rounds).items():
        sys.stdout.write(f"| {name} | {weight.seconds:.3f} | {weight.mib:.1f} |\n")


if __name__ == "__main__":
    main()
