"""One connection survives whatever comes by it, or is replaced; nothing that people wrote gets into the log."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.slack.socket_mode import NoSocketMode
from bot.slack.socket_mode.door import MOST_BYTES
from tests.slack.socket_mode.a_server import HELLO, a_server
from tests.slack.socket_mode.an_app import BRISK

if TYPE_CHECKING:
    from structlog.typing import EventDict


@pytest.mark.parametrize(
    "text",
    [
        "secret",
        "[]",
        "null",
        '{"type":"secret"}',
        '{"envelope_id":"E0"}',
        '{"envelope_id":"E0","payload":"secret"}',
        "",
    ],
)
async def test_what_cannot_be_read_is_passed_over(text: str) -> None:
    """Its size is logged, and none of its content; what comes next is answered."""
    with capture_logs() as logs:
        async with a_server() as server:
            await server.says(text)
            await server.asks("E1")
            await server.acked("E1")
            assert len(server.connections) == 2
    assert {"event": "socket_mode.unreadable", "size": len(text), "log_level": "warning"} in logs
    assert "secret" not in str(logs)


async def test_a_binary_message_is_passed_over() -> None:
    """Slack sends none."""
    async with a_server() as server:
        await server.connections[0].send_bytes(b"secret")
        await server.asks("E1")
        await server.acked("E1")


async def test_an_envelope_is_answered_by_the_connection_that_it_came_by() -> None:
    """Quick ones are not held up by a slow one."""
    async with a_server() as server:
        await server.asks("E1", seconds=0.2)
        await server.asks("E2")
        await server.asks("E3", connection=1)
        await server.acked("E1", "E2", "E3")
    assert [ack["envelope_id"] for ack in server.heard][-1] == "E1"


async def test_what_breaks_is_not_acknowledged_and_harms_nothing_else() -> None:
    """Nor what Bolt refuses."""
    with capture_logs() as logs:
        async with a_server() as server:
            await server.asks("E1", breaks=True)
            await server.asks("E2", status=404)
            await server.asks("E3")
            await server.acked("E3")
            await server.until(lambda: len(server.asked) == 3)
    assert [ack["envelope_id"] for ack in server.heard] == ["E3"]
    events = [entry["event"] for entry in logs]
    assert "socket_mode.failed" in events
    assert "socket_mode.not_acked" in events


async def test_an_ack_that_comes_too_late_for_its_connection_is_logged() -> None:
    """The work goes on; Slack delivers the envelope again."""
    with capture_logs() as logs:
        async with a_server() as server:
            await server.asks("E1", seconds=0.1)
            await server.until(lambda: server.asked)
            server.connections[0].scope["state"]["transport"].abort()
            await server.until(lambda: any(entry["event"] == "socket_mode.ack_lost" for entry in logs))
            await server.until(lambda: len(server.connections) == 3)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(bytes((0xC1, 4)) + zlib.compress(b"{}")[:4], id="compressed"),
        pytest.param(bytes((0x83, 1, 0)), id="an opcode that there is not"),
        pytest.param(
            bytes((0x81, 127)) + (MOST_BYTES + 1).to_bytes(8, "big") + b" " * (MOST_BYTES + 1), id="too large"
        ),
        pytest.param(bytes((0x81, 2, 0xC3, 0x28)), id="no UTF-8"),
    ],
)
async def test_what_breaks_the_protocol_ends_the_connection(raw: bytes) -> None:
    """Another takes its place, and the other one works meanwhile."""
    async with a_server() as server:
        server.writes(raw)
        await server.asks("E1", connection=1)
        await server.acked("E1")
        await server.until(lambda: len(server.connections) == 3)
        await server.asks("E2", connection=2)
        await server.acked("E2")


async def test_a_connection_that_is_never_greeted_is_given_up() -> None:
    """Slack is asked for another one, and again."""
    with capture_logs() as logs:
        trying = asyncio.create_task(ungreeted())
        async with asyncio.timeout(30):
            while len(given_up(logs)) < 3:  # noqa: ASYNC110 - the log has no bell
                await asyncio.sleep(0.01)
        trying.cancel()
        await asyncio.wait({trying})
    assert set(given_up(logs)) == {"lost"}


def given_up(logs: list[EventDict]) -> list[str]:
    return [entry["why"] for entry in logs if entry["event"] == "socket_mode.not_now"]


async def ungreeted() -> None:
    """Never connected, and so never there."""
    async with a_server("", replace(BRISK, greeting=0.05)):
        pass


async def test_a_farewell_in_the_place_of_a_greeting_is_heard() -> None:
    """Where it says that nothing will help."""
    with pytest.raises(NoSocketMode, match="link_disabled"):
        async with a_server('{"type":"disconnect","reason":"link_disabled"}'):
            pass


async def test_a_connection_that_ends_as_soon_as_it_began_is_not_opened_in_a_hurry() -> None:
    """Pauses grow, although each was greeted."""
    async with a_server(HELLO) as server:
        for _ in range(5):
            server.connections[-1].scope["state"]["transport"].abort()
            count = len(server.connections)
            await server.until(lambda count=count: len(server.connections) > count)
