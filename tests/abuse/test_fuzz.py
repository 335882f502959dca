"""Whatever comes in at the HTTP port, signed or not: an answer, at once, and no error of ours."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.abuse.knocking import knock, request, signed
from tests.abuse.mutations import BROKEN, mutants, wire
from tests.abuse.tour import Kept, day, office
from tests.unhurried import SHARED
from tests.world import BAD_LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.simulator.slack.deliveries import Delivery
    from tests.world import World

FORESEEN = ("event.failed", "reply.lost")
"""Operators are told of an event that is none of Slack's, and of words that Slack did not carry to anybody."""
UNHURRIED = settings(suppress_health_check=SHARED)


class Port:
    """A bot that has had a day in an office, and a loop of its own for examples that come one by one."""

    def __init__(self, runner: asyncio.Runner, world: World, kept: list[Kept]) -> None:
        self.runner, self.world, self.kept = runner, world, kept
        self.url = world.bot.request_url or ""

    def takes(self, body: bytes, content_type: str, secret: str | None = None) -> int:
        """The status for it, once all that came of it is done."""
        return self.runner.run(self._takes(body, content_type, secret or self.world.slack.signing_secret))

    async def _takes(self, body: bytes, content_type: str, secret: str) -> int:
        status = await knock(self.url, request(self.url, body, signed(secret, body, content_type=content_type)), 3)
        await self.world.settles()
        return status

    def errors(self) -> list[str]:
        """What broke since the last look."""
        bad = [record for record in self.world.records() if record["level"] in BAD_LEVELS]
        self.world.log.seek(0)
        self.world.log.truncate()
        return [json.dumps(record) for record in bad if record["event"] not in FORESEEN]


@pytest.fixture(scope="module")
def port() -> Iterator[Port]:
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        world = runner.run(stack.enter_async_context(office()))
        yield Port(runner, world, runner.run(day(world)))
        runner.run(stack.aclose())


@pytest.mark.parametrize(("body", "content_type"), BROKEN)
def test_what_is_no_payload_is_nobodys_error(port: Port, body: bytes, content_type: str) -> None:
    """Though it is signed."""
    assert port.takes(body, content_type) in (200, 400, 401)
    assert port.errors() == []


@UNHURRIED
@given(data=st.data())
def test_a_payload_with_something_wrong_in_it_is_nobodys_error(port: Port, data: st.DataObject) -> None:
    """Members left out, of another type, from another payload: an answer, and where there is a person, words."""
    delivery: Delivery = data.draw(mutants(port.kept))
    assert port.takes(*wire(delivery)) in (200, 400)
    assert port.errors() == []


@UNHURRIED
@given(body=st.binary(max_size=2000), content_type=st.sampled_from(["application/json", "text/plain", "", "x/y"]))
def test_bytes_are_nobodys_error(port: Port, body: bytes, content_type: str) -> None:
    """Signed or not."""
    assert port.takes(body, content_type, "another secret") == 401
    assert port.takes(body, content_type) in (200, 400, 401)
    assert port.errors() == []
