"""Slack's requests over HTTP: only those that it signed are read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from slack_bolt import BoltResponse
from slack_sdk.signature import SignatureVerifier

from bot.slack.spans import arrives

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    from bot.slack.payloads import Payload

    Dispatch = Callable[[Payload], Awaitable[BoltResponse]]

SIGNATURE = b"x-slack-signature"
TIMESTAMP = b"x-slack-request-timestamp"
LONGEST_TIMESTAMP = 12
"""Digits; good for thirty thousand years."""


class SignedRequests:
    """An ASGI application at one path; `dispatch` says what Slack is answered."""

    def __init__(self, dispatch: Dispatch, signing_secret: str, path: str) -> None:
        self._dispatch = dispatch
        self._verifier = SignatureVerifier(signing_secret)
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Without an answer where whoever asked has gone before the request was whole."""
        arrives()
        body = await _body(receive)
        if body is not None:
            await _send(await self._answer(scope, body), send)

    async def _answer(self, scope: Scope, body: bytes) -> BoltResponse:
        if scope["method"] != "POST" or scope["path"] != self._path:
            return BoltResponse(status=404, body="Not Found")
        if not self._is_signed(dict(scope["headers"]), body):
            return BoltResponse(status=401)
        payload = read_payload(body)
        if payload is None:
            return BoltResponse(status=400)
        return _greeted(payload) or await self._dispatch(payload)

    def _is_signed(self, headers: dict[bytes, bytes], body: bytes) -> bool:
        """What is no time, or not ASCII, is refused before the check, which breaks on it."""
        moment, signature = headers.get(TIMESTAMP, b""), headers.get(SIGNATURE, b"")
        if not moment.isdigit() or len(moment) > LONGEST_TIMESTAMP or not signature.isascii():
            return False
        return self._verifier.is_valid(body, moment.decode(), signature.decode())


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


def _greeted(payload: Payload) -> BoltResponse | None:
    """Slack looks whether the URL is ours (https://docs.slack.dev/apis/events-api/using-http-request-urls)."""
    if payload.get("type") == "url_verification":
        return BoltResponse(status=200, body={"challenge": payload.get("challenge", "")})
    return BoltResponse(status=200) if "ssl_check" in payload else None


async def _body(receive: Receive) -> bytes | None:
    """All of it; None where the client hung up."""
    whole = bytearray()
    while (part := await receive())["type"] == "http.request":
        whole += part.get("body", b"")
        if not part.get("more_body", False):
            return bytes(whole)
    return None


async def _send(answer: BoltResponse, send: Send) -> None:
    body = answer.body.encode()
    headers = [(name.encode(), value.encode()) for name, value in answer.first_headers().items()]
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
