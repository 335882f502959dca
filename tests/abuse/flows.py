"""What people do in several steps: each goes as far as the step before its last, and then takes that one.

Between the two, at the `yield`, somebody may take the rights of the one who is yielded.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from typing import TYPE_CHECKING

from bot.simulator.arize.faults import Status
from tests.abuse.halfway import listed, paused, reviewed, unknown
from tests.stories.acts import ASKED, opens_create, opens_delete, opens_picker
from tests.stories.homes import opens
from tests.stories.lists import NUMBER, pastes
from tests.stories.offices import approves, asks_for, card_of, reviews

if TYPE_CHECKING:
    from tests.world import World

Flow = Callable[["World"], AsyncIterator[str]]


async def fills_in_a_form(world: World) -> AsyncIterator[str]:
    modal = await opens_create(world.person("alice"), "zoe@example.com")
    modal.fill("Name", "Zoe")
    yield "alice"
    await modal.submits()


async def confirms_a_deletion(world: World) -> AsyncIterator[str]:
    modal = await opens_delete(world.person("alice"), "ada@example.com")
    modal.fill(ASKED, "ada@example.com")
    yield "alice"
    await modal.submits()


async def turns_a_page(world: World) -> AsyncIterator[str]:
    page = await listed(world)
    yield "alice"
    await page.clicks("Newer")


async def uses_a_menu(world: World) -> AsyncIterator[str]:
    page = await listed(world)
    yield "alice"
    await page.picks("Details", near="ada@example.com")


async def exports_a_list(world: World) -> AsyncIterator[str]:
    page = await listed(world)
    yield "alice"
    await page.clicks("Export as CSV")


async def picks_a_user(world: World) -> AsyncIterator[str]:
    picker = await opens_picker(world.person("alice"), "get", "Show user")
    picker.choose("User", (await picker.search("User", "ada"))[0])
    yield "alice"
    await picker.submits()


async def clicks_in_the_home(world: World) -> AsyncIterator[str]:
    home = await opens(world.person("alice"))
    yield "alice"
    await home.clicks("List users")


async def sends_a_list(world: World) -> AsyncIterator[str]:
    alice = world.person("alice")
    await alice.types("/ax-user bulk-create")
    modal = await alice.modal("Create many users")
    await modal.shows("Users, one per line")
    modal.fill("Users, one per line", "one@example.com")
    yield "alice"
    await modal.submits()


async def confirms_a_list(world: World) -> AsyncIterator[str]:
    modal = await pastes(world.person("alice"), "bulk-create", "one@example.com", "two@example.com")
    await modal.shows("2 users will be created.")
    yield "alice"
    await modal.submits()


async def confirms_many_deletions(world: World) -> AsyncIterator[str]:
    modal = await pastes(world.person("alice"), "bulk-delete", "ada@example.com")
    await modal.shows("1 user will be deleted.")
    modal.fill(NUMBER, "1")
    yield "alice"
    await modal.submits()


async def takes_all_rows_of_a_preview(world: World) -> AsyncIterator[str]:
    modal = await pastes(world.person("alice"), "bulk-create", "one@example.com", "two@example.com")
    await modal.shows("2 users will be created.")
    yield "alice"
    await modal.clicks("All rows as CSV")


async def takes_all_rows_of_a_request(world: World) -> AsyncIterator[str]:
    modal = await pastes(world.person("dev"), "bulk-delete", "ada@example.com")
    await modal.shows("1 user will be deleted.")
    modal.fill(NUMBER, "1")
    await modal.submits()
    reviewed_by = await reviews(world.person("carla"), "About 1 user")
    yield "carla"
    await reviewed_by.clicks("All rows as CSV")


async def looks_at_a_card(world: World) -> AsyncIterator[str]:
    await asks_for(world.person("dev"))
    card = await card_of(world.person("carla"))
    yield "carla"
    await card.clicks("Review")


async def approves_a_request(world: World) -> AsyncIterator[str]:
    await asks_for(world.person("dev"))
    modal = await reviews(world.person("carla"))
    modal.choose("Decision", "Approve")
    yield "carla"
    await modal.submits()


async def denies_a_request(world: World) -> AsyncIterator[str]:
    await asks_for(world.person("dev"))
    modal = await reviews(world.person("carla"))
    modal.choose("Decision", "Deny")
    modal.fill("Comment", "No")
    yield "carla"
    await modal.submits()


async def cancels_a_request(world: World) -> AsyncIterator[str]:
    dev = world.person("dev")
    await asks_for(dev)
    waiting = await dev.sees("Sent for approval")
    yield "dev"
    await waiting.clicks("Cancel request", confirming=True)


async def tries_again(world: World) -> AsyncIterator[str]:
    dev = world.person("dev")
    world.arize.faults.next("create_user", Status(422, detail="not today"))
    await asks_for(dev)
    await approves(world.person("carla"))
    failed = await dev.reads_dm("not today")
    yield "dev"
    await failed.clicks("Try again")


async def checks_what_is_unknown(world: World) -> AsyncIterator[str]:
    card = await unknown(world)
    yield "carla"
    await card.clicks("Check")


async def settles_what_is_unknown(world: World) -> AsyncIterator[str]:
    await (await unknown(world)).clicks("Check")
    modal = await world.person("carla").modal("What became of it?")
    modal.choose("What you found", "It was done")
    modal.fill("Comment", "Jane says so")
    yield "carla"
    await modal.submits()


async def keeps_a_leaver(world: World) -> AsyncIterator[str]:
    world.slack.workspace.deactivates("ada")
    card = await world.person("alice").reads_dm("Waiting:")
    yield "alice"
    await card.clicks("Keep user")


async def deletes_a_leaver(world: World) -> AsyncIterator[str]:
    world.slack.workspace.deactivates("ada")
    card = await world.person("alice").reads_dm("Waiting:")
    yield "alice"
    await card.clicks("Delete user")


async def chooses_from_a_review(world: World) -> AsyncIterator[str]:
    card = await reviewed(world)
    yield "alice"
    await card.clicks("Choose whom to delete")


async def ticks_in_a_review(world: World) -> AsyncIterator[str]:
    await (await reviewed(world)).clicks("Choose whom to delete")
    modal = await world.person("alice").modal("Choose whom to delete")
    await modal.shows("Page 1 of")
    modal.check("Numbers 1 to 10", "gus@partner.example")
    yield "alice"
    await modal.submits()


async def steers_a_list(world: World) -> AsyncIterator[str]:
    progress = await paused(world)
    yield "alice"
    await progress.clicks("Go on")


FLOWS: tuple[Flow, ...] = (
    fills_in_a_form,
    confirms_a_deletion,
    turns_a_page,
    uses_a_menu,
    exports_a_list,
    picks_a_user,
    clicks_in_the_home,
    sends_a_list,
    confirms_a_list,
    confirms_many_deletions,
    takes_all_rows_of_a_preview,
    takes_all_rows_of_a_request,
    looks_at_a_card,
    approves_a_request,
    denies_a_request,
    cancels_a_request,
    tries_again,
    checks_what_is_unknown,
    settles_what_is_unknown,
    keeps_a_leaver,
    deletes_a_leaver,
    chooses_from_a_review,
    ticks_in_a_review,
    steers_a_list,
)

READS = (
    turns_a_page,
    uses_a_menu,
    exports_a_list,
    picks_a_user,
    clicks_in_the_home,
    chooses_from_a_review,
    takes_all_rows_of_a_preview,
)
"""Those of them that only look."""
