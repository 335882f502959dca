"""The Arize AX account: what its key can be seen to do. Nothing is written to find out more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.account import arize_client
from bot.app.checkup.clocks import clock
from bot.app.checkup.finding import ok, unseen, warning, wrong
from bot.app.checkup.words import words_found
from bot.arize import (
    ArizeError,
    Forbidden,
    NotFound,
    RateLimited,
    RetryPolicy,
    ServerError,
    TransportError,
    Unauthenticated,
)
from bot.domain.errors import CannotWork

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from bot.app.checkup.finding import Finding
    from bot.arize import ArizeClient
    from bot.settings import Settings

KEY = "arize.key"
TIMEOUT = 5.0
"""Seconds for a step of one question, so that three of them find their end within the patience of a look."""
ONCE = RetryPolicy(attempts=1)
PERMISSIONS = "Give the key the role of an account admin, or the permission."
WRITES = (
    "Whether the key may create, change and delete users, and add them to organizations and spaces, is only known by "
    "doing it."
)


async def account_found(settings: Settings) -> AsyncIterator[Finding]:
    try:
        client = arize_client(settings, timeout=TIMEOUT, retry=ONCE)
    except CannotWork as mistake:
        yield wrong(KEY, str(mistake), "Name another, or none.", stops=True)
        return
    async with client:
        async for finding in _asked(client, settings):
            yield finding


async def _asked(client: ArizeClient, settings: Settings) -> AsyncIterator[Finding]:
    try:
        page = await client.list_users()
    except ArizeError as error:
        yield _no_users(error)
        if not isinstance(error, Forbidden):
            return
    else:
        yield ok(KEY, "Arize takes the key, and it may read users.")
        for finding in words_found(page, client.seen_case, settings.arize_enum_case):
            yield finding
    yield clock("arize.clock", "Arize", client.said_date)
    yield await _readable("arize.roles", client.list_roles(limit=1), "roles", "ROLE_READ; `roles` does not work")
    places = client.places.list_organizations(limit=1)
    yield await _readable("arize.places", places, "organizations", "this; `grant` and `revoke` do not work")
    yield unseen("arize.writes", WRITES, "See its role in Arize: that of an account admin may do all of it.")


async def _readable(name: str, asking: Awaitable[object], what: str, lacking: str) -> Finding:
    try:
        await asking
    except (Forbidden, NotFound):
        return warning(name, f"The key may not read {what}: it lacks {lacking}.", PERMISSIONS)
    except ArizeError as error:
        return warning(name, f"Arize does not say whether the key may read {what} ({error.reason}).", "Try again.")
    return ok(name, f"The key may read {what}.")


def _no_users(error: ArizeError) -> Finding:
    words, remedy = _explained(error)
    return wrong(KEY, words, remedy)


def _explained(error: ArizeError) -> tuple[str, str]:
    match error:
        case Unauthenticated():
            return "Arize refuses ARIZE_API_KEY: it is unknown, expired or revoked.", "Make a new key in Arize."
        case Forbidden():
            return "Arize takes the key, but it may not read users: it lacks USER_READ.", PERMISSIONS
        case RateLimited():
            return "Arize is limiting how often it may be asked.", "Try again in a minute."
        case ServerError():
            return f"Arize failed ({error.reason}).", "Try again in a minute."
        case TransportError():
            return f"Arize does not answer at ARIZE_BASE_URL ({error.reason}).", "Check the address and the network."
        case _:
            return (
                f"What answers at ARIZE_BASE_URL is not the Arize AX API ({error.reason}).",
                "Set it to the address of the API, such as https://api.arize.com.",
            )
