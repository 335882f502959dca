"""A small Slack app built with Bolt, which judges the simulator independently."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.serving.server import serving
from bot.slack.blockkit import (
    actions,
    button,
    confirmation,
    input_block,
    modal,
    option,
    overflow,
    plain,
    section,
    text_input,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.slack import SlackSimulator

TRANSPORTS = ("socket", "http")
SCOPES = [
    "commands",
    "chat:write",
    "files:read",
    "files:write",
    "im:write",
    "im:read",
    "im:history",
    "channels:read",
    "users:read",
    "users:read.email",
    "usergroups:read",
    "team:read",
]

Json = dict[str, Any]


def a_manifest(*, scopes: list[str] | None = None, interactivity: bool = True) -> Json:
    """Everything is switched on, unless told otherwise."""
    return {
        "display_information": {"name": "Judge"},
        "features": {
            "app_home": {"home_tab_enabled": True, "messages_tab_read_only_enabled": False},
            "bot_user": {"display_name": "judge"},
            "slash_commands": [
                {"command": "/try", "description": "Try", "usage_hint": "[it]", "should_escape": True},
                {"command": "/raw", "description": "Raw"},
            ],
            "shortcuts": [
                {"name": "Do it", "callback_id": "do_it", "type": "global"},
                {"name": "Do it to this", "callback_id": "do_it_to", "type": "message"},
            ],
        },
        "oauth_config": {"scopes": {"bot": SCOPES if scopes is None else scopes}},
        "settings": {
            "interactivity": {"is_enabled": interactivity},
            "event_subscriptions": {"bot_events": ["app_home_opened", "user_change", "message.im"]},
            "socket_mode_enabled": True,
        },
    }


def web_client(slack: SlackSimulator, token: str | None = None) -> AsyncWebClient:
    client = AsyncWebClient(slack.bot_token if token is None else token, base_url=slack.api_url)
    client.proxy = None
    return client


def bolt_app(slack: SlackSimulator) -> AsyncApp:
    return AsyncApp(client=web_client(slack), signing_secret=slack.signing_secret, process_before_response=True)


@asynccontextmanager
async def connected(slack: SlackSimulator, app: AsyncApp, transport: str) -> AsyncIterator[None]:
    if transport == "http":
        async with serving(AsyncSlackRequestHandler(app, path="/slack/events")) as base:
            slack.deliver_over_http(f"{base}/slack/events")
            await slack.until_connected()
            yield
        return
    async with socket_mode(slack, app):
        yield


@asynccontextmanager
async def socket_mode(slack: SlackSimulator, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    handler = AsyncSocketModeHandler(app, slack.app_token)
    handler.client.proxy = None
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt has no types here
    try:
        await slack.until_connected()
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # Bolt has no types here


def a_form(title: str = "A form", **more: Any) -> Json:  # noqa: ANN401 - JSON
    """A modal with one required field."""
    field = input_block("Name", text_input("value"), block_id="name")
    return {**modal(title, [field], callback_id="form", submit="Send"), **more}


def some_words(title: str = "Words", text: str = "Nothing to send") -> Json:
    return modal(title, [section(plain(text), block_id="words")], callback_id="words", close="Close")


def a_card(text: str = "Ada Byron") -> list[Json]:
    """A section with a menu, and two buttons below it."""
    menu = overflow("menu", [option("Details", "details"), option("Delete…", "delete")])
    asked = confirmation("Sure?", "It is gone then", confirm="Delete", deny="Keep")
    return [
        section(plain(text), accessory=menu, block_id=f"about {text}"),
        actions(
            button("Next page", "next", value="2"), button("Delete", "delete", confirm=asked), block_id=f"do {text}"
        ),
    ]
