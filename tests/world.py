"""The world that stories happen in: the real bot between a simulated Slack and a simulated Arize, over real sockets."""

from __future__ import annotations

import io
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import yaml

from bot import logs
from bot.app.pace import Pace
from bot.app.running import Bot, running
from bot.arize import RetryPolicy
from bot.settings import Settings
from bot.simulator.arize import RunningArize, arize_simulator
from bot.simulator.slack import PERSONAS, SlackSimulator, slack_simulator
from bot.slack.socket_mode import SocketPace
from tests.databases import DATABASES, fresh_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.simulator.slack import Person

ROOT = Path(__file__).parent.parent
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text("utf-8"))
"""Read once: it takes longer than to start the workspace that it is for."""
TRANSPORTS = ("socket", "http")
PAIRS = tuple(zip(TRANSPORTS, DATABASES, strict=True))
"""Each transport with one of the databases, for stories in which neither knows of the other."""
PROMPT = timedelta(milliseconds=200)
"""Nobody in a story wants to wait for what is due."""
BRISK = Pace(
    arize=RetryPolicy(first_backoff=0.02, longest_backoff=0.1, jitter=0.01),
    insists=(0.02, 0.05, 0.1),
    chores=timedelta(milliseconds=100),
    socket=SocketPace(first_pause=0.02, longest_pause=0.2),
    last_requests=0.0,
)
"""Nor for what is tried again: the pauses themselves have tests of their own."""
BAD_LEVELS = ("error", "critical")
NAMES = tuple(persona.name for persona in PERSONAS)


@dataclass
class World:
    """`expects_errors` is for stories in which something breaks on purpose."""

    slack: SlackSimulator
    arize: RunningArize
    bot: Bot
    log: io.StringIO
    database_url: str
    expects_errors: bool = False

    def person(self, handle: str) -> Person:
        return self.slack.person(handle)

    async def settles(self) -> None:
        """Return once the bot has done all that it was asked so far."""
        await self.bot.background.idle()

    async def sweeps(self) -> None:
        """Do what is due by now."""
        await self.bot.sweep.once()
        await self.settles()

    @property
    def said(self) -> str:
        """The whole log."""
        return self.log.getvalue()

    def calls(self, operation: str) -> int:
        """How often the account was asked for `operation`."""
        return sum(call.operation == operation for call in self.arize.calls)

    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.said.splitlines()]

    def events(self, event: str) -> list[dict[str, Any]]:
        return [record for record in self.records() if record["event"] == event]


@asynccontextmanager
async def open_world(  # noqa: PLR0913 - each is a choice of its own, with a default
    transport: str = "socket",
    database: str = "sqlite",
    *,
    seeded: bool = True,
    policy: str = "",
    settings: dict[str, str] | None = None,
    shorter: dict[str, timedelta] | None = None,
    account: dict[str, Any] | None = None,
    pace: Pace = BRISK,
) -> AsyncIterator[World]:
    """`settings` are further variables of the environment, `account` what kind of account it is.

    `policy` is the text of a policy file; `shorter` are settings that may be below what an operator can set.
    """
    async with (
        fresh_database(database) as url,
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator(seeded=seeded, **(account or {})) as arize,
        policy_file(policy) as named,
    ):
        log = io.StringIO()
        logs.configure("debug", "json", log)
        try:
            chosen = environment(transport, slack, arize, {"DATABASE_URL": url, **named, **(settings or {})})
            async with _bot(chosen.model_copy(update={"sweep_every": PROMPT, **(shorter or {})}), slack, pace) as bot:
                yield World(slack, arize, bot, log, url)
        finally:
            logs.reset()


@asynccontextmanager
async def policy_file(text: str) -> AsyncIterator[dict[str, str]]:
    """The variable that names a file with this text; none where there is no text."""
    if not text:
        yield {}
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "policy.toml"
        path.write_text(text, encoding="utf-8")
        yield {"BOT_POLICY_FILE": str(path)}


@asynccontextmanager
async def _bot(settings: Settings, slack: SlackSimulator, pace: Pace) -> AsyncIterator[Bot]:
    async with running(settings, pace) as bot:
        if bot.request_url:
            slack.deliver_over_http(bot.request_url)
        await slack.until_connected()
        yield bot


def environment(transport: str, slack: SlackSimulator, arize: RunningArize, more: dict[str, str]) -> Settings:
    """What an operator would set."""
    return Settings.model_validate(
        {
            "BOT_TRANSPORT": transport,
            "BOT_PORT": "0",
            "BOT_MONITOR_PORT": "0",
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "SLACK_API_URL": slack.api_url,
            "ARIZE_API_KEY": arize.api_key,
            "ARIZE_BASE_URL": arize.url,
            **more,
        }
    )


def assert_clean(world: World) -> None:
    """What holds after every story: Slack took every view, nothing failed unseen, no secret and nobody was logged.

    Whatever arrived has one line at its end. The bot has settled.
    """
    assert world.slack.violations == []
    if not world.expects_errors:
        assert [record for record in world.records() if record["level"] in BAD_LEVELS] == []
    ended = [record["interaction"] for record in world.events("interaction.done")]
    assert len(set(ended)) == len(ended)
    assert {record["interaction"] for record in world.events("interaction.arrived")} <= set(ended)
    assert [record for record in world.records() if record["level"] != "debug" and _names_somebody(record)] == []
    secrets = [*world.arize.account.issued_passwords, world.arize.api_key, world.slack.bot_token, world.slack.app_token]
    assert [secret for secret in secrets if secret in world.log.getvalue()] == []


def _names_somebody(record: dict[str, Any]) -> bool:
    """An address, or a name of the workspace; the traceback of a bug may hold what its exception says."""
    told = json.dumps({name: value for name, value in record.items() if name != "exception"}, ensure_ascii=False)
    return "@" in told or any(name in told for name in NAMES)
