"""Who is sent a card, and what happens where Slack is slow or does not take it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import Unavailable
from bot.domain.request import Chore, Job, State
from bot.store import SqlLedger
from bot.workflow.addressees import MOST
from bot.workflow.ledger import Extras
from bot.workflow.ports import Unreachable
from bot.workflow.sweep import FIRST_PAUSE
from bot.workflow.timing import Timing
from tests.jobs import jobs_due
from tests.requests import REQUEST_ID, a_request, a_vote
from tests.workflow.life.office import Office
from tests.workflow.life.outside import Quiet

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.command import RequestFacts
    from bot.domain.request import Card


@dataclass
class Odd(Quiet):
    """Fails at its first message by a bug of ours, or never says that it took the second one."""

    hangs: bool = False
    posted: list[str] = field(default_factory=list)
    stuck: asyncio.Event = field(default_factory=asyncio.Event)

    async def post(self, addressee: str, facts: RequestFacts) -> Card:
        self.posted.append(addressee)
        if self.hangs and len(self.posted) > 1:
            self.stuck.set()
            await asyncio.Event().wait()
        if not self.hangs and len(self.posted) == 1:
            raise KeyError("channel")
        return await super().post(addressee, facts)


class Slow(Quiet):
    """Takes a message, and never says so."""

    async def draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> None:
        del card, facts, reminds
        await asyncio.Event().wait()


class Mute(Quiet):
    """Takes no new message."""

    async def post(self, addressee: str, facts: RequestFacts) -> Card:
        raise Unavailable(f"not to {addressee}, and not {facts.label}")


class Closed(Quiet):
    """Is not there any more for anybody."""

    async def draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> None:
        del facts, reminds
        raise Unreachable(card.channel)

    async def notify(self, person_id: str, facts: RequestFacts) -> None:
        raise Unreachable(f"{person_id} about {facts.label}")


class Forgetful(SqlLedger):
    """A database that is away whenever cards are to be drawn."""

    async def add_job(self, job: Job) -> None:
        if job.chore is Chore.CARDS:
            raise Unavailable("The database does not answer.")
        await super().add_job(job)


@pytest.fixture
async def office() -> AsyncIterator[Office]:
    """Dev asked for something that waits for the leads, and one of two approved it."""
    office = Office()
    await office.opened()
    await office.ledger.file(a_request(State.PENDING, requester_id="U0DEV", params={"name": "Ada"}), Extras())
    await office.ledger.vote(a_vote(), 2, Extras(), Extras())
    yield office
    await office.close()


async def test_a_crowd_is_not_written_to_one_by_one(office: Office) -> None:
    """Thirty are, and the operator hears that there are more; a channel serves larger circles better."""
    office.town.groups["S0LEADS"] = {f"U0LEAD{number}" for number in range(MOST + 5)}
    with capture_logs() as logs:
        await office.announcements.draw(REQUEST_ID)
    assert len(await office.ledger.cards(REQUEST_ID)) == MOST
    assert [each["people"] for each in logs if each["event"] == "announcement.too_many"] == [MOST + 5]


async def test_drawing_is_given_up_before_another_process_may_begin_with_it(office: Office) -> None:
    """Two at one card could end with the older drawing; the cards that there are stay known."""
    office.quiet, office.timing = Slow(), Timing(lease=timedelta(seconds=0.2))
    office.restart()
    with pytest.raises(Unavailable, match="took too long"):
        await office.announcements.draw(REQUEST_ID)
    assert await office.ledger.cards(REQUEST_ID) != ()


async def test_a_reminder_that_slack_does_not_take_is_left_to_the_next(office: Office) -> None:
    """Sent again, it would come twice to those who got theirs; the cards are looked after all the same."""
    office.quiet = Mute()
    office.restart()
    await a_reminder_is_due(office)
    with capture_logs() as logs:
        await office.announcements.remind(REQUEST_ID)
    assert [each["event"] for each in logs] == ["reminder.not_sent"]
    due = await jobs_due(office.ledger.engine, office.now + timedelta(days=9))
    assert {job.chore for job in due} == {Chore.CARDS, Chore.REMIND}


async def test_a_reminder_whose_addressees_slack_does_not_name_comes_a_little_later(office: Office) -> None:
    """Nobody got theirs yet, so it is tried again soon, and not left to the next one a day later."""
    await a_reminder_is_due(office)
    office.town.is_mute = True
    await office.sweep.once()
    office.town.is_mute = False
    office.now += FIRST_PAUSE
    await office.sweep.once()
    assert [card.addressee for card in await office.ledger.cards(REQUEST_ID)] == ["U0BEN", "U0CARLA"]
    due = await jobs_due(office.ledger.engine, office.now + timedelta(days=9))
    assert [(job.chore, job.due_at - office.now) for job in due] == [(Chore.REMIND, office.timing.reminder)]


async def test_a_reminder_that_was_posted_is_not_posted_again(office: Office) -> None:
    """The database may be away once it was: another one would follow two seconds later."""
    forgetful = Forgetful(office.ledger.engine, office.clock)
    await a_reminder_is_due(office)
    with capture_logs() as logs:
        await replace(office.announcements, ledger=forgetful).remind(REQUEST_ID)
    assert [each["event"] for each in logs] == ["reminder.not_sent"]
    assert [card.addressee for card in await office.ledger.cards(REQUEST_ID)] == ["U0BEN", "U0CARLA"]


async def test_a_reminder_that_is_cut_is_posted_to_nobody_twice(office: Office) -> None:
    """A process is told to stop in the middle, whose work others take up at once: the next round is the next one."""
    odd = await reminded_by(office, Odd(hangs=True))
    cut = asyncio.create_task(office.sweep.once())
    await odd.stuck.wait()
    cut.cancel()
    await asyncio.gather(cut, return_exceptions=True)
    await stays_posted(office, odd)


async def test_a_reminder_that_a_bug_cuts_is_posted_to_nobody_twice(office: Office) -> None:
    """The others get theirs all the same, and the bug is for the log."""
    odd = await reminded_by(office, Odd())
    with capture_logs() as logs:
        await office.sweep.once()
    assert "job.failed" in {each["event"] for each in logs}
    await stays_posted(office, odd)


async def test_of_two_who_begin_with_a_reminder_one_posts_it(office: Office) -> None:
    """One was too slow, and the other took it for dead."""
    odd = await reminded_by(office, Odd())
    both = (office.announcements.remind(REQUEST_ID) for _ in range(2))
    await asyncio.gather(*both, return_exceptions=True)
    assert odd.posted == ["U0BEN", "U0CARLA"]


async def reminded_by(office: Office, odd: Odd) -> Odd:
    """Everybody has their card, and is about to be reminded."""
    await office.announcements.draw(REQUEST_ID)
    office.quiet = odd
    office.restart()
    await a_reminder_is_due(office)
    return odd


async def a_reminder_is_due(office: Office) -> None:
    await office.ledger.add_job(Job(Chore.REMIND, REQUEST_ID, office.now))


async def stays_posted(office: Office, odd: Odd) -> None:
    """Whatever is swept within the day; once it is over everybody is reminded again."""
    for _ in range(3):
        office.now += timedelta(hours=1)
        await office.sweep.once()
    assert odd.posted == ["U0BEN", "U0CARLA"]
    (due,) = await jobs_due(office.ledger.engine, office.now + timedelta(days=9))
    assert (due.chore, due.due_at) == (Chore.REMIND, office.now - timedelta(hours=3) + office.timing.reminder)


async def test_whoever_is_gone_is_given_up(office: Office) -> None:
    """Their card is forgotten, and nothing is tried again; the operator can read whom it was about."""
    office.quiet = Closed()
    office.restart()
    with capture_logs() as logs:
        await office.announcements.draw(REQUEST_ID)
        await office.announcements.tell(REQUEST_ID)
    assert await office.ledger.cards(REQUEST_ID) == ()
    gone = [each["addressee"] for each in logs if each["event"] == "announcement.unreachable"]
    assert gone == ["U0BEN", "U0CARLA", "U0DEV"]


async def test_what_is_not_there_is_not_announced(office: Office) -> None:
    """A job can outlive a database that was restored from before its request."""
    for work in (office.announcements.draw, office.announcements.remind, office.announcements.tell):
        await work("gone")
    assert office.quiet.told == []
