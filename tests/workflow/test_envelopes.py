"""The direct message of a temporary password: to whom it goes, what becomes of it, and what is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from bot.command import Delivery
from bot.domain.audit import BOT, Fact
from bot.domain.errors import Mistake, Refused, Unavailable
from bot.domain.people import Standing
from bot.domain.request import Chore, State
from bot.store import SqlLedger
from bot.workflow.ledger import Extras
from bot.workflow.ports import Cover, DeliveryUnsure, NotDelivered
from tests.jobs import jobs_due
from tests.people import a_user
from tests.requests import a_request, a_vote
from tests.workflow.life.homes import ALICE
from tests.workflow.life.messages import Letters

if TYPE_CHECKING:
    from bot.domain.request import Vote
    from bot.workflow.passwords import OpenEnvelope, PasswordDesk
    from tests.workflow.life.office import Office

NIA = a_user("Nia", "nia@example.com")
PASSWORD = SecretStr("made-up")
REFUSED = NotDelivered()


class Away:
    """A ledger that does not answer."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of the ledger
        raise Unavailable(f"The database does not answer to {name}.")


class Forgetful(SqlLedger):
    """A ledger that does not say who voted."""

    async def votes(self, request_id: str) -> tuple[Vote, ...]:
        raise Unavailable(f"The database does not answer about {request_id}.")


def desk(office: Office, letters: Letters) -> PasswordDesk:
    """That of one request, which lets nobody wait."""
    return replace(office.desk.passwords, messages=letters, pauses=(0.0, 0.0), request_id="request-7")


async def opened(office: Office, letters: Letters, new_user: str | None = "nia@example.com") -> OpenEnvelope:
    return await desk(office, letters).prepare(office.town.people["U0ALICE"], new_user)


@pytest.mark.parametrize(
    ("new_user", "recipient"),
    [("nia@example.com", "U0NIA"), ("mia@partner.example", "U0ALICE"), (None, "U0ALICE")],
)
async def test_it_goes_to_the_new_user_or_else_to_whoever_asked(
    office: Office, new_user: str | None, recipient: str
) -> None:
    """Its message is there first, without a password, and so is the time at which it goes."""
    letters = Letters()
    envelope = await opened(office, letters, new_user)
    assert envelope.recipient.id == recipient
    assert letters.shown == {(f"D{recipient}", "1.0"): f"for {new_user or ''}"}
    (job,) = await jobs_due(office.ledger.engine, office.now + timedelta(hours=1))
    assert (job.chore, job.key, job.due_at) == (Chore.WITHDRAW, f"D{recipient}:1.0", office.now + timedelta(hours=1))


@pytest.mark.parametrize("change", [{"standing": Standing.GUEST}, {"team_id": "T0PARTNER"}])
async def test_only_full_members_of_this_workspace_receive_one(office: Office, change: dict[str, object]) -> None:
    """Where nobody else is to receive it nothing must be created, and the sentence names the address."""
    office.town.people["U0NIA"] = replace(office.town.people["U0NIA"], **change)  # type: ignore[arg-type]  # each is a member
    with pytest.raises(Mistake, match=r"No full member of this Slack has the address nia@example\.com"):
        await desk(office, Letters()).prepare(office.town.people["U0ALICE"], "nia@example.com", alone=True)


async def test_what_was_delivered_stays_until_its_time_is_over(office: Office) -> None:
    """And is written down: to whom, about whom, for which request, and never what it is."""
    letters = Letters()
    envelope = await opened(office, letters)
    assert await envelope.deliver(PASSWORD, NIA) is Delivery.DELIVERED
    await envelope.close()
    assert letters.shown == {("DU0NIA", "1.0"): "made-up for nia@example.com, for 1:00:00"}
    entry = (await office.rows())[-1].entry
    assert (entry.fact, entry.actor_id, entry.at) == (Fact.PASSWORD_DELIVERED, BOT, office.now)
    assert (entry.request_id, entry.subject) == ("request-7", "nia@example.com")
    assert entry.why == f"{Delivery.DELIVERED.value}, to U0NIA"
    await desk(office, letters).withdraw("DU0NIA", "1.0", "U0NIA")
    assert letters.shown == {}
    assert [row.entry.fact for row in await office.rows()][1:] == [Fact.PASSWORD_DELETED]
    assert (await office.rows())[-1].entry.actor_id == "U0NIA"


