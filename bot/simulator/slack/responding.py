"""What the app sends to a response_url."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.simulator.slack.deliveries import OK
from bot.simulator.slack.faults import RESPONSE_URL
from bot.simulator.slack.ids import APP_USER
from bot.simulator.slack.refusals import SlackError

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.simulator.slack.messages import Message
    from bot.simulator.slack.response_urls import ResponseUrl
    from bot.simulator.slack.simulator import SlackSimulator

GONE = ("used_url", "expired_url", "no_service")


async def respond(slack: SlackSimulator, request: Request) -> Response:
    """`ok`, or Slack's error code: 404 for a URL that is used up or too old, 400 for a bad message."""
    began = time.perf_counter()
    key, body = request.path_params["key"], await _body(request)

    async def work() -> Response:
        return _answer(slack, key, body)

    fault = slack.faults.take(RESPONSE_URL)
    answer = await (fault.play(RESPONSE_URL, work) if fault else work())
    _record(slack, key, body, answer, (time.perf_counter() - began) * 1000)
    return answer


def _answer(slack: SlackSimulator, key: str, body: dict[str, Any]) -> Response:
    try:
        _carry_out(slack, slack.response_urls.use(key), body)
    except SlackError as error:
        return JSONResponse(error.body(), 404 if error.code in GONE else 400)
    return PlainTextResponse("ok")


def _record(slack: SlackSimulator, key: str, body: dict[str, Any], answer: Response, ms: float) -> None:
    slack.inspector.record(
        "app→slack",
        "response_url",
        "response_url",
        ok=answer.status_code == OK,
        ms=ms,
        request=body,
        response={"status": answer.status_code, "body": bytes(answer.body).decode()},
        private=slack.response_urls.channel(key).startswith("D"),
    )


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _carry_out(slack: SlackSimulator, used: ResponseUrl, body: dict[str, Any]) -> None:
    original = slack.messages.find(used.channel, used.source) if used.source else None
    if body.get("delete_original"):
        _delete(slack, original)
        return
    text, blocks = slack.posting.read(body)
    if body.get("replace_original") and original is not None:
        slack.messages.edit(original, text, blocks)
        return
    to = None if body.get("response_type") == "in_channel" else used.user_id
    slack.messages.post(used.channel, APP_USER, text, blocks, to=to, thread_ts=body.get("thread_ts"))


def _delete(slack: SlackSimulator, original: Message | None) -> None:
    if original is None:
        raise SlackError("message_not_found")
    slack.messages.delete(original)
