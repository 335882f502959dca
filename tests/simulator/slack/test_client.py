"""What one person sees and can do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.slack import ClientRefusal, slack_simulator
from tests.simulator.slack.an_app import SCOPES, a_card, a_form, a_manifest, some_words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator

Json = dict[str, Any]


async def test_the_snapshot_is_what_the_page_draws(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Who one is, what the app can do, the channels with their messages."""
    await web.chat_postMessage(channel="C0GENERAL", text="A card", blocks=a_card())
    await web.chat_postMessage(channel="U0ALICE", text="for you")
    await web.chat_postEphemeral(channel="C0GENERAL", user="U0ALICE", text="psst")
    shown = slack.client("U0ALICE").snapshot()
    assert shown["me"] == {
        "id": "U0ALICE",
        "handle": "alice",
        "name": "Alice Okafor",
        "kind": "owner",
        "title": "Workspace owner",
        "email": "alice@example.com",
    }
    assert shown["app"]["command"] == "/try"
    assert shown["app"]["commands"][0] == {"command": "/try", "description": "Try", "usage_hint": "[it]"}
    offered = {kind: [one["name"] for one in each] for kind, each in shown["app"]["shortcuts"].items()}
    assert offered == {"global": ["Do it"], "message": ["Do it to this"]}
    general, admins, dm = shown["channels"]
    assert (general["name"], general["kind"], general["unread"]) == ("general", "channel", 1)
    assert (admins["name"], dm["name"], dm["kind"]) == ("ax-admins", "judge", "dm")
    card, psst = general["messages"]
    assert (card["text"], card["user"]["is_bot"], card["ephemeral"], card["edited"]) == ("A card", True, False, False)
    assert card["blocks"][0]["block_id"] == "about Ada Byron"
    assert psst["ephemeral"] is True
    assert (shown["modal"], shown["home"], shown["notice"]) == (None, None, None)
    assert shown["app"]["home_tab"] is True


async def test_an_app_with_a_home_is_there_before_it_wrote(slack: SlackSimulator) -> None:
    """How else would one open it; an app without a home is not."""
    client = slack.client("U0ALICE")
    assert [(one["kind"], one["messages"]) for one in client.snapshot()["channels"]][-1] == ("dm", [])
    slack.manifest = replace(slack.manifest, home_tab=False)
    assert {one["kind"] for one in client.snapshot()["channels"]} == {"channel"}


