"""Cards about a request: who is sent one, what each is told next, and when one is brought up again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import Unavailable
from bot.domain.request import Chore, Job, State
from bot.workflow.addressees import MOST, Addressees
from bot.workflow.ledger import Extras
from bot.workflow.ports import Unreachable
from tests.jobs import jobs_due
from tests.requests import REQUEST_ID, a_request, a_vote
from tests.workflow.life.homes import DEV
from tests.workflow.life.outside import Quiet

if TYPE_CHECKING:
    from bot.command import RequestFacts
    from bot.domain.request import Card
    from bot.workflow.announcements import Announcements
    from tests.workflow.life.office import Office


@dataclass
class Wall(Quiet):
    """Every card, and what it was told; `gone` and `mute` are addressees whose cards cannot be drawn."""

    posted: list[str] = field(default_factory=list)
    drawn: list[tuple[str, State, bool]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    mute: set[str] = field(default_factory=set)

    async def post(self, addressee: str, facts: RequestFacts) -> Card:
        self.posted.append(addressee)
        return await super().post(addressee, facts)

    async def draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> None:
        if card.addressee in self.gone:
            raise Unreachable("message_not_found")
        if card.addressee in self.mute:
            raise Unavailable("Slack is away.")
        self.drawn.append((card.addressee, facts.request.state, reminds))


async def asked(office: Office, channel: str = "", subject: str = "ada@example.com") -> tuple[Announcements, Wall]:
    """Dev's request, that Ben and Carla may approve."""
    wall = Wall()
    request = a_request(requester_id="U0DEV", params={"name": "Ada"}, subject=subject, created_at=office.now)
    reminder = Job(Chore.REMIND, REQUEST_ID, office.now)
    await office.ledger.file(replace(request, expires_at=office.now + timedelta(hours=72)), Extras(jobs=[reminder]))
    told = Addressees(office.town, channel)
    return replace(office.announcements, announcer=wall, addressees=told), wall


async def one_approves(office: Office) -> None:
    """Of the two whom it takes."""
    await office.ledger.vote(a_vote(), 2, Extras(), Extras())


async def test_those_who_decide_are_sent_one_card_each(office: Office) -> None:
    """Drawn again only where something changed since."""
    announcements, wall = await asked(office)
    for _ in range(2):
        await announcements.draw(REQUEST_ID)
    assert wall.posted == ["U0BEN", "U0CARLA"]
    assert wall.drawn == []
    await office.decisions.cancel(DEV, REQUEST_ID)
    await announcements.draw(REQUEST_ID)
    assert wall.drawn == [("U0BEN", State.CANCELLED, False), ("U0CARLA", State.CANCELLED, False)]
    assert wall.posted == ["U0BEN", "U0CARLA"]


@pytest.mark.parametrize(
    ("channel", "subject", "posted"),
    [("C0", "ada@example.com", ["C0"]), ("", "ben@example.com", ["U0CARLA"])],
)
async def test_who_looks_into_the_channel_or_whom_it_is_about_is_sent_none(
    office: Office, channel: str, subject: str, posted: list[str]
) -> None:
    """Nobody decides about themselves; nor is whoever asked among them."""
    office.town.groups["S0LEADS"].add("U0DEV")
    announcements, wall = await asked(office, channel, subject)
    await announcements.draw(REQUEST_ID)
    assert wall.posted == posted


async def test_whom_the_policy_names_are_told_besides_the_channel(office: Office) -> None:
    update = office.policy.operations["update"]
    changed = replace(update, rule=replace(update.rule, notify=("admins",)))
    office.policy = replace(office.policy, operations={**office.policy.operations, "update": changed})
    office.restart()
    announcements, wall = await asked(office, "C0")
    await announcements.draw(REQUEST_ID)
    assert wall.posted == ["C0", "U0ALICE", "U0BEN"]


async def test_a_circle_that_is_just_large_enough_is_told_as_a_whole(office: Office) -> None:
    office.town.groups["S0LEADS"] = {f"U0LEAD{number}" for number in range(MOST)}
    announcements, wall = await asked(office)
    with capture_logs() as logs:
        await announcements.draw(REQUEST_ID)
    assert len(wall.posted) == MOST
    assert "announcement.too_many" not in [each["event"] for each in logs]


async def test_a_card_that_is_gone_is_forgotten_and_the_others_are_drawn(office: Office) -> None:
    """One that Slack does not take now is drawn later."""
    announcements, wall = await asked(office)
    await announcements.draw(REQUEST_ID)
    await one_approves(office)
    wall.gone, wall.mute = {"U0BEN"}, {"U0CARLA"}
    with pytest.raises(Unavailable, match="Slack is away"):
        await announcements.draw(REQUEST_ID)
    assert [(card.addressee, card.drawn) for card in await office.ledger.cards(REQUEST_ID)] == [("U0CARLA", 1)]
    wall.gone, wall.mute = set(), set()
    await announcements.draw(REQUEST_ID)
    assert [card.drawn for card in await office.ledger.cards(REQUEST_ID)] == [2, 2]


async def test_a_card_that_comes_after_the_first_decision_says_so_at_once(office: Office) -> None:
    """As it begins it says nothing of it."""
    announcements, wall = await asked(office)
    await one_approves(office)
    await announcements.draw(REQUEST_ID)
    assert wall.posted == [addressee for addressee, _, _ in wall.drawn] == ["U0BEN", "U0CARLA"]


async def test_what_nobody_decided_is_brought_up_again(office: Office) -> None:
    """By another card for each, which says that it is a reminder; and once more a day later."""
    announcements, wall = await asked(office)
    await announcements.draw(REQUEST_ID)
    await announcements.remind(REQUEST_ID)
    jobs = {
        job.chore: job.due_at - office.now
        for job in await jobs_due(office.ledger.engine, office.now + timedelta(days=9))
    }
    assert jobs == {Chore.CARDS: timedelta(), Chore.REMIND: office.timing.reminder}
    assert wall.posted == ["U0BEN", "U0CARLA"] * 2
    await announcements.draw(REQUEST_ID)
    assert wall.drawn == [("U0BEN", State.PENDING, True), ("U0CARLA", State.PENDING, True)]


@pytest.mark.parametrize(("left", "again"), [(timedelta(hours=24), False), (timedelta(hours=24, seconds=1), True)])
async def test_nobody_is_reminded_of_what_is_over_by_then(office: Office, left: timedelta, again: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Nor of what was decided meanwhile."""
    announcements, wall = await asked(office)
    office.now += timedelta(hours=72) - left
    await announcements.remind(REQUEST_ID)
    due = await jobs_due(office.ledger.engine, office.now + timedelta(days=9))
    assert (Chore.REMIND in {job.chore for job in due}) is again
    await office.decisions.cancel(DEV, REQUEST_ID)
    before = len(wall.posted)
    await announcements.remind(REQUEST_ID)
    assert len(wall.posted) == before


async def test_whoever_asked_is_told_how_it_ended(office: Office) -> None:
    """Where they cannot be reached there is nobody to tell."""
    announcements, wall = await asked(office)
    await office.decisions.cancel(DEV, REQUEST_ID)
    await announcements.tell(REQUEST_ID)
    assert wall.told == [(REQUEST_ID, State.CANCELLED)]
