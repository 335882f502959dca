"""The Events API."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from bot.serving.server import serving
from bot.simulator.slack import slack_simulator
from tests.simulator.slack.an_app import a_manifest

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient
    from starlette.requests import Request

    from bot.simulator.slack import SlackSimulator

Json = dict[str, Any]
HOME = {"type": "home", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Welcome"}}]}


async def test_opening_the_home_tab_lets_the_app_fill_it(
    slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient
) -> None:
    """The second time, the app sees what is there."""
    heard: list[Json] = []

    @app.event("app_home_opened")
    async def _(event: Json) -> None:
        heard.append(event)
        await web.views_publish(user_id=event["user"], view=HOME)

    alice = slack.person("alice")
    await alice.opens_home()
    assert alice.home == "Welcome"
    await alice.opens_home()
    assert ["view" in event for event in heard] == [False, True]
    assert alice.client.snapshot()["home"]["type"] == "home"


async def test_opening_the_messages_tab_is_the_same_event(
    slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient
) -> None:
    """With another `tab`, and without the view that was published."""
    heard: list[Json] = []

    @app.event("app_home_opened")
    async def _(event: Json) -> None:
        heard.append(event)

    await web.views_publish(user_id="U0ALICE", view=HOME)
    await slack.person("alice").opens_messages()
    assert [(event["tab"], "view" in event) for event in heard] == [("messages", False)]


async def test_messages_to_the_app_are_events(slack: SlackSimulator, app: AsyncApp) -> None:
    """Those in channels are not, without a subscription."""
    heard: list[Json] = []

    @app.event("message")
    async def _(event: Json) -> None:
        heard.append(event)

    alice = slack.person("alice")
    await alice.types("Hello", "dm")
    await alice.types("Hello all")
    (event,) = heard
    assert (event["text"], event["channel_type"], event["user"]) == ("Hello", "im", "U0ALICE")
    assert "Hello" not in str([entry for entry in slack.inspector.entries() if entry["kind"] == "event"])


async def test_a_changed_person_is_an_event(slack: SlackSimulator, app: AsyncApp) -> None:
    """With the new user object."""
    heard: list[Json] = []

    @app.event("user_change")
    async def _(event: Json) -> None:
        heard.append(event)
        slack.changes.touch()

    slack.workspace.become("carla", "deactivated")
    await slack.changes.until(lambda: heard or None, 2)
    assert heard[0]["user"]["deleted"] is True


@pytest.mark.parametrize("status", [500, 200])
async def test_events_are_tried_again_at_once_after_a_minute_and_after_five(slack: SlackSimulator, status: int) -> None:
    """Marked as retries, until they are taken."""
    tries: list[tuple[str | None, str | None]] = []

    async def events(request: Request) -> Response:
        tries.append((request.headers.get("x-slack-retry-num"), request.headers.get("x-slack-retry-reason")))
        slack.changes.touch()
        return Response(status_code=status if len(tries) == 3 else 500)

    async with serving(Starlette(routes=[Route("/", events, methods=["POST"])])) as base:
        slack.deliver_over_http(f"{base}/")
        await slack.person("alice").opens_home()
        for expected in range(2, 5 if status == 500 else 4):
            await slack.changes.until(lambda wanted=expected: len(tries) >= wanted or None, 2)  # type: ignore[misc]  # its default is an int
            await _until_asleep()
            slack.clock.advance(60 if expected == 2 else 300)
        await _until_asleep()
        assert len(tries) == (4 if status == 500 else 3)
    numbered = [(str(number), "http_error") for number in (1, 2, 3)]
    assert tries == [(None, None), *numbered][: len(tries)]


async def _until_asleep() -> None:
    """Let the background get to its next pause."""
    await asyncio.sleep(0.05)


async def test_an_app_that_is_not_there_gets_no_events_later_than_the_simulator_lives() -> None:
    """What waits is given up at the end."""
    async with slack_simulator(manifest=a_manifest()) as slack:
        slack.limit_acks(0.01)
        await slack.person("alice").opens_home()
        slack.deliver_over_http("http://127.0.0.1:1/")
        await slack.person("alice").opens_home()
    assert len(slack.inspector.entries()) >= 2


async def test_an_event_that_takes_too_long_says_so_when_tried_again(slack: SlackSimulator) -> None:
    """In X-Slack-Retry-Reason."""
    reasons: list[str | None] = []
    slack.limit_acks(0.05)

    async def events(request: Request) -> Response:
        reasons.append(request.headers.get("x-slack-retry-reason"))
        slack.changes.touch()
        if len(reasons) == 1:
            await asyncio.sleep(0.1)
        return Response()

    async with serving(Starlette(routes=[Route("/", events, methods=["POST"])])) as base:
        slack.deliver_over_http(f"{base}/")
        await slack.person("alice").opens_home()
        await slack.changes.until(lambda: len(reasons) > 1 or None, 2)
        await _until_asleep()
    assert reasons == [None, "http_timeout"]


async def test_without_a_subscription_or_a_home_tab_nothing_is_sent() -> None:
    """Or where the app was removed."""
    manifest = a_manifest()
    manifest["settings"]["event_subscriptions"]["bot_events"] = []
    async with slack_simulator(manifest=manifest) as slack:
        await slack.person("alice").opens_home()
        slack.workspace.become("carla", "admin")
        slack.manifest = replace(slack.manifest, home_tab=False)
        await slack.person("alice").opens_home()
        assert slack.last_delivery is None
