"""The bot starts while Slack answers wrongly: it says why in one line, and does not half start."""

from __future__ import annotations

from typing import Any

import pytest

from bot.app.running import running
from bot.simulator.arize import arize_simulator
from bot.simulator.arize.faults import Status
from bot.simulator.slack import slack_simulator
from bot.slack.identity import NotInstalled
from tests.databases import fresh_database
from tests.torture.acting import IMPATIENT
from tests.torture.wrongs import GATEWAY, Wrong, of_slack
from tests.world import MANIFEST, environment, open_world

ASKED_AGAIN = ("ratelimited", "429 with Retry-After", "429 without Retry-After")
"""Slack did nothing then, so the SDK asks once more."""


async def test_slack_answers_wrongly_at_the_start() -> None:
    """Whatever `auth.test` answers: a sentence for the operator, and the next start works."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator() as arize,
        fresh_database("sqlite") as url,
    ):
        settings = environment("socket", slack, arize, {"DATABASE_URL": url})
        for wrong in of_slack("auth.test"):
            slack.faults.next("auth.test", wrong.make())
            if is_asked_again(wrong):
                continue
            with pytest.raises(NotInstalled, match=r"SLACK_BOT_TOKEN|SLACK_API_URL"):
                async with running(settings, IMPATIENT):
                    pytest.fail(f"It started in spite of {wrong.name}.")
        slack.faults.clear()
        async with running(settings, IMPATIENT):
            await slack.until_connected()


def is_asked_again(wrong: Wrong[Any]) -> bool:
    return wrong.name in ASKED_AGAIN


@pytest.mark.parametrize("code", [401, 403, *GATEWAY])
async def test_arize_answers_wrongly_at_the_start(code: int) -> None:
    """The bot starts all the same, and says what is wrong to whoever asks."""
    async with open_world(pace=IMPATIENT) as world:
        world.arize.faults.next("list_users", Status(code), times=4)
        alice = world.person("alice")
        await alice.types("/ax-user list")
        await world.settles()
        await alice.types("/ax-user whoami")
        await alice.sees("Alice Okafor")
