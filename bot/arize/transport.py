"""One request and its answer, over aiohttp."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import aiohttp
from aiohttp.hdrs import ACCEPT, CONTENT_TYPE
from yarl import URL

from bot.arize.answer import Answer
from bot.arize.base_url import checked_base_url
from bot.arize.errors import AnswerLost, ArizeError, NotSent, ReplacedAnswer
from bot.arize.problems import problem
from bot.arize.proxy import proxy_for
from bot.arize.sending import SentOnce, UnansweredError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from aiohttp import ClientResponse, ClientSession
    from pydantic import SecretStr

    from bot.arize.operations import Operation

    Query = Sequence[tuple[str, str]]

AT_ONCE = 250
"""Requests that are under way at one time; whoever comes later waits here, without a limit of time."""
KEPT = 5.0
"""Seconds for which a connection is kept that nobody uses."""
LONGEST_LINE = 65_536
MOST_HEADERS = 1_000
"""Bytes of one header, and headers, at most: what stands between us and the API may add to them."""
ACCEPTED = {ACCEPT: "application/json, application/problem+json"}
JSON = {CONTENT_TYPE: "application/json"}


class Transport:
    """Raises ValueError for an address, a key or a proxy that cannot be used; see `checked_base_url` and `proxy_for`.

    `said_date` is the header `Date` of the last answer.
    """

    def __init__(self, api_key: SecretStr, base_url: str, timeout: float) -> None:
        self._key = _checked_key(api_key)
        base = checked_base_url(base_url)
        self._base = str(base).rstrip("/")
        self._proxy = proxy_for(base)
        self._timeout = timeout
        self._session: ClientSession | None = None
        self._turns = asyncio.Semaphore(AT_ONCE)
        self.said_date = ""

    async def aclose(self) -> None:
        """Close the connections. Whoever asks afterwards meets a RuntimeError."""
        await self._opened().close()

    async def ask(self, operation: Operation, path: str, query: Query, body: object) -> Answer:
        """The answer, if it is a success; names in `query` may repeat. Raises ProblemError or TransportError."""
        url = f"{self._base}{path}?{urlencode(query)}" if query else self._base + path
        content = None if body is None else _json(body)
        async with self._turns:
            answer = await self._exchange(operation, URL(url, encoded=True), content)
        if isinstance(answer, ArizeError):
            raise answer  # here, where no error of aiohttp is being handled that it would be chained to
        if not answer.is_success:
            raise problem(answer, operation, self._key)
        return answer

    async def _exchange(self, operation: Operation, url: URL, content: bytes | None) -> Answer | ArizeError:
        try:
            response = await self._begun(operation.method, url, content)
        except UnansweredError as error:
            return _lost(operation, str(error)) if error.was_sent else _not_sent(operation, str(error))
        except TimeoutError as error:
            return _lost(operation, type(error).__name__)
        self.said_date = response.headers.get("date", "")
        answer = await self._read(response)
        if not answer.is_final:
            return _lost(operation, f"status {answer.status}")
        if answer.is_success and operation.tells and not answer.is_whole:
            return _lost(operation, "cut short")
        return _replaced(operation, answer.status) if answer.is_replaced else answer

    async def _begun(self, method: str, url: URL, content: bytes | None) -> ClientResponse:
        """The answer's head. Raises TimeoutError where it drips: a connection has its own limit, half as long."""
        headers = None if content is None else JSON
        async with asyncio.timeout(2 * self._timeout):
            return await self._opened().request(method, url, data=content, headers=headers, allow_redirects=False)

    async def _read(self, response: ClientResponse) -> Answer:
        """The code is known by now, and decides even where the body does not arrive."""
        try:
            async with asyncio.timeout(self._timeout):
                content = await response.read()
        except (aiohttp.ClientError, OSError):
            return Answer(response.status, response.headers, b"", is_whole=False)
        finally:
            response.close()
        return Answer(response.status, response.headers, content)

    def _opened(self) -> ClientSession:
        """Made when it is first used, since it belongs to the loop that runs then."""
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=KEPT),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=ACCEPTED,
                skip_auto_headers=[CONTENT_TYPE],  # of a POST without a body, which is of no type
                middlewares=[SentOnce(self._key)],
                timeout=aiohttp.ClientTimeout(connect=self._timeout, sock_read=self._timeout),
                max_line_size=LONGEST_LINE,
                max_field_size=LONGEST_LINE,
                max_headers=MOST_HEADERS,
                proxy=self._proxy,
            )
        return self._session


def _not_sent(operation: Operation, why: str) -> NotSent:
    return NotSent(operation.name, f"no connection ({why})")


def _lost(operation: Operation, why: str) -> AnswerLost:
    return AnswerLost(operation.name, f"no answer ({why})", may_have_happened=operation.changes)


def _replaced(operation: Operation, status: int) -> ReplacedAnswer:
    why = f"a page in place of an answer (status {status})"
    return ReplacedAnswer(operation.name, why, may_have_happened=operation.changes)


def _json(body: object) -> bytes:
    """As short as it can be. Raises ValueError for half a surrogate pair, which no JSON can carry."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _checked_key(api_key: SecretStr) -> SecretStr:
    """Refuse what an HTTP header cannot carry; the HTTP client would name it in its error."""
    key = api_key.get_secret_value()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("The Arize API key is empty, or holds a space or a character that no key has.")
    return api_key
