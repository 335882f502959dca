"""A list of new users who receive temporary passwords: each has to be a colleague, and is who the row says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.workflow.batches.lists import ALICE, quiet

if TYPE_CHECKING:
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
