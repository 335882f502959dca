"""The people and user groups that the policy names, as Slack has them now."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.app.checkup.finding import ok, unseen, warning
from bot.app.checkup.installed import NOT_LOOKED_AT
from bot.app.checkup.principals import NAME, Principals
from bot.app.policies import warnings, written
from bot.domain.errors import PolicyError
from bot.domain.rules import DEFAULT, EVERYONE
from bot.slack.identity import NotInstalled

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.app.checkup.finding import Finding
    from bot.app.checkup.installed import Installed
    from bot.domain.rules import Policy
    from bot.settings import Settings


async def people_found(settings: Settings, web: AsyncWebClient, installed: Installed) -> AsyncIterator[Finding]:
    """Nothing, where the file cannot be used: that is told already."""
    try:
        policy = written(settings)
    except PolicyError:
        return
    if policy is DEFAULT:
        yield ok(NAME, "Without a policy file nobody is named: workspace owners and admins approve.")
        return
    try:
        team_id = (await installed()).identity.team_id
    except NotInstalled:
        yield unseen(NAME, NOT_LOOKED_AT)
        return
    async for finding in _named(policy, Principals(web, team_id)):
        yield finding


async def _named(policy: Policy, principals: Principals) -> AsyncIterator[Finding]:
    named = dict.fromkeys(each for role in policy.roles.values() for each in role if each != EVERYONE)
    for finding in await asyncio.gather(*(principals.look(each) for each in named)):
        yield finding
    for finding in _out_of_reach(policy, principals.fit):
        yield finding


def _out_of_reach(policy: Policy, fit: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    """What could be approved if all whom the policy names could, and cannot with those who are left."""
    left = {
        role: tuple(dict.fromkeys(each for principal in named for each in fit.get(principal, (principal,))))
        for role, named in policy.roles.items()
    }
    told = warnings(policy)
    for words in warnings(replace(policy, roles=left)):
        if words not in told:
            yield warning(
                "policy.approvals",
                f"With the people there are, {words}",
                "Name more people who are full members and have an e-mail address, or lower its approvals.",
            )
