"""What the app downloads: the private URLs of files, which want its token.

Whoever is not let in gets a page to log in with, and that is no error to HTTP: the status is 200. People report so of a
token that is missing, wrong, or without `files:read` (https://github.com/slackapi/deno-slack-sdk/issues/285).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, Response

from bot.simulator.slack.deliveries import OK
from bot.simulator.slack.faults import DOWNLOAD
from bot.simulator.slack.refusals import SlackError

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.simulator.slack.simulator import SlackSimulator

SCOPE = "files:read"
LOGIN = """<!DOCTYPE html><html lang="en-US"><head><title>Sign in | Slack</title></head>
<body><h1>Sign in to your workspace</h1></body></html>"""
NOTHING = """<!DOCTYPE html><html lang="en-US"><head><title>Not found | Slack</title></head><body></body></html>"""


async def download(slack: SlackSimulator, request: Request) -> Response:
    """The bytes; the inspector sees no more of them than how many there are."""
    began = time.perf_counter()
    file_id = request.path_params["place"].partition("-")[2]
    scheme, _, token = request.headers.get("authorization", "").partition(" ")

    async def work() -> Response:
        return _answer(slack, file_id, token if scheme.lower() == "bearer" else "")

    fault = slack.faults.take(DOWNLOAD)
    answer = await (fault.play(DOWNLOAD, work) if fault else work())
    _record(slack, file_id, answer, (time.perf_counter() - began) * 1000)
    return answer


def _answer(slack: SlackSimulator, file_id: str, token: str) -> Response:
    if not _is_let_in(slack, token):
        return HTMLResponse(LOGIN)
    try:
        file = slack.files.find(file_id)
    except SlackError:
        return HTMLResponse(NOTHING, 404)
    return Response(file.content, media_type=file.mimetype, headers={"Content-Disposition": "attachment"})


def _is_let_in(slack: SlackSimulator, token: str) -> bool:
    return token == slack.bot_token and slack.workspace.installed and SCOPE in slack.manifest.scopes


def _record(slack: SlackSimulator, file_id: str, answer: Response, ms: float) -> None:
    kind = answer.headers.get("content-type", "")
    slack.inspector.record(
        "app→slack",
        "web_api",
        DOWNLOAD,
        ok=answer.status_code == OK and not kind.startswith("text/html"),
        ms=ms,
        request={"file": file_id},
        response={"status": answer.status_code, "content_type": kind, "bytes": len(answer.body)},
    )
