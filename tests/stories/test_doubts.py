"""Runs whose end is not known: found out by looking, or by somebody who asks around. Nothing is tried twice."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.request import Chore
from bot.simulator.arize.faults import Drop, Hold, Html, Latency, LostAnswer, Status
from bot.simulator.slack.faults import Hold as SlowSlack
from tests.stories.acts import creates, deletes
from tests.stories.hours import comes_due
from tests.stories.offices import POLICY, approves, asks_to_delete, asks_to_rename, until_put_off
from tests.world import open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Modal, Person
    from tests.world import World

SHORT = {"lease": timedelta(seconds=2)}
LONG = 15.0


async def asks_to_resend(person: Person) -> None:
    await person.types("/ax-user resend jane@example.com")
    modal = await person.modal("Resend invitation")
    await modal.shows("Mails a new invitation")
    await modal.submits()
    await person.sees("Sent for approval")


async def test_a_lost_answer_is_looked_up(office: World) -> None:
    """The user is as was asked, so it was done; everybody hears so, and it is not done again."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_to_rename(dev)
    office.arize.faults.next("update_user", LostAnswer(), times=20)
    await approves(carla, "ada@example.com")
    await dev.reads_dm("Outcome unknown", within=LONG)
    tried = office.calls("update_user")
    await dev.reads_dm("Done", within=LONG)
    await carla.reads_dm("Done")
    assert office.calls("update_user") == tried


@pytest.mark.parametrize("operation", ["update_user", "delete_user", "create_user"])
async def test_a_write_that_never_arrived_is_told_as_such_once_that_is_sure(operation: str) -> None:
    """It failed and nothing changed; whoever asked can try again."""
    async with open_world(policy=POLICY, shorter=SHORT) as world:
        dev, alice, carla = world.person("dev"), world.person("alice"), world.person("carla")
        world.arize.faults.next(operation, Drop(), times=20)
        if operation == "create_user":
            await creates(dev, "ada.two@example.com")
            await approves(carla, "ada.two@example.com")
        elif operation == "update_user":
            await asks_to_rename(dev)
            await approves(carla, "ada@example.com")
        else:
            await asks_to_delete(dev)
            await approves(alice, "ada@example.com", confirm="ada@example.com")
            await carla.reads_dm("Waiting (1 of 2)")
            await approves(carla, "ada@example.com", confirm="ada@example.com")
        told = await dev.reads_dm("Failed", within=LONG)
        assert "Try again" in told.buttons
        assert sum(call.operation == operation and call.done for call in world.arize.calls) == 0


async def test_a_run_that_takes_longer_than_its_lease_is_cut_off_and_looked_up() -> None:
    """So that it never goes on in two places."""
    async with open_world(policy=POLICY, shorter=SHORT) as world:
        dev, carla = world.person("dev"), world.person("carla")
        await asks_to_rename(dev)
        world.arize.faults.next("update_user", Latency(2.5))
        await approves(carla, "ada@example.com")
        await dev.reads_dm("Outcome unknown", within=LONG)
        await dev.reads_dm("Done", within=LONG)
        assert world.calls("update_user") == 1


async def test_somebody_can_look_before_the_bot_does() -> None:
    """Check looks at once; where Arize does not answer it says so, and where it does what became of it."""
    async with open_world(policy=POLICY) as world:
        dev, carla = world.person("dev"), world.person("carla")
        await asks_to_rename(dev)
        world.arize.faults.next("update_user", LostAnswer(), times=20)
        world.arize.faults.next("get_user", Latency(0), times=2)
        world.arize.faults.next("get_user", Html(), times=40)
        decided = await approves(carla, "ada@example.com")
        card = await carla.reads_dm("Outcome unknown", within=LONG)
        await decided.closes()
        await card.clicks("Check")
        said = await carla.modal("Request")
        await said.shows("Arize failed (status 502)", within=LONG)
        await said.closes()
        world.arize.faults.clear()
        await card.clicks("Check")
        found = await carla.modal("Checked")
        await found.shows("Done")
        await dev.reads_dm("Done")


