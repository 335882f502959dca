"""Somebody is deactivated in Slack: what is to become of their Arize AX user is asked of those who decide that."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.arize.faults import Html, Status
from bot.simulator.slack.faults import Error
from bot.simulator.slack.ids import TEAM
from bot.simulator.slack.workspace import ADMINS
from bot.slack.views.presses import LEAVER_DELETE, LEAVER_KEEP
from tests.stories.acts import ASKED
from tests.world import assert_clean, open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Message, Person
    from tests.world import World

LEFT = "Ada Byron was deactivated in Slack"
PATIENCE = 10.0


async def card_of(world: World, person: Person, says: str = "Waiting:", left: str = LEFT) -> Message:
    """The newest card about a leaver, once it says so."""

    def newest() -> str | None:
        return next((text for text in reversed(person.dm) if left in text and says in text), None)

    shown = await world.slack.changes.until(newest, PATIENCE)
    return await person.reads_dm(shown or f"{left} … {says}", within=0.1)


async def rows(person: Person) -> list[str]:
    """What the audit says about Ada, as an admin reads it."""
    await person.types("/ax-user audit ada@example.com")
    return (await person.sees("What happened")).text.split("\n")


async def test_whoever_may_delete_is_asked_and_deletes_by_the_usual_way(world: World) -> None:
    """One card each; the form shows the person as the API has them, and the card never offers what is over."""
    alice, ben = world.person("alice"), world.person("ben")
    world.slack.workspace.deactivates("ada")
    card = await card_of(world, alice)
    assert "ada@example.com" in card.text
    assert card.buttons == ["Delete user", "Keep user"]
    await card.clicks("Delete user")
    modal = await alice.modal("Delete user")
    await modal.shows("This is permanent.")
    modal.fill(ASKED, "ada@example.com")
    await modal.submits()
    for person in (alice, ben):
        over = await card_of(world, person, "Over:")
        assert over.buttons == []
        assert len([text for text in person.dm if LEFT in text]) == 1
    assert world.arize.account.user("ada@example.com") is None
    assert world.calls("delete_user") == 1


async def test_one_keeps_the_user_and_everybody_reads_who(office: World) -> None:
    """Those who may approve a deletion are asked as well. Whoever comes back and leaves again is asked about again."""
    carla, ben = office.person("carla"), office.person("ben")
    office.slack.workspace.deactivates("ada")
    asked, also = await card_of(office, carla), await card_of(office, ben)
    assert "Waiting:" in "".join(office.person("alice").dm)
    await asked.clicks("Keep user")
    told = await carla.sees("Nobody is asked about them again.")
    assert "Kept by Carla Moreno" in told.text
    kept = await card_of(office, ben, "Kept by Carla Moreno")
    assert (kept.buttons, also.text) == ([], kept.text)
    noted = " ".join(await rows(office.person("alice")))
    assert (noted.count("Left Slack"), noted.count("@Carla Moreno kept the user")) == (1, 1)
    office.slack.workspace.deactivates("ada")
    await office.settles()
    office.slack.workspace.reactivates("ada")
    await card_of(office, ben, "Is back")
    office.slack.workspace.deactivates("ada")
    await card_of(office, ben)
    assert len([text for text in ben.dm if LEFT in text]) == 2
    assert not [text for text in office.person("dev").dm if LEFT in text]


async def test_keep_is_refused_while_a_deletion_waits(office: World) -> None:
    """The cards name the request, and so does the answer to an old button; once it is cancelled the user is kept."""
    alice, ben = office.person("alice"), office.person("ben")
    office.slack.workspace.deactivates("ada")
    card = await card_of(office, alice)
    await card.clicks("Delete user")
    assert office.slack.last_delivery is not None
    click = deepcopy(office.slack.last_delivery.payload)
    del click["response_url"]
    modal = await alice.modal("Delete user")
    await modal.shows("This is permanent.")
    modal.fill(ASKED, "ada@example.com")
    await modal.submits()
    asked = await alice.reads_dm("Sent for approval")
    shown = await card_of(office, ben, "Alice Okafor asked to delete the user: request ")
    assert ("Waiting:" in shown.text, shown.buttons) == (True, [])
    await presses(office, click, LEAVER_KEEP, ben)
    refused = await ben.reads_dm("Nobody was kept: Alice Okafor asked to delete this user.")
    named = re.search("request ([0-9a-f]{8}) first", refused.text)
    assert named is not None
    assert f"Request {named[1]}" in asked.text
    assert f"request {named[1]}" in shown.text
    await asked.clicks("Cancel request", confirming=True)
    await alice.sees("You cancelled it")
    await office.settles()
    await card.clicks("Keep user")
    await card_of(office, ben, "Nobody is asked about them again.")


async def test_only_leavers_with_a_user_are_spoken_of() -> None:
    """Guests too; not apps, and not a new name, and Arize is not asked about those."""
    async with open_world() as world:
        world.slack.workspace.deactivates("builder")
        world.slack.workspace.renames("nia", "Nia N.")
        await world.settles()
        asked = world.calls("list_users")
        world.slack.workspace.deactivates("mia")
        world.slack.workspace.deactivates("gus")
        alice = world.person("alice")
        await card_of(world, alice, left="Gus Guest was deactivated in Slack")
        await world.settles()
        assert [text for text in alice.dm if "was deactivated" in text and "Gus" not in text] == []
        assert world.calls("list_users") == asked + 2
        assert_clean(world)


async def test_an_outage_loses_nobody_and_tells_nobody_twice() -> None:
    """Arize does not answer, then Slack does not take the change: one card, in the channel where there is one."""
    async with open_world(settings={"BOT_APPROVALS_CHANNEL": ADMINS}) as world:
        world.arize.faults.next("list_users", Status(403))
        world.slack.faults.next("chat.update", Error("internal_error"))
        world.slack.workspace.deactivates("ada")
        alice = world.person("alice")
        card = await alice.sees("Waiting:", within=30)
        assert card.buttons == ["Delete user", "Keep user"]
        assert len([text for text in alice.messages if LEFT in text]) == 1
        assert alice.dm == []
        assert_clean(world)


async def test_a_gateway_without_a_way_takes_nobody_for_gone(world: World) -> None:
    """Its page has the code by which the API says that there is no such user: they are asked about all the same."""
    world.arize.faults.next("get_user", Html(404))
    world.slack.workspace.deactivates("ada")
    card = await card_of(world, world.person("alice"))
    assert card.buttons == ["Delete user", "Keep user"]


async def test_somebody_deleted_elsewhere_meanwhile_is_not_offered_any_more(world: World) -> None:
    """Whoever presses Delete reads it in the form; the bot's own deletions take the buttons away, whoever asked."""
    alice, ben = world.person("alice"), world.person("ben")
    world.slack.workspace.deactivates("ada")
    stale = await card_of(world, alice)
    await card_of(world, ben)
    await ben.types("/ax-user delete ada@example.com")
    modal = await ben.modal("Delete user")
    await modal.shows("This is permanent.")
    modal.fill(ASKED, "ada@example.com")
    world.slack.faults.next("chat.update", Error("internal_error"))
    await modal.submits()
    await card_of(world, ben, "Over:")
    await card_of(world, alice, "Over:")
    assert stale.buttons == []


