"""Everybody in this Slack: all of them, or nobody."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import Unavailable
from bot.simulator.slack import SlackSimulator, slack_simulator
from bot.simulator.slack.faults import Error, Html
from bot.slack.roster import Roster
from tests.world import MANIFEST

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def slack() -> AsyncIterator[SlackSimulator]:
    async with slack_simulator(manifest=MANIFEST) as running:
        yield running


@pytest.fixture
def roster(slack: SlackSimulator) -> Roster:
    """Three accounts a page."""
    return Roster(AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[]), page_size=3)


async def test_every_account_is_read_once(slack: SlackSimulator, roster: Roster) -> None:
    """Also deactivated ones, guests and apps, page by page."""
    pages = [page async for page in roster.pages()]
    assert len(pages) > 1
    assert {person.id for page in pages for person in page} >= slack.workspace.people.keys()
    assert sum(map(len, pages)) == len({person.id for page in pages for person in page})


@pytest.mark.parametrize("fault", [Error("internal_error"), Html()])
async def test_a_list_that_breaks_off_is_an_outage(slack: SlackSimulator, roster: Roster, fault: Error | Html) -> None:
    """Whoever was not read would seem to be gone."""
    pages = roster.pages()
    await anext(pages)
    slack.faults.next("users.list", fault)
    with pytest.raises(Unavailable, match="nothing can be said of anybody"):
        await anext(pages)


async def test_a_list_without_an_end_is_no_list(roster: Roster) -> None:
    """Somewhere it leads in a circle."""
    with pytest.raises(Unavailable):
        [page async for page in replace(roster, most_pages=2).pages()]
