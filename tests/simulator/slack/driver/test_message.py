"""Messages on somebody's screen: read, clicked and picked from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.slack.blockkit import (
    actions,
    button,
    option,
    overflow,
    plain,
    section,
)
from tests.simulator.slack.an_app import a_card

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.simulator.slack import Message, Modal, SlackSimulator

Json = dict[str, Any]


async def a_message(slack: SlackSimulator, blocks: list[Json]) -> Message | Modal:
    slack.messages.post("C0GENERAL", "U0APP", "A card", tuple(blocks))
    return await slack.person("alice").sees(blocks[0]["text"]["text"])


async def test_a_message_is_followed(slack: SlackSimulator) -> None:
    """It reads as it stands now, until it is gone."""
    alice = slack.person("alice")
    posted = slack.messages.post("C0GENERAL", "U0APP", "before")
    message = await alice.reads_dm("before", 0.01) if posted.channel.startswith("D") else None
    assert message is None
    slack.workspace.open_dm("U0ALICE")
    slack.messages.post("D0ALICE", "U0APP", "in private")
    private = await alice.reads_dm("in private")
    assert (private.fallback, private.is_edited, private.is_ephemeral) == ("in private", False, False)
    slack.messages.edit(slack.messages.in_channel("D0ALICE")[0], "changed", ())
    assert (private.text, private.is_edited, private.is_gone) == ("changed", True, False)
    slack.messages.delete(slack.messages.in_channel("D0ALICE")[0])
    assert private.is_gone


async def test_a_button_is_found_by_what_is_written_on_it(slack: SlackSimulator) -> None:
    """Where two are alike, one says near what."""
    message = await a_message(slack, [*a_card("Ada Byron"), *a_card("Ben Lindqvist")])
    assert message.buttons == ["Next page", "Delete", "Next page", "Delete"]
    assert message.menu(near="Ada Byron") == ["Details", "Delete…"]
    with pytest.raises(AssertionError, match="There are 2 of button 'Next page'; say near"):
        await message.clicks("Next page")
    with pytest.raises(AssertionError, match="There is no button 'Previous page'"):
        await message.clicks("Previous page")
    with pytest.raises(AssertionError, match="There is no button 'Next page' near 'Carla'"):
        await message.clicks("Next page", near="Carla")
    with pytest.raises(AssertionError, match="no menu with 'Promote'"):
        await message.picks("Promote")


async def test_near_means_the_same_block_or_the_one_before(slack: SlackSimulator, app: AsyncApp) -> None:
    """The same block comes first."""
    heard: list[str] = []

    @app.action("menu")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body["actions"][0]["block_id"])
        await ack()

    @app.action("next")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body["actions"][0]["block_id"])
        await ack()

    menu = overflow("menu", [option("Details", "details")])
    blocks = [section(plain(name), accessory=menu, block_id=name) for name in ("Ada", "Ben", "Carla")]
    message = await a_message(slack, [*blocks, actions(button("Go", "next"), block_id="go")])
    await message.picks("Details", near="Ben")
    await message.clicks("Go", near="Carla")
    assert heard == ["Ben", "go"]
    with pytest.raises(AssertionError, match="no button"):
        await message.clicks("Go", near="Ben")


async def test_what_asks_back_must_be_confirmed(slack: SlackSimulator, app: AsyncApp) -> None:
    """With the button that the dialog has; what does not ask cannot be confirmed."""
    heard: list[str] = []

    @app.action("delete")
    async def _(ack: AsyncAck) -> None:
        heard.append("delete")
        await ack()

    message = await a_message(slack, a_card())
    with pytest.raises(AssertionError, match="It is gone then"):
        await message.clicks("Delete")
    with pytest.raises(AssertionError, match="The button to confirm reads 'Delete'"):
        await message.clicks("Delete", confirming="Yes")
    assert heard == []
    await message.clicks("Delete", confirming=True)
    await message.clicks("Delete", confirming="Delete")
    assert heard == ["delete", "delete"]
    with pytest.raises(AssertionError, match="Nothing asks"):
        await message.clicks("Next page", confirming=True)
