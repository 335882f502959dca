from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from structlog.contextvars import clear_contextvars

from bot import logs

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Leave no handler and no bound value to the next test."""
    clear_contextvars()
    yield
    logs.reset()
    clear_contextvars()
