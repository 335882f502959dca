"""Asking, approving, denying: what everybody sees, and what happens once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.acts import creates, deletes, opens_create, opens_update
from tests.stories.offices import (
    REVIEW,
    TO_CONFIRM,
    approves,
    asks_for,
    asks_to_delete,
    card_of,
    reviews,
)

if TYPE_CHECKING:
    from tests.world import World

pytestmark = pytest.mark.core


async def test_a_member_asks_a_lead_approves_and_it_is_done(office: World) -> None:
    """Nothing happens before; afterwards the user is there, the card says so, and whoever asked hears of it."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_for(dev)
    card = await card_of(carla)
    await carla.reads_dm("Takes 1 approval.")
    assert "Asked by Dev Patel" in card.text
    assert office.calls("create_user") == 0
    modal = await approves(carla, comment="Welcome")
    await modal.shows("You approved it")
    await carla.reads_dm("Done: zoe@example.com was created.")
    told = await dev.reads_dm("Done")
    assert "Carla Moreno approved" in told.text
    assert "Welcome" in told.text
    assert office.arize.account.user("zoe@example.com") is not None
    assert office.calls("create_user") == 1


async def test_an_admin_runs_it_at_once(office: World) -> None:
    """The policy's other verdict: no card for anybody, the result for whoever asked."""
    alice, carla = office.person("alice"), office.person("carla")
    await creates(alice, "zoe@example.com")
    await alice.sees("zoe@example.com was created.")
    await office.settles()
    assert carla.dm == []
    assert alice.dm == []


async def test_the_form_says_that_others_will_have_to_approve(office: World) -> None:
    """Before anybody fills it in."""
    dev = office.person("dev")
    await opens_create(dev)
    modal = await opens_update(dev, "ada@example.com")
    assert "1 other person will have to approve it" in modal.text


async def test_a_denial_needs_a_reason_and_whoever_asked_reads_it(office: World) -> None:
    """And nothing is done."""
    dev, ben = office.person("dev"), office.person("ben")
    await asks_for(dev)
    modal = await reviews(ben)
    modal.choose("Decision", "Deny")
    await modal.submits()
    assert modal.errors == {"Comment": "Say why you deny it. The person who asked will read it."}
    modal.fill("Comment", "Use your own account")
    await modal.submits()
    await modal.shows("You denied it")
    told = await dev.reads_dm("Denied")
    card = await office.person("carla").reads_dm("Denied by Ben Lindqvist")
    assert [each.text.count("Use your own account") for each in (told, card)] == [1, 1]
    assert office.calls("create_user") == 0


async def test_two_approvals_are_two_people(office: World) -> None:
    """The first counts and waits; the same person has no form any more, nor a second vote; the second one runs it."""
    dev, alice, ben = office.person("dev"), office.person("alice"), office.person("ben")
    await asks_to_delete(dev)
    modal = await approves(alice, "ada@example.com", confirm="ada@example.com")
    await modal.shows("Your approval counts: 1 of 2.")
    assert office.slack.last_delivery is not None
    await office.slack.forge("interactive", office.slack.last_delivery.payload)
    await modal.shows("You decided this before, and that stands.")
    await ben.reads_dm("Waiting (1 of 2)")
    again = await reviews(alice, "ada@example.com")
    await again.shows("You approved this already.")
    assert "Decision" not in again.text
    assert office.calls("delete_user") == 0
    await approves(ben, "ada@example.com", confirm="ADA@example.com")
    await dev.reads_dm("Done: Ada Byron (ada@example.com) was deleted for good.")
    assert office.arize.account.user("ada@example.com") is None


async def test_approving_a_deletion_asks_for_the_address(office: World) -> None:
    """Destructive actions are confirmed at every door."""
    dev, alice = office.person("dev"), office.person("alice")
    await asks_to_delete(dev)
    modal = await reviews(alice, "ada@example.com")
    assert "This is permanent." in modal.text
    modal.choose("Decision", "Approve")
    await modal.submits()
    assert modal.errors == {TO_CONFIRM: "This is not the address of the user above. Type ada@example.com to go on."}
    modal.fill(TO_CONFIRM, "ben@example.com")
    await modal.submits()
    assert TO_CONFIRM in modal.errors


