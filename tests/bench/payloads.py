"""What Slack sends, by the people who are in every workspace here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.ids import APP, TEAM

if TYPE_CHECKING:
    from bot.slack.blockkit import View

ALICE = "U0ALICE"
COMMAND = "/ax-user"


def slash(text: str, response_url: str, user: str = ALICE) -> dict[str, str]:
    return {
        "token": "long-retired",
        "team_id": TEAM,
        "team_domain": "bench",
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "user_id": user,
        "user_name": user.lower(),
        "command": COMMAND,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": "1.2.3",
    }


def suggestion(view: View, action_id: str, value: str, user: str = ALICE) -> dict[str, str]:
    """Somebody types into a menu whose options come from the app."""
    asked = {"action_id": action_id, "block_id": "user", "value": value, "view": view}
    return _form({**_by(user), "type": "block_suggestion", **asked})


def submission(view: View, view_id: str, user: str) -> dict[str, str]:
    sent = {**view, "id": view_id, "hash": "1.a", "root_view_id": view_id, "app_id": APP}
    return _form({**_by(user), "type": "view_submission", "view": sent, "trigger_id": "1.2.3", "response_urls": []})


def _by(user: str) -> dict[str, Any]:
    return {
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": TEAM},
        "team": {"id": TEAM, "domain": "bench"},
        "api_app_id": APP,
        "token": "long-retired",
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _form(payload: dict[str, Any]) -> dict[str, str]:
    return {"payload": json.dumps(payload)}
