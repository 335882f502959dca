"""What has to hold when something that was let run at once is carried out later."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.errors import Unavailable
from bot.domain.request import State, Target
from bot.workflow.checks import PATIENCE
from bot.workflow.ledger import Extras
from tests.requests import REQUEST_ID, a_request

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


async def approved(office: Office) -> None:
    """Alice's, filed by a process that ended then: it never changed since."""
    user = office.account.user("ada@example.com")
    assert user is not None
    target = Target(user.id, user.email, user.name, user.role, user.status)
    asked = a_request(
        State.APPROVED,
        target=target,
        params={"name": "Ada King"},
        requester_id="U0ALICE",
        needed=0,
        created_at=office.now,
        expires_at=office.now + timedelta(hours=72),
    )
    await office.ledger.file(asked, Extras())


async def test_an_outage_of_arize_is_waited_for_an_hour_from_when_it_was_asked(office: Office) -> None:
    """Then it is stopped: by then whoever asked may think otherwise."""
    await approved(office)
    office.line.is_silent = True
    office.now += PATIENCE - timedelta(seconds=1)
    with pytest.raises(Unavailable, match="did not answer in time"):
        await office.runs.resume(REQUEST_ID)
    office.now += timedelta(seconds=1)
    await office.runs.resume(REQUEST_ID)
    stopped = await office.ledger.find(REQUEST_ID)
    assert stopped is not None
    assert stopped.state is State.FAILED
    assert stopped.ending is not None
    assert stopped.ending.sentence.startswith("Nothing was done. Arize did not answer in time.")
