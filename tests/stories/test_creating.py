"""`create`: four ways to end, told apart."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.stories.acts import creates, invites_with_a_password, opens_create, opens_update
from tests.stories.offices import approves

if TYPE_CHECKING:
    from tests.world import World


async def test_an_invitation_by_mail(world: World) -> None:
    """What was typed is in the form already, and the result is ephemeral."""
    alice = world.person("alice")
    modal = await opens_create(alice, "zoe@example.com")
    assert modal.value("E-mail") == "zoe@example.com"
    assert "a role cannot be changed later" in modal.text
    modal.fill("Name", "Zoe Quist")
    modal.choose("Role", "Annotator")
    modal.fill("Reason", "Joins the labelling team")
    await modal.submits()
    told = await alice.sees("zoe@example.com was created.")
    assert "Arize mailed them an invitation." in told.text
    assert "Reason: Joins the labelling team" in told.text
    created = world.arize.account.user("zoe@example.com")
    assert created is not None
    assert (created.name, created.role, created.status) == ("Zoe Quist", "ANNOTATOR", "INVITED")
    assert told.is_ephemeral


async def test_fields_that_are_wrong_are_told_at_the_field(world: World) -> None:
    """Nothing that was filled in is lost, and nothing is created."""
    alice = world.person("alice")
    modal = await opens_create(alice)
    modal.fill("E-mail", "zoe@nowhere")
    modal.fill("Name", "   ")
    await modal.submits()
    assert set(modal.errors) == {"E-mail", "Name"}
    assert modal.value("E-mail") == "zoe@nowhere"
    modal.fill("E-mail", "zoe@example.com")
    modal.fill("Name", "N" * 256)
    await modal.submits()
    assert modal.errors == {"Name": "Name is too long: 255 characters at most."}
    assert world.calls("create_user") == 0


async def test_a_name_of_255_emoji_is_a_name(world: World) -> None:
    """The API counts characters, and so does the form."""
    alice = world.person("alice")
    modal = await opens_create(alice, "fox@example.com")
    modal.fill("Name", "🦊" * 255)
    await modal.submits()
    await alice.sees("fox@example.com was created.")
    again = await opens_update(alice, "fox@example.com")
    assert again.value("Name") == "🦊" * 255


async def test_somebody_already_invited_is_left_as_they_are(world: World) -> None:
    """Nothing was mailed and nothing changed; a button offers a new mail."""
    alice = world.person("alice")
    await creates(alice, "jane@example.com", "Another Jane")
    told = await alice.sees("jane@example.com was already invited, and nothing was mailed.")
    assert "Jane Doe" in told.text
    await told.clicks("Resend invitation")
    await alice.modal("Resend invitation")


async def test_somebody_already_active(world: World) -> None:
    """The 409 is explained by a look-up."""
    alice = world.person("alice")
    await creates(alice, "ada@example.com", "Ada")
    told = await alice.sees("ada@example.com is already active.")
    assert "Nothing changed" in told.text


async def test_somebody_deleted_earlier_cannot_return(world: World) -> None:
    """The same 409, another explanation."""
    alice = world.person("alice")
    await creates(alice, "dora@example.com", "Dora")
    await alice.sees("dora@example.com was deleted earlier and cannot return")


async def test_an_expired_invitation_is_made_anew(world: World) -> None:
    """From the user's menu, with the form filled in as they were."""
    alice = world.person("alice")
    await alice.types("/ax-user get eli@example.com")
    card = await alice.sees("Invitation expired")
    await card.clicks("Invite again")
    modal = await alice.modal("Create user")
    await modal.shows("Name")
    assert (modal.value("E-mail"), modal.value("Name")) == ("eli@example.com", "Eli Expired")
    await modal.submits()
    again = await alice.sees("eli@example.com was invited again.")
    assert "Arize mailed them an invitation." in again.text


