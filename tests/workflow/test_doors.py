"""Whoever became a guest is refused at every door, and written down with what they were at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.domain.audit import Fact
from bot.domain.errors import Refused
from bot.domain.people import Standing
from bot.domain.references import ByEmail
from bot.workflow.decisions import Ballot
from bot.workflow.filing import Submission
from tests.workflow.life.homes import ALICE, asks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.workflow.life.office import Office

    Door = Callable[[Office, str], Awaitable[object]]

ADA = ByEmail("ada@example.com")


def looks(office: Office, _request_id: str) -> Awaitable[object]:
    return office.desk.look(ALICE, office.desk.command("get"), {}, ADA)


def prepares(office: Office, _request_id: str) -> Awaitable[object]:
    return office.desk.prepare(ALICE, office.desk.command("update"), ADA)


def picks(office: Office, _request_id: str) -> Awaitable[object]:
    return office.desk.candidates(ALICE, office.desk.command("delete"), "")


def sends(office: Office, _request_id: str) -> Awaitable[object]:
    return office.filing.submit(ALICE, Submission("V1", office.desk.command("create"), {}))


def opens(office: Office, request_id: str) -> Awaitable[object]:
    return office.decisions.review(ALICE, request_id)


def decides(office: Office, request_id: str) -> Awaitable[object]:
    return office.decisions.decide(ALICE, Ballot(request_id, "", approves=True))


def chooses(office: Office, _request_id: str) -> Awaitable[object]:
    return office.away.rolls.chosen(ALICE, "any", (1,))


def takes_the_list(office: Office, request_id: str) -> Awaitable[object]:
    return office.lists.reports.whom(ALICE, request_id)


DOORS: dict[Door, str] = {
    looks: "get",
    prepares: "update",
    picks: "delete",
    sends: "create",
    opens: "request",
    decides: "request",
    chooses: "review",
    takes_the_list: "request",
}


@pytest.mark.parametrize("door", DOORS)
async def test_a_guest_is_refused_and_written_down_with_what_they_were_at(office: Office, door: Door) -> None:
    """Alice was an admin a moment ago."""
    request_id = await asks(office)
    office.town.people["U0ALICE"] = replace(office.town.people["U0ALICE"], standing=Standing.GUEST)
    with pytest.raises(Refused, match="Only full members of this workspace can use this app"):
        await door(office, request_id)
    entry = (await office.rows())[-1].entry
    assert (entry.fact, entry.actor_id, entry.operation) == (Fact.REFUSED, "U0ALICE", DOORS[door])
