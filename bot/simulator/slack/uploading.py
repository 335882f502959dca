"""What the app uploads to the place that `files.getUploadURLExternal` gave it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from bot.simulator.slack.deliveries import OK
from bot.simulator.slack.faults import UPLOAD
from bot.simulator.slack.refusals import SlackError

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.simulator.slack.simulator import SlackSimulator


async def upload(slack: SlackSimulator, request: Request) -> Response:
    """`OK - ` and how many bytes; the inspector sees no more of them than that."""
    began = time.perf_counter()
    key, content = request.path_params["key"], await request.body()

    async def work() -> Response:
        return _answer(slack, key, content)

    fault = slack.faults.take(UPLOAD)
    answer = await (fault.play(UPLOAD, work) if fault else work())
    slack.inspector.record(
        "app→slack",
        "web_api",
        UPLOAD,
        ok=answer.status_code == OK,
        ms=(time.perf_counter() - began) * 1000,
        request={"bytes": len(content)},
        response={"status": answer.status_code, "body": bytes(answer.body).decode()},
    )
    return answer


def _answer(slack: SlackSimulator, key: str, content: bytes) -> Response:
    try:
        file = slack.files.receive(key, content)
    except SlackError as error:
        return PlainTextResponse(error.code, 400)
    return PlainTextResponse(f"OK - {file.size}")
