"""What the manifest says: https://docs.slack.dev/reference/app-manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.slack.app import HOME_OPENED, USER_CHANGED
from bot.slack.handling import MANAGING
from bot.slack.manifest.noted import Noted
from bot.slack.scopes import SCOPES
from bot.slack.views.presses import INVITE, MANAGE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.slack.manifest.delivery import Delivery

HEADING = (
    'The Slack app, for "Create New App, From a manifest" at https://api.slack.com/apps. docs/operations.md tells the '
    "rest.\n# Made by `ax-user-bot manifest`, which also makes the one for HTTP, or for another command."
)
NAME = "ax-user-bot"


def contents(names: Iterable[str], command: str, delivery: Delivery) -> dict[str, Any]:
    """`names` are those of the bot's commands, in the order of its help; `command` is the slash command."""
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": _display(command),
        "features": {
            "app_home": _home(),
            "bot_user": {"display_name": NAME, "always_online": False},
            "slash_commands": [_command(names, command, delivery)],
            "shortcuts": _shortcuts(),
        },
        "oauth_config": {"scopes": {"bot": [Noted(scope.name, scope.why) for scope in SCOPES]}},
        "settings": _settings(delivery),
    }


def _display(command: str) -> dict[str, Any]:
    return {
        "name": NAME,
        "description": "Manage the users of an Arize AX account from Slack",
        "background_color": "#2b2244",
        "long_description": f"Type {command} to list the users of your team's Arize AX account, invite somebody, "
        "change a name or a permission, resend an invitation, have a password reset, give or take access to "
        "organizations and spaces, or remove somebody for good. Results are shown to you alone, a temporary password "
        "is sent by direct message and nowhere else, what cannot be undone is confirmed first, and what your policy "
        "says takes a second person is approved here.",
    }


def _home() -> dict[str, Any]:
    return {
        "home_tab_enabled": Noted(value=True, note="what waits for whom, what became of it, and buttons"),
        "messages_tab_enabled": Noted(
            value=True, note="results that take long, and temporary passwords, are told there"
        ),
        "messages_tab_read_only_enabled": Noted(value=True, note="the bot does not answer messages"),
    }


def _command(names: Iterable[str], command: str, delivery: Delivery) -> dict[str, Any]:
    return {
        "command": Noted(command, "BOT_COMMAND has to be the same"),
        **_to(delivery, "url"),
        "description": "Manage the users of the Arize AX account",
        "usage_hint": f"[{' | '.join(names)}]",
        "should_escape": Noted(value=True, note="@jane arrives as an id that cannot be mistaken for another person's"),
    }


def _shortcuts() -> list[dict[str, Any]]:
    return [
        {
            "name": MANAGING,
            "type": Noted("global", "beside the message field, and in the search"),
            "callback_id": MANAGE,
            "description": "See what you can do with the users of the Arize AX account",
        },
        {
            "name": "Invite author to AX",
            "type": Noted("message", "in a message's menu"),
            "callback_id": INVITE,
            "description": "Open the form to create a user, filled in with the author's Slack profile",
        },
    ]


def _settings(delivery: Delivery) -> dict[str, Any]:
    is_socket = delivery.request_url is None
    mode = "no public address needed" if is_socket else "Slack sends signed requests to the addresses above"
    return {
        "event_subscriptions": {
            **_to(delivery, "request_url"),
            "bot_events": [
                Noted(HOME_OPENED, "somebody opens the App Home, which is then drawn for them"),
                Noted(USER_CHANGED, "somebody is deactivated who may have a user (it needs users:read)"),
            ],
        },
        "interactivity": {"is_enabled": True, **_to(delivery, "request_url", "message_menu_options_url")},
        "org_deploy_enabled": False,
        "socket_mode_enabled": Noted(is_socket, mode),
        "token_rotation_enabled": Noted(value=False, note="rotated tokens would have to be stored"),
    }


def _to(delivery: Delivery, *members: str) -> dict[str, str]:
    return {} if delivery.request_url is None else dict.fromkeys(members, delivery.request_url)
