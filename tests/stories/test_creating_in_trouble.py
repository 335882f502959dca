"""`create` when a second call fails, or when the address turns out to be known."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Fault, Hold, LostAnswer, MissingMembers, Status
from tests.stories.acts import creates, opens_create
from tests.stories.lists import confirms, pastes, results
from tests.world import open_world

if TYPE_CHECKING:
    from tests.world import World


async def test_adding_somebody_who_is_invited_without_a_mail(world: World) -> None:
    """The conflict is explained: there is an invitation, and it stays as it is."""
    alice = world.person("alice")
    await creates(alice, "jane@example.com", Invitation="None")
    await alice.sees("jane@example.com was already invited, and nothing was mailed.")


@pytest.mark.parametrize("first", [Status(503), LostAnswer()])
async def test_a_conflict_after_a_first_answer_that_did_not_tell(world: World, first: Fault) -> None:
    """It may be the answer to our own invitation, so nobody claims that it was deleted."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", first)
    world.arize.faults.next("create_user", Status(409))
    world.arize.faults.next("list_users", Status(403))
    await creates(alice, "zoe@example.com", Invitation="E-mail link")
    await alice.sees("Arize's first answer did not tell, so it is not known whether zoe@example.com was created.")


async def test_a_conflict_that_cannot_be_explained_just_now(world: World) -> None:
    """What is known is said, and what is not."""
    alice = world.person("alice")
    modal = await opens_create(alice, "ada@example.com")
    modal.fill("Name", "Ada")
    world.arize.faults.next("list_users", Status(403))
    await modal.submits()
    told = await alice.sees("ada@example.com cannot be invited: it belongs to an active or to a deleted user.")
    assert "Which of the two could not be found out just now." in told.text


async def test_a_lost_answer_that_cannot_be_looked_up_either(world: World) -> None:
    """Nobody claims what nobody knows."""
    alice = world.person("alice")
    modal = await opens_create(alice, "zoe@example.com")
    modal.fill("Name", "Zoe")
    modal.choose("Invitation", "None")
    world.arize.faults.next("create_user", LostAnswer())
    world.arize.faults.next("list_users", Status(403))
    await modal.submits()
    told = await alice.sees("Arize's answer was lost, so it is not known whether zoe@example.com was created.")
    assert "Outcome unknown" in told.text


@pytest.mark.parametrize("invitation", ["E-mail link", "None"])
async def test_whoever_does_not_know_what_became_of_it_is_told_who_finds_out(world: World, invitation: str) -> None:
    """The bot looks by itself and tells it; a button lets people look at once, as their home does."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", Status(503), times=4)
    await creates(alice, "zoe@example.com", Invitation=invitation)
    told = await alice.sees("Arize failed (status 503), so it is not known whether zoe@example.com was created.")
    assert "It is looked up, and you hear of it by direct message; do not create them again before that." in told.text
    await told.clicks("Check")
    await (await alice.modal("Request")).shows("Arize shows nothing of it yet. Check again in a minute.")


@pytest.mark.parametrize("fault", [Status(403), Status(401)])
async def test_roles_that_cannot_be_read_are_done_without(world: World, fault: Fault) -> None:
    """The form offers the predefined ones."""
    alice = world.person("alice")
    world.arize.faults.next("list_roles", fault)
    modal = await opens_create(alice, "zoe@example.com")
    assert modal.options("Role") == ["Admin", "Member", "Member - UI Only", "Annotator"]


async def test_a_developer_permission_that_the_role_brings_anyway_takes_no_second_call(world: World) -> None:
    """Only a difference is set."""
    alice = world.person("alice")
    await creates(alice, "zoe@example.com", Invitation="E-mail link", Role="Admin", Developer_permission="On")
    await alice.sees("zoe@example.com was created.")
    assert world.calls("update_user") == 0


async def test_whoami_does_without_arize(world: World) -> None:
    """Slack knows who one is all the same."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(401))
    await alice.types("/ax-user whoami")
    told = await alice.sees("workspace owner")
    assert "Arize did not answer, so your Arize AX user could not be looked up." in told.text


@pytest.mark.parametrize("invitation", ["None", "Temporary password"])
async def test_a_lost_answer_about_somebody_who_was_there_before(world: World, invitation: str) -> None:
    """Finding the address is not enough: who is not as asked was not created just now."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", Status(503))
    await creates(alice, "ada@example.com", "Somebody Else", Invitation=invitation)
    told = await alice.sees("ada@example.com is already active.")
    assert "Nothing changed" in told.text


async def test_a_custom_role_whose_answer_was_lost(world: World) -> None:
    """Nobody is there, so nobody claims that somebody is."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", Status(503))
    await creates(alice, "cy@example.com", "Cy", Invitation="None", Role="People Desk")
    await alice.sees("it is not known whether cy@example.com was created")


async def test_a_developer_permission_whose_answer_was_lost(world: World) -> None:
    """It may have been turned, and nobody says otherwise."""
    alice = world.person("alice")
    world.arize.faults.next("update_user", Status(501))
    await creates(alice, "zoe@example.com", Developer_permission="Off")
    told = await alice.sees("zoe@example.com was created.")
    assert "The developer permission may not have been turned off." in told.text


