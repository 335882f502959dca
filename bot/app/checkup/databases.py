"""The database that DATABASE_URL names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.checkup.finding import ok, wrong
from bot.app.storing import unfit
from bot.domain.errors import Unavailable
from bot.store import ELSEWHERE, file_of, unwritable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app.checkup.finding import Finding
    from bot.app.storing import UnfitSchema
    from bot.settings import Settings

NAME = "database"


async def database_found(settings: Settings) -> AsyncIterator[Finding]:
    """It is looked at, and not made: a file that is not there is only made by the bot that starts."""
    file = file_of(settings.database_url.get_secret_value())
    closed = unwritable(file) if file else None
    if closed:
        yield wrong(NAME, closed, ELSEWHERE, stops=True)
    elif file and not file.exists():
        yield ok(NAME, f"The file {file} is not there yet; it is made when the bot starts.")
    else:
        yield await _schema(settings, is_file=file is not None)


async def _schema(settings: Settings, *, is_file: bool) -> Finding:
    try:
        why = await unfit(settings)
    except Unavailable as error:
        return wrong(NAME, f"The database cannot be used: {_cause(error)}.", _ANSWERS, stops=True)
    if why is None:
        return ok(NAME, "The database answers, and its schema is this version's.")
    if is_file and why.is_behind:
        return ok(NAME, f"{why.words} It is brought up to date when the bot starts.")
    return _unfit(why)


_ANSWERS = "See that it runs, that DATABASE_URL is right, and that this machine may connect."


def _unfit(why: UnfitSchema) -> Finding:
    return wrong(NAME, why.words, why.remedy, stops=True)


def _cause(error: Unavailable) -> str:
    """The kind of what went wrong beneath; its text may hold the address."""
    cause = error.__cause__
    beneath = getattr(cause, "orig", None) or cause
    return f"it does not answer ({type(beneath).__name__})" if beneath else str(error).rstrip(".")
