"""What came to nothing is asked for once more: failed, denied, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Status
from tests.stories.lists import confirms, pastes
from tests.stories.offices import approves, asks_for, denies

if TYPE_CHECKING:
    from bot.simulator.slack import Person
    from tests.world import World

pytestmark = pytest.mark.core


async def test_what_failed_can_be_tried_again_through_the_same_form(office: World) -> None:
    """Filled in as it was, and with the policy asked again: a new request, which needs its own approval."""
    dev, carla = office.person("dev"), office.person("carla")
    office.arize.faults.next("create_user", Status(422, detail="not today"))
    await asks_for(dev)
    await approves(carla)
    told = await dev.reads_dm("not today")
    await carla.reads_dm("Failed")
    await told.clicks("Try again")
    await sends_it_again(dev)
    assert office.calls("create_user") == 1
    await carla.reads_dm("Takes 1 approval.")
    await approves(carla)
    await dev.reads_dm("Done: zoe@example.com was created.")


async def sends_it_again(dev: Person) -> None:
    """The form is filled in as it was."""
    modal = await dev.modal("Create user")
    await modal.shows("1 other person will have to approve it")
    assert modal.value("Name") == "Zoe Quist"
    await modal.submits()
    await dev.sees("Sent for approval")


async def test_what_was_denied_can_be_asked_again_through_the_same_form(office: World) -> None:
    """With the policy asked again: it is another request, and the first one stays denied."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_for(dev)
    await denies(carla, "Not before Friday")
    told = await dev.reads_dm("Not before Friday")
    assert "Ask again" not in (await carla.reads_dm("Denied")).buttons
    await told.clicks("Ask again")
    await sends_it_again(dev)
    await carla.reads_dm("Takes 1 approval.")
    await approves(carla)
    await dev.reads_dm("Done: zoe@example.com was created.")


async def test_a_list_that_was_taken_back_can_be_asked_again(office: World) -> None:
    """All of it, looked at once more."""
    dev = office.person("dev")
    modal = await pastes(dev, "bulk-delete", "ada@example.com", "jane@example.com")
    await confirms(modal, "2 users will be deleted.", "2")
    await (await dev.sees("Sent for approval")).clicks("Cancel request", confirming=True)
    await (await dev.sees("You cancelled it.")).clicks("Ask again")
    await (await dev.modal("Delete many users")).shows("2 users will be deleted.")
