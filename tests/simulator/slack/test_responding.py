"""response_urls: five uses, thirty minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from bot.simulator.slack import Drop, Error

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.slack import SlackSimulator


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


async def test_five_answers_and_no_more(slack: SlackSimulator, http: httpx.AsyncClient) -> None:
    """Ephemeral ones, unless they say otherwise."""
    url = slack.response_urls.issue("U0ALICE", "C0GENERAL")
    for number in range(5):
        answer = await http.post(url, json={"text": f"answer {number}"})
        assert (answer.status_code, answer.text) == (200, "ok")
    refused = await http.post(url, json={"text": "one more"})
    assert (refused.status_code, refused.json()["error"]) == (404, "used_url")
    assert len(slack.person("alice").ephemerals) == 5


async def test_thirty_minutes_and_no_longer(slack: SlackSimulator, http: httpx.AsyncClient) -> None:
    """On the simulator's clock."""
    url = slack.response_urls.issue("U0ALICE", "C0GENERAL")
    slack.clock.advance(30 * 60 + 1)
    refused = await http.post(url, json={"text": "late"})
    assert (refused.status_code, refused.json()["error"]) == (404, "expired_url")


async def test_urls_cannot_be_guessed(slack: SlackSimulator, http: httpx.AsyncClient) -> None:
    """There is nothing at others."""
    assert (await http.post(f"{slack.url}/response/guessed", json={"text": "t"})).status_code == 404


async def test_an_answer_for_the_channel_is_for_everybody(slack: SlackSimulator, http: httpx.AsyncClient) -> None:
    """Where it says so."""
    url = slack.response_urls.issue("U0ALICE", "C0GENERAL")
    await http.post(url, json={"text": "all", "response_type": "in_channel"})
    assert slack.person("ben").messages == ["all"]


async def test_without_an_original_a_replacement_is_a_new_message(
    slack: SlackSimulator, http: httpx.AsyncClient
) -> None:
    """And there is nothing to delete."""
    url = slack.response_urls.issue("U0ALICE", "C0GENERAL")
    await http.post(url, json={"text": "new", "replace_original": True})
    assert slack.person("alice").ephemerals == ["new"]
    refused = await http.post(url, json={"delete_original": True})
    assert (refused.status_code, refused.json()["error"]) == (400, "message_not_found")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"text": "t", "blocks": [{"type": "nonsense"}]}'])
async def test_bad_messages_are_refused(slack: SlackSimulator, http: httpx.AsyncClient, content: str) -> None:
    """With 400."""
    url = slack.response_urls.issue("U0ALICE", "C0GENERAL")
    assert (await http.post(url, content=content)).status_code == 400
    assert slack.person("alice").messages == []


async def test_faults_meet_response_urls_too(slack: SlackSimulator, http: httpx.AsyncClient) -> None:
    """Slack answers 404 with a code; a dropped connection has no answer."""
    url = slack.response_urls.issue("U0ALICE", "C0GENERAL")
    slack.faults.next("response_url", Error("expired_url"))
    refused = await http.post(url, json={"text": "t"})
    assert (refused.status_code, refused.json()["error"]) == (404, "expired_url")
    slack.faults.next("response_url", Drop(after=True))
    with pytest.raises(httpx.TransportError):
        await http.post(url, json={"text": "got through"})
    assert slack.person("alice").ephemerals == ["got through"]


async def test_answers_into_a_direct_message_stay_out_of_the_inspector(
    slack: SlackSimulator, http: httpx.AsyncClient
) -> None:
    """Their words are for one person."""
    dm = slack.workspace.open_dm("U0ALICE")
    await http.post(slack.response_urls.issue("U0ALICE", dm.id), json={"text": "a secret"})
    assert slack.person("alice").dm == ["a secret"]
    assert "a secret" not in str(slack.inspector.entries())
