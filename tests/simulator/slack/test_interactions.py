"""Commands and clicks, in both transports, with Bolt at the other end."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from bot.simulator.slack import slack_simulator
from tests.simulator.slack.an_app import a_card, a_manifest, bolt_app, connected

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator

Body = dict[str, Any]


async def test_a_command_reaches_the_app_with_all_that_slack_sends(slack: SlackSimulator, app: AsyncApp) -> None:
    """Bolt understands it, and its ack is a message for one person."""
    heard: list[Body] = []

    @app.command("/try")
    async def _(ack: AsyncAck, body: Body) -> None:
        heard.append(body)
        await ack("Hello *you*")

    alice = slack.person("alice")
    await alice.types("/try get @carla <now>")
    message = await alice.sees("Hello you")
    assert message.is_ephemeral
    (body,) = heard
    assert body["text"] == "get <@U0CARLA|carla> &lt;now&gt;"
    assert (body["user_id"], body["team_id"], body["channel_id"]) == ("U0ALICE", "T0SIM", "C0GENERAL")
    assert (body["channel_name"], body["command"]) == ("general", "/try")


async def test_an_ack_may_be_meant_for_the_channel(slack: SlackSimulator, app: AsyncApp) -> None:
    """Then everybody sees it."""

    @app.command("/raw")
    async def _(ack: AsyncAck, body: Body) -> None:
        await ack(response_type="in_channel", text=f"raw: {body['text']}")

    await slack.person("alice").types("/raw @carla")
    assert slack.person("ben").messages == ["raw: @carla"]


async def test_an_ack_that_is_no_message_is_a_failure(slack: SlackSimulator, app: AsyncApp) -> None:
    """Slack cannot show it."""

    @app.command("/try")
    async def _(ack: AsyncAck) -> None:
        await ack(text="t", blocks=[{"type": "nonsense"}])

    alice = slack.person("alice")
    await alice.types("/try")
    assert alice.notices == ['/try failed with the error "dispatch_failed"']
    assert alice.messages == []
    assert len(slack.violations) == 1


async def test_a_command_that_is_not_in_the_manifest_does_not_exist(slack: SlackSimulator, app: AsyncApp) -> None:
    """Slackbot says so, to one person."""
    assert app is not None
    alice = slack.person("alice")
    await alice.types("/other thing")
    await alice.sees("/other is not a valid command.")
    assert slack.last_delivery is None
    slack.workspace.uninstall()
    await alice.types("/try")
    await alice.sees("/try is not a valid command.")


async def test_too_late_is_told_in_slacks_words(slack: SlackSimulator, app: AsyncApp) -> None:
    """Three seconds, or what a test sets."""
    slack.limit_acks(0.05)
    done = asyncio.Event()

    @app.command("/try")
    async def _(ack: AsyncAck) -> None:
        await done.wait()
        await ack()

    alice = slack.person("alice")
    await alice.types("/try")
    done.set()
    assert alice.notices == ['/try failed with the error "operation_timeout"']
    assert alice.client.snapshot()["notice"] == alice.notices[0]
    await alice.types("just a message", "general")
    assert alice.client.snapshot()["notice"] is None


async def test_a_click_in_a_message(slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient) -> None:
    """With the message around it, and ways to answer."""
    heard: list[Body] = []

    @app.action("next")
    async def _(ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        heard.append(body)
        await ack()
        await respond(text="Page two", replace_original=True)

    await web.chat_postMessage(channel="C0GENERAL", text="A card", blocks=a_card())
    alice = slack.person("alice")
    await (await alice.sees("Ada Byron")).clicks("Next page")
    await alice.sees("Page two")
    assert slack.person("ben").messages == ["Page two"]
    (body,) = heard
    assert body["actions"][0]["value"] == "2"
    assert body["message"]["text"] == "A card"
    assert body["container"]["is_ephemeral"] is False
    assert body["user"] == {"id": "U0ALICE", "username": "alice", "name": "alice", "team_id": "T0SIM"}


async def test_an_ephemeral_message_is_replaced_by_its_response_url(slack: SlackSimulator, app: AsyncApp) -> None:
    """And deleted by it; the payload does not quote it."""
    heard: list[Body] = []

    @app.command("/try")
    async def _(ack: AsyncAck) -> None:
        await ack(text="A card", blocks=a_card())

    @app.action("menu")
    async def _(ack: AsyncAck, body: Body, respond: AsyncRespond) -> None:
        heard.append(body)
        await ack()
        if body["actions"][0]["selected_option"]["value"] == "details":
            await respond(text="Details of Ada", blocks=a_card("Details of Ada"), replace_original=True)
        else:
            await respond(delete_original=True)

    alice = slack.person("alice")
    await alice.types("/try")
    message = await alice.sees("Ada Byron")
    await message.picks("Details", near="Ada Byron")
    message = await alice.sees("Details of Ada")
    assert message.is_ephemeral
    assert len(alice.ephemerals) == 1
    await message.picks("Delete…")
    assert alice.messages == []
    assert "message" not in heard[0]
    assert heard[0]["container"]["is_ephemeral"] is True


async def test_a_click_that_the_app_does_not_take_is_told(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Nobody connected, nobody in time, or a status of its own."""
    slack.limit_acks(0.05)
    await web.chat_postMessage(channel="C0GENERAL", text="A card", blocks=a_card())
    alice = slack.person("alice")
    message = await alice.sees("Ada Byron")
    await message.clicks("Next page")
    assert alice.notices[-1] == "This app did not respond."
    async with connected(slack, bolt_app(slack), "http"):
        slack.limit_acks(3)
        await message.clicks("Next page")
    assert alice.notices[-1] == "This app responded with Status Code 404."
    await message.clicks("Next page")
    assert alice.notices[-1] == "This app did not respond."


