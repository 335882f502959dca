"""Many users deleted at once: the number is typed, others approve exactly the list that they see."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING

from tests.stories.lists import NUMBER, confirms, pastes, results
from tests.stories.offices import card_of, reviews

if TYPE_CHECKING:
    from bot.simulator.slack import Person
    from tests.world import World

TYPED = "To approve, type the number of users"


def emails(world: World) -> set[str]:
    return {user.email for user in world.arize.account.users}


async def approves(person: Person, number: str = "2") -> None:
    modal = await reviews(person, "2 users")
    modal.choose("Decision", "Approve")
    modal.fill(TYPED, number)
    await modal.submits()


async def asks(person: Person) -> None:
    modal = await pastes(person, "bulk-delete", "ada@example.com", "jane@example.com", Reason="Gone")
    await confirms(modal, "2 users will be deleted.", "2")
    await person.sees("Sent for approval")


async def test_deleting_asks_for_the_number_to_be_typed(world: World) -> None:
    """A wrong one is told at its field, and nothing happens; the facts come from the API, not from the list."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-delete", "ADA@example.com", "jane@example.com", "gone@example.com")
    await modal.shows("2 users will be deleted.")
    assert "This is permanent." in modal.text
    assert "ada@example.com · Ada Byron" in modal.text
    assert "gone@example.com: Nobody in Arize AX has this address or id." in modal.text
    modal.fill(NUMBER, "3")
    await modal.submits()
    assert modal.errors == {NUMBER: "This is not the number of users. Type 2 to go on."}
    await confirms(modal, "2 users will be deleted.", "2")
    rows = await results(alice, "bulk-delete")
    assert [(row["email"], row["outcome"]) for row in rows] == [
        ("ada@example.com", "done"),
        ("jane@example.com", "done"),
    ]
    assert not {"ada@example.com", "jane@example.com"} & emails(world)


async def test_a_leaver_who_is_deleted_in_a_list_is_asked_about_no_more(world: World) -> None:
    """The card that offered it says that it is over."""
    alice = world.person("alice")
    world.slack.workspace.deactivates("ada")
    await alice.reads_dm("Ada Byron was deactivated in Slack")
    modal = await pastes(alice, "bulk-delete", "ada@example.com")
    await confirms(modal, "1 user will be deleted.", "1")
    assert (await alice.reads_dm("Over:")).buttons == []


async def test_others_approve_exactly_the_list_that_they_see(office: World) -> None:
    """As many as one deletion takes, each with the number typed; then it runs, and whoever asked has a row for each."""
    dev, alice, ben = office.person("dev"), office.person("alice"), office.person("ben")
    await asks(dev)
    card = await card_of(alice, "2 users")
    assert "ada@example.com (Ada Byron, Member), jane@example.com (" in card.text
    modal = await reviews(alice, "2 users")
    assert "role bindings go with the users." in modal.text
    assert "One of them is" not in modal.text
    await modal.clicks("All rows as CSV")
    content = (await alice.reads_file("bulk-delete-")).decode("utf-8-sig")
    assert [line.split(",")[2] for line in content.splitlines()] == ["email", "ada@example.com", "jane@example.com"]
    await (await alice.modal("Answer")).closes()
    modal.choose("Decision", "Approve")
    modal.fill(TYPED, "3")
    await modal.submits()
    assert modal.errors == {TYPED: "This is not the number of users. Type 2 to go on."}
    assert office.calls("delete_user") == 0
    modal.fill(TYPED, "2")
    await modal.submits()
    await alice.sees("Your approval counts: 1 of 2.")
    await approves(ben)
    assert [row["outcome"] for row in await results(dev, "bulk-delete")] == ["done", "done"]
    assert office.calls("delete_user") == 2
    await alice.reads_dm("Done")


async def test_who_asks_for_themselves_among_others_is_named(office: World) -> None:
    """Whoever decides should know."""
    dev, alice = office.person("dev"), office.person("alice")
    modal = await pastes(dev, "bulk-delete", "dev@example.com", "jane@example.com")
    await confirms(modal, "2 users will be deleted.", "2")
    review = await reviews(alice, "2 users")
    await review.shows("One of them is Dev Patel, who asks.")


async def test_an_admin_among_many_is_not_overlooked(office: World) -> None:
    """Whoever decides sees first who gets another role than the rest, and it takes as many as that one alone takes."""
    dev, ben = office.person("dev"), office.person("ben")
    modal = await pastes(dev, "bulk-create", *(f"new{n}@example.com" for n in range(50)), "boss@example.com,Boss,Admin")
    await confirms(modal, "51 users will be created.")
    await dev.sees("it takes the approval of Alice Okafor and Ben Lindqvist")
    review = await reviews(ben, "51 users")
    await review.shows("boss@example.com (Admin), new0@example.com")
    assert "and 11 more" in review.text


async def test_whoever_is_on_the_list_cannot_approve_it(office: World) -> None:
    """Nor can whoever asked; a list hides nobody."""
    dev, ben = office.person("dev"), office.person("ben")
    modal = await pastes(dev, "bulk-delete", "ada@example.com", "ben@example.com")
    await confirms(modal, "2 users will be deleted.", "2")
    await dev.sees("Sent for approval")
    review = await reviews(ben, "2 users")
    await review.shows("This is about you, so somebody else has to decide.")


async def test_a_user_who_changed_since_is_left_alone(office: World) -> None:
    """What was approved is what was read then; the others are done, and the file says why this one was not."""
    dev, alice, ben = office.person("dev"), office.person("alice"), office.person("ben")
    await asks(dev)
    await approves(alice)
    await alice.sees("Your approval counts: 1 of 2.")
    office.arize.account.change("ada@example.com", role="ADMIN")
    await approves(ben)
    rows = {row["email"]: row for row in await results(dev, "bulk-delete")}
    assert rows["ada@example.com"]["outcome"] == "failed"
    assert "The role was Member and is Admin now." in rows["ada@example.com"]["what happened"]
    assert rows["jane@example.com"]["outcome"] == "done"


async def test_the_same_list_twice_is_one_request(office: World) -> None:
    """In another order, by another person: it is under way already, and nothing is filed."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks(dev)
    modal = await pastes(carla, "bulk-delete", "jane@example.com", "ada@example.com")
    await confirms(modal, "2 users will be deleted.", "2")
    await carla.sees("is not decided or done yet")


async def test_a_preview_that_arrives_twice_is_carried_out_once(world: World) -> None:
    """However often Slack delivers it; and nobody else can send it."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-delete", "ada@example.com")
    await confirms(modal, "1 user will be deleted.", "1")
    assert world.slack.last_delivery is not None
    payload = deepcopy(world.slack.last_delivery.payload)
    await world.slack.forge("interactive", payload)
    await alice.sees("This form arrived twice.")
    assert [row["outcome"] for row in await results(alice, "bulk-delete")] == ["done"]
    payload["user"] = {**payload["user"], "id": world.person("ben").id}
    kept = json.loads(payload["view"]["private_metadata"])
    payload["view"] |= {"id": "V0OTHER", "private_metadata": json.dumps({**kept, "r": ""})}
    await world.slack.forge("interactive", payload)
    await world.person("ben").sees("This preview is not there any more.")
    assert world.calls("delete_user") == 1
