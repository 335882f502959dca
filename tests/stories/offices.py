"""What people do where others have to approve: the policy of the stories, and the acts that they repeat."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.stories.acts import creates, deletes, opens_update

if TYPE_CHECKING:
    from bot.simulator.slack import Message, Modal, Person
    from tests.world import World

POLICY = """
[roles]
admins     = ["S0ADMINS"]     # Alice, Ben
approvers  = ["S0LEADS"]      # Ben, Carla
requesters = ["*"]

[operations.create]
run       = ["admins"]
request   = ["requesters"]
approve   = ["approvers", "admins"]
approvals = 1

[[operations.create.when]]
role      = ["ADMIN"]
run       = []
approve   = ["admins"]
approvals = 2

[operations.update]
run       = ["admins"]
request   = ["requesters"]
approve   = ["approvers"]

[operations.resend]
run       = []
request   = ["requesters"]
approve   = ["approvers"]

[operations.delete]
run       = []
request   = ["requesters"]
approve   = ["admins", "approvers"]
approvals = 2
"""

REVIEW = "Review request"
TO_CONFIRM = "To approve, type the e-mail address"


async def asks_for(person: Person, email: str = "zoe@example.com", **choices: str) -> None:
    """Ask for a new user, and see that it was sent for approval."""
    await creates(person, email, **choices)
    await person.sees("Sent for approval")


async def asks_to_rename(person: Person) -> None:
    modal = await opens_update(person, "ada@example.com")
    modal.fill("Name", "Ada King")
    await modal.submits()
    await person.sees("Sent for approval")


async def asks_to_delete(person: Person, email: str = "ada@example.com") -> None:
    await deletes(person, email)
    await person.sees("Sent for approval")


async def card_of(person: Person, what: str = "zoe@example.com") -> Message:
    """The card in their direct message."""
    return await person.reads_dm(what)


async def reviews(person: Person, what: str = "zoe@example.com") -> Modal:
    """Click Review on the card, and wait until the facts are there."""
    card = await card_of(person, what)
    await card.clicks("Review")
    return await person.modal(REVIEW)


async def approves(person: Person, what: str = "zoe@example.com", comment: str = "", *, confirm: str = "") -> Modal:
    modal = await reviews(person, what)
    modal.choose("Decision", "Approve")
    if comment:
        modal.fill("Comment", comment)
    if confirm:
        modal.fill(TO_CONFIRM, confirm)
    await modal.submits()
    return modal


async def denies(person: Person, comment: str, what: str = "zoe@example.com") -> Modal:
    modal = await reviews(person, what)
    modal.choose("Decision", "Deny")
    modal.fill("Comment", comment)
    await modal.submits()
    return modal


async def until_put_off(world: World) -> None:
    async with asyncio.timeout(15):
        while not world.events("job.put_off"):  # noqa: ASYNC110 - the log is all there is to see of it
            await asyncio.sleep(0.1)
