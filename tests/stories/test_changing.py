"""`update`, `resend`, `reset-password`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.acts import opens, opens_picker, opens_update

if TYPE_CHECKING:
    from tests.world import World


async def test_an_update_sends_only_what_changed(world: World) -> None:
    """The form shows what the API has; a value that is left as it stands is not sent."""
    alice = world.person("alice")
    modal = await opens_update(alice, "ada@example.com")
    assert modal.value("Name") == "Ada Byron"
    ada = world.arize.account.user("ada@example.com")
    assert ada is not None
    meanwhile = world.arize.account.change("ada@example.com", is_developer=not ada.is_developer)
    modal.fill("Name", "Ada King")
    await modal.submits()
    told = await alice.sees("ada@example.com was updated.")
    assert "Name: Ada Byron → Ada King" in told.text
    after = world.arize.account.user("ada@example.com")
    assert after is not None
    assert (after.name, after.is_developer) == ("Ada King", meanwhile.is_developer)


async def test_an_update_that_changes_nothing_is_told_at_the_field(world: World) -> None:
    """No call is made for it."""
    alice = world.person("alice")
    modal = await opens_update(alice, "ada@example.com")
    await modal.submits()
    assert modal.errors == {"Name": "Nothing is different yet. Change the name or the developer permission."}
    assert world.calls("update_user") == 0


async def test_the_developer_permission_can_be_turned(world: World) -> None:
    """And the result says from what to what."""
    alice = world.person("alice")
    modal = await opens_update(alice, "dev@example.com")
    modal.choose("Developer permission", "On")
    await modal.submits()
    told = await alice.sees("dev@example.com was updated.")
    assert "Developer permission: off → on" in told.text


async def test_an_update_without_a_user_asks_for_one_and_goes_on_in_the_same_modal(world: World) -> None:
    """First whom, then what."""
    alice = world.person("alice")
    modal = await opens_picker(alice, "update", "Update user")
    found = await modal.search("User", "ada@")
    modal.choose("User", found[0])
    await modal.submits()
    await modal.shows("Developer permission")
    assert modal.value("Name") == "Ada Byron"


async def test_an_invitation_is_mailed_again_after_a_confirmation(world: World) -> None:
    """The form says to whom it goes and that older links die."""
    alice = world.person("alice")
    mails = len(world.arize.account.mails)
    modal = await opens(
        alice, "resend jane@example.com", "Resend invitation", "Mails a new invitation link to jane@example.com."
    )
    assert len(world.arize.account.mails) == mails
    await modal.submits()
    await alice.sees("A new invitation was mailed to jane@example.com.")
    assert len(world.arize.account.mails) == mails + 1


async def test_the_api_explains_why_an_active_user_gets_no_invitation(world: World) -> None:
    """Its own detail is shown, where they became active after the form was opened."""
    alice = world.person("alice")
    modal = await opens(alice, "resend jane@example.com", "Resend invitation", "jane@example.com")
    world.arize.account.verify("jane@example.com")
    await modal.submits()
    await alice.sees("Arize did not accept this:")


@pytest.mark.parametrize(
    ("typed", "title", "why", "instead"),
    [
        (
            "resend ada@",
            "Resend invitation",
            "is active, so there is no invitation to resend",
            "“reset-password” mails them a link",
        ),
        ("resend jane@", "Resend invitation", "expired, so it cannot be resent", "“create” invites them again"),
        ("reset-password bo@", "Reset password", "is invited and not active yet", "“resend” mails them"),
        ("reset-password jane@", "Reset password", "expired, so there is no password", "“create” invites them again"),
    ],
)
async def test_no_form_promises_what_is_known_not_to_work(
    world: World, typed: str, title: str, why: str, instead: str
) -> None:
    """A typed address gets past the menus, which leave such users out: why, and what does something, in its place."""
    alice = world.person("alice")
    world.arize.account.add_user("Bo", "bo@example.com", status="INVITED")
    world.arize.account.expire_invitation("jane@example.com")
    modal = await opens(alice, f"{typed}example.com", title, why)
    assert instead in modal.text
    assert modal.labels == []


@pytest.mark.parametrize(
    ("typed", "title"), [("resend", "Resend invitation"), ("reset-password", "Reset password")], ids=["resend", "reset"]
)
async def test_a_state_that_nobody_here_knows_rules_no_form_out(world: World, typed: str, title: str) -> None:
    """Arize decides then."""
    world.arize.account.add_user("Bo", "bo@example.com", status="PAUSED")
    modal = await opens(world.person("alice"), f"{typed} bo@example.com", title, "PAUSED")
    assert modal.labels == ["Reason"]


async def test_a_password_reset_is_mailed(world: World) -> None:
    """The link works for 30 minutes."""
    alice = world.person("alice")
    modal = await opens(alice, "reset-password ada@example.com", "Reset password", "30 minutes")
    await modal.submits()
    await alice.sees("A password reset link was mailed to ada@example.com.")


async def test_single_sign_on_users_have_no_password_to_reset(world: World) -> None:
    """Arize refuses, and its reason is shown."""
    alice = world.person("alice")
    modal = await opens(alice, "reset-password sam@example.com", "Reset password", "single sign-on")
    await modal.submits()
    await alice.sees("Arize did not accept this:")


async def test_closing_a_form_changes_nothing(world: World) -> None:
    """Not even while it is still loading."""
    alice = world.person("alice")
    await alice.types("/ax-user reset-password ada@example.com")
    modal = await alice.modal("Reset password")
    await modal.closes()
    await world.settles()
    assert world.calls("reset_user_password") == 0
