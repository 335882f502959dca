"""What is read from a manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from bot.simulator.slack.manifest import read_manifest
from tests.simulator.slack.an_app import a_manifest

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_read_as_well_as_values(tmp_path: Path) -> None:
    """The same manifest, the same rights."""
    file = tmp_path / "manifest.yml"
    file.write_text(yaml.safe_dump(a_manifest()), "utf-8")
    read = read_manifest(file)
    assert read == read_manifest(a_manifest())
    assert read.name == "judge"
    assert read.home_tab
    assert read.socket_mode
    assert not read.messages_read_only


def test_commands_are_found_by_their_name() -> None:
    """Others do not exist."""
    read = read_manifest(a_manifest())
    found = read.command("/try")
    assert found is not None
    assert found.should_escape
    assert read.command("/other") is None
    assert read_manifest(a_manifest(scopes=["chat:write"])).command("/try") is None


def test_shortcuts_are_offered_where_they_belong() -> None:
    """Global ones apart from those of messages; none without the scope that commands need too."""
    read = read_manifest(a_manifest())
    assert [one.name for one in read.offers("global")] == ["Do it"]
    assert [one.callback_id for one in read.offers("message")] == ["do_it_to"]
    assert read_manifest(a_manifest(scopes=["chat:write"])).offers("global") == ()


def test_events_need_a_subscription_and_a_scope() -> None:
    """One without the other is not enough."""
    read = read_manifest(a_manifest(scopes=["users:read"]))
    assert read.hears("user_change")
    assert read.hears("app_home_opened")
    assert not read.hears("message.im")
    assert not read.hears("team_join")


def test_what_is_not_said_is_switched_off() -> None:
    """A manifest with a name alone lets the app do nothing."""
    read = read_manifest({"display_information": {"name": "Bare"}})
    assert (read.name, read.commands, read.scopes, read.events) == ("Bare", (), (), ())
    assert (read.interactivity, read.home_tab, read.socket_mode) == (False, False, False)
