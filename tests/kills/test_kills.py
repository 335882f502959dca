"""The bot is killed between any two steps. After the next start everything ends as it should, and nothing twice."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Hold
from bot.simulator.slack.faults import Hold as SlackHold
from tests.kills.dying import LONG, dies_meanwhile
from tests.stories.acts import creates, invites_with_a_password
from tests.stories.offices import approves, asks_to_delete, reviews

if TYPE_CHECKING:
    from bot.simulator.slack import Modal, Person
    from tests.processes import Deployment


async def ready_to_delete(bot: Deployment) -> Modal:
    """Ada's deletion has one approval of two; Ben's decision is filled in and not sent."""
    dev, alice, ben = bot.person("dev"), bot.person("alice"), bot.person("ben")
    await asks_to_delete(dev)
    await approves(alice, "ada@example.com", confirm="ada@example.com")
    await ben.reads_dm("Waiting (1 of 2)")
    modal = await reviews(ben, "ada@example.com")
    modal.choose("Decision", "Approve")
    modal.fill("To approve, type the e-mail address", "ada@example.com")
    return modal


async def sees_it_deleted(bot: Deployment) -> None:
    """Whoever asked has heard, the cards are true, and the account was asked once."""
    await bot.person("dev").reads_dm("Done", within=LONG)
    for approver in ("alice", "ben"):
        await bot.person(approver).reads_dm("Done", within=LONG)
    assert bot.arize.account.user("ada@example.com") is None
    assert bot.writes("delete_user") == 1


async def test_after_the_request_was_stored(bot: Deployment) -> None:
    """No card was sent yet; the next process sends them, and the request goes its way."""
    held = SlackHold()
    bot.slack.faults.next("users.lookupByEmail", held)
    await creates(bot.person("dev"), "zoe@example.com")
    await dies_meanwhile(bot, held)
    carla = bot.person("carla")
    await carla.reads_dm("Takes 1 approval.", within=LONG)
    await approves(carla)
    await bot.person("dev").reads_dm("Done", within=LONG)
    assert bot.writes("create_user") == 1


async def test_told_to_stop_it_ends_what_it_took_up_for_the_one_that_was_killed(bot: Deployment) -> None:
    """Nobody has to wait until its claim on the work is over."""
    first, second = SlackHold(), SlackHold()
    bot.slack.faults.next("users.lookupByEmail", first)
    bot.slack.faults.next("users.lookupByEmail", second)
    await creates(bot.person("dev"), "zoe@example.com")
    await dies_meanwhile(bot, first)
    await second.reached()
    stopping = asyncio.ensure_future(bot.stop())
    await asyncio.sleep(0.5)
    second.release()
    assert await stopping == [0]
    for approver in ("ben", "carla"):
        assert any("Takes 1 approval." in text for text in bot.person(approver).dm)


async def test_after_a_card_was_posted_and_before_that_was_stored(bot: Deployment) -> None:
    """There are two cards then, and neither says what is not so."""
    held = SlackHold(after=True)
    bot.slack.faults.next("chat.postMessage", held)
    await creates(bot.person("dev"), "zoe@example.com")
    await dies_meanwhile(bot, held)
    carla = bot.person("carla")
    await carla.reads_dm("Takes 1 approval.", within=LONG)
    await approves(carla)
    await bot.person("dev").reads_dm("Done", within=LONG)
    await carla.reads_dm("Done", within=LONG)
    everybody = [text for handle in ("alice", "ben", "carla") for text in bot.person(handle).dm]
    assert not any("Waiting" in text for text in everybody)


async def test_after_the_decision(bot: Deployment) -> None:
    """It was approved and had not begun; the next process runs it."""
    modal, held = await ready_to_delete(bot), Hold()
    bot.arize.faults.next("get_user", held)
    await modal.submits()
    await dies_meanwhile(bot, held)
    await sees_it_deleted(bot)


async def test_between_the_decision_and_the_home_that_shows_it(bot: Deployment) -> None:
    """The next process draws it, for both whom it concerns."""
    dev, carla = bot.person("dev"), bot.person("carla")
    asked, waits = await dev.opens_home(), await carla.opens_home()
    await asked.shows("Nothing that you asked for is under way.", within=LONG)
    await waits.shows("Nothing waits for you.", within=LONG)
    await creates(dev, "zoe@example.com")
    await waits.shows("zoe@example.com", within=LONG)
    await asked.shows("Waiting (0 of 1)", within=LONG)
    await carla.reads_dm("Takes 1 approval.", within=LONG)
    modal, held = await reviews(carla), SlackHold()
    modal.choose("Decision", "Deny")
    modal.fill("Comment", "Not this week.")
    bot.slack.faults.next("views.publish", held)
    await modal.submits()
    await dies_meanwhile(bot, held)
    await asked.shows("Denied by Carla Moreno: Not this week.", within=LONG)
    await waits.shows("Nothing waits for you.", within=LONG)


async def test_before_the_write_arrived(bot: Deployment) -> None:
    """Arize never did it; that is found out, and told as what it is."""
    modal, held = await ready_to_delete(bot), Hold()
    bot.arize.faults.next("delete_user", held)
    await modal.submits()
    await dies_meanwhile(bot, held)
    told = await bot.person("dev").reads_dm("ada@example.com was not deleted", within=LONG)
    assert "Try again" in told.buttons
    await bot.person("ben").reads_dm("Failed", within=LONG)
    assert bot.arize.account.user("ada@example.com") is not None
    assert bot.writes("delete_user") == 0


async def test_after_the_write_and_before_its_answer_was_stored(bot: Deployment) -> None:
    """Arize did it; that is found out too, and it is not done again."""
    modal, held = await ready_to_delete(bot), Hold(after=True)
    bot.arize.faults.next("delete_user", held)
    await modal.submits()
    await dies_meanwhile(bot, held)
    await sees_it_deleted(bot)


async def test_after_the_answer_and_before_anybody_was_told(bot: Deployment) -> None:
    """They hear it from the next process."""
    modal, held = await ready_to_delete(bot), SlackHold()
    bot.slack.faults.next("chat.postMessage", held)
    await modal.submits()
    await dies_meanwhile(bot, held)
    await sees_it_deleted(bot)


async def test_what_ran_at_once_is_told_by_message(bot: Deployment) -> None:
    """An admin's change has no cards; the answer that was never given comes as a direct message."""
    alice, held = bot.person("alice"), Hold(after=True)
    bot.arize.faults.next("create_user", held)
    await creates(alice, "zoe@example.com")
    await dies_meanwhile(bot, held)
    await alice.reads_dm("Done: zoe@example.com is there.", within=LONG)
    assert bot.writes("create_user") == 1


