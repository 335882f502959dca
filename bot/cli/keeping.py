"""What a command's process keeps in memory, and what it leaves out."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFT_OUT = ("pygments", "rich", "trio")
"""Libraries that structlog, httpx and httpcore load wherever they are installed, and do without elsewhere.

The bot draws nothing, and its event loop is asyncio's."""


def leave_out() -> None:
    """Let whoever looks for them find that they are not there, from now on and in the whole process.

    https://docs.python.org/3/reference/import.html#the-module-cache
    """
    for name in LEFT_OUT:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # how Python is told that there is no such module


@contextmanager
def kept() -> Iterator[None]:
    """What is imported meanwhile stays for good: it is not searched for garbage, neither now nor later."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
