"""Slack's requests over HTTP, once it is clear that they are its own: what they hold, and how they are answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from slack_bolt import BoltResponse

if TYPE_CHECKING:
    from starlette.types import Send

    from bot.slack.payloads import Payload


def read_payload(body: bytes) -> Payload | None:
    """Events are JSON, commands a form, and all else JSON in a form. None for what is none of them."""
    try:
        if body.startswith(b"{"):
            read: Any = json.loads(body)
        else:
            form = dict(parse_qsl(body.decode(), keep_blank_values=True))
            read = json.loads(form["payload"]) if "payload" in form else form
    except (ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) else None


def greeted(payload: Payload) -> BoltResponse | None:
    """Slack looks whether the URL is ours (https://docs.slack.dev/apis/events-api/using-http-request-urls).

    Or at the certificate, with a signature this time.
    """
    if payload.get("type") == "url_verification":
        return BoltResponse(status=200, body={"challenge": payload.get("challenge", "")})
    if payload.get("ssl_check") == "1":
        return BoltResponse(status=200)
    return None


async def send_answer(answer: BoltResponse, send: Send) -> None:
    body = answer.body.encode()
    headers = [(name.encode(), value.encode()) for name, value in answer.first_headers().items()]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