async def test_a_mail_that_may_have_been_sent_stays_unknown_until_somebody_says(bot: Deployment) -> None:
    """Nothing in Arize shows it; a lead finds out and writes it down."""
    dev, carla, held = bot.person("dev"), bot.person("carla"), Hold(after=True)
    await resends(dev, "jane@example.com")
    bot.arize.faults.next("resend_user_invitation", held)
    await approves(carla, "jane@example.com")
    await dies_meanwhile(bot, held)
    await dev.reads_dm("Outcome unknown", within=LONG)
    card = await carla.reads_dm("Outcome unknown", within=LONG)
    await card.clicks("Check")
    modal = await carla.modal("What became of it?")
    modal.choose("What you found", "It was done")
    modal.fill("Comment", "Jane has the mail")
    await modal.submits()
    await dev.reads_dm("Jane has the mail", within=LONG)
    assert bot.writes("resend_user_invitation") == 1


async def resends(person: Person, email: str) -> None:
    await person.types(f"/ax-user resend {email}")
    modal = await person.modal("Resend invitation")
    await modal.shows("Mails a new invitation")
    await modal.submits()
    await person.sees("Sent for approval")


@pytest.mark.parametrize("after", [False, True])
async def test_after_a_password_was_issued(bot: Deployment, after: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """It is in the one message or nowhere; what is said is true of both, and nobody is created twice."""
    alice, nia, held = bot.person("alice"), bot.person("nia"), SlackHold(after=after)
    bot.slack.faults.next("chat.update", held)
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await dies_meanwhile(bot, held)
    told = await alice.reads_dm("it is not known whether the temporary password went out", within=LONG)
    assert "It cannot be recovered. If none came by direct message, resend the invitation" in told.text
    assert bot.writes("create_user") == 1
    (password,) = bot.arize.account.issued_passwords
    assert [password in text for text in nia.dm] == [after]