@pytest.mark.parametrize("invitation", ["E-mail link", "None", "Temporary password"])
async def test_after_a_lost_answer_nobody_says_that_the_developer_permission_was_set(
    world: World, invitation: str
) -> None:
    """It takes a call of its own, which was not made: that is said, with what does it."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", LostAnswer())
    await creates(alice, "zoe@example.com", Invitation=invitation, Role="Member - UI Only", Developer_permission="On")
    told = await alice.sees("Partly done: zoe@example.com is")
    assert "The developer permission is not on, as was asked for. Try it with “Update user”." in told.text
    assert "Update user" in told.buttons
    assert world.calls("update_user") == 0


async def test_a_developer_permission_that_arize_does_not_tell_is_not_known(world: World) -> None:
    """Nobody claims that it is as was asked, or that it is not."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", LostAnswer())
    world.arize.faults.next("create_user", MissingMembers())
    await creates(alice, "zoe@example.com", Developer_permission="On")
    told = await alice.sees("Partly done: zoe@example.com is invited.")
    assert "Whether the developer permission is on is not known." in told.text


async def test_a_developer_permission_that_is_as_was_asked_is_not_missing(world: World) -> None:
    """Whoever has it by their role is told of as done."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", LostAnswer())
    await creates(alice, "zoe@example.com", Role="Admin", Developer_permission="On")
    await alice.sees("Done: zoe@example.com is invited.")


async def test_a_run_that_ends_before_the_second_call_says_what_is_missing() -> None:
    """As of a process that is gone: the user is found, and their developer permission is not as was asked."""
    async with open_world(shorter={"lease": timedelta(seconds=2)}) as world:
        alice, held = world.person("alice"), Hold()
        world.arize.faults.next("update_user", held)
        await creates(alice, "zoe@example.com", Developer_permission="Off")
        await held.reached()
        told = await alice.reads_dm("Partly done: zoe@example.com is there", within=15)
        assert "The developer permission is not off, as was asked for." in told.text


async def test_a_password_that_went_out_is_not_said_to_be_lost() -> None:
    """The run ended after it was delivered: its person has it, and nobody is told to resend the invitation."""
    async with open_world(shorter={"lease": timedelta(seconds=2)}) as world:
        alice, held = world.person("alice"), Hold()
        world.arize.faults.next("update_user", held)
        await creates(alice, "nia@example.com", Invitation="Temporary password", Developer_permission="Off")
        await held.reached()
        told = await alice.reads_dm("Partly done: nia@example.com is there", within=15)
        assert "The temporary password went out by direct message." in told.text
        assert "Resend the invitation" not in told.text


async def test_whoever_follows_the_invitation_at_once_was_created() -> None:
    """Its answer was lost, and the next one says that the address is taken: by whom the first one made."""
    async with open_world(shorter={"lease": timedelta(seconds=2)}) as world:
        alice, held = world.person("alice"), Hold(after=True)
        world.arize.faults.next("create_user", held)
        await creates(alice, "zoe@example.com")
        await held.reached()
        world.arize.account.verify("zoe@example.com")
        held.release()
        await alice.sees("it is not known whether")
        await alice.reads_dm("Done: zoe@example.com is there. How the run ended was lost on the way.", within=15)


async def test_a_row_whose_invitation_is_followed_at_once_was_created(world: World) -> None:
    """In a list as well: it does not end as one that could not be created."""
    alice, held = world.person("alice"), Hold(after=True)
    world.arize.faults.next("create_user", held)
    modal = await pastes(alice, "bulk-create", "zoe@example.com, Zoe Quist, Member")
    await confirms(modal, "1 user will be created.")
    await held.reached()
    world.arize.account.verify("zoe@example.com")
    held.release()
    (row,) = await results(alice, "bulk-create", within=15)
    assert (row["outcome"], row["what happened"]) == (
        "done",
        "zoe@example.com is there. How the run ended was lost on the way.",
    )
    assert len(world.arize.account.mails) == 1


async def test_a_conflict_in_doubt_that_cannot_be_explained_is_not_explained(world: World) -> None:
    """It may be the answer to one's own invitation, so nobody claims that nothing was changed."""
    alice, held = world.person("alice"), Hold(after=True)
    world.arize.faults.next("create_user", held)
    await creates(alice, "zoe@example.com")
    await held.reached()
    world.arize.account.verify("zoe@example.com")
    world.arize.faults.next("list_users", Status(403))
    held.release()
    await alice.sees("it is not known whether zoe@example.com was created")


async def test_a_row_whose_answer_was_lost_says_what_is_missing(world: World) -> None:
    """The user is there, and so is the sentence in the file."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", LostAnswer())
    modal = await pastes(alice, "bulk-create", "zoe@example.com, Zoe Quist, Member - UI only, on")
    await confirms(modal, "1 user will be created.")
    (row,) = await results(alice, "bulk-create")
    assert row["outcome"] == "done"
    assert "The developer permission is not on, as was asked for." in row["what happened"]
