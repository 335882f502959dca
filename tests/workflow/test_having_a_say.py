"""Who may say what became of a run, or have a say in what nobody asked for yet; whoever may not is written down."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.command import Concern
from bot.domain.audit import Fact
from bot.domain.errors import Refused
from bot.domain.request import State, Target
from bot.domain.rules import Condition
from bot.workflow.ledger import Extras
from tests.requests import REQUEST_ID, a_request
from tests.workflow.life.homes import ALICE, BEN, DEV

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


async def in_doubt(office: Office, requester_id: str = "U0DEV") -> None:
    """Somebody's change of Ada's name, of which nobody knows whether it was made."""
    user = office.account.user("ada@example.com")
    assert user is not None
    target = Target(user.id, user.email, user.name, user.role, user.status)
    asked = a_request(State.UNKNOWN, target=target, params={"name": "Ada King"}, requester_id=requester_id)
    await office.ledger.file(asked, Extras())


def lets_run_only(office: Office, operation: str, condition: Condition) -> None:
    """Nobody runs it at once any more, but under this condition."""
    known = office.policy.operations[operation]
    changed = replace(known, rule=replace(known.rule, run=()), when=(condition,))
    office.policy = replace(office.policy, operations={**office.policy.operations, operation: changed})
    office.restart()


FOR_MEMBERS = Condition(role=("MEMBER",), replaces={"run": ("admins", "requesters")})
"""Of an operation that grants no role it may come to match, and never does."""


async def test_whoever_might_have_run_it_under_other_facts_may_not_settle_it(office: Office) -> None:
    """All facts of a request are known: the policy's final word counts, and not the best that it could become."""
    lets_run_only(office, "update", FOR_MEMBERS)
    await in_doubt(office, "U0ALICE")
    with pytest.raises(Refused, match="You asked for this yourself"):
        await office.decisions.settle(ALICE, REQUEST_ID, happened=True, comment="I looked.")
    decided = await office.decisions.settle(BEN, REQUEST_ID, happened=True, comment="I looked.")
    assert decided.facts.request.state is State.SUCCEEDED


async def test_whoever_could_run_it_themselves_may_settle_it(office: Office) -> None:
    """Without being one of those who approve it."""
    await in_doubt(office)
    decided = await office.decisions.settle(ALICE, REQUEST_ID, happened=False, comment="I looked.")
    assert (decided.counted, decided.facts.request.state) == (True, State.FAILED)
    assert decided.facts.request.ending is not None
    assert decided.facts.request.ending.sentence == "It was not done, as somebody found out: I looked."


async def test_whom_it_is_about_counts_for_whoever_settles_it(office: Office) -> None:
    """The policy may let somebody run it for one domain only."""
    lets_run_only(office, "update", Condition(email_domain=("example.com",), replaces={"run": ("admins",)}))
    await in_doubt(office)
    assert (await office.decisions.settle(ALICE, REQUEST_ID, happened=True, comment="I looked.")).counted


async def test_whom_it_is_about_counts_for_a_say(office: Office) -> None:
    """And nothing that might be, and is not."""
    lets_run_only(office, "delete", Condition(email_domain=("partner.example",), replaces={"run": ("requesters",)}))
    dev, command = await office.desk.gate.admit(DEV, "delete"), office.desk.command("delete")
    assert (await office.desk.gate.insist_on_a_say(dev, command, Concern("mia@partner.example"))).runs
    lets_run_only(office, "delete", FOR_MEMBERS)
    with pytest.raises(Refused, match="may approve “delete”"):
        await office.desk.gate.insist_on_a_say(dev, command, Concern("ada@example.com"))


async def test_nor_is_it_any_of_their_business(office: Office) -> None:
    """Somebody who neither asked, nor may decide, nor could do it does not see it."""
    lets_run_only(office, "update", FOR_MEMBERS)
    await in_doubt(office)
    with pytest.raises(Refused, match="none of yours"):
        await office.decisions.review(ALICE, REQUEST_ID)


async def test_a_say_is_about_somebody(office: Office) -> None:
    """For another domain the policy may let others approve."""
    delete = office.policy.operations["delete"]
    partner = Condition(email_domain=("partner.example",), replaces={"approve": ("approvers",)})
    changed = replace(delete, when=(partner,))
    office.policy = replace(office.policy, operations={**office.policy.operations, "delete": changed})
    office.restart()
    alice, command = await office.desk.gate.admit(ALICE, "delete"), office.desk.command("delete")
    assert (await office.desk.gate.insist_on_a_say(alice, command, Concern("ada@example.com"))).allows
    with pytest.raises(Refused, match="Only “approvers” may approve “delete”"):
        await office.desk.gate.insist_on_a_say(alice, command, Concern("mia@partner.example"))


@pytest.mark.parametrize(("email", "subject"), [(None, ""), ("ada@example.com", "ada@example.com")])
async def test_a_refused_say_is_written_down_with_whom_it_was_about(
    office: Office, email: str | None, subject: str
) -> None:
    """And with nobody, where no address is known."""
    dev = await office.desk.gate.admit(DEV, "delete")
    with pytest.raises(Refused, match="may approve “delete”"):
        await office.desk.gate.insist_on_a_say(dev, office.desk.command("delete"), Concern(email))
    entry = (await office.rows())[-1].entry
    assert (entry.fact, entry.actor_id, entry.operation, entry.subject) == (Fact.REFUSED, "U0DEV", "delete", subject)
