"""Delivery over HTTP, signed as Slack signs (https://docs.slack.dev/authentication/verifying-requests-from-slack)."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp

from bot.simulator.slack.deliveries import Answer, Delivery, Retry, Unanswered

if TYPE_CHECKING:
    from bot.simulator.slack.attempts import Attempts

FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: str) -> str:
    """Version 0: HMAC-SHA256 over the version, the time and the raw body."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()


def encoded(delivery: Delivery) -> tuple[str, str]:
    """The raw body and its content type."""
    if delivery.kind == "events_api":
        return json.dumps(delivery.payload), "application/json"
    if delivery.kind == "slash_commands":
        return urlencode(delivery.payload), FORM
    return urlencode({"payload": json.dumps(delivery.payload)}), FORM


class HttpDelivery:
    """Requests to one URL; `ack_limit` is in seconds. Made while a loop runs.

    Signatures carry the wall's time, since the app checks it against its own clock.
    """

    def __init__(self, url: str, secret: str, ack_limit: float, attempts: Attempts) -> None:
        self.url = url
        self.ack_limit = ack_limit
        self._secret = secret
        self._attempts = attempts
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())

    async def send(
        self,
        delivery: Delivery,
        retry: Retry | None = None,
        *,
        sign_with: str | None = None,
        timestamp: str | None = None,
    ) -> Answer:
        """Raises Unanswered: `operation_timeout` when it took too long, `dispatch_failed` when nobody listens."""
        body, content_type = encoded(delivery)
        at = timestamp if timestamp is not None else str(int(time.time()))
        signed = signature(self._secret if sign_with is None else sign_with, at, body)
        headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": signed, "Content-Type": content_type}
        with self._attempts.one(delivery) as answered:
            return answered(await self._post(body, headers | _retried(retry)))

    async def _post(self, body: str, headers: dict[str, str]) -> Answer:
        limit = aiohttp.ClientTimeout(total=self.ack_limit)
        sending = self._session.post(self.url, data=body, headers=headers, timeout=limit, allow_redirects=False)
        try:
            async with sending as answer:
                return Answer(answer.status, _body(await answer.read()))
        except TimeoutError:
            raise Unanswered("operation_timeout") from None
        except aiohttp.ClientError:
            raise Unanswered("dispatch_failed") from None

    async def close(self) -> None:
        await self._session.close()


def _retried(retry: Retry | None) -> dict[str, str]:
    return {"X-Slack-Retry-Num": str(retry.number), "X-Slack-Retry-Reason": retry.reason} if retry else {}


def _body(content: bytes) -> Any:  # noqa: ANN401 - JSON or text
    if not content:
        return None
    try:
        return json.loads(content)
    except ValueError:
        return content.decode(errors="replace")