async def test_what_was_read_is_not_unread(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """One's own messages never are."""
    client = slack.client("U0ALICE")
    await web.chat_postMessage(channel="C0GENERAL", text="one")
    client.mark_read("C0GENERAL")
    await web.chat_postMessage(channel="C0GENERAL", text="two")
    assert client.snapshot()["channels"][0]["unread"] == 1
    await client.send("C0GENERAL", "I am here")
    assert client.snapshot()["channels"][0]["unread"] == 0
    (_, _, mine) = client.snapshot()["channels"][0]["messages"]
    assert mine["user"] == {"id": "U0ALICE", "name": "Alice Okafor", "is_bot": False}


async def test_a_modal_is_in_the_snapshot_with_its_depth(slack: SlackSimulator) -> None:
    """And what was typed into it."""
    slack.views.open("U0ALICE", some_words())
    view = slack.views.push("U0ALICE", a_form())
    client = slack.client("U0ALICE")
    client.fill(view.id, "name", "value", "Jane")
    shown = client.snapshot()["modal"]
    assert (shown["depth"], shown["busy"], shown["errors"]) == (2, False, {})
    assert shown["view"]["state"]["values"]["name"]["value"]["value"] == "Jane"


@pytest.mark.parametrize("handle", ["dora", "builder"])
async def test_people_who_are_not_here_do_nothing(slack: SlackSimulator, handle: str) -> None:
    """They have no client to act with."""
    person = slack.workspace.person(handle)
    with pytest.raises(ClientRefusal, match="deactivated"):
        await slack.client(person.id).send("C0GENERAL", "/try")


async def test_one_acts_only_on_what_one_sees(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Not on other people's messages, on other channels, or on what is not there."""
    dm = (await web.conversations_open(users="U0ALICE"))["channel"]["id"]
    ts = (await web.chat_postEphemeral(channel="C0GENERAL", user="U0ALICE", text="A card", blocks=a_card()))[
        "message_ts"
    ]
    alice, carla = slack.client("U0ALICE"), slack.client("U0CARLA")
    hers: Json = {"type": "message", "channel": "C0GENERAL", "ts": ts}
    with pytest.raises(ClientRefusal, match="not there"):
        await carla.act(hers, "do Ada Byron", "next")
    with pytest.raises(ClientRefusal, match="not there"):
        await alice.act({**hers, "channel": "C0NOWHERE"}, "do Ada Byron", "next")
    with pytest.raises(ClientRefusal, match="not there"):
        await alice.act(hers, "do Ada Byron", "other")
    for channel in (dm, "C0AXADMINS", "C0NOWHERE"):
        with pytest.raises(ClientRefusal, match="not in that channel"):
            await carla.send(channel, "Hello")
    with pytest.raises(ClientRefusal, match="not open on top"):
        await alice.submit("V0", {})


async def test_a_covered_modal_cannot_be_used(slack: SlackSimulator) -> None:
    """Only the one on top."""
    below = slack.views.open("U0ALICE", a_form())
    slack.views.push("U0ALICE", a_form("On top"))
    with pytest.raises(ClientRefusal):
        await slack.client("U0ALICE").submit(below.id, {})
    with pytest.raises(ClientRefusal):
        await slack.client("U0ALICE").close(below.id)


async def test_a_modal_without_a_form_has_nothing_to_submit(slack: SlackSimulator) -> None:
    """It can only be closed."""
    view = slack.views.open("U0ALICE", some_words())
    with pytest.raises(ClientRefusal, match="nothing to submit"):
        await slack.client("U0ALICE").submit(view.id, {})


async def test_values_may_come_with_the_submission(slack: SlackSimulator, app: AsyncApp) -> None:
    """As the page sends them."""
    heard: list[Json] = []

    @app.view("form")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()

    view = slack.views.open("U0ALICE", a_form())
    await slack.client("U0ALICE").submit(view.id, {"name": {"value": "Jane"}})
    assert heard[0]["view"]["state"]["values"]["name"]["value"]["value"] == "Jane"


async def test_an_action_in_a_modal_carries_what_was_typed_meanwhile(slack: SlackSimulator, app: AsyncApp) -> None:
    """A select outside of inputs, or a field that dispatches, is heard of at once; other fields are not."""
    heard: list[Json] = []

    @app.action("pick")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()

    options = [{"text": {"type": "plain_text", "text": "One"}, "value": "one"}]
    pick = {"type": "static_select", "action_id": "pick", "options": options}
    view = a_form()
    view["blocks"].append({"type": "actions", "block_id": "b", "elements": [pick]})
    opened = slack.views.open("U0ALICE", view)
    client, container = slack.client("U0ALICE"), {"type": "view", "view_id": opened.id}
    await client.act(container, "name", "value", "quietly")
    assert heard == []
    await client.act(container, "b", "pick", "one", {"name": {"value": "Jane"}})
    values = heard[0]["view"]["state"]["values"]
    assert (values["name"]["value"]["value"], values["b"]["pick"]["selected_option"]) == ("Jane", options[0])
    assert heard[0]["container"] == container
    with pytest.raises(ClientRefusal, match="not among the options"):
        await client.act(container, "b", "pick", "two")


async def test_home_tabs_have_actions_too(slack: SlackSimulator, app: AsyncApp) -> None:
    """Whether a modal is open or not."""
    heard: list[Json] = []

    @app.action("next")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()

    home = slack.views.publish("U0ALICE", {"type": "home", "blocks": a_card()})
    client = slack.client("U0ALICE")
    await client.act({"type": "view", "view_id": home.id}, "do Ada Byron", "next")
    assert heard[0]["view"]["type"] == "home"


@pytest.mark.parametrize(("notify", "expected"), [(True, 1), (False, 0)])
async def test_closing_is_told_to_the_app_where_it_asked_for_that(
    slack: SlackSimulator,
    app: AsyncApp,
    notify: bool,  # noqa: FBT001 - pytest gives it by name
    expected: int,
) -> None:
    """One modal at a time."""
    heard: list[Json] = []

    @app.view_closed("words")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()

    slack.views.open("U0ALICE", a_form())
    view = slack.views.push("U0ALICE", some_words() | {"notify_on_close": notify})
    await slack.client("U0ALICE").close(view.id)
    assert [body["is_cleared"] for body in heard] == [False] * expected
    assert len(slack.views.stack("U0ALICE")) == 1


async def test_closing_may_clear_the_whole_stack(slack: SlackSimulator, app: AsyncApp) -> None:
    """Where the view says so; all that asked are told."""
    heard: list[str] = []

    @app.view_closed("words")
    async def _(ack: AsyncAck, body: Json) -> None:
        assert body["is_cleared"] is True
        heard.append(body["view"]["title"]["text"])
        await ack()

    slack.views.open("U0ALICE", some_words("Below") | {"notify_on_close": True})
    view = slack.views.push("U0ALICE", some_words("Top") | {"notify_on_close": True, "clear_on_close": True})
    await slack.client("U0ALICE").close(view.id)
    assert heard == ["Top", "Below"]
    assert slack.views.stack("U0ALICE") == ()


async def test_a_read_only_app_takes_no_messages() -> None:
    """As its manifest says; commands still work there."""
    manifest = a_manifest(scopes=SCOPES)
    manifest["features"]["app_home"]["messages_tab_read_only_enabled"] = True
    async with slack_simulator(manifest=manifest) as slack:
        with pytest.raises(ClientRefusal, match="turned off"):
            await slack.person("alice").types("Hello", "dm")
        await slack.person("alice").types("/other", "dm")
        assert len(slack.person("alice").dm) == 1
