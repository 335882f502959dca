"""What comes in from outside over HTTP, before anything of it is read: only what Slack signed gets further.

Whoever is turned away hears a status and no more, and their connection is closed: what they still send is nobody's.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse

from bot.slack.requests import greeted, read_payload, send_answer
from bot.slack.spans import arrives

if TYPE_CHECKING:
    from slack_sdk.signature import SignatureVerifier
    from starlette.types import Receive, Scope, Send

    from bot.slack.payloads import Dispatch

log = structlog.get_logger(__name__)

TIMESTAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"
ONCE = (TIMESTAMP, SIGNATURE, "content-type")
"""Headers that mean something here. Where one stands twice, two readers may take two different values."""

LOOK = 1000
"""Bytes at most that are read of what is not signed, for the one such request that Slack sends: it looks at the
certificate now and then. It is answered, and nothing else comes of it
(https://docs.slack.dev/interactivity/implementing-slash-commands)."""

_LOOKS = re.compile(rb"(?:\A|&)ssl_check=1(?:&|\Z)")
_SECONDS = re.compile(r"[0-9]{1,12}")
_VERSION_0 = re.compile(r"v0=[0-9a-f]{64}")


@dataclass(frozen=True)
class Limits:
    """Of one request: `size` of its body in bytes, and the `seconds` that the body may take to arrive.

    Slack's longest payloads bring a view, of at most 250 kB (https://docs.slack.dev/reference/methods/views.open), and
    what was filled in.
    """

    size: int = 1_000_000
    seconds: float = 10.0


USUAL = Limits()


class Refused(Exception):  # noqa: N818 - it is an answer
    """`status` is all that its sender hears; the text is for the log."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True)
class Doorstep:
    """An application of `serving`; `dispatch` hears of the payloads of signed requests to `path` alone, and answers."""

    dispatch: Dispatch
    path: str
    verifier: SignatureVerifier
    limits: Limits = USUAL

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrives()
        if scope["type"] != "http":
            await send({"type": "websocket.close"})
            return
        try:
            await self._let_in(scope, receive, send)
        except ClientDisconnect:
            log.debug("http.hung_up")
        except Refused as refused:
            scope["state"]["refusals"].note(refused.status, str(refused))
            answer = PlainTextResponse("", refused.status, {"connection": "close"})
            await answer(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Raises Refused, and ClientDisconnect."""
        self._check_place(scope)
        headers = Headers(scope=scope)
        self._check_headers(headers)
        body = await self._read(Request(scope, receive), self._most(headers))
        if not _may_be_signed(headers) and _LOOKS.search(body):
            await PlainTextResponse("")(scope, receive, send)
            return
        self._check_signature(body, headers)
        payload = read_payload(body)
        if payload is None:
            raise Refused(400, "signed, but no payload of Slack's")
        await send_answer(greeted(payload) or await self.dispatch(payload), send)

    def _check_place(self, scope: Scope) -> None:
        if scope["path"] != self.path:
            raise Refused(404, "another path")
        if scope["method"] != "POST":
            raise Refused(405, "another method")

    def _check_headers(self, headers: Headers) -> None:
        if any(len(headers.getlist(name)) > 1 for name in ONCE):
            raise Refused(400, "a header twice")
        if int(headers.get("content-length", "0")) > self._most(headers):
            raise Refused(413, "too long") if _may_be_signed(headers) else Refused(401, "not signed")

    def _most(self, headers: Headers) -> int:
        return self.limits.size if _may_be_signed(headers) else LOOK

    async def _read(self, request: Request, most: int) -> bytes:
        body = bytearray()
        try:
            async with asyncio.timeout(self.limits.seconds):
                async for chunk in request.stream():
                    body += chunk
                    if len(body) > most:
                        raise Refused(413, "too long")
        except TimeoutError:
            raise Refused(408, "too slow") from None
        return bytes(body)

    def _check_signature(self, body: bytes, headers: Headers) -> None:
        if not _may_be_signed(headers):
            raise Refused(401, "not signed")
        try:
            is_signed = self.verifier.is_valid(body, headers[TIMESTAMP], headers[SIGNATURE])
        except UnicodeDecodeError:
            raise Refused(401, "no text") from None
        if not is_signed:
            raise Refused(401, "wrong signature, or an old one")


def _may_be_signed(headers: Headers) -> bool:
    """Whether a time and a signature are there, and have their form: the SDK's check breaks on any other."""
    time_of_it, proof = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
    return bool(_SECONDS.fullmatch(time_of_it) and _VERSION_0.fullmatch(proof))
