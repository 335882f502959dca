"""Somebody is kept, or asked to be deleted: one of the two, never both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.audit import Fact
from bot.domain.errors import Mistake
from bot.domain.leaver import Stay
from bot.domain.people import Standing
from bot.domain.request import Chore, State
from bot.workflow import checks
from bot.workflow.decisions import Ballot
from bot.workflow.filing import Submission
from bot.workflow.ledger import Extras, Move
from tests.workflow.batches.lists import PATIENCE, drawn_up, files
from tests.workflow.batches.test_unreadable import with_other_params
from tests.workflow.life.breaking import one_life
from tests.workflow.life.departures import account, ada, facts, hears, keeps, shown
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV
from tests.workflow.life.offices import an_office

if TYPE_CHECKING:
    from bot.domain.request import Request
    from tests.workflow.life.office import Office

ADA = "ada@example.com"


async def asks(office: Office, email: str = ADA, form: str = "V0ASKS") -> Request:
    """Dev asks to delete somebody, which takes two people."""
    user = office.account.user(email)
    assert user is not None
    sent = Submission(form, office.desk.command("delete"), {}, user.id, email)
    return await now(office, (await office.filing.submit(DEV, sent)).request_id)


async def now(office: Office, request_id: str) -> Request:
    request = await office.ledger.find(request_id)
    assert request is not None
    return request


async def is_kept_by_nobody(office: Office, why: str) -> None:
    """Whoever presses the button reads why; nothing is written down, and the card says nothing else than before."""
    with pytest.raises(Mistake) as declined:
        await keeps(office, ALICE)
    assert str(declined.value) == f"Nobody was kept: {why}"
    assert (await ada(office)).stay is Stay.WAITING
    assert Fact.KEPT not in await facts(office)


async def test_nobody_is_kept_whose_deletion_waits_for_others(office: Office) -> None:
    """The request is named, with the way out of it: once it is denied or cancelled they are kept."""
    await hears(office)
    first = await asks(office)
    id_ = first.id[:8]
    why = f"Dev asked to delete this user. Cancel or deny request {id_} first; “request {id_}” shows it."
    await is_kept_by_nobody(office, why)
    await office.decisions.decide(BEN, Ballot(first.id, first.digest, approves=False, comment="She stays."))
    second = await asks(office, form="V0AGAIN")
    with pytest.raises(Mistake, match=f"Cancel or deny request {second.id[:8]} first"):
        await keeps(office, CARLA)
    await office.decisions.cancel(DEV, second.id)
    assert await keeps(office, CARLA) is Stay.KEPT


async def test_nobody_is_kept_whose_deletion_is_under_way(office: Office) -> None:
    """Approved, running, or with an outcome that is not known: nobody can take it back."""
    await hears(office)
    request = await asks(office)
    why = f"Dev asked to delete this user, and that is under way. “request {request.id[:8]}” shows how it stands."
    for before, after in (
        (State.PENDING, State.APPROVED),
        (State.APPROVED, State.RUNNING),
        (State.RUNNING, State.UNKNOWN),
    ):
        await office.ledger.move(Move(request.id, before, after), Extras())
        await is_kept_by_nobody(office, why)
    await office.ledger.move(Move(request.id, State.UNKNOWN, State.FAILED), Extras())
    assert await keeps(office, ALICE) is Stay.KEPT


async def test_nobody_is_kept_whom_a_list_would_delete(office: Office) -> None:
    """A list about other people, one that creates users and another user's deletion are no hindrance."""
    await hears(office)
    await asks(office, "sam@example.com")
    await files(office, await drawn_up(office, "new@example.com", asker=DEV), DEV)
    jane = await files(office, await drawn_up(office, "jane@example.com", command="bulk-delete", asker=DEV), DEV, "V1")
    listed = await drawn_up(office, ADA, "sam@example.com", command="bulk-delete", asker=DEV)
    request = await files(office, listed, DEV, "V2")
    assert request.id != jane.id
    id_ = request.id[:8]
    why = f"Dev asked to delete this user. Cancel or deny request {id_} first; “request {id_}” shows it."
    await is_kept_by_nobody(office, why)
    await office.decisions.cancel(DEV, request.id)
    assert await keeps(office, ALICE) is Stay.KEPT


