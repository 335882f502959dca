"""Texts that would ping or mislead, in every field of every form, in names of people and of the account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.simulator.arize.faults import Status
from tests.abuse.tour import LISTS
from tests.stories.acts import creates, opens_create, opens_delete, opens_update
from tests.stories.lists import pastes
from tests.stories.offices import POLICY, denies, reviews
from tests.stories.places import opens_grant
from tests.world import assert_clean, open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Person
    from tests.world import World

NASTY = "<!channel> <!here> <@U0BEN> <#C0GENERAL> <http://evil.example|bank> \u202egpj.exe\u202c \u2066z\u2069"
LIVE = ("<!channel", "<!here", "<@U0BEN>", "<#C0GENERAL", "<http://evil")
TURNING = ("\u202e", "\u202c", "\u2066", "\u2069")
"""Marks that turn the direction of what follows: `exe.jpg` is read where `gpj.exe` stands."""
WATCHERS = ("alice", "ben", "carla", "dev", "nia")


def texts(shown: Any, *, plain: bool = False) -> Iterator[str]:  # noqa: ANN401 - JSON
    """What Slack reads as mrkdwn: a message's own text, and text objects that say so; or `plain` ones as well."""
    if isinstance(shown, Mapping):
        if isinstance(shown.get("text"), str) and (plain or shown.get("type") != "plain_text"):
            yield shown["text"]
        for member in shown.values():
            yield from texts(member, plain=plain)
    elif isinstance(shown, Sequence) and not isinstance(shown, str):
        for member in shown:
            yield from texts(member, plain=plain)


def drawn_by_the_bot(world: World) -> list[dict[str, Any]]:
    """All that people have in front of them, but what people wrote themselves."""
    drawn: list[dict[str, Any]] = []
    for handle in WATCHERS:
        snapshot = world.person(handle).client.snapshot()
        drawn += [snapshot["modal"] or {}, snapshot["home"] or {}]
        drawn += [said for channel in snapshot["channels"] for said in channel["messages"] if said["user"]["is_bot"]]
    return drawn


def check(world: World) -> None:
    drawn = drawn_by_the_bot(world)
    assert [text for text in texts(drawn, plain=True) if "evil.example" in text]
    assert [text for text in texts(drawn) for mark in LIVE if mark in text] == []
    assert [text for text in texts(drawn, plain=True) for mark in TURNING if mark in text] == []


async def writes(person: Person) -> None:
    for text in (NASTY, f"get {NASTY}", f"list {NASTY}", f"create {NASTY}", f"requests {NASTY}", f"request {NASTY}"):
        await person.types(f"/ax-user {text}")


async def test_words_that_nobody_knows() -> None:
    """Typed where a command, an address or an id should be."""
    async with open_world(policy=POLICY) as world:
        await writes(world.person("alice"))
        await world.settles()
        check(world)


async def test_names_and_reasons_on_their_way() -> None:
    """Of who asks, of who decides, of the user; in the form, the card, the review, the answers and the lists."""
    async with open_world(policy=POLICY + LISTS) as world:
        dev, carla, alice = map(world.person, ("dev", "carla", "alice"))
        for handle in ("dev", "carla"):
            world.slack.workspace.renames(handle, f"{handle} {NASTY}")
        world.arize.account.change("ada@example.com", name=NASTY)
        modal = await opens_create(dev, "zoe@example.com")
        modal.fill("Name", NASTY)
        modal.fill("Reason", NASTY)
        await modal.submits()
        await dev.sees("Sent for approval")
        looked = await reviews(carla)
        check(world)
        await looked.closes()
        await denies(carla, NASTY)
        await dev.reads_dm("Denied")
        check(world)
        for command in ("list", "get ada@example.com", "requests all", "audit", "audit zoe@example.com", "audit @dev"):
            await alice.types(f"/ax-user {command}")
            await world.settles()
            check(world)
        assert_clean(world)


async def test_forms_that_show_somebody() -> None:
    """Updating, deleting and granting; the address of a user may be anything that the API lets by."""
    async with open_world(policy=POLICY) as world:
        alice = world.person("alice")
        world.arize.account.change("ada@example.com", name=NASTY)
        for opens in (opens_update, opens_delete, opens_grant):
            modal = await opens(alice, "ada@example.com")
            check(world)
            await modal.closes()


async def test_what_the_api_says_of_a_refusal() -> None:
    """Its words are quoted to people, and are nobody's markup."""
    async with open_world(policy=POLICY) as world:
        world.arize.faults.next("create_user", Status(422, detail=NASTY))
        alice = world.person("alice")
        await creates(alice, "zoe@example.com")
        await alice.sees("Arize did not accept this")
        check(world)


async def test_rows_of_a_list() -> None:
    """Right and wrong ones, in the preview."""
    async with open_world(policy=POLICY + LISTS) as world:
        alice = world.person("alice")
        rows = (f"one@example.com,{NASTY}", f"{NASTY},x", "two@example.com")
        modal = await pastes(alice, "bulk-create", *rows, Reason=NASTY)
        await modal.shows("created")
        check(world)
