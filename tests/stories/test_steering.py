"""A long list under way: a message that moves, and buttons to pause, go on and stop."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from bot.domain.request import Chore
from bot.simulator.arize.faults import Hold
from bot.workflow.batches.lanes import LANES
from tests.stories.homes import opens
from tests.stories.hours import comes_due
from tests.stories.lists import confirms, pastes, results
from tests.stories.test_deleting_many import approves

if TYPE_CHECKING:
    from bot.simulator.slack import Message, Person
    from tests.world import World

LINES = [f"new{number}@example.com" for number in range(1, LANES + 5)]


def created(world: World) -> int:
    return len({user.email for user in world.arize.account.users} & set(LINES))


async def held_at_the_first_rows(world: World, person: Person) -> tuple[Hold, Message]:
    """Four more users are to be created than are done at once; the calls of all that have begun hang."""
    modal = await pastes(person, "bulk-create", *LINES)
    await modal.shows(f"{len(LINES)} users will be created.")
    held = Hold()
    world.arize.faults.next("create_user", held, times=LANES)
    await modal.submits()
    await held.reached()
    return held, await person.reads_dm("Under way")


async def test_a_batch_is_paused_and_goes_on(world: World) -> None:
    """The rows under way are finished; then nothing happens until somebody says so. No row is done twice."""
    alice = world.person("alice")
    held, progress = await held_at_the_first_rows(world, alice)
    assert f"0 done · {len(LINES)} left" in progress.text
    await progress.clicks("Pause")
    said = await alice.sees("It pauses as soon as the rows under way are done.")
    assert said.text.startswith(f"Create {len(LINES)} users\n")
    held.release()
    await alice.reads_dm("80 %")
    assert "Paused by Alice" in progress.text
    assert created(world) == LANES
    await alice.types("/ax-user requests mine")
    assert "Paused" in (await alice.sees("Your requests")).text
    await progress.clicks("Go on")
    await alice.sees("It goes on where it was.")
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"] * len(LINES)
    assert created(world) == len(LINES)
    await alice.reads_dm("100 %")
    assert f"{len(LINES)} users were created." in progress.text
    assert progress.buttons == []


async def test_a_batch_is_stopped(world: World) -> None:
    """After a question; what was done stays done, and the rest can be asked for again."""
    alice = world.person("alice")
    held, progress = await held_at_the_first_rows(world, alice)
    await progress.clicks("Stop", confirming=True)
    await alice.sees("It stops as soon as the rows under way are done.")
    held.release()
    rows = await results(alice, "bulk-create")
    assert [row["outcome"] for row in rows] == ["done"] * LANES + ["left out"] * 4
    assert created(world) == LANES
    assert f"{LANES} of {len(LINES)} users were created." in progress.text
    assert f"80 %\n{LANES} done · 4 left out" in progress.text
    assert "Stopped by Alice" in progress.text
    await progress.clicks("Try the others again")
    again = await alice.modal("Create many users")
    await confirms(again, "4 users will be created.")
    await alice.reads_dm("4 users were created.")


async def test_everybody_sees_that_a_list_is_paused(office: World) -> None:
    """On the card of those who approved it and in the home of whoever asked, while its last rows are done."""
    alice, ben, carla = office.person("alice"), office.person("ben"), office.person("carla")
    held = Hold()
    office.arize.faults.next("delete_user", held, times=2)
    await confirms(
        await pastes(alice, "bulk-delete", "ada@example.com", "jane@example.com"), "2 users will be deleted.", "2"
    )
    for person in (ben, carla):
        await approves(person)
    await held.reached()
    progress = await alice.reads_dm("Under way")
    await ben.reads_dm("running…")
    home = await opens(alice, "running…")
    await progress.clicks("Pause")
    await ben.reads_dm(":pause_button: Paused")
    await home.shows(":pause_button: Paused")
    held.release()
    await ben.reads_dm("2 users were deleted.")


async def test_a_pause_that_nobody_ends_is_one_stop_later(world: World) -> None:
    """Whoever asked reads what was done and what was not, and can ask for the rest again."""
    alice = world.person("alice")
    held, progress = await held_at_the_first_rows(world, alice)
    await progress.clicks("Pause")
    held.release()
    await alice.reads_dm("80 %")
    assert "After 3 days it is stopped, unless somebody lets it go on." in progress.text
    await comes_due(world, Chore.PAUSED)
    rows = await results(alice, "bulk-create")
    assert [row["outcome"] for row in rows] == ["done"] * LANES + ["left out"] * 4
    assert "It was paused for 3 days and nobody let it go on, so it was stopped." in progress.text
    assert created(world) == LANES
    await progress.clicks("Try the others again")
    await confirms(await alice.modal("Create many users"), "4 users will be created.")
    await alice.reads_dm("4 users were created.")


async def test_a_button_is_asked_about_like_any_other(world: World) -> None:
    """Whoever neither asked nor may decide is refused; what is over says so; a second click changes nothing."""
    alice, dev = world.person("alice"), world.person("dev")
    held, progress = await held_at_the_first_rows(world, alice)
    await progress.clicks("Pause")
    assert world.slack.last_delivery is not None
    payload = deepcopy(world.slack.last_delivery.payload)
    await world.slack.forge("interactive", payload)
    await alice.sees("That is how it stands already.")
    strange = {**payload, "user": {**payload["user"], "id": dev.id}, "response_url": None}
    await world.slack.forge("interactive", strange)
    await dev.sees("This request is none of yours")
    held.release()
    await alice.reads_dm("80 %")
    await progress.clicks("Stop", confirming=True)
    await results(alice, "bulk-create")
    await world.slack.forge("interactive", payload)
    await alice.sees("This is not under way any more")
