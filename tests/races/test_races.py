"""Many processes, many clicks, one winner each time."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from bot.command import Review
from bot.domain.audit import Fact
from bot.domain.policy import Decision, Verdict
from bot.domain.request import State
from bot.slack.views.reviews import review_view
from bot.store import SqlLedger
from bot.workflow.ledger import Wanted
from tests.databases import opened
from tests.people import MOMENT
from tests.processes import Deployment, deployment
from tests.races.requests import file_requests
from tests.truth import first_break

if TYPE_CHECKING:
    from bot.command import RequestFacts
    from bot.simulator.slack import Modal, Person

REQUESTS = 200
LANES = (("alice", "carla"), ("ben", "ada"))
"""Who clicks at the same time as whom; a person has one modal in front of them."""
YES = Decision(Verdict.RUN, "You may.")
ALL = Wanted(limit=2 * REQUESTS)
LONG = 60.0


@pytest.mark.parametrize(("database", "replicas"), [("postgresql", 2), ("postgresql", 4), ("sqlite", 2)])
async def test_concurrent_decisions_have_one_winner_each(database: str, replicas: int) -> None:
    """Every loser is told by whom it was decided, and Arize sees each write once."""
    async with deployment(database, BOT_LEASE="1m") as bot:
        requests = await file_requests(bot.database_url, REQUESTS)
        bot.slack.workspace.set_group("S0LEADS", [handle for lane in LANES for handle in lane])
        await bot.start(replicas)
        lanes = (decide_all(bot, lane, requests[number :: len(LANES)]) for number, lane in enumerate(LANES))
        won = [winner for winners in await asyncio.gather(*lanes) for winner in winners]
        assert len(won) == REQUESTS
        await all_are_done(bot)
        assert bot.writes("create_user") == REQUESTS
        assert bot.events("job.failed") + bot.events("interaction.failed") == []
        await the_audit_holds(bot, won)


async def decide_all(bot: Deployment, lane: tuple[str, str], requests: list[RequestFacts]) -> list[str]:
    """The ids of those who won, one for each request."""
    people = [bot.person(handle) for handle in lane]
    return [await decide_at_once(bot, people, facts) for facts in requests]


async def decide_at_once(bot: Deployment, people: list[Person], facts: RequestFacts) -> str:
    """Both have the request open, and approve it in the same moment."""
    modals = [await opens_review(bot, person, facts) for person in people]
    await asyncio.gather(*(modal.submits() for modal in modals))
    await asyncio.gather(*(modal.shows("approved", within=LONG) for modal in modals))
    won = ["You approved it" in modal.text for modal in modals]
    assert sorted(won) == [False, True]
    winner, loser = people[won.index(True)], modals[won.index(False)]
    assert f"{winner.client.person.name} approved this" in loser.text
    await asyncio.gather(*(modal.closes() for modal in modals))
    return winner.id


async def opens_review(bot: Deployment, person: Person, facts: RequestFacts) -> Modal:
    """The modal as Review opens it; the clicks that lead there are told in the stories."""
    bot.slack.views.open(person.id, review_view(Review(facts, None, (), YES)))
    modal = await person.modal("Review request")
    modal.choose("Decision", "Approve")
    return modal


async def all_are_done(bot: Deployment) -> None:
    """Each was carried out, and by whoever came first."""
    async with opened(bot.database_url) as engine:
        ledger = SqlLedger(engine, lambda: MOMENT)
        async with asyncio.timeout(LONG):
            while {each.state for each in await ledger.requests(ALL)} != {State.SUCCEEDED}:  # noqa: ASYNC110 - others write
                await asyncio.sleep(0.2)


async def the_audit_holds(bot: Deployment, won: list[str]) -> None:
    """One chain from all processes, with the winners in it and nobody else."""
    async with opened(bot.database_url) as engine:
        ledger = SqlLedger(engine, lambda: MOMENT)
        rows = [row async for row in ledger.audit()]
        assert first_break(rows, await ledger.head()) is None
    facts = Counter(row.entry.fact for row in rows)
    assert facts == {Fact.APPROVED: REQUESTS, Fact.RUN: REQUESTS, Fact.SUCCEEDED: REQUESTS}
    assert Counter(row.entry.actor_id for row in rows if row.entry.fact is Fact.APPROVED) == Counter(won)
