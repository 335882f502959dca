"""From what somebody typed or picked to a user: whose address counts, and what a refusal tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.arize import AmbiguousEmail
from bot.domain.errors import Mistake, Refused, Unavailable
from bot.domain.people import Standing
from bot.domain.references import ByEmail, ById, ByMention
from bot.domain.rules import Condition, Operation, Rule
from tests.workflow.life.homes import ALICE, DEV

if TYPE_CHECKING:
    from bot.arize import User
    from bot.domain.references import Reference
    from tests.workflow.life.office import Office


async def found(office: Office, reference: Reference, command: str = "get") -> User:
    alice = await office.desk.gate.member(ALICE.slack_id)
    return await office.desk.targets.find(office.arize, alice, office.desk.command(command), reference)


def user_id(office: Office, email: str) -> str:
    user = office.account.user(email)
    assert user is not None
    return user.id


async def test_a_user_is_found_by_address_by_id_and_by_mention(office: Office) -> None:
    """In any case; of somebody who is mentioned by the address of their profile."""
    office.account.add_user("Nia", "nia@example.com")
    ways: tuple[tuple[Reference, str], ...] = (
        (ByEmail("ADA@example.com"), "ada@example.com"),
        (ById(user_id(office, "jane@example.com")), "jane@example.com"),
        (ByMention("U0NIA"), "nia@example.com"),
    )
    for reference, email in ways:
        assert (await found(office, reference)).email == email
    with pytest.raises(Mistake, match=r"Nobody in Arize AX has the address zoe@example\.com\."):
        await found(office, ByEmail("zoe@example.com"))


async def test_an_address_that_two_users_have_is_nobodys_to_change(office: Office) -> None:
    """All pages are read for that; a look stops at the first."""
    for number in range(100):
        office.account.add_user(f"Crowd {number}", f"{number}ada@example.com")
    office.account.change("99ada@example.com", email="ada@example.com")
    with pytest.raises(AmbiguousEmail):
        await found(office, ByEmail("ada@example.com"), "delete")
    assert (await found(office, ByEmail("ada@example.com"))).email == "ada@example.com"


async def test_a_refusal_tells_nothing_about_who_has_an_account(office: Office) -> None:
    """The policy is asked before the look-up, and again with the address that the API gives."""
    partner = Condition(email_domain=("partner.example",), replaces={"run": (), "request": ()})
    office.policy = replace(office.policy, operations={"delete": Operation(Rule(run=("admins",)), (partner,))})
    office.restart()
    office.account.add_user("Mia", "mia@partner.example")
    for reference in (ByEmail("nobody@partner.example"), ById(user_id(office, "mia@partner.example"))):
        with pytest.raises(Refused, match="may use “delete”"):
            await found(office, reference, "delete")
    assert [row.entry.subject for row in await office.rows()] == ["nobody@partner.example", "mia@partner.example"]
    assert (await found(office, ByEmail("ada@example.com"), "delete")).email == "ada@example.com"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"standing": Standing.GUEST}, "Dev is not a full member of this Slack. Give their e-mail address instead."),
        ({"team_id": "T0OTHER"}, "Dev is not a full member of this Slack. Give their e-mail address instead."),
        ({"email": None}, "Slack shows no e-mail address for Dev. Give the address instead."),
    ],
)
async def test_the_profile_of_a_stranger_proves_nothing(office: Office, change: dict[str, object], words: str) -> None:
    """Nor does one without an address."""
    office.account.add_user("Dev", "dev@example.com")
    office.town.people["U0DEV"] = replace(office.town.people["U0DEV"], **change)  # type: ignore[arg-type]  # each is a member
    with pytest.raises(Mistake) as raised:
        await found(office, ByMention("U0DEV"))
    assert str(raised.value) == words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"standing": Standing.BOT}, "Dev is an app and no person, so there is nobody to invite."),
        ({"standing": Standing.DEACTIVATED}, "The Slack account of Dev is deactivated."),
        ({"standing": Standing.GUEST}, "Dev is a guest here, and the address in a guest's profile proves nothing."),
        ({"standing": Standing.EXTERNAL}, "Dev is from another organization"),
        ({"team_id": "T0OTHER"}, "Dev is from another organization"),
        ({"email": None}, "Slack shows no e-mail address for Dev. Give it to “create”."),
    ],
)
async def test_whoever_wrote_a_message_is_invited_by_their_profile_if_it_proves_something(
    office: Office, change: dict[str, object], words: str
) -> None:
    author = office.desk.targets.author
    assert (await author(DEV.slack_id)).email == "dev@example.com"
    office.town.people["U0DEV"] = replace(office.town.people["U0DEV"], **change)  # type: ignore[arg-type]  # each is a member
    with pytest.raises(Mistake) as raised:
        await author(DEV.slack_id)
    assert str(raised.value).startswith(words)


async def test_whoever_slack_does_not_know_cannot_be_invited(office: Office) -> None:
    """And nobody can while it is silent, which is another sentence."""
    author = office.desk.targets.author
    for unknown in ("", "U0NOBODY"):
        with pytest.raises(Mistake, match="Slack does not know who wrote this message"):
            await author(unknown)
    office.town.is_mute = True
    with pytest.raises(Unavailable, match="Slack does not say who"):
        await author("U0DEV")
