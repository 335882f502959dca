"""Modals and home tabs, as the app opens and changes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.simulator.slack import slack_simulator
from tests.simulator.slack.an_app import a_form, a_manifest, some_words, web_client

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator

HOME = {"type": "home", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Welcome"}}]}


def a_trigger(slack: SlackSimulator) -> str:
    return slack.triggers.issue("U0ALICE")


async def test_a_trigger_opens_one_modal(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """For its person, and once."""
    trigger = a_trigger(slack)
    view = (await web.views_open(trigger_id=trigger, view=a_form()))["view"]
    modal = await slack.person("alice").modal("A form")
    assert modal.id == view["id"] == view["root_view_id"]
    assert slack.views.stack("U0BEN") == ()
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await web.views_open(trigger_id=trigger, view=a_form())


async def test_a_trigger_lives_three_seconds(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """On the simulator's clock."""
    trigger = a_trigger(slack)
    slack.clock.advance(3.1)
    with pytest.raises(SlackApiError, match="expired_trigger_id"):
        await web.views_open(trigger_id=trigger, view=a_form())
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await web.views_open(trigger_id="1.2.made-up", view=a_form())


async def test_a_view_that_slack_refuses_does_not_use_up_the_trigger(
    slack: SlackSimulator, web: AsyncWebClient
) -> None:
    """The words are Slack's, with a pointer to the place."""
    trigger = a_trigger(slack)
    with pytest.raises(SlackApiError, match="invalid_arguments") as refused:
        await web.views_open(trigger_id=trigger, view={**a_form(), "title": {"type": "plain_text", "text": "x" * 25}})
    said = "must be less than 25 characters [json-pointer:/view/title/text]"
    assert refused.value.response["response_metadata"]["messages"] == [f"[ERROR] {said}"]
    assert slack.violations == [said]
    await web.views_open(trigger_id=trigger, view=a_form())


@pytest.mark.parametrize("view", ["no view", HOME, {"type": "modal"}])
async def test_only_modals_can_be_opened(slack: SlackSimulator, web: AsyncWebClient, view: Any) -> None:  # noqa: ANN401 - JSON
    """Home tabs are published."""
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await web.api_call("views.open", json={"trigger_id": a_trigger(slack), "view": view})


async def test_a_view_has_its_limit(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """250 kB."""
    section = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3000}}
    view = {"type": "modal", "title": {"type": "plain_text", "text": "Large"}, "blocks": [section] * 100}
    with pytest.raises(SlackApiError, match="view_too_large"):
        await web.views_open(trigger_id=a_trigger(slack), view=view)


async def test_three_modals_may_lie_on_each_other(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Not four; each knows what lies below."""
    with pytest.raises(SlackApiError, match="not_found"):
        await web.views_push(trigger_id=a_trigger(slack), view=some_words())
    first = (await web.views_open(trigger_id=a_trigger(slack), view=a_form("One")))["view"]
    second = (await web.views_push(trigger_id=a_trigger(slack), view=a_form("Two")))["view"]
    third = (await web.views_push(trigger_id=a_trigger(slack), view=a_form("Three")))["view"]
    assert (second["previous_view_id"], third["previous_view_id"]) == (first["id"], second["id"])
    assert third["root_view_id"] == first["id"]
    with pytest.raises(SlackApiError, match="push_limit_reached"):
        await web.views_push(trigger_id=a_trigger(slack), view=a_form("Four"))


async def test_an_update_can_ask_not_to_overwrite_another(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """By the hash of what it saw."""
    view = (await web.views_open(trigger_id=a_trigger(slack), view=a_form()))["view"]
    updated = (await web.views_update(view_id=view["id"], hash=view["hash"], view=some_words("Newer")))["view"]
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await web.views_update(view_id=view["id"], hash=view["hash"], view=a_form("Late"))
    assert updated["hash"] != view["hash"]
    await slack.person("alice").modal("Newer")


async def test_a_modal_that_was_closed_is_not_found(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """As after the X."""
    view = (await web.views_open(trigger_id=a_trigger(slack), view=some_words()))["view"]
    await (await slack.person("alice").modal("Words")).closes()
    with pytest.raises(SlackApiError, match="not_found"):
        await web.views_update(view_id=view["id"], view=some_words())


async def test_a_view_is_found_by_the_apps_own_id_too(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Which no two may have."""
    await web.views_open(trigger_id=a_trigger(slack), view=some_words() | {"external_id": "mine"})
    await web.views_update(external_id="mine", view=some_words("Found") | {"external_id": "mine"})
    await slack.person("alice").modal("Found")
    with pytest.raises(SlackApiError, match="duplicate_external_id"):
        await web.views_push(trigger_id=a_trigger(slack), view=some_words() | {"external_id": "mine"})


async def test_a_home_tab_is_published_for_one_person(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """And replaced, unless somebody was faster."""
    first = (await web.views_publish(user_id="U0ALICE", view=HOME))["view"]
    await web.views_publish(user_id="U0ALICE", view=HOME, hash=first["hash"])
    assert slack.person("alice").home == "Welcome"
    assert slack.person("ben").home is None
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await web.views_publish(user_id="U0ALICE", view=HOME, hash=first["hash"])
    with pytest.raises(SlackApiError, match="user_not_found"):
        await web.views_publish(user_id="U0NOBODY", view=HOME)


async def test_without_a_home_tab_in_the_manifest_nothing_is_published() -> None:
    """Slack has a code for it."""
    manifest = a_manifest()
    manifest["features"]["app_home"]["home_tab_enabled"] = False
    async with slack_simulator(manifest=manifest) as slack:
        with pytest.raises(SlackApiError, match="not_enabled"):
            await web_client(slack).views_publish(user_id="U0ALICE", view=HOME)
