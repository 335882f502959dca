"""Which rows make a whole list a request, or one that takes more people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.policy import Verdict
from bot.workflow.batches.weighing import heavier
from tests.workflow.batches.lists import ALICE, DEV, drawn_up

if TYPE_CHECKING:
    from bot.command import Concern
    from bot.domain.policy import Decision
    from bot.workflow.batches.drafting import Preview
    from bot.workflow.gate import Asker
    from tests.workflow.life.office import Office

MEMBERS = ("zoe@example.com", "yan@example.com")
ADMIN = "xi@example.com,Xi,Admin"
NOT_ANY_MORE = """
[roles]
admins = ["U0BEN"]
[operations.create]
run = ["admins"]
"""


async def drawn(office: Office, asker: Asker, *lines: str) -> Preview:
    return await drawn_up(office, *lines, asker=asker)


@pytest.mark.parametrize(("asker", "verdict", "needed"), [(ALICE, Verdict.RUN, 0), (DEV, Verdict.REQUEST, 1)])
async def test_one_admin_makes_a_whole_list_take_more(
    office: Office, asker: Asker, verdict: Verdict, needed: int
) -> None:
    """Whether the others would be created at once, or would take fewer people; also where it is looked at again."""
    preview = await drawn(office, asker, *MEMBERS, ADMIN)
    opened = await office.lists.drafting.opened(office.desk, asker, preview.command, preview.draft_id)
    assert opened == preview
    assert (preview.decision.verdict, preview.decision.needed) == (Verdict.REQUEST, 2)
    found = preview.heavier
    assert found is not None
    assert [row.subject for row in found.rows] == ["xi@example.com"]
    assert (found.decision.needed, found.others) == (2, 2)
    assert (found.without.verdict, found.without.needed) == (verdict, needed)


@pytest.mark.parametrize("lines", [MEMBERS, (ADMIN,), ("nobody",)])
async def test_where_all_take_the_same_none_is_the_cause(office: Office, lines: tuple[str, ...]) -> None:
    """Nor where there are none at all."""
    assert (await drawn(office, ALICE, *lines)).heavier is None


async def test_what_is_refused_by_now_is_no_question_of_people(office: Office) -> None:
    """The policy changed since the list was checked."""
    preview = await drawn(office, ALICE, *MEMBERS, ADMIN)
    office.restart_with(NOT_ANY_MORE)
    alice = await office.desk.gate.admit(ALICE, "bulk-create")
    assert heavier(alice, preview.rows, lambda concern: office.desk.gate.ask(alice, preview.command, concern)) is None


async def test_the_policy_is_asked_once_for_each_kind(office: Office) -> None:
    """Ten thousand colleagues are one question."""
    preview, asked = await drawn(office, ALICE, *MEMBERS, ADMIN), []
    alice = await office.desk.gate.admit(ALICE, "bulk-create")

    def ask(concern: Concern) -> Decision:
        asked.append(concern.role)
        return office.desk.gate.ask(alice, preview.command, concern, is_complete=True)

    assert heavier(alice, preview.rows, ask) == preview.heavier
    assert asked == ["MEMBER", "ADMIN"]