async def test_a_gateway_without_a_way_does_not_say_that_somebody_is_gone() -> None:
    """Its page has the code by which the API says so; the bot waits for an answer of the API's."""
    async with open_world(shorter=SHORT) as world:
        alice, held = world.person("alice"), Hold()
        world.arize.faults.next("delete_user", held)
        world.arize.faults.next("delete_user", Html(502), times=20)
        await deletes(alice, "ada@example.com")
        await held.reached()
        world.arize.faults.next("get_user", Html(404), times=40)
        held.release()
        await alice.sees("Outcome unknown", within=LONG)
        await until_put_off(world)
        assert not [text for text in alice.messages if "Done" in text]
        world.arize.faults.clear()
        await alice.reads_dm("Failed: ada@example.com was not deleted.", within=LONG)


async def is_asked_what_became(office: World) -> Modal:
    """Carla, who approved what Dev asked for, and whose answer was lost."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_to_resend(dev)
    office.arize.faults.next("resend_user_invitation", LostAnswer())
    await approves(carla, "jane@example.com")
    card = await carla.reads_dm("Outcome unknown")
    await card.clicks("Check")
    return await carla.modal("What became of it?")


async def test_a_mail_leaves_no_trace_so_somebody_has_to_say(office: World) -> None:
    """What they found and how; then it is written down under their name, and everybody hears of it."""
    dev, modal = office.person("dev"), await is_asked_what_became(office)
    modal.choose("What you found", "It was not done")
    modal.fill("Comment", " ")
    await modal.submits()
    assert modal.errors == {"Comment": "Say how you found out."}
    modal.fill("Comment", "Jane has no mail")
    await modal.submits()
    await modal.shows("Written down")
    told = await dev.reads_dm("Jane has no mail")
    assert "Try again" in told.buttons
    assert office.calls("resend_user_invitation") == 1


async def test_what_is_being_written_down_says_what_to_do_if_it_never_is(office: World) -> None:
    """As for a decision: the process may be killed just then, and the request can be opened again."""
    modal, held = await is_asked_what_became(office), SlowSlack()
    modal.choose("What you found", "It was done")
    modal.fill("Comment", "Jane has the mail")
    office.slack.faults.next("users.info", held)
    await modal.submits()
    await held.reached()
    await modal.shows("Writing it down… If this stays, open the request again.")
    held.release()


async def test_nobody_says_what_became_of_it_who_could_not_have_decided_it(office: World) -> None:
    """Dev asked for it and sees that it is unknown; what Dev says of it does not count."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_to_resend(dev)
    office.arize.faults.next("resend_user_invitation", LostAnswer())
    await approves(carla, "jane@example.com")
    told = await dev.reads_dm("Outcome unknown")
    await told.clicks("Check")
    modal = await dev.modal("What became of it?")
    modal.choose("What you found", "It was done")
    modal.fill("Comment", "I think so")
    await modal.submits()
    await modal.shows("You asked for this yourself, so somebody else has to decide.")
    await carla.reads_dm("Outcome unknown")


async def test_what_is_found_out_while_the_answer_is_on_its_way_is_told_too(world: World) -> None:
    """Slack takes its time with “unknown”; once it was heard, the truth that was found meanwhile still follows."""
    alice, held = world.person("alice"), SlowSlack()
    world.arize.faults.next("create_user", LostAnswer())
    world.arize.faults.next("create_user", Status(503), times=40)
    world.arize.faults.next("list_users", Status(503), times=40)
    world.slack.faults.next("response_url", held)
    await creates(alice, "zoe@example.com", Invitation="E-mail link")
    await held.reached()
    world.arize.faults.clear()
    await comes_due(world, Chore.RECONCILE)
    async with asyncio.timeout(LONG):
        while len(world.events("request.finished")) < 2:  # noqa: ASYNC110 - the log is all there is to see of it
            await asyncio.sleep(0.1)
    held.release()
    await alice.sees("Outcome unknown")
    await world.settles()
    await comes_due(world, Chore.TELL)
    await alice.reads_dm("Done: zoe@example.com is there.", within=LONG)
