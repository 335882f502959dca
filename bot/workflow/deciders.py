"""Who can approve a request that was just filed, by name, as the memory of the directory has them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.command import Deciders
from bot.domain.errors import Refused, Unavailable
from bot.domain.policy import admit
from bot.domain.rules import EVERYONE, WORKSPACE_ADMINS
from bot.workflow.together import together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Command
    from bot.domain.people import Person
    from bot.domain.request import Request
    from bot.workflow.gate import Gate

log = structlog.get_logger(__name__)

MOST = 10
"""People who are looked up: who they are is asked of Slack one by one. Of a larger circle the others are counted."""
PATIENCE = 2.0
"""Seconds: whoever asked waits for the answer meanwhile."""


async def deciders(gate: Gate, command: Command[Any], request: Request, patience: float = PATIENCE) -> Deciders | None:
    """None where Slack does not tell, or not in time: then the answer goes without."""
    try:
        async with asyncio.timeout(patience):
            return await _deciders(gate, command, request)
    except (Unavailable, TimeoutError):
        log.info("request.deciders_unknown", request=request.id)
        return None


async def _deciders(gate: Gate, command: Command[Any], request: Request) -> Deciders:
    """Nobody reads the whole workspace for those who run it."""
    named = gate.circle(command, request).approvers
    everybody = next((each for each in (EVERYONE, WORKSPACE_ADMINS) if each in named), "")
    if everybody:
        return Deciders(everybody=everybody)
    groups = await _groups(gate)
    ids = sorted(frozenset().union(*(groups.get(each, {each}) for each in named)) - {request.requester_id})
    found = await together(_one(gate, each, groups) for each in ids[:MOST])
    able = [each.name for each in found if each and gate.may_decide(each, command, request).allows]
    return Deciders(tuple(sorted(able, key=str.casefold)), len(ids[MOST:]))


async def _groups(gate: Gate) -> Mapping[str, frozenset[str]]:
    """The members of each user group of the policy; each is asked for once at most."""
    names = sorted(gate.policy.groups)
    members = await together(gate.people.everybody([each]) for each in names)
    return dict(zip(names, members, strict=True))


async def _one(gate: Gate, slack_id: str, groups: Mapping[str, frozenset[str]]) -> Person | None:
    """With the user groups that they are in; nobody where they are no full member any more."""
    try:
        person = await gate.people.person(slack_id)
    except Refused:
        return None
    theirs = frozenset(name for name, members in groups.items() if slack_id in members)
    return replace(person, groups=theirs) if admit(person, gate.team_id).allows else None
