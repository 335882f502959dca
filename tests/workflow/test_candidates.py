"""Whom somebody may pick: those to whom the policy lets them do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.workflow.life.homes import ALICE

if TYPE_CHECKING:
    from tests.workflow.life.office import Office

NOT_AT_A_PARTNER = """
[roles]
admins = ["U0ALICE"]
[operations.delete]
run = ["admins"]
[[operations.delete.when]]
email_domain = ["partner.example"]
run = []
"""


async def test_whom_the_policy_keeps_is_not_offered(office: Office) -> None:
    """The others of the same page are."""
    office.restart_with(NOT_AT_A_PARTNER)
    for name in ("bo", "cy"):
        office.account.add_user(name.title(), f"{name}@partner.example")
    users = await office.desk.candidates(ALICE, office.desk.command("delete"), "")
    assert [user.email for user in users] == ["ada@example.com", "jane@example.com", "sam@example.com"]