async def test_who_asked_and_who_approved_it_stands_beside_a_password(office: Office) -> None:
    """By name; whoever was against it does not, nor what anybody wrote."""
    await office.ledger.file(a_request(State.PENDING, id="request-7"), Extras())
    for vote in (a_vote(comment="Fine"), a_vote("Carla Moreno", approves=False)):
        await office.ledger.vote(replace(vote, request_id="request-7"), 2, Extras(), Extras())
    letters = Letters()
    await (await opened(office, letters)).deliver(PASSWORD, NIA)
    alice, nia = office.town.people["U0ALICE"], office.town.people["U0NIA"]
    assert letters.cover == Cover(nia, alice, (a_vote().person_name,), was_chosen=False, lives=timedelta(hours=1))
    await (await opened(office, letters, None)).deliver(PASSWORD, NIA)
    assert letters.cover == replace(letters.cover, recipient=alice, was_chosen=True)


async def test_who_approved_it_is_left_out_where_it_cannot_be_read(office: Office) -> None:
    """It is no reason to create nobody."""
    letters, ledger = Letters(), Forgetful(office.ledger.engine, office.clock)
    envelope = await replace(desk(office, letters), ledger=ledger).prepare(office.town.people["U0ALICE"], None)
    await envelope.deliver(PASSWORD, NIA)
    assert letters.cover is not None
    assert letters.cover.approvers == ()


async def test_who_has_the_password_has_its_message_deleted_and_no_other(office: Office) -> None:
    """A click may name any message of the app's. What was deleted, or was none of these, stays untouched."""
    letters = Letters()
    envelope = await opened(office, letters)
    letters.shown["C0", "9.0"] = "a card"
    held = replace(office.desk, passwords=desk(office, letters))
    for asker in (replace(ALICE, team_id="T0ELSEWHERE"), replace(ALICE, slack_id="U0NOBODY")):
        with pytest.raises(Refused):
            await held.saved(asker, envelope.channel, envelope.ts)
    with pytest.raises(Mistake, match="so nothing was deleted"):
        await held.saved(ALICE, "C0", "9.0")
    assert set(letters.shown) == {("C0", "9.0"), (envelope.channel, envelope.ts)}
    with capture_logs() as logs:
        await held.saved(ALICE, envelope.channel, envelope.ts)
    assert [(each["event"], each["by"]) for each in logs] == [("password.deleted", "U0ALICE")]
    assert set(letters.shown) == {("C0", "9.0")}
    assert (await office.rows())[-1].entry.actor_id == "U0ALICE"


async def test_a_message_that_is_gone_already_is_no_deletion(office: Office) -> None:
    """Somebody else deleted it, and that was written down then."""
    await desk(office, Letters()).withdraw("DU0NIA", "1.0")
    assert await office.rows() == []


@pytest.mark.parametrize(
    ("troubles", "outcome", "tries"),
    [
        ([REFUSED, REFUSED], Delivery.DELIVERED, 3),
        ([DeliveryUnsure(), REFUSED], Delivery.DELIVERED, 3),
        ([REFUSED] * 3, Delivery.FAILED, 3),
        ([REFUSED, DeliveryUnsure(), REFUSED], Delivery.UNSURE, 3),
    ],
)
async def test_it_is_tried_again_as_long_as_there_are_pauses(
    office: Office, troubles: list[Exception], outcome: Delivery, tries: int
) -> None:
    """What Slack may have taken stays unsure; only what it surely did not take is taken back."""
    letters = Letters(troubles=list(troubles))
    envelope = await opened(office, letters)
    assert await envelope.deliver(PASSWORD, NIA) is outcome
    assert letters.tries == tries
    await envelope.close()
    assert bool(letters.shown) is (outcome is not Delivery.FAILED)
    assert bool(await jobs_due(office.ledger.engine, office.now + timedelta(days=1))) is (
        outcome is not Delivery.FAILED
    )
    delivered = outcome is Delivery.DELIVERED
    fact = Fact.PASSWORD_DELIVERED if delivered else Fact.PASSWORD_NOT_DELIVERED
    assert [row.entry.fact for row in await office.rows()] == [fact]


async def test_an_empty_message_that_slack_keeps_goes_when_its_time_comes(office: Office) -> None:
    """The job stays for that, and nothing is raised: what was asked for ended otherwise."""
    letters = Letters(stuck=Unavailable("Slack is away."))
    envelope = await opened(office, letters)
    with capture_logs() as logs:
        await envelope.close()
    assert [each["event"] for each in logs] == ["password.empty_message_stays"]
    assert [job.chore for job in await jobs_due(office.ledger.engine, office.now + timedelta(hours=1))] == [
        Chore.WITHDRAW
    ]


async def test_no_message_is_left_whose_end_could_not_be_written_down(office: Office) -> None:
    """Whoever tries again posts another one; nobody would take the first one back."""
    ledger: Any = Away()
    letters = Letters()
    with pytest.raises(Unavailable, match="does not answer"):
        await replace(desk(office, letters), ledger=ledger).prepare(office.town.people["U0ALICE"], None)
    assert letters.shown == {}
