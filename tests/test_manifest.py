"""The manifest makes an app that Slack accepts, and that can do what the bot does and no more."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from slack_sdk.web.async_client import AsyncWebClient

from bot.commands import discover
from bot.settings import Settings
from bot.slack.manifest import HEADING, Delivery, as_json, as_yaml, contents, plain
from bot.slack.scopes import APP_LEVEL, SCOPELESS, SCOPES

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT.parent / "shared" / "slack_manifest_schema"
"""Slack's own JSON Schemas, where they are laid beside the project; they are not ours to copy."""
COMMAND = str(Settings.model_fields["command"].default)
NAMES = [command.name for command in discover()]
ADDRESS = "https://ax-user-bot.example.com/slack/events"
SOCKET, HTTP = Delivery(), Delivery(ADDRESS)
FAMILIES = ("api", "apps", "auth", "chat", "conversations", "files", "team", "usergroups", "users", "views")
NAMED = re.compile(rf"\.((?:{'|'.join(FAMILIES)})_[A-Za-z_]+)\b")
VARIANTS = [(COMMAND, SOCKET), (COMMAND, HTTP), ("/" + "a" * 31, SOCKET), ("/" + "a" * 31, HTTP)]


def manifest(command: str = COMMAND, delivery: Delivery = SOCKET) -> dict[str, Any]:
    made: dict[str, Any] = plain(contents(NAMES, command, delivery))
    return made


def schema(version: str) -> dict[str, Any]:
    """Slack's schema. Skips where it is not at hand, but not in CI, where it has to be."""
    path = SCHEMAS / f"manifest.schema.{version}.json"
    if not path.exists() and os.environ.get("CI") != "true":
        pytest.skip("Slack's manifest schema is not beside this folder (shared/slack_manifest_schema)")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_the_committed_file_is_what_the_code_makes() -> None:
    """Byte for byte: `ax-user-bot manifest > manifest.yml`."""
    made = as_yaml(contents(NAMES, COMMAND, SOCKET), HEADING)
    assert (ROOT / "manifest.yml").read_text(encoding="utf-8") == made


@pytest.mark.parametrize(("command", "delivery"), VARIANTS)
def test_both_layouts_say_the_same(command: str, delivery: Delivery) -> None:
    """YAML with its remarks, and JSON."""
    tree = contents(NAMES, command, delivery)
    assert yaml.safe_load(as_yaml(tree, HEADING)) == json.loads(as_json(tree)) == manifest(command, delivery)


@pytest.mark.parametrize(("command", "delivery"), VARIANTS)
def test_slacks_schema_accepts_it(command: str, delivery: Delivery) -> None:
    """Pasted into Slack, no manifest has an error."""
    errors = Draft7Validator(schema("1.0.0")).iter_errors(manifest(command, delivery))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_slacks_schema_would_tell() -> None:
    """The check is a real one: a display name that is too long is found."""
    made = manifest()
    made["display_information"]["name"] = "a" * 36
    assert not Draft7Validator(schema("1.0.0")).is_valid(made)


def test_socket_mode_takes_no_address() -> None:
    """Slack would refuse HTTP mode without a request URL, and there is none."""
    made = manifest()
    assert made["settings"]["socket_mode_enabled"] is True
    assert "https://ax-user-bot" not in json.dumps(made)


def test_http_has_the_address_wherever_slack_sends_to() -> None:
    """The command, events, what is clicked, and the pickers."""
    made = manifest(delivery=HTTP)
    settings = made["settings"]
    assert settings["socket_mode_enabled"] is False
    assert made["features"]["slash_commands"][0]["url"] == ADDRESS
    assert settings["event_subscriptions"]["request_url"] == ADDRESS
    assert settings["interactivity"]["request_url"] == ADDRESS
    assert settings["interactivity"]["message_menu_options_url"] == ADDRESS


def test_another_command_is_named_wherever_people_read_it() -> None:
    """And mentions are escaped into ids whatever it is called."""
    made = manifest("/arize")
    (command,) = made["features"]["slash_commands"]
    assert (command["command"], command["should_escape"]) == ("/arize", True)
    assert COMMAND not in json.dumps(made)


def test_the_usage_hint_names_every_command() -> None:
    """What Slack shows while people type is what the bot can do, in the order of its help."""
    (command,) = manifest()["features"]["slash_commands"]
    assert re.findall(r"[a-z-]+", command["usage_hint"]) == NAMES


def test_the_scopes_are_those_of_the_methods_that_are_called() -> None:
    """No call ends in missing_scope, and no scope is left over."""
    named = [method for scope in SCOPES for method in scope.methods]
    assert called_methods() == {as_python(each) for each in (*named, *SCOPELESS, *APP_LEVEL)}
    assert [scope.name for scope in SCOPES if not scope.methods] == ["commands"]
    assert manifest()["oauth_config"]["scopes"] == {"bot": [scope.name for scope in SCOPES]}


def test_every_event_has_the_scope_that_it_needs() -> None:
    """Source: https://docs.slack.dev/reference/events. `app_home_opened` needs none."""
    made = manifest()
    assert made["settings"]["event_subscriptions"]["bot_events"] == ["app_home_opened", "user_change"]
    assert "users:read" in made["oauth_config"]["scopes"]["bot"]


def as_python(method: str) -> str:
    """As the SDK spells it."""
    return method.replace(".", "_")


def called_methods() -> set[str]:
    """The Web API methods that the bot names, as the SDK spells them; the simulator is not the bot."""
    sources = [path for path in (ROOT / "bot").rglob("*.py") if "simulator" not in path.parts]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    return {name for name in NAMED.findall(text) if hasattr(AsyncWebClient, name)} - {"api_call"}  # all end in it


def test_the_home_is_on_and_nothing_rotates() -> None:
    """The bot reads nobody's messages, people can read its own, and its token stays as it was given."""
    made = manifest()
    home = made["features"]["app_home"]
    assert set(home.values()) == {True}
    settings = made["settings"]
    assert (settings["token_rotation_enabled"], settings["org_deploy_enabled"]) == (False, False)
