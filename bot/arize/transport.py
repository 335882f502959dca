"""One request and its answer, over httpx. What httpx raises ends here, because it carries the request and the key."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from functools import cache
from ssl import PROTOCOL_TLS_CLIENT, SSLContext
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import httpx
from pydantic import SecretStr

from bot.arize.base_url import checked_base_url, is_loopback
from bot.arize.errors import AnswerLost, ArizeError, NotSent, UnreadableAnswer
from bot.arize.problems import problem

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping, Sequence

    from bot.arize.operations import Operation

    Query = Sequence[tuple[str, str]]

SURELY_NOT_SENT = (
    httpx.ConnectError,  # DNS, refusal, TLS
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,  # refused on our side, before the first byte
)


AT_ONCE = 250
"""Requests that are under way at one time; whoever comes later waits here, without a limit of time.

The HTTP client's own queue costs as much as it is long for each request in it, and gives up after a time-out."""
LIMITS = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=20)


class BearerAuth(httpx.Auth):
    """Puts the key into each request as it leaves, and keeps it out of everything that lives longer."""

    def __init__(self, api_key: SecretStr) -> None:
        self._api_key = api_key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._api_key.get_secret_value()}"
        yield request


@dataclass(frozen=True)
class Answer:
    """What came back. The body stays out of the repr: it may hold a temporary password.

    `after_doubt` tells that an earlier attempt may have been carried out, its answer being lost.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    is_whole: bool = True
    after_doubt: bool = False

    @property
    def is_success(self) -> bool:
        return httpx.codes.is_success(self.status)

    @property
    def is_page(self) -> bool:
        """Whether it is for people to look at: what something between us and the API says, such as a log-in page."""
        return self.headers.get("content-type", "").lower().startswith("text/html")

    def json(self) -> Any:  # noqa: ANN401 - any JSON
        """The body, None where it is not JSON. Passwords in it are sealed as it is read."""
        try:
            return json.loads(self.content, object_hook=_seal if _may_name_a_password(self.content) else None)
        except (ValueError, RecursionError):
            return None


@cache
def _authorities(scheme: str, *, trust_env: bool) -> SSLContext:
    """Whose certificates are believed. Read once: it takes longer than everything else that a client begins with.

    Over plain http there are no certificates; none are read then, and nobody's would be believed.
    """
    return httpx.create_ssl_context(trust_env=trust_env) if scheme == "https" else SSLContext(PROTOCOL_TLS_CLIENT)


class Transport:
    """Raises ValueError for an address or a key that cannot be used; see `checked_base_url`.

    `said_date` is the header `Date` of the last answer.
    """

    def __init__(self, api_key: SecretStr, base_url: str, timeout: float, http: httpx.AsyncClient | None) -> None:
        self._key = _checked_key(api_key)
        self._auth = BearerAuth(api_key)
        base = checked_base_url(base_url)
        self._base = str(base).rstrip("/")
        self._timeout = timeout
        self.said_date = ""
        # A proxy of the environment is no way to this machine, and it would read the key.
        trust_env = not is_loopback(base.host)
        verify = _authorities(base.scheme, trust_env=trust_env)
        self._http = http or httpx.AsyncClient(trust_env=trust_env, verify=verify, limits=LIMITS)
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._is_ours = http is None
        self._headers = httpx.Headers(self._http.headers)
        self._headers["Accept"] = "application/json, application/problem+json"
        self._limits = {"timeout": httpx.Timeout(timeout).as_dict()}

    async def aclose(self) -> None:
        """Close the connections, unless the HTTP client was brought along."""
        if self._is_ours:
            await self._http.aclose()

    async def ask(self, operation: Operation, path: str, query: Query, body: object) -> Answer:
        """The answer, if it is a success; names in `query` may repeat. Raises ProblemError or TransportError."""
        async with self._turns:
            answer = await self._exchange(operation, self._request(operation, path, query, body))
        if isinstance(answer, ArizeError):
            raise answer  # here, where no error of httpx is being handled that it would be chained to
        if not answer.is_success:
            raise problem(answer, operation, self._key)
        return answer

    def _request(self, operation: Operation, path: str, query: Query, body: object) -> httpx.Request:
        """Built without the client, which would read the URL twice and merge parameters and cookies that it has not."""
        url = f"{self._base}{path}?{urlencode(query)}" if query else self._base + path
        return httpx.Request(operation.method, url, headers=self._headers, json=body, extensions=self._limits)

    async def _exchange(self, operation: Operation, request: httpx.Request) -> Answer | ArizeError:
        try:
            response = await self._http.send(request, auth=self._auth, stream=True, follow_redirects=False)
        except SURELY_NOT_SENT as error:
            return NotSent(operation.name, f"no connection ({type(error).__name__})")
        except httpx.RequestError as error:
            return _lost(operation, type(error).__name__)
        self.said_date = response.headers.get("date", "")
        answer = await self._read(response)
        if answer.is_success and operation.tells and not answer.is_whole:
            return _lost(operation, "cut short")
        if answer.is_success and answer.is_page:
            return UnreadableAnswer(operation.name, "a page in place of an answer", may_have_happened=operation.changes)
        return answer

    async def _read(self, response: httpx.Response) -> Answer:
        """The code is known by now, and decides even where the body does not arrive."""
        try:
            async with asyncio.timeout(self._timeout):
                content = await response.aread()
        except (httpx.RequestError, TimeoutError):
            return Answer(response.status_code, response.headers, b"", is_whole=False)
        finally:
            await response.aclose()
        return Answer(response.status_code, response.headers, content)


def _lost(operation: Operation, why: str) -> AnswerLost:
    return AnswerLost(operation.name, f"no answer ({why})", may_have_happened=operation.changes)


def _checked_key(api_key: SecretStr) -> SecretStr:
    """Refuse what an HTTP header cannot carry; httpx would name it in its error."""
    key = api_key.get_secret_value()
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError("The Arize API key is empty, or holds a space or a character that no key has.")
    return api_key


def _may_name_a_password(content: bytes) -> bool:
    """Not where nothing is written so: neither as it is, nor by escapes, nor in an encoding of wider units."""
    return b"password" in content.lower() or b"\\u" in content or b"\0" in content


def _seal(members: dict[str, Any]) -> dict[str, Any]:
    return {name: _sealed(value) if "password" in name.lower() else value for name, value in members.items()}


def _sealed(value: object) -> SecretStr | None:
    return SecretStr(value) if isinstance(value, str) and value else None
