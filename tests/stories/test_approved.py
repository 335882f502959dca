"""What was approved runs as it was approved, and when it can: an outage is waited out, a change is not carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from bot.simulator.arize.faults import Status
from tests.databases import opened
from tests.stories.acts import creates
from tests.stories.offices import approves, asks_to_rename, reviews, until_put_off

if TYPE_CHECKING:
    from tests.world import World

LONG = 15.0


async def test_an_approved_request_waits_for_an_arize_that_does_not_answer(office: World) -> None:
    """Nobody has to approve it again."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_to_rename(dev)
    modal = await reviews(carla, "ada@example.com")
    modal.choose("Decision", "Approve")
    office.arize.faults.next("get_user", Status(403), times=2)
    await modal.submits()
    await dev.reads_dm("Done", within=LONG)
    assert office.events("job.put_off")


async def test_an_approved_create_waits_for_an_arize_that_does_not_answer(office: World) -> None:
    """Nobody is looked up before it, and yet nobody has to approve it again."""
    dev, carla = office.person("dev"), office.person("carla")
    await creates(dev, "zoe@example.com")
    modal = await reviews(carla, "zoe@example.com")
    modal.choose("Decision", "Approve")
    for each in ("list_users", "create_user"):
        office.arize.faults.next(each, Status(503), times=40)
    await modal.submits()
    await until_put_off(office)
    office.arize.faults.clear()
    await dev.reads_dm("Done: zoe@example.com was created.", within=LONG)


async def test_a_key_that_may_not_list_users_may_still_create_what_was_approved(office: World) -> None:
    """Arize has answered, and that is all that is to be known before the run."""
    dev, carla = office.person("dev"), office.person("carla")
    await creates(dev, "zoe@example.com")
    office.arize.faults.next("list_users", Status(403), times=40)
    await approves(carla, "zoe@example.com")
    await dev.reads_dm("Done: zoe@example.com was created.", within=LONG)
    assert office.events("job.put_off") == []


async def test_what_was_changed_in_the_database_cannot_be_approved(office: World) -> None:
    """The approver is told, and nothing is decided."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_to_rename(dev)
    modal = await reviews(carla, "ada@example.com")
    modal.choose("Decision", "Approve")
    await alter(office)
    await modal.submits()
    await modal.shows("The request is not what the form showed. Open it again.")
    assert office.calls("update_user") == 0


async def test_what_was_changed_after_the_approval_is_not_run(office: World) -> None:
    """An approval is for what was asked: the stored hash has to fit, and the operator hears of it."""
    office.expects_errors = True
    dev, carla = office.person("dev"), office.person("carla")
    await asks_to_rename(dev)
    modal = await reviews(carla, "ada@example.com")
    modal.choose("Decision", "Approve")
    office.arize.faults.next("get_user", Status(403), times=40)
    await modal.submits()
    await until_put_off(office)
    await alter(office)
    office.arize.faults.clear()
    await dev.reads_dm("What is stored is not what was asked for. Tell the operator of this app.", within=LONG)
    assert office.calls("update_user") == 0
    assert office.events("request.altered")


async def alter(world: World) -> None:
    async with opened(world.database_url) as engine, engine.begin() as connection:
        await connection.execute(text("""UPDATE requests SET params = '{"name": "Mallory"}'"""))
