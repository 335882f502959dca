"""`manifest.yml` makes an app that Slack accepts, and that can do what the bot does and no more."""

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
from bot.slack.app import HOME_OPENED, USER_CHANGED
from bot.slack.handling import MANAGING
from bot.slack.views.presses import INVITE, MANAGE

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT.parent / "shared" / "slack_manifest_schema"
"""Slack's own JSON Schemas, where they are laid beside the project; they are not ours to copy."""

SCOPES = {
    "commands": "slash commands and shortcuts",
    "chat:write": "chat.postMessage, chat.delete",
    "files:read": "files.info",
    "files:write": "files.getUploadURLExternal, files.completeUploadExternal",
    "im:write": "conversations.open",
    "usergroups:read": "usergroups.users.list",
    "users:read": "users.info",
    "users:read.email": "users.lookupByEmail",
}
CALLS = re.compile(r"\.([a-z]+_[A-Za-z_]+)\(")
METHODS_OF_SCOPE = {
    "chat:write": {"chat_postMessage", "chat_delete", "chat_update", "chat_postEphemeral"},
    "files:read": {"files_info"},
    "files:write": {"files_getUploadURLExternal", "files_completeUploadExternal"},
    "im:write": {"conversations_open"},
    "usergroups:read": {"usergroups_users_list"},
    "users:read": {"users_info", "users_list"},
    "users:read.email": {"users_lookupByEmail"},
}
VIEWS = {"views_open", "views_push", "views_update", "views_publish"}
NO_SCOPE = {"auth_test", "api_test", "apps_connections_open", *VIEWS}


@pytest.fixture
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
    return loaded


def schema(version: str) -> dict[str, Any]:
    """Slack's schema. Skips where it is not at hand, but not in CI, where it has to be."""
    path = SCHEMAS / f"manifest.schema.{version}.json"
    if not path.exists() and os.environ.get("CI") != "true":
        pytest.skip("Slack's manifest schema is not beside this folder (shared/slack_manifest_schema)")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def test_slacks_schema_accepts_it(manifest: dict[str, Any]) -> None:
    """Pasted into Slack, the manifest has no error."""
    errors = Draft7Validator(schema("1.0.0")).iter_errors(manifest)
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_slacks_schema_would_tell(manifest: dict[str, Any]) -> None:
    """The check is a real one: a display name that is too long is found."""
    manifest["display_information"]["name"] = "a" * 36
    assert not Draft7Validator(schema("1.0.0")).is_valid(manifest)


def test_socket_mode_is_the_default(manifest: dict[str, Any]) -> None:
    """No public address is needed: Slack would refuse HTTP mode without a request URL, and there is none."""
    assert manifest["settings"]["socket_mode_enabled"] is True
    assert manifest["settings"]["interactivity"] == {"is_enabled": True}


def test_the_command_is_the_one_that_the_bot_takes(manifest: dict[str, Any]) -> None:
    """One lower-case command, the setting's default, with mentions escaped into ids."""
    (command,) = manifest["features"]["slash_commands"]
    assert command["command"] == Settings.model_fields["command"].default == command["command"].lower()
    assert command["should_escape"] is True


def test_the_usage_hint_names_every_command(manifest: dict[str, Any]) -> None:
    """What Slack shows while people type is what the bot can do, in the order of its help."""
    (command,) = manifest["features"]["slash_commands"]
    assert re.findall(r"[a-z-]+", command["usage_hint"]) == [each.name for each in discover()]


def test_the_shortcuts_are_those_that_the_bot_listens_to(manifest: dict[str, Any]) -> None:
    """Nothing that people are offered ends in “an older version”, and what opens is called as the shortcut is."""
    shortcuts = manifest["features"]["shortcuts"]
    assert {each["callback_id"]: each["type"] for each in shortcuts} == {MANAGE: "global", INVITE: "message"}
    assert shortcuts[0]["name"] == MANAGING


def test_every_scope_is_needed_and_explained(manifest: dict[str, Any]) -> None:
    """The bot asks for what it uses, and each line says what for."""
    text = (ROOT / "manifest.yml").read_text(encoding="utf-8")
    scopes = manifest["oauth_config"]["scopes"]
    assert scopes == {"bot": list(SCOPES)}
    assert [scope for scope in SCOPES if not re.search(rf"- {scope} +# \w", text)] == []


def test_the_scopes_cover_the_methods_that_are_called(manifest: dict[str, Any]) -> None:
    """No call ends in missing_scope, and no scope is left over."""
    scopes = set(manifest["oauth_config"]["scopes"]["bot"]) - {"commands"}
    assert called_methods() <= NO_SCOPE.union(*(METHODS_OF_SCOPE[scope] for scope in scopes))
    assert [scope for scope in scopes if not METHODS_OF_SCOPE[scope] & called_methods()] == []


def called_methods() -> set[str]:
    """The Web API methods that the bot's Slack edge names, as the SDK spells them."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot" / "slack").rglob("*.py"))
    return {name for name in CALLS.findall(text) if hasattr(AsyncWebClient, name)}


def test_two_events_and_no_rotation(manifest: dict[str, Any]) -> None:
    """The bot hears who opens its home and who leaves, reads nobody's messages, and its token stays as it was given."""
    settings = manifest["settings"]
    assert settings["event_subscriptions"] == {"bot_events": [HOME_OPENED, USER_CHANGED]}
    assert manifest["features"]["app_home"]["home_tab_enabled"] is True
    assert (settings["token_rotation_enabled"], settings["org_deploy_enabled"]) == (False, False)


def test_people_can_read_the_bots_messages(manifest: dict[str, Any]) -> None:
    """Without the messages tab a temporary password could not be read."""
    home = manifest["features"]["app_home"]
    assert (home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (True, True)
