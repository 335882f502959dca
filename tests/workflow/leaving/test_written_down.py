"""Somebody leaves Slack: what is kept of each turn, and what the audit says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.audit import BOT, Fact
from bot.domain.errors import Refused
from bot.domain.leaver import Stay
from bot.domain.people import Standing
from bot.domain.request import Chore
from tests.jobs import jobs_due
from tests.workflow.life.departures import BACK, LEFT, account, ada, fails, hears, keeps
from tests.workflow.life.homes import ALICE, DEV
from tests.workflow.life.town import Remembering

if TYPE_CHECKING:
    from bot.domain.audit import Entry
    from tests.workflow.life.office import Office

HOUR = timedelta(hours=1)
WHY = "Ada (U0ADA), noticed as deactivated in Slack."


async def last(office: Office) -> Entry:
    return (await office.rows())[-1].entry


async def test_an_event_is_kept_as_slack_told_it_and_leaves_a_job(office: Office) -> None:
    """Nothing is asked of anybody before the job is done."""
    await office.away.desk.heard(LEFT)
    leaver = await ada(office)
    assert (leaver.id, leaver.slack_id, leaver.name, leaver.email) == ("away-1", "U0ADA", "Ada", "ada@example.com")
    assert (leaver.noticed_at, leaver.stay, leaver.target, leaver.version) == (office.now, Stay.WAITING, None, 1)
    (job,) = await jobs_due(office.ledger.engine, office.now)
    assert (job.chore, job.key, job.due_at) == (Chore.LEAVER, "away-1", office.now)


async def test_whoever_has_a_user_is_in_the_audit_by_their_address(office: Office) -> None:
    """And by who they were in Slack."""
    await hears(office)
    entry = await last(office)
    assert (entry.fact, entry.at, entry.actor_id) == (Fact.LEFT_SLACK, office.now, BOT)
    assert (entry.subject, entry.why) == ("ada@example.com", WHY)


async def test_whoever_keeps_a_user_is_named_with_the_time(office: Office) -> None:
    """In what is kept, and in the audit; they are looked up anew."""
    await hears(office)
    office.now += HOUR
    assert await keeps(office, ALICE) is Stay.KEPT
    leaver = await ada(office)
    assert (leaver.by_id, leaver.by_name, leaver.changed_at) == ("U0ALICE", "Alice", office.now)
    entry = await last(office)
    assert (entry.fact, entry.at, entry.actor_id) == (Fact.KEPT, office.now, "U0ALICE")
    assert (entry.subject, entry.why) == ("ada@example.com", WHY)
    due = await jobs_due(office.ledger.engine, office.now)
    assert [(job.chore, job.key) for job in due] == [(Chore.LEAVER, leaver.id)]


async def test_whoever_keeps_a_user_is_looked_up_anew(office: Office) -> None:
    await hears(office)
    town = Remembering()
    office.town = town
    office.restart()
    await keeps(office, ALICE)
    assert town.fresh == [True, True]


async def test_whoever_may_not_keep_a_user_is_written_down_with_whose_it_was(office: Office) -> None:
    """By the address of the user; by that of the profile while it is not known whether there is one."""
    account(office, Standing.DEACTIVATED, "ada@example.com")
    await office.away.desk.heard(replace(LEFT, email="of.old@example.com"))
    for email in ("of.old@example.com", "ada@example.com"):
        with pytest.raises(Refused):
            await keeps(office, DEV)
        entry = await last(office)
        assert (entry.fact, entry.operation, entry.subject) == (Fact.REFUSED, "delete", email)
        await office.sweep.once()


async def test_each_turn_has_its_time(office: Office) -> None:
    """Whether somebody came back, or their user went."""
    user = office.account.user("ada@example.com")
    assert user is not None
    await hears(office)
    first = await ada(office)
    office.now += HOUR
    account(office, Standing.MEMBER)
    await hears(office, BACK)
    leaver = await office.away.desk.stands(first.id)
    assert (leaver.stay, leaver.changed_at) == (Stay.BACK, office.now)
    entry = await last(office)
    assert (entry.fact, entry.at, entry.actor_id, entry.subject) == (Fact.CAME_BACK, office.now, BOT, "ada@example.com")
    account(office, Standing.DEACTIVATED)
    await hears(office)
    office.now += HOUR
    office.account.forget(user)
    await office.away.desk.attend((await ada(office)).id)
    leaver = await ada(office)
    assert (leaver.stay, leaver.changed_at) == (Stay.GONE, office.now)


async def test_a_user_who_was_deleted_by_any_door_is_gone_at_once(office: Office) -> None:
    """The cards are drawn after it; of a user of nobody who left there is nothing to say."""
    await hears(office)
    leaver = await ada(office)
    assert leaver.target is not None
    office.now += HOUR
    await office.away.desk.deleted("somebody else")
    assert await jobs_due(office.ledger.engine, office.now) == ()
    await office.away.desk.deleted(leaver.target.id)
    leaver = await ada(office)
    assert (leaver.stay, leaver.changed_at) == (Stay.GONE, office.now)
    due = await jobs_due(office.ledger.engine, office.now)
    assert [(job.chore, job.key) for job in due] == [(Chore.LEAVER, leaver.id)]


async def test_a_card_that_is_up_to_date_is_left_alone(office: Office) -> None:
    """However often somebody looks."""
    await hears(office)
    office.away.wall.before = [fails]
    await office.away.desk.attend((await ada(office)).id)
    assert office.away.wall.before == [fails]
