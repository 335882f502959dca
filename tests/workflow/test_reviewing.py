"""What somebody is shown of a request before they decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.workflow.decisions import Ballot
from tests.workflow.life.filed import pending
from tests.workflow.life.homes import BEN, CARLA

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


async def test_a_review_says_whether_the_person_approved_it(office: Office) -> None:
    """They and nobody else; a denial is none."""
    request = await pending(office, needed=2)
    assert not (await office.decisions.review(BEN, request.id)).has_approved
    await office.approves("U0BEN", request)
    assert (await office.decisions.review(BEN, request.id)).has_approved
    assert not (await office.decisions.review(CARLA, request.id)).has_approved
    await office.decisions.decide(CARLA, Ballot(request.id, request.digest, approves=False, comment="No."))
    assert not (await office.decisions.review(CARLA, request.id)).has_approved


@pytest.mark.parametrize(
    ("mail", "is_known", "expected"),
    [("DEV@example.com", True, True), ("ada@example.com", True, False), ("dev@example.com", False, False)],
)
async def test_a_review_says_whether_whoever_asks_is_on_the_list(
    office: Office, mail: str, *, is_known: bool, expected: bool
) -> None:
    """By their address in Slack; of somebody whom Slack does not know nothing is said."""
    rows = [{"number": n, "line": n, "subject": each} for n, each in enumerate(("jane@example.com", mail), 1)]
    request = await pending(office, "bulk-delete", target=None, params={"rows": rows}, subject="2 users")
    if not is_known:
        del office.town.people["U0DEV"]
    assert (await office.decisions.review(BEN, request.id)).asks_about_oneself is expected
