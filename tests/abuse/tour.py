"""A day in an office: every door is used once, and everything that Slack delivered is kept, as it was signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.slack.http_delivery import HttpDelivery, encoded
from tests.abuse.halfway import listed, paused, reviewed, unknown
from tests.abuse.knocking import Headers, signed
from tests.stories.acts import creates, invites_with_a_password, opens_picker
from tests.stories.homes import opens
from tests.stories.lists import confirms, results
from tests.stories.offices import POLICY, approves, asks_for, asks_to_delete, denies
from tests.world import open_world

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from bot.simulator.slack.attempts import Attempts
    from bot.simulator.slack.deliveries import Answer, Delivery, Retry
    from tests.world import World

LISTS = """
[operations.bulk-create]
run       = ["admins"]
"""


@dataclass(frozen=True)
class Kept:
    """One delivery, byte for byte."""

    delivery: Delivery
    body: bytes
    headers: Headers


class Recording(HttpDelivery):
    """Delivers as Slack does, and keeps what it delivered."""

    def __init__(self, url: str, secret: str, ack_limit: float, attempts: Attempts) -> None:
        super().__init__(url, secret, ack_limit, attempts)
        self.kept: list[Kept] = []
        self._secret = secret

    async def send(
        self,
        delivery: Delivery,
        retry: Retry | None = None,
        *,
        sign_with: str | None = None,
        timestamp: str | None = None,
    ) -> Answer:
        body, content_type = encoded(delivery)
        raw = body.encode()
        self.kept.append(Kept(delivery, raw, signed(self._secret, raw, content_type=content_type)))
        return await super().send(delivery, retry, sign_with=sign_with, timestamp=timestamp)


def office() -> AbstractAsyncContextManager[World]:
    """A bot behind HTTP, with a policy."""
    return open_world("http", policy=POLICY + LISTS)


async def day(world: World) -> list[Kept]:
    """Everything that people do, once, and what Slack sent for it."""
    courier = world.slack.courier
    assert world.bot.request_url
    assert courier.http
    await courier.http.close()
    recording = Recording(world.bot.request_url, world.slack.signing_secret, 3.0, world.slack.attempts)
    courier.http = recording
    await _look(world)
    await _ask_and_decide(world)
    await _doubt(world)
    await _many_at_once(world)
    await _somebody_leaves(world)
    await world.settles()
    return recording.kept


async def _look(world: World) -> None:
    alice = world.person("alice")
    home = await opens(alice)
    await home.clicks("Roles")
    await (await alice.modal("Roles")).shows("Annotator")
    page = await listed(world)
    await page.clicks("Newer")
    await alice.sees("page 2")
    await page.picks("Details", near="yuki.tanaka")
    picker = await opens_picker(alice, "get", "Show user")
    picker.choose("User", (await picker.search("User", "ada"))[0])
    await picker.submits()
    await alice.sees("Ada Byron")
    await alice.uses_shortcut("Manage AX users")
    await (await alice.modal("Manage AX users")).shows("What you can do here")


async def _ask_and_decide(world: World) -> None:
    alice, ben, carla, dev = map(world.person, ("alice", "ben", "carla", "dev"))
    await creates(alice, "direct@example.com")
    await alice.sees("direct@example.com was created.")
    await invites_with_a_password(alice, "nia@example.com", "Nia Newcomer")
    await (await world.person("nia").reads_dm("with this temporary password")).clicks("Saved it, delete this message")
    await asks_for(dev)
    await approves(carla)
    await dev.reads_dm("Done")
    await asks_for(dev, "never@example.com")
    await denies(carla, "No", "never@example.com")
    await asks_for(dev, "cancelled@example.com")
    await (await dev.sees("cancelled@example.com")).clicks("Cancel request", confirming=True)
    await asks_to_delete(dev)
    await approves(alice, "ada@example.com", confirm="ada@example.com")
    await approves(ben, "ada@example.com", confirm="ada@example.com")
    await dev.reads_dm("was deleted for good.")


async def _doubt(world: World) -> None:
    dev, carla = world.person("dev"), world.person("carla")
    await (await unknown(world)).clicks("Check")
    modal = await carla.modal("What became of it?")
    modal.choose("What you found", "It was not done")
    modal.fill("Comment", "Jane has no mail")
    await modal.submits()
    await (await dev.reads_dm("Jane has no mail")).clicks("Try again")


async def _many_at_once(world: World) -> None:
    progress = await paused(world)
    await progress.clicks("Go on")
    await results(world.person("alice"), "bulk-create")


async def _somebody_leaves(world: World) -> None:
    alice, ben = world.person("alice"), world.person("ben")
    world.slack.workspace.deactivates("dev")
    await (await ben.reads_dm("Waiting:")).clicks("Keep user")
    await ben.sees("Nobody is asked about them again.")
    card = await reviewed(world)
    await card.clicks("Choose whom to delete")
    modal = await alice.modal("Choose whom to delete")
    await modal.shows("Page 1 of")
    modal.check("Numbers 1 to 10", "gus@partner.example")
    await modal.submits()
    preview = await alice.modal("Delete many users")
    await preview.shows("gus@partner.example")
    await confirms(preview, "1 user will be deleted.", "1")
    await alice.reads_dm("Sent for approval")
