"""What a debugging operator sees is the bot, never a library's innermost."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pytest
import structlog
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.logs.levels import CHATTY, floor
from bot.serving.server import serving
from tests.logs.written import json_log

if TYPE_CHECKING:
    from starlette.requests import Request


@pytest.mark.parametrize(
    ("level", "expected"),
    [("debug", ["debug", "info", "warning", "error"]), ("warning", ["warning", "error"]), ("error", ["error"])],
)
def test_the_operator_chooses_the_bots_level(level: str, expected: list[str]) -> None:
    """Our records are logged from the chosen level on."""
    log = json_log(level)
    logger = structlog.get_logger("bot.workflow")
    for name in ("debug", "info", "warning", "error"):
        logger.log(logging.getLevelNamesMapping()[name.upper()], "a.b")
    assert [record["level"] for record in log.records] == expected


@pytest.mark.parametrize("name", ["slack_sdk", "slack_bolt.App", "app.py:AsyncApp", "bots", "asyncio", "httpcore", ""])
def test_libraries_never_go_below_info(name: str) -> None:
    """A debug record of a library is dropped even where it gave its logger a level of its own, as Bolt does."""
    log = json_log("debug")
    logger = logging.getLogger(name or None)
    before = logger.level
    logger.setLevel(logging.DEBUG)
    try:
        logger.debug("hunter2")
        logger.info("fine")
    finally:
        logger.setLevel(before)
    assert log.record["event"] == "fine"


@pytest.mark.parametrize("name", CHATTY)
def test_chatty_libraries_begin_at_warning(name: str) -> None:
    """A line for each request of a library would drown ours."""
    log = json_log("debug")
    logging.getLogger(f"{name}.inner").info("GET /")
    logging.getLogger(f"{name}.inner").warning("slow")
    assert log.record["event"] == "slow"


def test_what_a_stranger_sends_is_no_librarys_line() -> None:
    """A server's library warns of each bad request; its errors are still told."""
    log = json_log("debug")
    logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    logging.getLogger("uvicorn.error").error("broken")
    assert log.record["event"] == "broken"


def test_a_quiet_bot_has_quiet_libraries() -> None:
    """A higher level of the operator's holds for all."""
    assert floor("slack_sdk", logging.ERROR) == floor("uvicorn", logging.ERROR) == logging.ERROR


async def test_a_message_sent_at_debug_level_is_not_logged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A temporary password in a direct message stays out of the log, though the SDK logs bodies at debug."""
    for variable in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(variable, raising=False)
    received: list[str] = []

    async def answer(request: Request) -> JSONResponse:
        received.append((await request.body()).decode())
        return JSONResponse({"ok": True, "echo": "hunter2"})

    log = json_log("debug")
    async with serving(Starlette(routes=[Route("/api/{method}", answer, methods=["POST"])])) as url:
        structlog.get_logger("bot").debug("delivering")
        client = AsyncWebClient("xoxb-1", base_url=f"{url}/api/")
        await client.chat_postMessage(channel="D1", text="hunter2")
    assert "hunter2" in received[0]
    assert "delivering" in log.text
    assert "hunter2" not in log.text