async def test_a_slow_click_is_told(slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient) -> None:
    """In Slack's words."""
    slack.limit_acks(0.05)
    done = asyncio.Event()

    @app.action("next")
    async def _(ack: AsyncAck) -> None:
        await done.wait()
        await ack()

    await web.chat_postMessage(channel="C0GENERAL", text="A card", blocks=a_card())
    alice = slack.person("alice")
    await (await alice.sees("Ada Byron")).clicks("Next page")
    done.set()
    assert alice.notices == ["Operation timed out. Apps need to respond within 3 seconds."]


async def test_without_interactivity_in_the_manifest_no_click_is_delivered() -> None:
    """The person is told."""
    async with slack_simulator(manifest=a_manifest(interactivity=False)) as slack:
        message = slack.messages.post("C0GENERAL", "U0APP", "A card", tuple(a_card()))
        assert message.blocks
        alice = slack.person("alice")
        await (await alice.sees("Ada Byron")).clicks("Next page")
        assert "not configured to handle interactive responses" in alice.notices[0]
        assert slack.last_delivery is None


async def test_a_message_select_carries_its_state(slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient) -> None:
    """As `state.values` of the message."""
    heard: list[Body] = []

    @app.action("pick")
    async def _(ack: AsyncAck, body: Body) -> None:
        heard.append(body)
        await ack()

    options = [{"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("One", "Two")]
    select = {"type": "static_select", "action_id": "pick", "options": options}
    blocks = [{"type": "actions", "block_id": "b", "elements": [select]}]
    await web.chat_postMessage(channel="C0GENERAL", text="Pick", blocks=blocks)
    alice = slack.person("alice")
    (message,) = slack.messages.in_channel("C0GENERAL")
    await alice.client.act({"type": "message", "channel": "C0GENERAL", "ts": message.ts}, "b", "pick", "two")
    assert heard[0]["state"]["values"]["b"]["pick"]["selected_option"]["value"] == "two"
