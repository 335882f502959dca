"""Many new users at once: a list, a preview, one confirmation, and a row of results for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Latency, LostAnswer, Status
from bot.simulator.slack.faults import Error
from tests.stories.lists import CREATE, attaches, confirms, pastes, results
from tests.world import assert_clean, open_world

if TYPE_CHECKING:
    from tests.world import World


def emails(world: World) -> set[str]:
    return {user.email for user in world.arize.account.users}


def roles(world: World, email: str) -> list[str]:
    return [user.role for user in world.arize.account.users if user.email == email]


async def test_a_pasted_list_becomes_users(world: World) -> None:
    """What is wrong with a row is said before anything happens, and the others are done."""
    alice = world.person("alice")
    modal = await pastes(
        alice,
        "bulk-create",
        "Zoe Quist <zoe@example.com>",
        "yan.tan@example.com",
        "xi@example.com, Xi Wu, Admin",
        "zoe@example.com",
        "ada@example.com",
        "nobody",
        "bo@example.com, Bo, King",
    )
    await modal.shows("3 users will be created.")
    assert "4 rows are left out:" in modal.text
    assert "Line 4 zoe@example.com: The same user as in line 1." in modal.text
    assert "Line 5 ada@example.com: They are in Arize AX already, and active." in modal.text
    assert "Line 7 bo@example.com: There is no role “King”." in modal.text
    assert "yan.tan@example.com · Yan Tan · Member" in modal.text
    assert world.calls("create_user") == 0
    await confirms(modal, "3 users will be created.")
    await alice.sees("it begins")
    rows = await results(alice, "bulk-create")
    assert [(row["email"], row["outcome"]) for row in rows] == [
        ("zoe@example.com", "done"),
        ("yan.tan@example.com", "done"),
        ("xi@example.com", "done"),
    ]
    assert roles(world, "xi@example.com") == ["ADMIN"]
    progress = await alice.reads_dm("100 %")
    assert "3 users were created." in progress.text
    assert progress.buttons == []


async def test_a_file_does_as_well(world: World) -> None:
    """With a header, in any order, as a spreadsheet writes it."""
    alice = world.person("alice")
    content = "\ufeffName;E-Mail\r\nZoe Quist;zoe@example.com\r\n\r\nYan Tan;yan@example.com\r\n".encode()
    modal = await attaches(alice, "bulk-create", content)
    await confirms(modal, "2 users will be created.")
    assert [row["name"] for row in await results(alice, "bulk-create")] == ["Zoe Quist", "Yan Tan"]


async def test_each_password_goes_to_its_own_person_and_to_nobody_else(world: World) -> None:
    """Whoever is no full member of this Slack gets none, so such a row is not done; whoever asked sees none."""
    alice, nia = world.person("alice"), world.person("nia")
    people = ("nia@example.com", "stranger@example.com", "gus@example.com")
    modal = await pastes(alice, "bulk-create", *people, Invitation="Temporary password")
    await modal.shows("1 user will be created.")
    assert "stranger@example.com: No full member of this Slack has this address" in modal.text
    assert "gus@example.com: No full member of this Slack has this address" in modal.text
    await confirms(modal, "1 user will be created.")
    await nia.reads_dm("Sign in as nia@example.com with this temporary password")
    (row,) = await results(alice, "bulk-create")
    assert "The temporary password went to Nia" in row["what happened"]
    (password,) = world.arize.account.issued_passwords
    assert password in "".join(nia.dm)
    assert password not in "".join(alice.messages)


async def test_somebody_who_leaves_after_the_preview_gets_no_password(world: World) -> None:
    """It is looked up again when their row's turn comes, and nobody is created for whom it would have no way."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-create", "nia@example.com", Invitation="Temporary password")
    await modal.shows("1 user will be created.")
    world.slack.workspace.deactivates("nia")
    await modal.submits()
    (row,) = await results(alice, "bulk-create")
    assert (row["outcome"], world.calls("create_user")) == ("failed", 0)
    assert "No full member of this Slack has the address nia@example.com" in row["what happened"]


async def test_a_password_waits_for_a_slack_that_is_out_of_order(world: World) -> None:
    """Nothing was asked of Arize, so the row is not lost: it is done once Slack takes the message."""
    alice, nia = world.person("alice"), world.person("nia")
    modal = await pastes(alice, "bulk-create", "nia@example.com", Invitation="Temporary password")
    await modal.shows("1 user will be created.")
    world.slack.faults.next("conversations.open", Error("internal_error"))
    await modal.submits()
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"]
    await nia.reads_dm("Sign in as nia@example.com with this temporary password")
    assert world.calls("create_user") == 1


