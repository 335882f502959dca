"""Whom the policy names, as Slack has them now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.simulator.slack import Error, Persona
from tests.checkup.setup import set_up

if TYPE_CHECKING:
    from tests.checkup.setup import Said

CORRECT = "may do nothing here."
TOO_MANY = 31


def naming(*principals: str) -> str:
    """A policy whose admins they are."""
    return f"[roles]\nadmins = {list(principals)}\n"


async def people(*principals: str) -> Said:
    async with set_up(policy=naming(*principals)) as here:
        return await here.says("policy.people")


@pytest.mark.parametrize(
    ("principal", "verdict", "words"),
    [
        ("U0ALICE", "ok", "U0ALICE (Alice Okafor): a workspace owner."),
        ("U0DEV", "ok", "U0DEV (Dev Patel): a full member."),
        ("U0NOBODY", "wrong", "U0NOBODY: Slack knows nobody here with this id."),
        ("U0DORA", "warning", f"U0DORA (Dora Gone): a deactivated account, who {CORRECT}"),
        ("U0GUS", "warning", f"U0GUS (Gus Guest): a guest, who {CORRECT}"),
        ("U0BUILDER", "warning", f"U0BUILDER (Builder): a bot, who {CORRECT}"),
        ("S0LEADS", "ok", "S0LEADS: a user group of 2, in which there are people who can approve."),
        ("S0NONE", "wrong", "S0NONE: Slack knows no user group with this id."),
    ],
)
async def test_each_of_them_is_looked_up(principal: str, verdict: str, words: str) -> None:
    """Who is not there, and who is but can do nothing."""
    assert await people(principal) == [(verdict, words)]


async def test_every_full_member_is_nobody_in_particular() -> None:
    """Nothing is asked about “*”."""
    assert [verdict for verdict, _ in await people("*", "U0ALICE")] == ["ok"]


async def test_somebody_without_an_address_cannot_approve() -> None:
    """The bot has no other way to tell that a request is not about themselves."""
    async with set_up(policy=naming("U0CARLA")) as here:
        carla = here.slack.workspace.people["U0CARLA"]
        here.slack.workspace.people[carla.id] = replace(carla, email=None)
        ((verdict, words),) = await here.says("policy.people")
    assert (verdict, "shows no e-mail address" in words) == ("warning", True)


async def test_somebody_of_another_workspace_is_told() -> None:
    """As Slack Connect brings them."""
    ((verdict, words),) = await people("U0EVE")
    assert (verdict, "Slack Connect" in words) == ("warning", True)


@pytest.mark.parametrize("members", [[], ["dora", "gus"]])
async def test_a_group_in_which_nobody_can_approve_is_told(members: list[str]) -> None:
    """Whether it is empty or not."""
    async with set_up(policy=naming("S0LEADS")) as here:
        here.slack.workspace.set_group("S0LEADS", members)
        ((verdict, words),) = await here.says("policy.people")
    assert (verdict, words) == (
        "warning",
        "S0LEADS: nobody in this user group is a full member with an e-mail address.",
    )


async def test_somebody_in_a_group_may_have_gone() -> None:
    """Slack lists them, and does not know them."""
    async with set_up(policy=naming("S0LEADS")) as here:
        here.slack.workspace.groups["S0LEADS"] = ("leads", ("U0NOBODY", "U0BEN"))
        ((verdict, _),) = await here.says("policy.people")
    assert verdict == "ok"


async def test_a_large_group_is_not_walked_through() -> None:
    """It would take Slack minutes."""
    async with set_up(policy=naming("S0LEADS")) as here:
        for number in range(TOO_MANY):
            person = Persona(f"m{number}", "Many", "member", f"m{number}@example.com")
            here.slack.workspace.people[person.id] = person
        here.slack.workspace.set_group("S0LEADS", [f"m{number}" for number in range(TOO_MANY)])
        ((verdict, words),) = await here.says("policy.people")
        asked = [entry for entry in here.slack.inspector.entries() if entry["title"] == "users.info"]
    assert (verdict, "31" in words, asked) == ("ok", True, [])


async def test_what_slack_does_not_tell_is_not_called_wrong() -> None:
    """It may say so in a minute."""
    async with set_up(policy=naming("U0ALICE")) as here:
        here.slack.faults.next("users.info", Error("internal_error"))
        assert await here.says("policy.people") == [("unseen", "U0ALICE: Slack does not say who that is.")]


async def test_what_can_no_longer_be_approved_is_told() -> None:
    """The file is well, but those whom it names have left."""
    policy = naming("U0ALICE") + "[operations.delete]\nrequest = ['all']\napprove = ['two']\napprovals = 2\n"
    policy = policy.replace("[operations", "all = ['*']\ntwo = ['U0BEN', 'S0LEADS']\n[operations", 1)
    async with set_up(policy=policy) as here:
        assert await here.says("policy.approvals") == []
        here.slack.workspace.set_group("S0LEADS", ["ben"])
        ((verdict, words),) = await here.says("policy.approvals")
    assert verdict == "warning"
    assert words.startswith("With the people there are, “delete” can be requested, but not approved")


async def test_without_a_file_nobody_is_named() -> None:
    """Owners and admins approve."""
    async with set_up(policy="") as here:
        ((verdict, words),) = await here.says("policy.people")
    assert (verdict, "owners and admins" in words) == ("ok", True)
