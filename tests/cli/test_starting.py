"""A start that fails is told whole, and one that goes well says what is wrong all the same."""

from __future__ import annotations

import asyncio
import json
import signal

from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.databases import empty_database, fresh_database
from tests.processes import PATIENCE, started, variables_for
from tests.world import MANIFEST, policy_file

CANNOT = 2


async def test_all_that_keeps_the_bot_from_starting_is_told_at_once() -> None:
    """The policy file, the database and both tokens: nobody has to start four times."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator() as arize,
        empty_database("postgresql") as url,
        policy_file("[roles]\n") as named,
    ):
        slack.app_scopes = ()
        variables = {**variables_for(slack, arize, url), **named, "SLACK_BOT_TOKEN": "xoxb-other"}
        async with started("run", variables=variables) as process:
            _, err = await process.communicate()
    assert process.returncode == CANNOT
    told = [line for line in err.decode().splitlines() if not line.startswith("{")]
    for line, words in zip(
        told,
        (
            "policy.toml, line 1: there is no role admins",
            "The database is empty. Run: ax-user-bot db upgrade",
            "Slack refuses SLACK_BOT_TOKEN (invalid_auth). Install the app again and copy its token.",
            "Slack opens no connection for SLACK_APP_TOKEN (missing_scope). It lacks the scope connections:write.",
        ),
        strict=True,
    ):
        assert line.startswith(words)


async def test_what_is_wrong_with_a_bot_that_runs_is_logged() -> None:
    """While it is at work: a scope too few is an error, one too many a warning, and neither stops it."""
    scopes = [*MANIFEST["oauth_config"]["scopes"]["bot"], "admin"]
    scopes.remove("files:read")
    manifest = {**MANIFEST, "oauth_config": {"scopes": {"bot": scopes}}}
    async with (
        slack_simulator(manifest=manifest) as slack,
        arize_simulator() as arize,
        fresh_database("sqlite") as url,
        started("run", variables=variables_for(slack, arize, url)) as process,
    ):
        assert process.stderr is not None
        records = []
        async with asyncio.timeout(PATIENCE):
            while "check.warning" not in [each["event"] for each in records]:
                records.append(json.loads(await process.stderr.readline()))
        process.send_signal(signal.SIGTERM)
        await process.communicate()
    assert process.returncode == 0
    told = {each["event"]: each for each in records}
    assert "bot.ready" in told
    assert "files:read" in told["check.wrong"]["why"]
    assert (told["check.wrong"]["level"], told["check.wrong"]["fact"]) == ("error", "slack.scopes")
    assert "admin" in told["check.warning"]["why"]