async def test_single_sign_on_users_are_active_at_once(world: World) -> None:
    """Invitation: none."""
    alice = world.person("alice")
    await creates(alice, "sso@example.com", "Sol", Invitation="None")
    told = await alice.sees("sso@example.com was created.")
    assert "They are active and can sign in." in told.text


async def test_the_developer_permission_is_set_by_a_second_call(world: World) -> None:
    """Only where it differs from what the role brought."""
    alice = world.person("alice")
    await creates(alice, "dev1@example.com", "Dev One", Developer_permission="Off")
    told = await alice.sees("dev1@example.com was created.")
    assert "The developer permission was turned off." in told.text
    created = world.arize.account.user("dev1@example.com")
    assert created is not None
    assert not created.is_developer


async def test_custom_roles_of_the_account_can_be_chosen(world: World) -> None:
    """Arize may refuse them; then its words are shown, and the form comes back as it was."""
    alice = world.person("alice")
    modal = await opens_create(alice, "cy@example.com")
    custom = [
        label for label in modal.options("Role") if label not in ("Admin", "Member", "Member - UI Only", "Annotator")
    ]
    modal.fill("Name", "Cy Ode")
    modal.choose("Role", custom[0])
    await modal.submits()
    told = await alice.sees("Arize did not accept this")
    await told.clicks("Edit and try again")
    again = await alice.modal("Create user")
    await again.shows("Name")
    assert (again.value("E-mail"), again.value("Name"), again.value("Role")) == ("cy@example.com", "Cy Ode", custom[0])


@pytest.mark.parametrize(
    "name", ["<!channel> & <@U0BEN>", "*bold* _it_ `code`", "<https://evil.example|Arize>", "a\nb"]
)
async def test_a_name_can_neither_ping_nor_link_nor_format(world: World, name: str) -> None:
    """It is shown as it was typed, on one line."""
    alice = world.person("alice")
    modal = await opens_create(alice, "tricky@example.com")
    modal.fill("Name", name)
    modal.fill("Reason", name)
    await modal.submits()
    told = await alice.sees("tricky@example.com was created.")
    marked = re.findall(r'"type": "mrkdwn", "text": "[^"]*"', json.dumps(told.blocks))
    assert marked
    assert not any(token in "".join(marked) for token in ("<!channel>", "<@U0BEN>", "<https://evil", "*bold*"))


async def test_a_double_click_on_create_creates_once(world: World) -> None:
    """The second delivery of a form is told that it is one."""
    alice = world.person("alice")
    await creates(alice, "twice@example.com", "Twice")
    await world.slack.redeliver_last()
    await alice.sees("This form arrived twice. It is carried out once, and you get one result.")
    await world.settles()
    assert world.calls("create_user") == 1


async def test_the_form_says_that_a_role_may_take_others(office: World) -> None:
    """Before it is sent: an Admin is let in by two, be it that whoever asks needs nobody for any other role, or one."""
    form = await opens_create(office.person("alice"), "zoe@example.com")
    assert "For some choices, such as a role, others have to approve it first." in form.text
    form.fill("Name", "Zoe Quist")
    form.choose("Role", "Admin")
    await form.submits()
    await office.person("alice").sees("It takes 2 people, and only Ben Lindqvist can approve it now.")
    form = await opens_create(office.person("dev"), "yan@example.com")
    assert (
        "1 other person will have to approve it. For some choices, such as a role, it takes more people." in form.text
    )


async def test_others_read_by_name_who_has_it_and_why(office: World) -> None:
    """What is kept with the request is read by those who approved it as well."""
    dev, carla = office.person("dev"), office.person("carla")
    await invites_with_a_password(dev, "mia@partner.example", "Mia")
    await approves(carla, "mia@partner.example")
    said = "mia@partner.example is not a full member of this Slack, so the temporary password went to Dev Patel by"
    assert said in (await carla.reads_dm("mia@partner.example was created.")).text
    handed = await dev.reads_dm("Temporary password for mia@partner.example, whom you created in Arize AX.")
    assert "you have it because they are not a full member of this Slack" in handed.text
