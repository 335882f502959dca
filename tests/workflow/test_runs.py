"""A run whose request was taken, or went on, in another process."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.arize import AnswerLost, Forbidden, NotSent
from bot.command import Mark, Told
from bot.domain.errors import Mistake, Unavailable
from bot.domain.request import Chore, Job, Request, State, Target
from bot.workflow.decisions import Ballot
from bot.workflow.gate import Asker
from bot.workflow.ledger import Extras
from bot.workflow.runs import BROKEN, TAKEN, TOO_LONG
from bot.workflow.timing import Timing
from tests.jobs import jobs_due
from tests.requests import REQUEST_ID, a_request
from tests.workflow.life.runs import done, stands, start
from tests.workflow.life.town import TEAM

if TYPE_CHECKING:
    from bot.arize import ArizeError
    from bot.command import Call
    from tests.workflow.life.office import Office


async def test_a_request_that_another_process_took_is_not_run(office: Office) -> None:
    """It is told as such, and left alone."""
    with pytest.raises(Mistake) as raised:
        await start(office, done, State.RUNNING)
    assert str(raised.value) == TAKEN
    assert await stands(office) is State.RUNNING


async def test_a_command_that_declines_changed_nothing(office: Office) -> None:
    """Its sentence is why."""

    async def declines(_call: Call[Any]) -> Told:
        raise Mistake("There is nothing to change.")

    told = await start(office, declines)
    assert (told.mark, told.sentence) == (Mark.FAILED, "There is nothing to change.")
    assert await stands(office) is State.FAILED


async def test_a_bug_leaves_an_unknown_end(office: Office) -> None:
    """Nobody can tell how far it came; the bug is for the log."""

    async def broken(_call: Call[Any]) -> Told:
        raise RuntimeError("broken on purpose")

    with pytest.raises(RuntimeError):
        await start(office, broken)
    assert await stands(office) is State.UNKNOWN


@pytest.mark.parametrize(
    ("error", "mark", "words"),
    [
        (NotSent("update_user", "refused"), Mark.FAILED, "Arize could not be reached, so nothing was done."),
        (Forbidden(403), Mark.FAILED, "it needs USER_UPDATE"),
        (AnswerLost("update_user", "late", may_have_happened=True), Mark.UNKNOWN, "It is not known whether"),
    ],
)
async def test_what_arize_answers_is_told_as_the_end(office: Office, error: ArizeError, mark: Mark, words: str) -> None:
    """Failed where surely nothing was done, and in doubt where nobody knows."""

    async def is_refused(_call: Call[Any]) -> Told:
        raise error

    told = await start(office, is_refused)
    assert told.mark is mark
    assert words in told.sentence
    assert await stands(office) is (State.FAILED if mark is Mark.FAILED else State.UNKNOWN)


async def test_a_run_that_takes_too_long_is_given_up(office: Office) -> None:
    """Well before its lease ends; nobody knows how far it came."""
    office.timing = Timing(lease=timedelta(seconds=0.1))
    office.restart()

    async def hangs(_call: Call[Any]) -> Told:
        await asyncio.Event().wait()
        raise AssertionError

    told = await start(office, hangs)
    assert (told.mark, told.sentence) == (Mark.UNKNOWN, TOO_LONG)
    assert await stands(office) is State.UNKNOWN


async def test_the_words_of_an_end_are_kept(office: Office) -> None:
    """Of a bug too, which is for the log; a command that tells nothing was done."""

    async def broken(_call: Call[Any]) -> Told:
        raise RuntimeError("broken on purpose")

    async def silent(_call: Call[Any]) -> Any:  # noqa: ANN401 - what no command should give
        return None

    told = await start(office, silent)
    assert (told.mark, told.sentence) == (Mark.DONE, "Update user: done.")
    with pytest.raises(RuntimeError):
        await start(office, broken, id="broken", submission="V0BROKEN")
    request = await office.ledger.find("broken")
    assert request is not None
    assert request.ending is not None
    assert (request.ending.mark, request.ending.sentence) == ("UNKNOWN", BROKEN)


async def test_what_is_approved_no_more_is_not_resumed(office: Office) -> None:
    """A job may be left over; it does nothing."""
    request: Request = a_request(State.SUCCEEDED)
    await office.ledger.file(request, Extras())
    for key in (REQUEST_ID, "gone"):
        await office.runs.resume(key)
        await office.doubts.lapse(key)
        await office.doubts.reconcile(key)
        await office.announcements.tell("gone")
        await office.announcements.remind(key)
        await office.decisions.expire(key)
    assert await stands(office) is State.SUCCEEDED


async def test_a_run_whose_process_is_gone_is_looked_after_until_it_is_sure(office: Office) -> None:
    """Its end is unknown once the lease is over; that Arize shows nothing proves nothing at first."""
    user = office.account.user("ada@example.com")
    assert user is not None
    target = Target(user.id, user.email, user.name, user.role, user.status)
    run = a_request(State.RUNNING, target=target, params={"name": "Ada King"}, created_at=office.now)
    await office.ledger.file(run, Extras())
    await office.doubts.lapse(REQUEST_ID)
    assert await stands(office) is State.UNKNOWN
    with pytest.raises(Unavailable):
        await office.doubts.reconcile(REQUEST_ID)
    assert await stands(office) is State.UNKNOWN
    office.now += office.timing.doubt
    await office.doubts.reconcile(REQUEST_ID)
    assert await stands(office) is State.FAILED


async def test_time_is_over_when_it_is_over(office: Office) -> None:
    """Whoever decides later comes too late, even where nothing swept since."""
    user = office.account.user("ada@example.com")
    assert user is not None
    target = Target(user.id, user.email, user.name, user.role, user.status)
    request = a_request(target=target, params={"name": "Ada King"}, requester_id="U0DEV", expires_at=office.now)
    await office.ledger.file(request, Extras())
    ballot = Ballot(REQUEST_ID, request.digest, approves=True)
    decided = await office.decisions.decide(Asker("U0BEN", TEAM), ballot)
    assert not decided.counted
    assert await stands(office) is State.EXPIRED
    assert await office.ledger.votes(REQUEST_ID) == ()


async def test_nobody_is_reminded_after_the_end(office: Office) -> None:
    """Where the next reminder would come after the expiry there is none."""
    soon = office.now + timedelta(hours=1)
    request = a_request(params={"name": "Ada"}, expires_at=soon, requester_id="U0DEV")
    await office.ledger.file(request, Extras(jobs=[Job(Chore.REMIND, REQUEST_ID, office.now)]))
    await office.announcements.remind(REQUEST_ID)
    due = await jobs_due(office.ledger.engine, soon + timedelta(days=9))
    assert [job.chore for job in due] == [Chore.CARDS]
    assert len(await office.ledger.cards(REQUEST_ID)) == 2