async def test_an_outdated_button_says_how_it_stands(world: World) -> None:
    """A client may still show it. Whoever has no say is refused, and that is written down."""
    alice, dev = world.person("alice"), world.person("dev")
    world.slack.workspace.deactivates("ada")
    await (await card_of(world, alice)).clicks("Keep user")
    assert world.slack.last_delivery is not None
    click = deepcopy(world.slack.last_delivery.payload)
    await card_of(world, alice, "Kept by Alice Okafor")
    world.slack.workspace.reactivates("ada")
    await card_of(world, alice, "Is back")
    del click["response_url"]
    for press in (LEAVER_KEEP, LEAVER_DELETE):
        await presses(world, click, press, dev)
        await dev.reads_dm("Only workspace owners and admins may")
        await presses(world, click, press, alice)
        assert "Is back" in alice.dm[-1]
    await presses(world, click, LEAVER_KEEP, alice, "of another age")
    await alice.reads_dm("This card is not known any more.")
    refused = [row for row in await rows(alice) if "was refused" in row]
    assert len(refused) == 2


async def presses(world: World, click: dict[str, Any], action_id: str, by: Person, leaver_id: str = "") -> None:
    payload = {**click, "user": {**click["user"], "id": by.id}}
    payload["actions"] = [{**click["actions"][0], "action_id": action_id}]
    if leaver_id:
        payload["actions"][0]["value"] = leaver_id
    await world.slack.forge("interactive", payload)
    await world.settles()


@pytest.mark.parametrize("team_id", ["T0ELSEWHERE", TEAM])
async def test_an_event_about_a_stranger_says_nothing_of_anybody(world: World, team_id: str) -> None:
    """Of another workspace it ends at the door. Of this one Slack is asked, and its word counts: Ada is here."""
    alice = world.person("alice")
    profile = {"real_name": "Ada Byron", "email": "ada@example.com"}
    user = {"id": "U0STRANGER", "team_id": team_id, "deleted": True, "is_bot": False, "profile": profile}
    event = {"type": "user_change", "user": user}
    await world.slack.forge("events_api", {"type": "event_callback", "team_id": team_id, "event": event})
    await world.settles()
    await world.sweeps()
    await world.slack.changes.until(lambda: is_looked_up(world) or None, PATIENCE if team_id == TEAM else 0)
    await world.sweeps()
    assert is_looked_up(world) is (team_id == TEAM)
    assert not any("was deactivated" in text for text in alice.dm)


def is_looked_up(world: World) -> bool:
    """Whether Slack was asked about anybody."""
    return any(entry["title"] == "users.info" for entry in world.slack.inspector.entries())


async def test_an_operator_may_not_want_to_hear_of_them() -> None:
    """Then nothing is asked of anybody."""
    async with open_world(settings={"BOT_LEAVERS": "off"}) as world:
        world.slack.workspace.deactivates("ada")
        await world.slack.changes.until(lambda: len(world.slack.inspector.entries()) > 0 or None, 5)
        await world.settles()
        assert world.person("alice").dm == []
        assert_clean(world)
