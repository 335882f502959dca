"""What can be asked of the bot: a look, a form, somebody to pick; each for whoever may."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.arize import AnswerLost
from bot.command import OneUser, Params
from bot.domain.errors import Expected, Mistake, Refused
from bot.domain.references import ByEmail
from bot.domain.rules import Condition, Operation, Rule
from tests.workflow.life.homes import ALICE, DEV, NIA

if TYPE_CHECKING:
    from bot.command import Call, Outcome
    from tests.workflow.life.office import Office

ADA = ByEmail("ada@example.com")


async def test_a_look_is_for_whoever_may_and_is_at_the_user_who_was_named(office: Office) -> None:
    """With what may come next; values that cannot be read are said."""
    outcome = await office.desk.look(ALICE, office.desk.command("get"), {}, ADA)
    assert isinstance(outcome, OneUser)
    assert outcome.user.email == "ada@example.com"
    assert "delete" in [action.command for action in outcome.actions]
    with pytest.raises(Refused, match="You can look at yourself only"):
        await office.desk.look(DEV, office.desk.command("get"), {}, ADA)
    with pytest.raises(Mistake):
        await office.desk.look(ALICE, office.desk.command("list"), {"status": "nonsense"})
    with pytest.raises(Mistake, match="belongs to an older version of the app"):
        office.desk.command("nonsense")
    with pytest.raises(Mistake, match="belongs to an older version of the app"):
        await office.desk.look(ALICE, office.desk.command("delete"), {}, ADA)


async def test_what_arize_answers_to_a_look_is_a_sentence(office: Office) -> None:
    """With what the key lacks for this command."""

    async def is_lost(_call: Call[Any]) -> Outcome:
        raise AnswerLost("get_user", "late")

    with pytest.raises(Expected, match="Arize did not answer in time"):
        await office.desk.look(ALICE, replace(office.desk.command("get"), run=is_lost), {}, ADA)
    office.line.refuses = 403
    with pytest.raises(Expected, match="it needs USER_READ"):
        await office.desk.look(ALICE, office.desk.command("get"), {}, ADA)
    for asked in (
        office.desk.prepare(ALICE, office.desk.command("delete"), ADA),
        office.desk.candidates(ALICE, office.desk.command("delete"), "a"),
    ):
        with pytest.raises(Expected, match="it needs USER_DELETE"):
            await asked


async def test_a_form_knows_the_user_and_what_may_become_of_it(office: Office) -> None:
    """By the best that the policy may say; filled in as the API has them."""
    facts = await office.desk.prepare(DEV, office.desk.command("update"), ADA)
    assert facts.user is not None
    assert (facts.command.name, facts.user.email, facts.values["name"]) == ("update", "ada@example.com", "Ada")
    assert (facts.decision.allows, facts.decision.runs) == (True, False)
    assert (await office.desk.prepare(ALICE, office.desk.command("update"), ADA)).decision.runs
    empty = await office.desk.prepare(ALICE, office.desk.command("create"))
    assert (empty.user, empty.values) == (None, {})


async def test_a_form_does_not_offer_what_would_be_refused_when_it_is_sent(office: Office) -> None:
    """Coming into a place is what `grant` does, and takes what that takes."""
    create = office.desk.command("create")
    office.account.places.add_organization("Engineering", "")
    assert set((await office.desk.prepare(ALICE, create)).choices) == {"role", "place", "place_role"}
    nobody = Operation(Rule())
    office.policy = replace(office.policy, operations={**office.policy.operations, "grant": nobody})
    office.restart()
    assert set((await office.desk.prepare(ALICE, create)).choices) == {"role"}


async def test_a_form_says_what_becomes_of_it_for_this_user(office: Office) -> None:
    """The policy may let somebody do it at once to colleagues, and not to a partner's people."""
    update = office.policy.operations["update"]
    partner = Condition(email_domain=("partner.example",), replaces={"run": ()})
    office.policy = replace(
        office.policy, operations={**office.policy.operations, "update": replace(update, when=(partner,))}
    )
    office.restart()
    office.account.add_user("Mia", "mia@partner.example")
    command = office.desk.command("update")
    assert (await office.desk.prepare(ALICE, command, ADA)).decision.runs
    assert not (await office.desk.prepare(ALICE, command, ByEmail("mia@partner.example"))).decision.runs


async def test_who_can_be_picked_are_those_whom_the_command_suits(office: Office) -> None:
    """By part of the address; of oneself alone where the policy lets nobody look at others."""
    office.account.add_user("Nia", "nia@example.com")
    resend, get = office.desk.command("resend"), office.desk.command("get")
    assert [user.email for user in await office.desk.candidates(DEV, resend, "AD")] == ["ada@example.com"]
    assert [user.email for user in await office.desk.candidates(DEV, resend, "nia")] == []
    assert [user.email for user in await office.desk.candidates(NIA, get, "ada")] == ["nia@example.com"]
    review = office.desk.command("review")
    with pytest.raises(Refused, match="may use “review”"):
        await office.desk.candidates(DEV, review, "")
    assert [row.entry.operation for row in await office.rows()] == ["review"]


async def test_a_call_is_for_one_person_and_names_what_is_carried_out(office: Office) -> None:
    """A command that only reads has no request; what they may is asked about each user."""
    office.account.add_user("Mia", "mia@partner.example")
    alice = await office.desk.gate.member(ALICE.slack_id)
    ada = await office.arize.find_user("ada@example.com")
    call = office.desk.call(alice, Params(), ada, "request-7")
    assert (call.asker, call.target, call.page_size, call.commands) == (alice, ada, 10, office.desk.commands)
    assert call.passwords.request_id == "request-7"  # type: ignore[attr-defined]  # of the desk, which is what a call has
    assert office.desk.call(alice, Params(), None).passwords.request_id == ""  # type: ignore[attr-defined]  # as above
    assert (await call.records.queue("mine", "")).rows == ()
    assert call.may(office.desk.command("create"), None).runs
    assert not call.may(office.desk.command("resend"), ada).runs


async def test_a_desk_that_is_watched_tells_when_it_waits(office: Office) -> None:
    """And is the same otherwise."""
    watched = office.desk.watching(lambda _wait: None)
    assert watched.arize is not office.arize
    assert replace(watched, arize=office.arize) == office.desk
