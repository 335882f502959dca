"""Looking back: requests by page, one of them, and the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.workflow.records import ROWS
from tests.databases import opened
from tests.races.requests import file_requests
from tests.stories.acts import creates
from tests.stories.homes import opens
from tests.stories.offices import POLICY, TO_CONFIRM, approves, asks_for, asks_to_delete, reviews
from tests.world import open_world

if TYPE_CHECKING:
    from tests.world import World


async def test_requests_are_shown_by_pages() -> None:
    """Newest first; older ones take the place of these, and the lists lead to one another."""
    async with open_world(policy=POLICY) as world:
        dev = world.person("dev")
        for number in range(10):
            await creates(dev, f"user{number}@example.com")
            await dev.sees(f"user{number}@example.com")
        dev.client.reload()
        await dev.types("/ax-user requests mine")
        first = await dev.sees("Your requests")
        assert "user9@example.com" in first.text
        assert "user1@example.com" not in first.text
        await first.clicks("Older")
        rest = await dev.sees("user1@example.com")
        assert "user9@example.com" not in rest.text
        await rest.clicks("Waits for you")
        await dev.sees("No request waits for your decision.")


async def test_for_whom_nothing_waits_their_own_requests_are_shown(office: World) -> None:
    """Without an argument; what waits goes first, and who has neither reads that nothing waits."""
    dev, carla = office.person("dev"), office.person("carla")
    await dev.types("/ax-user requests")
    assert "Your requests" not in (await dev.sees("No request waits for your decision.")).text
    await asks_for(dev)
    await dev.types("/ax-user requests")
    shown = await dev.sees("Your requests")
    assert shown.text.index("No request waits for your decision.") < shown.text.index("zoe@example.com")
    assert {"Cancel request", "Waits for you", "All"} <= set(shown.buttons)
    await dev.types("/ax-user requests waiting")
    assert "zoe@example.com" not in (await dev.sees("Mine")).text
    await asks_for(carla, "yan@example.com")
    await carla.types("/ax-user requests")
    shown = await carla.sees("Waits for you")
    assert ("zoe@example.com" in shown.text, "yan@example.com" in shown.text) == (True, False)


async def test_a_long_search_stops_and_can_be_gone_on_with() -> None:
    """Hundreds of requests that are none of hers: the list is empty so far, and leads to what is older."""
    async with open_world(policy=POLICY) as world:
        await file_requests(world.database_url, 205)
        nia = world.person("nia")
        await nia.types("/ax-user requests all")
        shown = await nia.sees("All requests", within=15)
        await shown.clicks("Older")
        await nia.sees("Nothing was asked")


async def test_a_request_is_found_by_the_id_that_is_shown(office: World) -> None:
    """Its first eight characters; whoever asked can take it back from there."""
    dev = office.person("dev")
    await asks_for(dev)
    request_id = office.events("request.submitted")[0]["request"]
    await dev.types(f"/ax-user request {request_id[:8]}")
    shown = await dev.sees("Asked by Dev Patel")
    assert "Cancel request" in shown.buttons
    await dev.types("/ax-user request 00000000")
    await dev.sees("There is no such request.")
    await dev.types("/ax-user request")
    await dev.sees("Give the request's id")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("requests yours", "“yours” is no list of requests."),
        ("audit VXNlcjoxMDY6gUHD4A==", "Give an e-mail address, or mention somebody"),
        ("audit nobody@example.com", "Nothing"),
    ],
)
async def test_what_cannot_be_looked_up_is_said(world: World, typed: str, told: str) -> None:
    """With what can be."""
    alice = world.person("alice")
    await alice.types(f"/ax-user {typed}")
    await alice.sees(told)


async def test_approving_a_deletion_without_the_address_is_refused_behind_the_form_too(office: World) -> None:
    """A forged decision that leaves the confirmation out does not count."""
    dev, alice = office.person("dev"), office.person("alice")
    await asks_to_delete(dev)
    modal = await reviews(alice, "ada@example.com")
    modal.choose("Decision", "Approve")
    modal.fill("To approve, type the e-mail address", "ada@example.com")
    (view,) = office.slack.views.stack(alice.id)
    payload = office.slack.payloads.submission(alice.client.person, view, "")
    payload["view"]["private_metadata"] = payload["view"]["private_metadata"].replace('"x":true', '"x":false')
    for block in payload["view"]["state"]["values"].values():
        for state in block.values():
            if state.get("value") == "ada@example.com":
                state["value"] = None
    await office.slack.forge("interactive", payload)
    await modal.shows("To approve this, type the e-mail address of the person it is about.")


async def test_a_target_that_is_gone_stops_the_run(office: World) -> None:
    """Somebody deleted them elsewhere while the form was open."""
    dev, alice, carla = office.person("dev"), office.person("alice"), office.person("carla")
    await asks_to_delete(dev)
    await approves(alice, "ada@example.com", confirm="ada@example.com")
    await carla.reads_dm("Waiting (1 of 2)")
    form = await reviews(carla, "ada@example.com")
    user = office.arize.account.user("ada@example.com")
    assert user is not None
    office.arize.account.forget(user)
    form.choose("Decision", "Approve")
    form.fill(TO_CONFIRM, "ada@example.com")
    await form.submits()
    told = await dev.reads_dm("Failed")
    assert "ada@example.com is not in Arize AX any more." in told.text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ("operation = 'frob'", "This version of the app does not know “frob” any more."),
        ("""params = '{"colour": "blue"}'""", "This request was made by another version of the app"),
    ],
)
async def test_a_request_of_an_older_version_is_no_reason_to_hide_the_rest(changed: str, words: str) -> None:
    """Requests for what this version cannot do or read any more are left out of the lists, and of the home."""
    async with open_world(policy=POLICY) as world:
        dev = world.person("dev")
        await asks_for(dev)
        await creates(dev, "other@example.com")
        await dev.sees("other@example.com")
        request_id = world.events("request.submitted")[0]["request"]
        async with opened(world.database_url) as engine, engine.begin() as connection:
            await connection.execute(text(f"UPDATE requests SET {changed} WHERE id = '{request_id}'"))  # noqa: S608 - ours
        await dev.types("/ax-user requests mine")
        shown = await dev.sees("Your requests")
        assert "other@example.com" in shown.text
        assert "zoe@example.com" not in shown.text
        await dev.types(f"/ax-user request {request_id}")
        await dev.sees(words)
        await opens(dev, "other@example.com")


async def test_the_audit_is_turned_to_older_rows_and_passes_a_list_over(office: World) -> None:
    """The policy is asked again for each page; a guest who only looked at their home is in none of them."""
    gus, alice = office.person("gus"), office.person("alice")
    await opens(gus, "You are a guest.")
    await gus.types("/ax-user whoami")
    await gus.sees("You are a guest.")
    for _ in range(ROWS):
        await gus.types("/ax-user list")
        await office.settles()
    await alice.types("/ax-user audit")
    first = await alice.sees("What happened")
    assert (first.text.count("@Gus Guest was refused"), "whoami" in first.text) == (ROWS, False)
    await first.clicks("Older")
    older = await alice.sees("whoami")
    assert older.text.count("@Gus Guest was refused") == 1
    assert "Older" not in older.buttons
    assert " home" not in older.text
