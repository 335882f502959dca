"""What a command's process keeps in memory, and what it leaves out."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LEFT_OUT = ("rich",)
"""What structlog loads where it is installed, and does without elsewhere: it draws on a terminal."""


def leave_out() -> None:
    """See to it that they are not loaded, from now on and in the whole process (docs/decisions/0099).

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
