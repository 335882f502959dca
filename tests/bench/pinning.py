"""Which cores a process may run on."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def all_cores() -> list[int]:
    """Those of this process, and so of whatever it starts."""
    return sorted(os.sched_getaffinity(0))


def pin(pid: int, cores: Iterable[int]) -> None:
    """All threads of a process that may end at any moment; what it starts later runs there as well."""
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            os.sched_setaffinity(int(thread.name), cores)


@contextmanager
def confined(pids: Iterable[int], cores: Iterable[int]) -> Iterator[None]:
    """These processes run on `cores` until the block ends, and on all of ours again after it."""
    before, theirs, there = all_cores(), list(pids), list(cores)
    for pid in theirs:
        pin(pid, there)
    try:
        yield
    finally:
        for pid in theirs:
            pin(pid, before)
