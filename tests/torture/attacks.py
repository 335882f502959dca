"""What an attack is, and how one is carried out for a bounded time."""

from __future__ import annotations

import time
import traceback
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random


@dataclass(frozen=True)
class Errand:
    """What a process is told: the attack's name, what chance begins with, how long, with how many people at once.

    It takes every `parts`-th case, from `part` on.
    """

    attack: str
    seed: int
    seconds: float
    people: int
    part: int = 0
    parts: int = 1


class Case(Protocol):
    """One thing to try; its text tells it apart from all others."""

    async def run(self) -> None:
        """Raises whatever shows that something did not hold."""
        ...


@dataclass(frozen=True)
class Attack:
    """`tries` says what one case is. `share` is its part of the time, beside the others'.

    `cases` come in an order that chance picks. What brings its own processes is not done in several at once.
    """

    name: str
    tries: str
    share: float
    cases: Callable[[Random, Errand], Iterable[Case]]
    in_several: bool = True


@dataclass
class Tally:
    """`of` is how many cases there are, None where they never end. `lost` are those that failed, and how."""

    tried: int = 0
    of: int | None = None
    lost: list[tuple[str, str]] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)


async def carried_out(cases: Iterable[Case], errand: Errand) -> Tally:
    """At least one case, and no new one once the time is over."""
    tally = Tally(of=len(cases) if isinstance(cases, list) else None)
    ends = time.monotonic() + errand.seconds
    for case in islice(cases, errand.part, None, errand.parts):
        await _try(case, tally)
        if time.monotonic() >= ends:
            break
    return tally


async def _try(case: Case, tally: Tally) -> None:
    tally.tried += 1
    try:
        await case.run()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what was looked for
        tally.lost.append((str(case), "".join(traceback.format_exception(error))))
    tally.figures += getattr(case, "figures", [])


def merged(tallies: list[Tally]) -> Tally:
    return Tally(
        sum(tally.tried for tally in tallies),
        tallies[0].of,
        [lost for tally in tallies for lost in tally.lost],
        [figure for tally in tallies for figure in tally.figures],
    )
