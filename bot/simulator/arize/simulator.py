"""The account behind HTTP: routing, keys, the rate limit, faults, and a record of every request."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Route

from bot.simulator.arize.faults import Faults, HungUp
from bot.simulator.arize.operations import OPERATIONS, Asked
from bot.simulator.arize.refusals import Refused
from bot.simulator.arize.throttle import Throttle
from bot.simulator.arize.writing import problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.datastructures import QueryParams
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Receive, Scope, Send

    from bot.simulator.arize.account import Account
    from bot.simulator.arize.records import Key

    Operation = Callable[[Account, Asked], Response]


@dataclass(frozen=True)
class Call:
    """A request that was seen. `operation` is "none" where the API has no such resource or method.

    `path` is as it was on the wire, still encoded, without the query. `status` is None where the connection was cut.
    `actor` is the name of the key, never the key, and None where none was accepted. `done` says whether what was
    asked was done, whatever became of the answer.
    """

    operation: str
    method: str
    path: str
    status: int | None
    actor: str | None
    done: bool


class ArizeSimulator:
    """An account and its API. `rate_limit` is in requests a second; None means no limit."""

    def __init__(
        self,
        account: Account,
        *,
        rate_limit: float | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.account = account
        self.faults = Faults()
        self.calls: list[Call] = []
        self.throttle = None if rate_limit is None else Throttle(rate_limit, monotonic)

    def app(self) -> Starlette:
        routes = [
            Route(path, self._endpoint(operations), methods=list(operations)) for path, operations in OPERATIONS.items()
        ]
        return Starlette(
            routes=routes,
            middleware=[Middleware(_EncodedPaths)],
            exception_handlers={HTTPException: self._unrouted},  # type: ignore[dict-item]  # Starlette says Exception
        )

    def _endpoint(self, operations: Mapping[str, Operation]) -> Callable[[Request], object]:
        async def endpoint(request: Request) -> Response:
            return await self._answer(request, operations["GET" if request.method == "HEAD" else request.method])

        return endpoint

    async def _answer(self, request: Request, operation: Operation) -> Response:
        exchange = _Exchange(self, operation, request, await request.body())
        fault = self.faults.take(operation.__name__)
        response = exchange.work() if fault is None else await fault.play(exchange)
        self.calls.append(exchange.call(None if isinstance(response, HungUp) else response.status_code))
        return response

    def _unrouted(self, request: Request, error: HTTPException) -> Response:
        self.calls.append(Call("none", request.method, request.url.path, error.status_code, actor=None, done=False))
        return problem(error.status_code, "There is no such resource or method.", error.headers)


class _Exchange:
    """One request on its way through the account."""

    def __init__(self, simulator: ArizeSimulator, operation: Operation, request: Request, body: bytes) -> None:
        self._simulator = simulator
        self._operation = operation
        self._request = request
        self._body = body
        self._key: Key | None = None
        self._done = False
        self.query: QueryParams = request.query_params

    def work(self) -> Response:
        try:
            self._key = self._identified()
            self._throttled()
            response = self._operation(self._simulator.account, self._asked(self._key))
        except Refused as refused:
            return problem(refused.code, refused.detail, _headers(refused))
        self._done = True
        return response

    def _identified(self) -> Key:
        scheme, _, secret = self._request.headers.get("authorization", "").partition(" ")
        key = self._simulator.account.keys.find(secret) if scheme.lower() == "bearer" else None
        if key is None:
            raise Refused(401, "The API key is missing, unknown or revoked.")
        return key

    def _throttled(self) -> None:
        wait = self._simulator.throttle.wait() if self._simulator.throttle else 0
        if wait:
            raise Refused(429, "Too many requests.", retry_after=wait)

    def _asked(self, key: Key) -> Asked:
        user_id, place_id = (unquote(self._request.path_params.get(name, "")) for name in ("user_id", "place_id"))
        content_type = self._request.headers.get("content-type", "")
        return Asked(key, user_id, self.query, content_type, self._body, place_id)

    def call(self, status: int | None) -> Call:
        actor = None if self._key is None else self._key.name
        return Call(
            self._operation.__name__, self._request.method, self._request.url.path, status, actor, done=self._done
        )


class _EncodedPaths:
    """Lets routes match the path as it was sent, so that an id may hold an encoded "/"."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app({**scope, "path": scope["raw_path"].decode("ascii")}, receive, send)


def _headers(refused: Refused) -> dict[str, str]:
    if refused.code == 401:  # noqa: PLR2004 - RFC 9110 asks for the challenge
        return {"www-authenticate": "Bearer"}
    return {} if refused.retry_after is None else {"retry-after": str(refused.retry_after)}