async def test_nobody_approves_what_they_asked_for(office: World) -> None:
    """Carla is a lead, and may approve everything but this."""
    carla = office.person("carla")
    await asks_for(carla)
    await carla.types("/ax-user requests mine")
    queue = await carla.sees("Your requests")
    assert "zoe@example.com" in queue.text
    await office.settles()
    assert not any("Review" in text for text in carla.dm)
    payload_id = office.events("request.submitted")[0]["request"]
    await carla.types(f"/ax-user request {payload_id}")
    shown = await carla.sees("Asked by Carla Moreno")
    assert "Review" not in shown.buttons


async def test_nobody_decides_about_themselves(office: World) -> None:
    """Ben may approve deletions, but not his own; he is not sent a card either."""
    dev, ben, alice = office.person("dev"), office.person("ben"), office.person("alice")
    await asks_to_delete(dev, "ben@example.com")
    await card_of(alice, "ben@example.com")
    await office.settles()
    assert ben.dm == []


async def test_a_duplicate_is_refused_and_leads_to_the_first(office: World) -> None:
    """Also where somebody else asks; only those whose business it is are shown more of it."""
    dev, nia, carla = office.person("dev"), office.person("nia"), office.person("carla")
    await asks_to_delete(dev)
    await deletes(nia, "ada@example.com")
    told = await nia.sees("Dev Patel asked for “Delete user” about the same person already")
    assert "Show the request" not in told.buttons
    await deletes(carla, "ada@example.com")
    told = await carla.sees("Dev Patel asked for “Delete user” about the same person already")
    await told.clicks("Show the request")
    await carla.sees("Asked by Dev Patel")


async def test_whoever_asked_can_take_it_back(office: World) -> None:
    """Until somebody decided; the cards say so."""
    dev, ben = office.person("dev"), office.person("ben")
    await creates(dev, "zoe@example.com")
    waiting = await dev.sees("Sent for approval")
    await ben.reads_dm("Takes 1 approval.")
    await waiting.clicks("Cancel request", confirming=True)
    await dev.sees("You cancelled it")
    card = await ben.reads_dm("Cancelled by Dev Patel")
    assert "Review" not in card.buttons
    await waiting.clicks("Cancel request", confirming=True)
    await dev.sees("Dev Patel cancelled this")


async def test_conditions_of_the_policy_hold(office: World) -> None:
    """Admins create members at once, and ask two admins for another admin."""
    alice = office.person("alice")
    await creates(alice, "boss@example.com", Role="Admin")
    told = await alice.sees("It takes 2 people, and only Ben Lindqvist can approve it now.")
    assert "Tell the operator of this app, or cancel it." in told.text


async def test_whoever_asks_reads_who_may_approve_it(office: World) -> None:
    """By their names, and not themselves."""
    for handle, whom in (
        ("dev", "1 of Alice Okafor, Ben Lindqvist and Carla Moreno"),
        ("carla", "1 of Alice Okafor and Ben Lindqvist"),
    ):
        person = office.person(handle)
        await creates(person, f"of-{handle}@example.com")
        await person.sees(f"Sent for approval: it takes {whom}.")


async def test_the_queue_shows_what_waits_for_whom(office: World) -> None:
    """Waiting, mine, all; and Review from there leads to the same modal."""
    dev, ben = office.person("dev"), office.person("ben")
    await asks_for(dev)
    await dev.types("/ax-user requests")
    await dev.sees("No request waits for your decision.")
    await ben.types("/ax-user requests waiting")
    queue = await ben.sees("Waits for you")
    assert "zoe@example.com" in queue.text
    await queue.clicks("Review")
    await ben.modal(REVIEW)


async def test_the_audit_says_who_did_what_and_why(office: World) -> None:
    """For admins: asked, approved, run, succeeded, in the order in which it happened."""
    dev, carla, alice = office.person("dev"), office.person("carla"), office.person("alice")
    await asks_for(dev)
    await approves(carla, comment="Welcome")
    await dev.reads_dm("Done")
    await alice.types("/ax-user audit zoe@example.com")
    shown = await alice.sees("What happened")
    places = [shown.text.index(word) for word in ("Done", "Begun", "approved", "asked")]
    assert places == sorted(places)
    await dev.types("/ax-user audit")
    await dev.sees("Only")
    await alice.types("/ax-user audit")
    await alice.sees("@Dev Patel asked")
    await alice.types(f"/ax-user audit <@{dev.id}>")
    shown = await alice.sees("What @Dev Patel did")
    assert "@Dev Patel was refused" in shown.text
