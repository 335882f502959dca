"""One run of a request that needs no approval, of a command that does what the test says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.command import Mark, Told
from bot.domain.request import State
from bot.workflow.ledger import Extras
from tests.people import MOMENT
from tests.requests import REQUEST_ID, a_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.command import Call, Command
    from bot.workflow.runs import Ran
    from tests.workflow.life.office import Office


async def stands(office: Office) -> State:
    request = await office.ledger.find(REQUEST_ID)
    assert request is not None
    return request.state


def update(office: Office, run: Callable[[Call[Any]], Awaitable[Told]]) -> Command[Any]:
    return replace(office.desk.command("update"), run=run)


async def start(
    office: Office,
    run: Callable[[Call[Any]], Awaitable[Told]],
    state: State = State.APPROVED,
    **members: Any,  # noqa: ANN401 - any member of a request
) -> Told:
    return (await ran(office, run, state, **members)).told


async def ran(
    office: Office,
    run: Callable[[Call[Any]], Awaitable[Told]],
    state: State = State.APPROVED,
    **members: Any,  # noqa: ANN401 - any member of a request
) -> Ran:
    request = a_request(State.APPROVED, params={"name": "Ada"}, needed=0, created_at=MOMENT, **members)
    await office.ledger.file(replace(request, state=state), Extras())
    call: Any = None  # these runs look at nothing
    return await office.runs.start(request, update(office, run), call)


async def done(_call: Call[Any]) -> Told:
    return Told(Mark.DONE, "It was done.")