async def given_up(office: Office, *emails: str) -> Request:
    """Of a list that two people approved the first row is begun, and no version that runs here can read it."""
    preview = await drawn_up(office, *emails, command="bulk-delete", asker=DEV)
    request = await files(office, preview, DEV)
    for each in ("U0BEN", "U0CARLA"):
        await office.approves(each, request)
    await office.sweep_only(Chore.RUN)
    await office.lists.book.lay_out(request.id, len(emails))
    await office.lists.book.proceed(request.id, (), office.now, 1)
    office.replaces["bulk-delete"] = with_other_params
    office.restart()
    for _ in range(2):
        await office.sweep.once()
        office.now += checks.PATIENCE
    return request


async def test_who_was_left_out_of_a_list_can_be_kept(office: Office) -> None:
    """What became of another one is not known, and nothing of it concerns her."""
    await hears(office)
    request = await given_up(office, "jane@example.com", ADA)
    assert (await now(office, request.id)).state is State.UNKNOWN
    assert named(office) == [None] * 3
    assert await keeps(office, ALICE) is Stay.KEPT


async def test_who_was_under_way_is_kept_once_somebody_said_what_became_of_them(office: Office) -> None:
    """She may be gone; nobody could ever say so of a list that this version cannot read."""
    await hears(office)
    request = await given_up(office, ADA, "jane@example.com")
    why = f"Dev asked to delete this user, and that is under way. “request {request.id[:8]}” shows how it stands."
    await is_kept_by_nobody(office, why)
    await office.decisions.settle(BEN, request.id, happened=False, comment="She is there.")
    assert await keeps(office, ALICE) is Stay.KEPT


def named(office: Office) -> list[str | None]:
    """The requests that the cards name."""
    drawn = office.away.wall.leavers.values()
    return [leaver.deletion.id if leaver and leaver.deletion else None for leaver in drawn]


async def test_cards_name_a_deletion_until_it_is_over(office: Office) -> None:
    """Denied, cancelled, expired or in vain; also where it was asked for after they were kept, or for a list."""
    await hears(office)
    first = await asks(office)
    await office.sweep.once()
    assert named(office) == [first.id] * 3
    await office.decisions.decide(BEN, Ballot(first.id, first.digest, approves=False, comment="She stays."))
    await office.sweep.once()
    assert named(office) == [None] * 3
    assert await keeps(office, CARLA) is Stay.KEPT
    second = await asks(office, form="V0AGAIN")
    await office.sweep.once()
    assert (named(office), shown(office)) == ([second.id] * 3, [Stay.KEPT] * 3)
    await office.decisions.cancel(DEV, second.id)
    listed = await files(office, await drawn_up(office, ADA, command="bulk-delete", asker=DEV), DEV, "V2")
    await office.sweep.once()
    assert named(office) == [listed.id] * 3
    office.now = listed.expires_at
    await office.sweep.once()
    assert named(office) == [None] * 3


async def test_a_deletion_that_failed_is_not_named_any_more(office: Office) -> None:
    """They wait as before; a request that is not there concerns nobody."""
    await hears(office)
    request = await asks(office)
    await office.sweep.once()
    office.account.change(ADA, role="ADMIN")
    for who in (ALICE, BEN):
        ballot = Ballot(request.id, request.digest, approves=True, confirmed=request.subject)
        await office.decisions.decide(who, ballot)
    await office.sweep.once()
    assert (await now(office, request.id)).state is State.FAILED
    assert (named(office), shown(office)) == ([None] * 3, [Stay.WAITING] * 3)
    await office.away.desk.asked("of another age")


async def test_a_process_that_ends_anywhere_leaves_the_cards_to_the_next() -> None:
    """Wherever it ends after a deletion was filed, all cards name it."""
    for steps in range(1, 60):
        async with an_office() as office:
            account(office, Standing.DEACTIVATED)
            await hears(office)
            request = await asks(office)
            office.fuse.steps = steps
            survived = await one_life(office)
            office.restart()
            office.now += PATIENCE
            await office.sweep.once()
            assert named(office) == [request.id] * 3
        if survived:
            return
    raise AssertionError("it takes more steps than that")


async def test_nobody_is_kept_who_was_deleted_a_moment_ago(office: Office) -> None:
    """The card does not say so yet; it does once the job is done that was written with the deletion."""
    await hears(office)
    request = await asks(office)
    for who in (ALICE, BEN):
        ballot = Ballot(request.id, request.digest, approves=True, confirmed=request.subject)
        await office.decisions.decide(who, ballot)
    await office.sweep_only(Chore.RUN)
    assert (await now(office, request.id)).state is State.SUCCEEDED
    await is_kept_by_nobody(office, "a request to delete this user ended just now. Look at the card again.")
    await office.sweep.once()
    assert shown(office) == [Stay.GONE] * 3
