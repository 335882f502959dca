"""A list of new users who receive temporary passwords: each has to be a colleague, and is who the row says."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.audit import Fact
from bot.workflow.endings import entry_about
from tests.workflow.batches.lists import ALICE, breaks, ends, files, quiet, rows

if TYPE_CHECKING:
    from bot.command import Call
    from bot.workflow.batches.drafting import Preview
    from tests.workflow.life.office import Office


async def drawn_up(office: Office, *lines: str) -> Preview:
    values = {"text": "\n".join(lines), "invite_mode": "TEMPORARY_PASSWORD"}
    return await office.lists.drafting.draw_up(office.desk, ALICE, office.desk.command("bulk-create"), values, quiet)


async def test_who_has_no_direct_messages_here_is_left_out(office: Office) -> None:
    """There would be no way for the password to go; the others keep their role, by which the policy decides."""
    preview = await drawn_up(office, "nobody@elsewhere.example,Nobody,MEMBER", "nia@example.com,Nia,ADMIN")
    assert [(row.number, row.line, row.subject, row.role) for row in preview.rows] == [
        (1, 2, "nia@example.com", "ADMIN")
    ]
    (problem,) = preview.problems
    assert (problem.line, problem.subject) == (1, "nobody@elsewhere.example")
    assert "full member of this Slack" in problem.why


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (Fact.PASSWORD_DELIVERED, "The temporary password went out by direct message."),
        (
            Fact.PASSWORD_NOT_DELIVERED,
            "it is not known whether the temporary password went out. It cannot be recovered.",
        ),
    ],
)
async def test_a_row_that_was_cut_off_says_what_is_known_of_its_password(office: Office, fact: Fact, said: str) -> None:
    """The audit has it under the batch, by the address of the row."""

    async def is_cut_off(call: Call[Any]) -> None:
        office.account.add_user("Nia", call.params.email, status="INVITED")
        (request,) = await office.requests()
        await office.ledger.note(replace(entry_about(request, fact, office.now), subject=call.params.email))
        raise TimeoutError

    breaks(office, is_cut_off)
    request = await files(office, await drawn_up(office, "nia@example.com,Nia,MEMBER"))
    await ends(office, request)
    ((_, told),) = await rows(office, request)
    assert said in told
