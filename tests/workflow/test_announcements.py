"""Who is sent a card: everybody who is told, up to a number; a channel serves larger circles better."""

from __future__ import annotations

from structlog.testing import capture_logs

from bot.domain.request import State
from bot.workflow.announcements import MOST
from bot.workflow.ledger import Extras
from tests.requests import REQUEST_ID, a_request
from tests.workflow.life.office import Office


async def test_a_crowd_is_not_written_to_one_by_one() -> None:
    """Thirty are, and the operator hears that there are more."""
    office = Office()
    await office.opened()
    office.town.groups["S0LEADS"] = {f"U0LEAD{number}" for number in range(MOST + 5)}
    await office.ledger.file(a_request(State.PENDING, requester_id="U0DEV", params={"name": "Ada"}), Extras())
    with capture_logs() as logs:
        await office.announcements.draw(REQUEST_ID)
    assert len(await office.ledger.cards(REQUEST_ID)) == MOST
    assert [each["people"] for each in logs if each["event"] == "announcement.too_many"] == [MOST + 5]
    await office.close()
