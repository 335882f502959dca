"""What a database that does not answer is to those who ask it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

MUTE = "The bot's database does not answer, so it cannot be told whether this was written down. Try again in a minute."
OURS = (DataError, IntegrityError, ProgrammingError)
"""A statement of ours is wrong: nothing that a minute would mend."""


@contextmanager
def answering() -> Iterator[None]:
    """Raises Unavailable for whatever the driver, the pool or the network has to say; its text shows no address."""
    try:
        yield
    except OURS:
        raise
    except (DBAPIError, PoolTimeout, OSError) as error:
        raise Unavailable(MUTE) from error
