"""Batches on a real database and a real simulated account, without Slack."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.arize import ProblemError
from bot.command import Mark, Told
from bot.domain.errors import Expected
from bot.domain.request import Chore
from bot.workflow.filing import Submission
from bot.workflow.gate import Asker
from tests.jobs import jobs_due
from tests.workflow.life.breaking import Killed
from tests.workflow.life.town import TEAM

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.command import Call
    from bot.domain.batch import RowState
    from bot.domain.request import Request
    from bot.workflow.batches.drafting import Preview
    from tests.workflow.life.office import Office

ALICE, BEN, CARLA, DEV = (Asker(f"U0{handle}", TEAM) for handle in ("ALICE", "BEN", "CARLA", "DEV"))
PATIENCE = timedelta(minutes=6)
"""Longer than a lease: whatever a dead process held is free."""
ROUNDS = 100
NEW = ("zoe@example.com", "yan@example.com")
NOT_AT_A_PARTNER = """
[roles]
admins = ["U0ALICE"]
[operations.create]
run = ["admins"]
[[operations.create.when]]
email_domain = ["partner.example"]
run = []
"""


async def quiet(_words: str) -> None:
    """Whoever waits for the look-ups does not want to hear."""


async def drawn_up(office: Office, *lines: str, command: str = "bulk-create", asker: Asker = ALICE) -> Preview:
    values = {"text": "\n".join(lines)}
    return await office.lists.drafting.draw_up(office.desk, asker, office.desk.command(command), values, quiet)


async def files(
    office: Office, preview: Preview, asker: Asker = ALICE, form: str = "V0", number: str | None = None
) -> Request:
    """Send a preview, with the number of users typed where that is asked for; the request that came of it."""
    number = number or (str(len(preview.rows)) if preview.command.destroys else None)
    submission = Submission(form, preview.command, {}, confirmed=number, draft_id=preview.draft_id)
    await office.filing.submit(asker, submission)
    return (await office.requests())[0]


async def ends(office: Office, request: Request) -> Request:
    """Whatever it takes: processes come and go, and time passes, until the request is over and told of."""
    for _ in range(ROUNDS):
        try:
            await office.sweep.once()
        except Killed:
            office.restart()
        except Expected:
            pass
        found = await office.ledger.find(request.id)
        if found is not None and found.state.is_over and not await _is_due(office, request):
            return found
        office.now += PATIENCE
    raise AssertionError("It never ends")


async def _is_due(office: Office, request: Request) -> bool:
    waiting = await jobs_due(office.ledger.engine, office.now + timedelta(days=1))
    return any(job.key == request.id and job.chore in (Chore.BATCH, Chore.TELL) for job in waiting)


async def begun(office: Office, *lines: str, command: str = "bulk-create") -> Request:
    return await files(office, await drawn_up(office, *(lines or NEW), command=command))


async def rows(office: Office, request: Request) -> list[tuple[RowState, str]]:
    return [(end.state, end.sentence) for end in await office.lists.book.ends(request.id)]


def breaks(office: Office, run: Callable[[Call[Any]], Awaitable[Any]]) -> None:
    """The single command does something else from now on, in every process."""
    office.replaces["create"] = lambda command: replace(command, run=run)
    office.restart()


def loses_the_first_answer(office: Office) -> list[str]:
    """Of the writes of rows; it fills with the addresses that were asked for."""
    asked: list[str] = []

    async def is_lost_once(call: Call[Any]) -> Told:
        asked.append(call.params.email)
        if len(asked) == 1:
            raise ProblemError(500, operation="create_user", may_have_happened=True)
        return Told(Mark.DONE, "Done.")

    breaks(office, is_lost_once)
    return asked
