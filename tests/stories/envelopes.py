"""Messages with a temporary password, as those who receive them read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.slack import Message, Person
    from tests.world import World


def the_password(world: World) -> str:
    (password,) = world.arize.account.issued_passwords
    return password


def asked(world: World) -> list[str]:
    return [entry["title"] for entry in world.slack.inspector.entries()]


async def the_message(world: World, person: Person) -> Message:
    message = await person.reads_dm("This message deletes itself")
    assert the_password(world) in message.text
    return message
