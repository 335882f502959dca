"""The simulator on a real socket."""

from __future__ import annotations

import asyncio
import secrets
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from bot.serving.server import serving
from bot.simulator.arize.account import Account
from bot.simulator.arize.seed import seed
from bot.simulator.arize.simulator import ArizeSimulator
from bot.simulator.dating import dated

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

SEED = 8061
"""Any number will do; the same one gives the same ids."""


class RunningArize(ArizeSimulator):
    """A simulator that is served at `url`, with keys made up for this run.

    `api_key` is an ADMIN's and `member_key` a MEMBER's; `read_key` may only read users, and `powerless_key` nothing.
    """

    def __init__(self, account: Account, *, rate_limit: float | None) -> None:
        super().__init__(account, rate_limit=rate_limit)
        self.url = ""
        self.api_key = self._issued("ADMIN")
        self.member_key = self._issued("MEMBER")
        self.read_key = self._issued("MEMBER_UI_ONLY", frozenset({"USER_READ"}))
        self.powerless_key = self._issued("ANNOTATOR")

    def _issued(self, role: str, permissions: frozenset[str] = frozenset()) -> str:
        key = f"ak-sim-{secrets.token_urlsafe(24)}"
        self.account.add_key(key, role, permissions)
        return key


@asynccontextmanager
async def arize_simulator(  # noqa: PLR0913 - each is an option of its own
    *,
    seeded: bool = False,
    host: str = "127.0.0.1",
    port: int = 0,
    vocabulary: str = "upper",
    sso: bool = False,
    developer_default: bool = True,
    rate_limit: float | None = None,
    clock: Callable[[], datetime] | None = None,
    ids: Random | None = None,
) -> AsyncIterator[RunningArize]:
    """Serve an account until the block ends. Raises OSError where the port is taken; port 0 lets the system pick."""
    account = Account(
        clock=clock or _now,
        ids=ids or Random(SEED),  # noqa: S311 - made-up ids, not secrets
        vocabulary=vocabulary,
        sso=sso,
        developer_default=developer_default,
    )
    if seeded:
        seed(account)
    simulator = RunningArize(account, rate_limit=rate_limit)
    async with serving(dated(simulator.app(), account.clock), host, port, dates=False) as simulator.url:
        yield simulator


async def run_alone(port: int, host: str = "127.0.0.1", *, seeded: bool = True, say: Callable[[str], None]) -> None:
    """Serve until cancelled; `say` gets the URL and the keys. Raises OSError where the port is taken."""
    async with arize_simulator(seeded=seeded, host=host, port=port) as simulator:
        say(f"A simulated Arize AX account with {len(simulator.account.users)} users: {simulator.url}")
        say(f"  ADMIN key       {simulator.api_key}")
        say(f"  MEMBER key      {simulator.member_key}")
        say(f"  read-only key   {simulator.read_key}")
        say(f"  powerless key   {simulator.powerless_key}")
        await asyncio.Event().wait()


def _now() -> datetime:
    return datetime.now(UTC)
