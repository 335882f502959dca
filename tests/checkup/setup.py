"""A set-up between the simulators, which a test spoils before it is looked at."""

from __future__ import annotations

import copy
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.app.checkup.looks import checkup
from bot.simulator.arize import RunningArize, arize_simulator
from bot.simulator.slack import Clock, SlackSimulator, slack_simulator
from tests.databases import fresh_database
from tests.stories.offices import POLICY
from tests.world import MANIFEST, environment, policy_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app.checkup.finding import Finding

CHANNEL = "C0AXADMINS"
Said = list[tuple[str, str]]
"""Verdicts and words, in their order."""


@dataclass
class SetUp:
    """`variables` are those of an operator, which a test adds to."""

    slack: SlackSimulator
    arize: RunningArize
    variables: dict[str, str] = field(default_factory=dict)
    transport: str = "socket"

    async def looked_at(self, **options: Any) -> tuple[Finding, ...]:  # noqa: ANN401 - the options of a checkup
        return await checkup(environment(self.transport, self.slack, self.arize, self.variables), **options)

    async def says(self, name: str) -> Said:
        """What is found of one fact."""
        return [(each.verdict.value, each.words) for each in await self.looked_at() if each.name == name]


@asynccontextmanager
async def set_up(
    *,
    policy: str = POLICY,
    scopes: list[str] | None = None,
    slack_clock: Clock | None = None,
    database: str = "sqlite",
    **account: Any,  # noqa: ANN401 - what kind of account it is
) -> AsyncIterator[SetUp]:
    """Everything is well in it."""
    manifest = copy.deepcopy(MANIFEST)
    if scopes is not None:
        manifest["oauth_config"]["scopes"]["bot"] = scopes
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(fresh_database(database))
        slack = await stack.enter_async_context(slack_simulator(manifest=manifest, clock=slack_clock))
        arize = await stack.enter_async_context(arize_simulator(**{"seeded": True, **account}))
        named = await stack.enter_async_context(policy_file(policy))
        yield SetUp(slack, arize, {"DATABASE_URL": url, "BOT_APPROVALS_CHANNEL": CHANNEL, **named})
