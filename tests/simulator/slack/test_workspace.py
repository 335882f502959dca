"""The people of the workspace."""

from __future__ import annotations

import pytest

from bot.simulator.slack import PERSONAS, Persona, Workspace
from bot.simulator.slack.people import user_object


def test_there_is_somebody_of_every_kind() -> None:
    """Ids look like Slack's."""
    assert {person.kind for person in PERSONAS} == {
        "owner",
        "admin",
        "member",
        "single_channel_guest",
        "multi_channel_guest",
        "external",
        "deactivated",
        "bot",
    }
    assert Workspace(PERSONAS).person("alice").id == "U0ALICE"


def test_nobody_is_invented() -> None:
    """An unknown handle is an error."""
    with pytest.raises(LookupError):
        Workspace(PERSONAS).person("zoe")


def test_somebody_can_become_something_else() -> None:
    """And whoever listens hears of it."""
    workspace = Workspace(PERSONAS)
    workspace.become("carla", "admin")
    heard: list[Persona] = []
    workspace.on_change = heard.append
    workspace.become("carla", "deactivated")
    assert [person.kind for person in heard] == ["deactivated"]
    assert workspace.by_email("carla@example.com") is None


def test_strangers_and_deactivated_people_are_not_found_by_their_address() -> None:
    """Others are, in any case."""
    workspace = Workspace(PERSONAS)
    found = workspace.by_email("ALICE@example.com")
    assert found is not None
    assert found.handle == "alice"
    for address in ("dora@example.com", "eve@other.example", "nobody@example.com", ""):
        assert workspace.by_email(address) is None


def test_groups_have_members_that_tests_may_replace() -> None:
    """By their handles."""
    workspace = Workspace(PERSONAS)
    assert workspace.groups["S0ADMINS"][1] == ("U0ALICE", "U0BEN")
    workspace.set_group("S0LEADS", ["dev"])
    assert workspace.groups["S0LEADS"] == ("leads", ("U0DEV",))


@pytest.mark.parametrize(
    ("handle", "said"),
    [
        ("alice", {"is_owner": True, "is_admin": True, "is_restricted": False}),
        ("ben", {"is_owner": False, "is_admin": True}),
        ("gus", {"is_restricted": True, "is_ultra_restricted": True}),
        ("mia", {"is_restricted": True, "is_ultra_restricted": False}),
        ("eve", {"is_stranger": True, "team_id": "T0OTHER"}),
        ("builder", {"is_bot": True, "deleted": False}),
        ("dora", {"deleted": True}),
    ],
)
def test_user_objects_tell_kinds_apart(handle: str, said: dict[str, object]) -> None:
    """Deactivated people have no standing at all."""
    user = user_object(Workspace(PERSONAS).person(handle), with_email=True)
    assert said.items() <= user.items()
    assert ("is_admin" in user) == (handle != "dora")


def test_addresses_are_shown_only_where_they_may_be() -> None:
    """A bot has none."""
    workspace = Workspace(PERSONAS)
    assert user_object(workspace.person("ada"), with_email=True)["profile"]["email"] == "ada@example.com"
    assert "email" not in user_object(workspace.person("ada"), with_email=False)["profile"]
    assert "email" not in user_object(workspace.person("builder"), with_email=True)["profile"]
