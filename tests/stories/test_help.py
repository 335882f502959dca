"""`help` and what was mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.world import World


@pytest.mark.parametrize("text", ["", " help"])
async def test_an_admin_sees_every_command_with_a_button(world: World, text: str) -> None:
    """Typing nothing is asking for help."""
    alice = world.person("alice")
    await alice.types(f"/ax-user{text}")
    shown = await alice.sees("What you can do here")
    for usage in ("list [text]", "get <user>", "create [email]", "update <user>", "delete <user>", "whoami"):
        assert usage in shown.text


async def test_a_member_sees_only_what_is_open_to_them(world: World) -> None:
    """What the policy refuses is not offered; what it lets them request is."""
    carla = world.person("carla")
    await carla.types("/ax-user help")
    shown = await carla.sees("What you can do here")
    assert "get <user>" in shown.text
    assert "delete <user> · :ballot_box_with_ballot: 1 other approves" in shown.text
    assert "get <user> ·" not in shown.text
    for refused in ("list", "roles", "audit"):
        assert refused not in shown.text


async def test_a_button_leads_to_the_command(world: World) -> None:
    """As if it had been typed."""
    alice = world.person("alice")
    await alice.types("/ax-user")
    shown = await alice.sees("What you can do here")
    await shown.clicks("Roles")
    await alice.sees("Annotator")


async def test_a_mistyped_command_gets_a_suggestion(world: World) -> None:
    """And the list of what there is."""
    alice = world.person("alice")
    await alice.types("/ax-user creat jane@example.com")
    shown = await alice.sees("There is no command “creat”")
    assert "Did you mean create" in shown.text


async def test_an_unknown_word_is_named_literally(world: World) -> None:
    """It can neither ping the channel nor look like a link."""
    alice = world.person("alice")
    await alice.types("/ax-user <!channel>")
    shown = await alice.sees("There is no command")
    assert "<!channel>" in shown.text


async def test_arguments_that_do_not_fit_are_explained(world: World) -> None:
    """Nothing is guessed."""
    alice = world.person("alice")
    await alice.types("/ax-user get jane")
    await alice.sees("“jane” is not a user. Give an e-mail address")
