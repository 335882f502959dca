"""Getting a connection: what passes is waited for, what does not ends it with a sentence."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.simulator.slack import Drop, Error, Html, Latency, RateLimited, Status, slack_simulator
from bot.slack.socket_mode import NoSocketMode
from tests.simulator.slack.an_app import a_manifest
from tests.slack.socket_mode.a_proxy import a_proxy
from tests.slack.socket_mode.an_app import BRISK, kept, until_open

if TYPE_CHECKING:
    from bot.simulator.slack import SlackSimulator
    from bot.simulator.slack.faults import Fault

OPEN = "apps.connections.open"


@pytest.mark.parametrize(
    "fault",
    [Status(500), Status(503), Html(502), Drop(), Drop(after=True), Error("internal_error"), Error("a_novelty")],
    ids=repr,
)
async def test_trouble_that_passes_is_waited_out(slack: SlackSimulator, fault: Fault) -> None:
    """Whatever kind it is of."""
    slack.faults.next(OPEN, fault, times=4)
    async with kept(slack):
        await until_open(slack)
    assert len(slack.faults) == 0


async def test_a_slack_that_does_not_answer_is_asked_again(slack: SlackSimulator) -> None:
    """After a time that is bounded; what it answers later is of no use any more."""
    slack.faults.next(OPEN, Latency(60), times=2)
    async with asyncio.timeout(5), kept(slack, pace=replace(BRISK, greeting=0.1)):
        await until_open(slack)


async def test_slack_says_how_long_to_wait(slack: SlackSimulator) -> None:
    """And is not asked again before."""
    slack.faults.next(OPEN, RateLimited(retry_after=1), times=2)
    began = asyncio.get_running_loop().time()
    async with kept(slack):
        assert asyncio.get_running_loop().time() - began >= 1
        await until_open(slack)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("not_authed", "Slack refuses SLACK_APP_TOKEN (not_authed)"),
        ("account_inactive", "Slack refuses SLACK_APP_TOKEN (account_inactive)"),
        ("token_revoked", "Slack refuses SLACK_APP_TOKEN (token_revoked)"),
        ("missing_scope", "the scope connections:write"),
        ("no_permission", "Ask an admin of the workspace"),
    ],
)
async def test_what_no_retry_can_mend_is_told_at_the_start(slack: SlackSimulator, code: str, told: str) -> None:
    """Nothing is connected then."""
    slack.faults.next(OPEN, Error(code), times=2)
    with pytest.raises(NoSocketMode) as refused:
        async with kept(slack):
            pass
    assert told in str(refused.value)
    assert len(slack.connections) == 0


@pytest.mark.parametrize(
    ("token", "code"), [("xapp-of-somebody-else", "invalid_auth"), ("a bot token", "not_allowed_token_type")]
)
async def test_a_wrong_token_is_told(slack: SlackSimulator, token: str, code: str) -> None:
    """With Slack's word for what is wrong with it, and never with the token."""
    with pytest.raises(NoSocketMode, match=code) as refused:
        async with kept(slack, token=slack.bot_token if token == "a bot token" else token):
            pass
    assert token not in str(refused.value)


async def test_without_socket_mode_in_the_manifest_it_cannot_begin() -> None:
    """The connection is made, and the greeting is a farewell."""
    manifest = a_manifest()
    manifest["settings"]["socket_mode_enabled"] = False
    async with slack_simulator(manifest=manifest) as slack:
        with pytest.raises(NoSocketMode, match="Switch it on under Socket Mode"):
            async with kept(slack):
                pass


async def test_socket_mode_that_is_switched_off_ends_it(slack: SlackSimulator) -> None:
    """In the middle of the run."""
    async with kept(slack) as socket_mode:
        await until_open(slack)
        await slack.connections.disconnect("link_disabled")
        with pytest.raises(NoSocketMode, match=r"switched off for this Slack app \(link_disabled\)"):
            await asyncio.wait_for(socket_mode.over(), 5)


async def test_a_token_that_is_revoked_ends_it_at_the_next_refresh(slack: SlackSimulator) -> None:
    """And not before: connections that are open go on."""
    async with kept(slack) as socket_mode:
        await until_open(slack)
        slack.app_token = "xapp-a-new-one"
        await slack.person("alice").types("/try it")
        await slack.connections.disconnect("warning", 60)
        with pytest.raises(NoSocketMode, match="invalid_auth"):
            await asyncio.wait_for(socket_mode.over(), 5)
        assert slack.person("alice").ephemerals == ["heard it"]


async def test_where_others_have_all_the_connections_one_waits(slack: SlackSimulator) -> None:
    """Slack allows an app ten; as soon as one is free, it is taken."""
    async with kept(slack), kept(slack), kept(slack), kept(slack), kept(slack) as fifth:
        await until_open(slack, 10)
        waiting = asyncio.create_task(_connected(slack))
        await asyncio.sleep(0.1)
        assert not waiting.done()
        await fifth.close()
        assert await asyncio.wait_for(waiting, 5) >= 1


async def _connected(slack: SlackSimulator) -> int:
    async with kept(slack) as socket_mode:
        return socket_mode.connections


async def test_a_proxy_of_the_environment_is_used_for_both_steps(slack: SlackSimulator) -> None:
    """The address is asked for through it, and the connection goes through it."""
    async with asyncio.timeout(5), a_proxy() as (proxy, asked), kept(slack, proxy=proxy):
        await until_open(slack)
        await slack.person("alice").types("/try it")
    assert sorted(set(asked)) == ["/api/apps.connections.open", "/link"]
    assert slack.person("alice").ephemerals == ["heard it"]


async def test_told_to_stop_while_it_connects_it_leaves_nothing_open(slack: SlackSimulator) -> None:
    """However far it had come."""
    for moment in (0, 0.001, 0.002, 0.004, 0.008, 0.016):
        starting = asyncio.create_task(_connected(slack))
        await asyncio.sleep(moment)
        starting.cancel()
        with suppress(asyncio.CancelledError):
            await starting
    await until_open(slack, 0)
