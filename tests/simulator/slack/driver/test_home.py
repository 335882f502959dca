"""The home tab as a person reads and uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.simulator.slack.an_app import a_card

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.simulator.slack import SlackSimulator

Json = dict[str, Any]


async def test_a_home_that_was_not_published_shows_nothing(slack: SlackSimulator) -> None:
    """There is nothing to read and nothing to click."""
    slack.limit_acks(0.01)
    home = await slack.person("alice").opens_home()
    for look in (lambda: home.text, lambda: home.buttons, lambda: home.container):
        with pytest.raises(AssertionError, match="published no home"):
            look()
    with pytest.raises(AssertionError, match="does not say 'Ada'"):
        await home.shows("Ada", 0.01)


async def test_a_home_is_read_and_used_as_it_stands_now(slack: SlackSimulator, app: AsyncApp) -> None:
    """It follows what the app publishes; a click says that it was in a home, and has no response_url."""
    heard: list[Json] = []

    @app.event("app_home_opened")
    async def _() -> None: ...

    @app.action("next")
    async def _(ack: Any, body: Json) -> None:  # noqa: ANN401 - Bolt has no types here
        await ack()
        heard.append(body)

    home = await slack.person("alice").opens_home()
    slack.views.publish("U0ALICE", {"type": "home", "blocks": a_card("Jane Doe")})
    slack.views.publish("U0ALICE", {"type": "home", "blocks": a_card()})
    await home.shows("Ada Byron")
    assert "Jane Doe" not in home.text
    await home.clicks("Next page")
    assert heard[0]["container"] == home.container
    assert heard[0]["view"]["type"] == "home"
    assert "response_url" not in heard[0]
    assert "channel" not in heard[0]
