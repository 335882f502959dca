"""`review`: the users who are not full members of this Slack, why, and whom of them to delete."""

from __future__ import annotations

import csv
import io
from copy import deepcopy
from typing import TYPE_CHECKING

from bot.simulator.arize.faults import Hold, Status
from bot.simulator.slack.faults import Error
from tests.stories.lists import confirms, results
from tests.world import assert_clean, open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Message, Person
    from tests.world import World

TITLE = "Users who are not full members of this Slack"
CHOOSE = "Choose whom to delete"


async def reviews(person: Person) -> Message:
    """Type the command, and wait for what it finds."""
    await person.types("/ax-user review")
    return await person.reads_dm(TITLE, within=20)


async def test_everybody_who_is_no_full_member_is_found_with_the_reason(office: World) -> None:
    """Counted, shown, and as a file in their own direct message; those who were kept are marked."""
    alice = office.person("alice")
    office.arize.account.add_user("Eve External", "eve@other.example")
    office.arize.account.add_user("=cmd()", "formula@nowhere.example")
    office.slack.workspace.deactivates("ada")
    await (await alice.reads_dm("Waiting:")).clicks("Keep user")
    await alice.reads_dm("Nobody is asked about them again.")
    card = await reviews(alice)
    users = office.arize.account.users
    here = {"alice@example.com", "ben@example.com", "carla@example.com", "dev@example.com"}
    for words in (
        "Deactivated in Slack: 1",
        "Guest: 1",
        "From another organization: 1",
        "Kept when they left Slack: 1",
    ):
        assert words in card.text
    assert f"Nobody here has the address: {len(users) - len(here) - 3}" in card.text
    assert f"and {len(users) - len(here) - 10} more" in card.text
    await card.clicks("Export as CSV")
    await alice.sees(f"{len(users) - len(here)} users are in arize-ax-review-")
    content = await alice.reads_file("arize-ax-review-")
    rows = {row["email"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))}
    assert rows.keys() == {user.email for user in users} - here
    assert (rows["gus@partner.example"]["reason"], rows["ada@example.com"]["kept_by"]) == ("guest", "Alice Okafor")
    assert rows["formula@nowhere.example"]["name"] == "'=cmd()"
    assert len([call for call in office.slack.inspector.entries() if call["title"] == "users.list"]) <= 2


async def test_users_are_chosen_on_several_pages(world: World) -> None:
    """Ten boxes in a group, fifty on a page; ticks stay as the pages turn. Those who were kept are left out."""
    for number in range(60):
        world.arize.account.add_user(f"Crowd {number}", f"crowd{number}@nowhere.example")
    alice = world.person("alice")
    card = await reviews(alice)
    await card.clicks(CHOOSE)
    modal = await alice.modal(CHOOSE)
    await modal.shows("Page 1 of")
    assert modal.labels == [f"Numbers {start} to {start + 9}" for start in (1, 11, 21, 31, 41)]
    modal.check("Numbers 1 to 10", "gus@partner.example")
    await modal.clicks("Next 50")
    await modal.shows("1 ticked on other pages")
    assert "Previous 50" in modal.buttons
    await modal.clicks("Previous 50")
    await modal.shows("Page 1 of")
    assert modal.value("Numbers 1 to 10") == ["gus@partner.example"]
    modal.uncheck("Numbers 1 to 10", "gus@partner.example")
    await modal.submits()
    assert list(modal.errors.values()) == ["Tick at least one user."]
    chosen = modal.options("Numbers 11 to 20")[0]
    modal.check("Numbers 11 to 20", chosen)
    await modal.submits()
    preview = await alice.modal("Delete many users")
    await preview.shows(chosen)
    await confirms(preview, "1 user will be deleted.", "1")
    assert [(row["email"], row["outcome"]) for row in await results(alice, "bulk-delete")] == [(chosen, "done")]
    assert world.arize.account.user(chosen) is None


async def test_a_choice_that_slack_does_not_show_is_told_beside_it(world: World) -> None:
    """The window stays as it was, so it is said in a message; the next click works."""
    alice = world.person("alice")
    card = await reviews(alice)
    world.slack.faults.next("views.update", Error("internal_error"))
    await card.clicks(CHOOSE)
    await alice.sees("Slack did not show what belongs into this window.")
    await (await alice.modal(CHOOSE)).closes()
    await card.clicks(CHOOSE)
    await (await alice.modal(CHOOSE)).shows("Tick the users")


async def test_one_walk_for_one_person_and_one_each_for_two(world: World) -> None:
    """Whoever asks twice sees how far it is; the other's message is their own."""
    alice, ben = world.person("alice"), world.person("ben")
    held = Hold()
    world.arize.faults.next("list_users", held)
    await alice.types("/ax-user review")
    await alice.sees("The review has begun.")
    await held.reached()
    await alice.types("/ax-user review")
    second = await alice.sees("Your review is under way already.")
    assert "users of Arize AX so far" in second.text
    await reviews(ben)
    held.release()
    await alice.reads_dm(TITLE)
    await world.settles()
    assert [len([text for text in person.dm if TITLE in text]) for person in (alice, ben)] == [1, 1]


async def test_a_walk_that_fails_says_so_and_shows_nothing(world: World) -> None:
    """In the middle of the account; the button begins anew."""
    for number in range(120):
        world.arize.account.add_user(f"Crowd {number}", f"crowd{number}@nowhere.example")
    alice, held = world.person("alice"), Hold()
    world.arize.faults.next("list_users", held)
    await alice.types("/ax-user review")
    await held.reached()
    world.arize.faults.next("list_users", Status(403))
    held.release()
    failed = await alice.reads_dm("It did not come to its end,")
    assert "The bot's Arize key may not do this" in failed.text
    assert failed.buttons == ["Review again"]
    assert not [text for text in alice.dm if TITLE in text]
    await failed.clicks("Review again")
    await alice.reads_dm(TITLE)


async def test_a_review_is_for_those_whom_the_policy_lets(office: World) -> None:
    """Carla may not look at all users; nor may she use what Alice found, by any button."""
    alice, carla = office.person("alice"), office.person("carla")
    await carla.types("/ax-user review")
    await carla.sees("Only “admins” may use “review”.")
    await carla.types("/ax-user review export")
    await carla.sees("Only “admins” may use “review”.")
    await (await reviews(alice)).clicks(CHOOSE)
    assert office.slack.last_delivery is not None
    click = deepcopy(office.slack.last_delivery.payload)
    await (await alice.modal(CHOOSE)).shows("Tick the users")
    ben = office.person("ben")
    await ben.types("/ax-user review export")
    await ben.sees("You have no review that is done.")
    for person in (carla, ben):
        trigger = office.slack.triggers.issue(person.id)
        await office.slack.forge(
            "interactive", {**click, "user": {**click["user"], "id": person.id}, "trigger_id": trigger}
        )
    await (await carla.modal(CHOOSE)).shows("Only “admins” may use “review”.")
    await (await ben.modal(CHOOSE)).shows("This review is over")


async def test_it_begins_in_the_home_too() -> None:
    """What it finds comes by direct message all the same."""
    async with open_world() as world:
        alice = world.person("alice")
        home = await alice.opens_home()
        await home.shows("Review all users")
        await home.clicks("Review all users")
        await (await alice.modal("Review all users")).shows("The review has begun.")
        await alice.reads_dm(TITLE)
        await world.settles()
        assert_clean(world)
