"""The figures: a line for each attack, and the document that tells of all of them."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.torture.attacks import Attack, Tally

WORDS = Path(__file__).with_name("reliability.md")
"""The document without its figures."""


def line(attack: Attack, tally: Tally) -> str:
    return f"{attack.name}: {_tried(tally)} tried, {_lost(tally)} lost. {' '.join(tally.figures)}".rstrip()


def written(tallies: Sequence[tuple[Attack, Tally]], run: str) -> str:
    """`docs/reliability.md`; `run` is how to do all of it once more."""
    figures = "\n".join(_table(tallies))
    words = WORDS.read_text("utf-8")
    for name, value in {"figures": figures, "run": f"`{run}`", "machine": _machine()}.items():
        words = words.replace(f"<!-- {name} -->", value)
    return words


def _table(tallies: Sequence[tuple[Attack, Tally]]) -> Iterator[str]:
    yield "| attack | one of them is | tried | lost |"
    yield "|---|---|---|---|"
    for attack, tally in tallies:
        yield f"| {attack.name} | {attack.tries} | {_tried(tally)} | {_lost(tally)} |"
    yield ""
    yield from (f"{figure}  " for _, tally in tallies for figure in tally.figures)


def _tried(tally: Tally) -> str:
    return f"{tally.tried:,}" + (f" of {tally.of:,}" if tally.of else "")


def _lost(tally: Tally) -> str:
    return f"{len(tally.lost)}" if tally.lost else "nothing"


def _machine() -> str:
    """Its class, not its name."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores, python = os.cpu_count(), platform.python_version()
    return f"{cores} cores, {memory:.0f} GB, {platform.system()} on {platform.machine()}, Python {python}"