async def test_whoever_takes_no_direct_messages_holds_up_nobody() -> None:
    """No later try would help them; the others are created."""
    async with open_world(seeded=False) as world:
        alice, ben = world.person("alice"), world.person("ben")
        both = ("nia@example.com", "ben@example.com")
        modal = await pastes(alice, "bulk-create", *both, Invitation="Temporary password")
        await modal.shows("2 users will be created.")
        world.slack.faults.next("conversations.open", Error("user_disabled"))
        await modal.submits()
        rows = await results(alice, "bulk-create")
        assert [(row["email"], row["outcome"]) for row in rows] == [*zip(both, ("failed", "done"), strict=True)]
        assert "Nothing was created; choose another invitation." in rows[0]["what happened"]
        await ben.reads_dm("Sign in as ben@example.com with this temporary password")
        assert world.calls("create_user") == 1
        await world.settles()
        assert_clean(world)


async def test_the_checked_list_is_to_be_had_as_a_file(world: World) -> None:
    """In the order of its lines, with what is wrong, so that it can be corrected and sent again."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-create", "nobody at all", "=1+1")
    await modal.shows("Nobody can be created.")
    assert "Create" not in modal.buttons
    await modal.clicks("All rows as CSV")
    content = (await alice.reads_file("bulk-create-checked-")).decode("utf-8-sig")
    assert content.splitlines()[0] == "line,email,id,name,role,what will happen"
    assert "1,nobody at all" in content
    assert "2,'=1+1" in content
    assert world.calls("create_user") == 0


async def test_a_long_list_is_looked_up_in_one_walk(world: World) -> None:
    """A call for every address would take hundreds; the pages of the account take a few."""
    for number in range(150):
        world.arize.account.add_user(f"Crowd {number}", f"crowd{number}@example.com")
    alice, before = world.person("alice"), world.calls("list_users")
    lines = [f"crowd{number}@example.com" for number in range(100, 200)]
    modal = await pastes(alice, "bulk-create", *lines)
    await modal.shows("50 users will be created.")
    assert "50 rows are left out:" in modal.text
    assert "and 40 more" in modal.text
    assert world.calls("list_users") - before < 10


async def test_what_a_row_ends_in_stands_in_the_file_and_can_be_tried_again(world: World) -> None:
    """Partial success is told as it is; the rows that were not done come back as a list of their own."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-create", "zoe@example.com", "yan@example.com")
    await modal.shows("2 users will be created.")
    world.arize.faults.next("create_user", Status(422, detail="not today"))
    await modal.submits()
    rows = await results(alice, "bulk-create")
    assert [row["outcome"] for row in rows] == ["failed", "done"]
    assert rows[0]["what happened"] == "Arize did not accept this: not today."
    progress = await alice.reads_dm("1 done · 1 not done")
    assert "1 of 2 users was created." in progress.text
    await progress.clicks("Try the others again")
    again = await alice.modal(CREATE)
    await again.shows("1 user will be created.")
    assert "zoe@example.com" in again.text
    await again.submits()
    await alice.reads_dm("1 user was created.")
    assert {"zoe@example.com", "yan@example.com"} <= emails(world)


@pytest.mark.parametrize("retry_after", [None, 1])
async def test_it_slows_down_where_arize_takes_no_more(world: World, retry_after: int | None) -> None:
    """In the middle of a list, in all lanes, whether Arize says for how long or not: no row is lost or done twice."""
    alice, lines = world.person("alice"), [f"new{number}@example.com" for number in range(24)]
    modal = await pastes(alice, "bulk-create", *lines)
    await modal.shows("24 users will be created.")
    world.arize.faults.next("create_user", Latency(0), times=10)
    world.arize.faults.next("create_user", Status(429, retry_after=retry_after), times=6)
    await modal.submits()
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"] * 24
    assert sorted(mail.to for mail in world.arize.account.mails if mail.to in lines) == sorted(lines)
    assert world.calls("create_user") == 30


async def test_it_waits_out_an_outage_by_itself(world: World) -> None:
    """No row is lost or done twice for it, and the message says what it waits for."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-create", "zoe@example.com", "yan@example.com")
    await modal.shows("2 users will be created.")
    world.arize.faults.next("create_user", Status(401), times=1)
    await modal.submits()
    await alice.reads_dm("Arize refuses the bot's key")
    world.expects_errors = True
    rows = await results(alice, "bulk-create")
    assert [row["outcome"] for row in rows] == ["done", "done"]
    assert world.calls("create_user") == 3


async def test_a_lost_answer_is_looked_after(world: World) -> None:
    """Whether the user is there is read, not guessed; nobody is created twice."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-create", "zoe@example.com", "yan@example.com")
    await modal.shows("2 users will be created.")
    world.arize.faults.next("create_user", LostAnswer())
    await modal.submits()
    rows = await results(alice, "bulk-create")
    assert [row["outcome"] for row in rows] == ["done", "done"]
    assert len([user for user in world.arize.account.users if user.email == "zoe@example.com"]) == 1
