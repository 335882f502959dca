"""Modals on somebody's screen: filled in by their labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.slack.blockkit import (
    actions,
    button,
    checkboxes,
    input_block,
    modal,
    option,
    plain,
    section,
    static_select,
    text_input,
)
from tests.simulator.slack.an_app import a_form, some_words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.simulator.slack import Modal, SlackSimulator

Json = dict[str, Any]


async def the_modal(slack: SlackSimulator, view: Json) -> Modal:
    slack.views.open("U0ALICE", view)
    return await slack.person("alice").modal("")


def a_rich_form(*, dispatching: bool = False) -> Json:
    roles = [option("Member", "MEMBER"), option("Admin", "ADMIN")]
    boxes = [option("Mail", "mail"), option("Calendar", "calendar")]
    name = input_block("Name", text_input("value", initial="Ada"), block_id="name")
    blocks = [
        {**name, "dispatch_action": dispatching},
        {**input_block("Role", static_select("value", roles), block_id="role"), "dispatch_action": dispatching},
        input_block("Tell me by", checkboxes("value", boxes, initial=["mail"]), block_id="tell"),
    ]
    return modal("A rich form", blocks, callback_id="rich", submit="Send")


async def test_fields_are_filled_by_their_labels(slack: SlackSimulator) -> None:
    """And read by them."""
    form = await the_modal(slack, a_rich_form())
    assert form.labels == ["Name", "Role", "Tell me by"]
    assert form.options("Role") == ["Member", "Admin"]
    assert (form.value("Name"), form.value("Role"), form.value("Tell me by")) == ("Ada", None, ["Mail"])
    form.fill("Name", "Jane")
    form.choose("Role", "Admin")
    form.check("Tell me by", "Calendar")
    form.uncheck("Tell me by", "Mail")
    assert (form.value("Name"), form.value("Role"), form.value("Tell me by")) == ("Jane", "Admin", ["Calendar"])
    form.fill("Name", "")
    form.uncheck("Tell me by", "Calendar")
    assert (form.value("Name"), form.value("Tell me by")) == ("", [])


async def test_fields_take_what_they_are_for(slack: SlackSimulator) -> None:
    """Nothing else, and nothing that is not there."""
    form = await the_modal(slack, a_rich_form())
    with pytest.raises(AssertionError, match="'Role' is a choice"):
        form.fill("Role", "Admin")
    with pytest.raises(AssertionError, match=r"no option 'Owner', but there are \['Member', 'Admin'\]"):
        form.choose("Role", "Owner")
    with pytest.raises(AssertionError, match="no field 'Age'"):
        form.fill("Age", "5")
    with pytest.raises(AssertionError, match="no boxes"):
        form.check("Role", "Admin")
    with pytest.raises(AssertionError, match="has no tick"):
        form.uncheck("Tell me by", "Calendar")


async def test_a_field_that_tells_the_app_at_once_is_entered(slack: SlackSimulator, app: AsyncApp) -> None:
    """And awaited."""
    heard: list[Json] = []

    @app.action("value")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body["actions"][0])
        await ack()

    form = await the_modal(slack, a_rich_form(dispatching=True))
    with pytest.raises(AssertionError, match="hears of 'Name' at once"):
        form.fill("Name", "Jane")
    await form.enters("Name", "Jane")
    await form.enters("Role", "Admin")
    assert heard[0]["value"] == "Jane"
    assert heard[1]["selected_option"]["value"] == "ADMIN"
    assert form.value("Name") == "Jane"


async def test_a_modal_is_waited_for_and_followed(slack: SlackSimulator) -> None:
    """What it does not say in time is told with what it says."""
    words = await the_modal(slack, some_words())
    await words.shows("Nothing to send")
    with pytest.raises(AssertionError, match="Nothing to send"):
        await words.shows("Something else", 0.01)
    with pytest.raises(AssertionError, match="nothing to submit"):
        await words.submits()
    (view,) = slack.views.stack("U0ALICE")
    slack.views.update(view, a_form("Changed"))
    assert (words.title, words.labels, words.is_ephemeral, words.trouble) == ("Changed", ["Name"], False, None)
    await words.closes()
    assert not words.is_open
    assert not words.is_on_top
    for use in (words.shows("Changed", 0.01), words.closes(), words.submits()):
        with pytest.raises(AssertionError, match="closed"):
            await use


async def test_what_has_no_label_is_found_by_its_placeholder(slack: SlackSimulator, app: AsyncApp) -> None:
    """Menus outside of inputs have none; pictures cannot be acted on at all."""
    heard: list[Json] = []

    @app.action("role")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body["actions"][0])
        await ack()

    menu = static_select("role", [option("Admin", "ADMIN")], placeholder="Pick a role")
    picture = {"type": "image", "image_url": "https://example.com/a.png", "alt_text": "A face"}
    blocks = [
        section(plain("Ada"), accessory=picture, block_id="face"),
        actions(button("Go", "go"), menu, block_id="menus"),
    ]
    words = await the_modal(slack, {**some_words(), "blocks": blocks})
    await words.enters("Pick a role", "Admin")
    assert heard[0]["selected_option"]["value"] == "ADMIN"
    assert words.value("Pick a role") == "Admin"
    assert words.labels == []


async def test_boxes_are_ticked_by_what_is_written_on_them(slack: SlackSimulator, app: AsyncApp) -> None:
    """Wherever they stand: those in a form wait for it to be sent, of others the app hears at once."""
    heard: list[list[str]] = []

    @app.action("now")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append([one["value"] for one in body["actions"][0]["selected_options"]])
        await ack()

    at_once = actions(checkboxes("now", [option("Ada", "ada"), option("Ben", "ben")]), block_id="now")
    form = await the_modal(slack, {**a_rich_form(), "blocks": [*a_rich_form()["blocks"], at_once]})
    await form.ticks("Calendar", "Ada", "Ben")
    await form.unticks("Mail", "Ada")
    assert form.value("Tell me by") == ["Calendar"]
    assert heard == [["ada"], ["ada", "ben"], ["ben"]]
    with pytest.raises(AssertionError, match="'Ada' has no tick"):
        await form.unticks("Ada")
    with pytest.raises(AssertionError, match="no box 'Carla'"):
        await form.ticks("Carla")
    with pytest.raises(AssertionError, match="no box 'Admin'"):
        await form.ticks("Admin")
