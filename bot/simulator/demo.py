"""The demo: a simulated workspace, a simulated account and the real bot between them, in one process."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.app.running import running
from bot.settings import Settings
from bot.simulator.arize import arize_simulator
from bot.simulator.page import serving_page
from bot.simulator.slack import slack_simulator
from bot.simulator.slack.workspace import ADMINS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.simulator.arize import RunningArize
    from bot.simulator.slack import SlackSimulator

ANY_PORT = 0
POLICY = Path(__file__).parent / "policy.toml"


@asynccontextmanager
async def demo(manifest: Path, port: int, **others: object) -> AsyncIterator[str]:
    """The page's URL; everything listens on loopback, and nothing leaves the machine.

    `others` are settings that are to be other than the demo's, by the names of the fields.
    """
    async with (
        slack_simulator(manifest=manifest) as slack,
        arize_simulator(seeded=True) as arize,
        AsyncExitStack() as stack,
    ):
        folder = stack.enter_context(TemporaryDirectory(prefix="ax-user-bot-"))
        settings = demo_settings(slack, arize, Path(folder)).model_copy(update=others)
        await stack.enter_async_context(running(settings))
        await slack.until_connected()
        yield await _served(stack, slack, port)


async def serve_demo(manifest: Path, port: int, *, say: Callable[[str], None]) -> None:
    """Serve the demo until cancelled."""
    async with demo(manifest, port) as url:
        say(f"\nThe demo is ready: open {url}\n(Ctrl-C stops it. Nothing leaves this machine.)\n")
        await asyncio.Event().wait()


def demo_settings(slack: SlackSimulator, arize: RunningArize, folder: Path) -> Settings:
    """What an operator would put into the environment, pointing at the simulators; `folder` holds the database."""
    return Settings.model_validate(
        {
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_APP_TOKEN": slack.app_token,
            "SLACK_API_URL": slack.api_url,
            "ARIZE_API_KEY": arize.api_key,
            "ARIZE_BASE_URL": arize.url,
            "DISABLE_PRERELEASE_WARNING": "true",
            "DATABASE_URL": f"sqlite:///{folder / 'demo.sqlite3'}",
            "BOT_POLICY_FILE": str(POLICY),
            "BOT_APPROVALS_CHANNEL": ADMINS,
            "BOT_MONITOR_PORT": str(ANY_PORT),
        }
    )


async def _served(stack: AsyncExitStack, slack: SlackSimulator, port: int) -> str:
    """On `port`, or on another one where that is taken: a newcomer's first try should not fail."""
    try:
        return await stack.enter_async_context(serving_page(slack, port=port))
    except OSError:
        return await stack.enter_async_context(serving_page(slack, port=ANY_PORT))
