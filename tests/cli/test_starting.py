"""A start that fails is told whole."""

from __future__ import annotations

from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.databases import empty_database
from tests.processes import started, variables_for
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
            "SLACK_APP_TOKEN is not a token for Socket Mode (missing_scope). Generate an app-level token",
        ),
        strict=True,
    ):
        assert line.startswith(words)
