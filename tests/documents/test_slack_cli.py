"""`slack run` works in the project's folder: its hooks are ours, and run as the Slack CLI runs them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import yaml

from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.databases import fresh_database
from tests.documents.commands import ROOT
from tests.processes import OURS, variables_for
from tests.world import MANIFEST

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import Mapping

OUR_PYTHON = ".venv/bin/python"
"""Which `make` makes; the tests may run in another."""


def hooks() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ROOT / ".slack" / "hooks.json").read_text(encoding="utf-8"))
    return loaded


async def hooked(name: str, variables: Mapping[str, str], *arguments: str) -> Process:
    """The words of the hook and the CLI's own arguments, joined by spaces, for a shell; no variable of ours besides."""
    script = " ".join([*hooks()["hooks"][name].split(), *arguments])
    assert script.startswith(f"exec {OUR_PYTHON} -m bot "), "the CLI interrupts the shell, which has to be us by then"
    return await asyncio.create_subprocess_exec(
        "sh",
        "-c",
        script.replace(OUR_PYTHON, sys.executable, 1),
        cwd=ROOT,
        env={**{name: value for name, value in os.environ.items() if not name.startswith(OURS)}, **variables},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_get_manifest_prints_the_manifest_whatever_the_cli_adds() -> None:
    """JSON and nothing else, though the CLI passes the folder on as an argument."""
    process = await hooked("get-manifest", {"SLACK_ENV": "local", "SLACK_WORKSPACE": "x"}, f"--source={ROOT}")
    said, wrong = await process.communicate()
    assert (process.returncode, wrong) == (0, b"")
    assert json.loads(said) == yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))


async def test_start_takes_the_tokens_that_the_cli_hands_over() -> None:
    """The app is connected in Socket Mode, and ends in order when the CLI interrupts it."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator(seeded=True) as arize,
        fresh_database("sqlite") as url,
    ):
        known = variables_for(slack, arize, url)
        by_the_cli = {"SLACK_CLI_XOXB": slack.bot_token, "SLACK_CLI_XAPP": slack.app_token}
        process = await hooked("start", {**known, **by_the_cli})
        await slack.until_connected(20)
        process.send_signal(signal.SIGINT)
        async with asyncio.timeout(20):
            await process.communicate()
        assert process.returncode == 0


def test_the_connection_is_ours_and_what_is_watched_is_there() -> None:
    """Else the CLI would keep the connection itself, and hand each event to a new process."""
    config = hooks()["config"]
    assert config["sdk-managed-connection-enabled"] is True
    for watched in config["watch"].values():
        assert all((ROOT / path).exists() for path in watched["paths"])
