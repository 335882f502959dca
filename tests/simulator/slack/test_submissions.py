"""Submitting a modal: every answer there is, in both transports."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.slack import ClientRefusal
from tests.simulator.slack.an_app import a_form, some_words

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.simulator.slack import Modal, SlackSimulator

Json = dict[str, Any]
TROUBLE = "We had some trouble connecting. Try again?"


async def the_form(slack: SlackSimulator, view: Json | None = None) -> Modal:
    slack.views.open("U0ALICE", view or a_form())
    return await slack.person("alice").modal("")


def answering(app: AsyncApp, **answer: Any) -> list[Json]:  # noqa: ANN401 - JSON
    heard: list[Json] = []

    @app.view("form")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack(**answer)

    return heard


async def test_what_was_typed_arrives_and_an_empty_answer_closes(slack: SlackSimulator, app: AsyncApp) -> None:
    """With the view and its hash."""
    heard = answering(app)
    modal = await the_form(slack)
    modal.fill("Name", "Jane Doe")
    await modal.submits()
    assert not modal.is_open
    (body,) = heard
    assert body["view"]["state"]["values"]["name"]["value"] == {"type": "plain_text_input", "value": "Jane Doe"}
    assert body["view"]["hash"]
    assert body["user"]["id"] == "U0ALICE"


async def test_errors_appear_at_their_fields(slack: SlackSimulator, app: AsyncApp) -> None:
    """The modal stays, with what was typed."""
    answering(app, response_action="errors", errors={"name": "Not that name"})
    modal = await the_form(slack)
    modal.fill("Name", "Jane")
    await modal.submits()
    assert modal.errors == {"Name": "Not that name"}
    assert modal.value("Name") == "Jane"
    assert "Not that name" in slack.person("alice").screen


@pytest.mark.parametrize(("below", "name"), [((), "mine"), ((a_form(), a_form()), "other")])
async def test_a_push_is_refused_where_its_name_is_taken_or_three_are_open(
    slack: SlackSimulator, app: AsyncApp, below: tuple[Json, ...], name: str
) -> None:
    """As a call would be; the form stays, with what was typed."""
    answering(app, response_action="push", view=some_words() | {"external_id": name})
    slack.views.open("U0ALICE", a_form() | {"external_id": "mine"})
    for view in below:
        slack.views.push("U0ALICE", view)
    modal = await slack.person("alice").modal("")
    modal.fill("Name", "Jane")
    await modal.submits()
    assert (modal.trouble, modal.value("Name")) == (TROUBLE, "Jane")


async def test_an_update_takes_the_place_and_keeps_what_was_typed(slack: SlackSimulator, app: AsyncApp) -> None:
    """In fields with the same ids."""
    answering(app, response_action="update", view=a_form("Another"))
    modal = await the_form(slack)
    modal.fill("Name", "Jane")
    await modal.submits()
    assert (modal.title, modal.value("Name")) == ("Another", "Jane")


async def test_a_push_lies_on_top(slack: SlackSimulator, app: AsyncApp) -> None:
    """What is covered cannot be used; closing uncovers it."""
    answering(app, response_action="push", view=some_words())
    modal = await the_form(slack)
    modal.fill("Name", "Jane")
    await modal.submits()
    with pytest.raises(AssertionError, match="Another modal covers it: 'Words'"):
        modal.fill("Name", "John")
    await (await slack.person("alice").modal("Words")).closes()
    assert modal.value("Name") == "Jane"


async def test_clear_closes_all(slack: SlackSimulator, app: AsyncApp) -> None:
    """The whole stack."""
    answering(app, response_action="clear")
    modal = await the_form(slack)
    slack.views.push("U0ALICE", a_form("On top"))
    top = await slack.person("alice").modal("On top")
    top.fill("Name", "Jane")
    await top.submits()
    assert slack.views.stack("U0ALICE") == ()
    with pytest.raises(AssertionError, match="closed"):
        assert modal.text


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "Not there"}},
        {"response_action": "errors", "errors": {"name": ""}},
        {"response_action": "dance"},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "push"},
    ],
)
async def test_malformed_answers_are_only_trouble(slack: SlackSimulator, socket_app: AsyncApp, answer: Json) -> None:
    """Slack does not say more; the simulator collects what is wrong."""

    @socket_app.view("form")
    async def _(ack: AsyncAck) -> None:
        await ack(**answer)

    modal = await the_form(slack)
    modal.fill("Name", "Jane")
    await modal.submits()
    assert modal.trouble == TROUBLE
    assert slack.violations
    assert slack.person("alice").client.snapshot()["modal"]["trouble"] == TROUBLE


async def test_a_fourth_modal_is_trouble(slack: SlackSimulator, app: AsyncApp) -> None:
    """The stack has three."""
    answering(app, response_action="push", view=some_words())
    slack.views.open("U0ALICE", some_words("One"))
    slack.views.push("U0ALICE", some_words("Two"))
    slack.views.push("U0ALICE", a_form("Three"))
    modal = await slack.person("alice").modal("Three")
    modal.fill("Name", "Jane")
    await modal.submits()
    assert modal.trouble == TROUBLE


async def test_an_answer_that_is_too_late_is_trouble(slack: SlackSimulator, app: AsyncApp) -> None:
    """And the modal can be sent again."""
    slack.limit_acks(0.05)
    done = asyncio.Event()

    @app.view("form")
    async def _(ack: AsyncAck) -> None:
        await done.wait()
        await ack()

    modal = await the_form(slack)
    modal.fill("Name", "Jane")
    sending = asyncio.create_task(modal.submits())
    await slack.changes.until(lambda: slack.person("alice").client.snapshot()["modal"]["busy"] or None, 1)
    with pytest.raises(ClientRefusal, match="already"):
        await modal.submits()
    await sending
    assert modal.trouble == TROUBLE
    done.set()
    slack.limit_acks(3)
    await modal.submits()
    assert not modal.is_open


def a_field(kind: str, **more: Any) -> Json:  # noqa: ANN401 - JSON
    element = {"type": kind, "action_id": "value", **more}
    label = {"type": "plain_text", "text": "Name"}
    return a_form() | {"blocks": [{"type": "input", "block_id": "name", "label": label, "element": element}]}


@pytest.mark.parametrize(
    ("view", "typed", "error"),
    [
        (a_form(), "", "Please complete this required field."),
        (a_field("email_text_input"), "no address", "Please enter a valid email address."),
        (a_field("plain_text_input", min_length=3), "ab", "This entry must be at least 3 characters."),
        (a_field("plain_text_input", max_length=3), "abcd", "This entry must be no more than 3 characters."),
        (a_field("number_input", is_decimal_allowed=False), "1.5", "Please enter a valid number."),
        (
            a_field("number_input", is_decimal_allowed=True, max_value="1.5"),
            "2.5",
            "Please enter a number within the range.",
        ),
    ],
)
async def test_the_client_finds_some_errors_itself(slack: SlackSimulator, view: Json, typed: str, error: str) -> None:
    """No round trip: the app is not even connected."""
    modal = await the_form(slack, view)
    modal.fill("Name", typed)
    await modal.submits()
    assert modal.errors == {"Name": error}
    assert slack.last_delivery is None


@pytest.mark.parametrize(
    ("view", "typed"),
    [
        (a_field("email_text_input"), "a@b"),
        (a_field("number_input", is_decimal_allowed=True, min_value="1"), "1.5"),
        (a_field("datepicker"), "2026-11-23"),
        (a_field("multi_users_select"), ["U0ADA"]),
    ],
)
async def test_what_fits_is_sent(slack: SlackSimulator, app: AsyncApp, view: Json, typed: str) -> None:
    """To the app."""
    answering(app)
    modal = await the_form(slack, view)
    modal.fill("Name", typed)
    await modal.submits()
    assert not modal.is_open


async def test_an_optional_field_may_stay_empty(slack: SlackSimulator, app: AsyncApp) -> None:
    """It arrives as null."""
    heard = answering(app)
    view = a_form()
    view["blocks"][0]["optional"] = True
    modal = await the_form(slack, view)
    await modal.submits()
    assert heard[0]["view"]["state"]["values"]["name"]["value"]["value"] is None
