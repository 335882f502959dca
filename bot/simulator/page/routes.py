"""The page over HTTP: one HTML file, its scripts and styles, and a small JSON API for one person at a time."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.simulator.page.closing import until
from bot.simulator.page.deeds import DONE, read_deed
from bot.simulator.page.guards import LOOPBACK, Guards
from bot.simulator.page.hints import THINGS_TO_TRY, gone_people, shown_people
from bot.simulator.page.receiving import received
from bot.simulator.slack.refusals import ClientRefusal

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Mapping, Sequence

    from starlette.requests import Request

    from bot.simulator.page.deeds import Client
    from bot.simulator.slack.people import Persona

STATIC: Final = Path(__file__).parent / "static"
CHANGED: Final = "event: change\ndata: {}\n\n"
RETRY_MILLISECONDS: Final = 1000
"""After how long a browser tries again when the simulator went away."""


class Changes(Protocol):
    def watch(self) -> AsyncIterator[object]:
        """Yield whenever anything that somebody can see has changed."""
        ...


class Inspector(Protocol):
    def entries(self) -> Sequence[Mapping[str, Any]]:
        """The calls between Slack and the app, newest last; each has an increasing `id`."""
        ...


class People(Protocol):
    @property
    def people(self) -> Mapping[str, Persona]: ...


class Slack(Protocol):
    @property
    def changes(self) -> Changes: ...

    @property
    def inspector(self) -> Inspector: ...

    @property
    def workspace(self) -> People: ...

    def client(self, user_id: str) -> Client:
        """Raises LookupError for an id that nobody has."""
        ...


def page(slack: Slack, *, hosts: Collection[str] = LOOPBACK, closing: asyncio.Event | None = None) -> Starlette:
    """`hosts` are the names under which the page may be asked for; loopback only unless told otherwise.

    Streams of events end once `closing` is set; without it they last until they are cut.
    """
    api = _Api(slack, closing or asyncio.Event())
    return Starlette(
        routes=[
            Route("/", lambda _: FileResponse(STATIC / "index.html")),
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/api/people", api.people),
            Route("/api/state", api.state),
            Route("/api/events", api.events),
            Route("/api/file", api.file),
            Route("/api/file", api.attach, methods=["POST"]),
            Route("/api/inspector", api.inspector),
            Route("/api/do", api.do, methods=["POST"]),
        ],
        middleware=[Middleware(Guards, hosts=frozenset(hosts))],
        exception_handlers={HTTPException: _in_words},  # type: ignore[dict-item]  # Starlette says Exception
    )


class _Api:
    def __init__(self, slack: Slack, closing: asyncio.Event) -> None:
        self._slack = slack
        self._closing = closing

    async def people(self, _: Request) -> Response:
        people = self._slack.workspace.people.values()
        return JSONResponse({"people": shown_people(people), "gone": gone_people(people), "try": THINGS_TO_TRY})

    async def state(self, request: Request) -> Response:
        return JSONResponse(self._client(request).snapshot())

    async def file(self, request: Request) -> Response:
        """To be kept, never shown: a file may be anything."""
        asked = request.query_params
        try:
            file = self._client(request).download(*(asked.get(name, "") for name in ("channel", "ts", "id")))
        except ClientRefusal as error:
            raise HTTPException(404, str(error)) from error
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"}
        return Response(file.content, media_type="application/octet-stream", headers=headers)

    async def attach(self, request: Request) -> Response:
        """Put the body, as it is, into a field of the modal on top. What the field does not take is said at it."""
        client, asked = self._client(request), request.query_params
        view_id, block_id, action_id, name = (asked.get(one, "") for one in ("view", "block", "action", "name"))
        content = await received(request)
        try:
            client.attach(view_id, block_id, action_id, name, content)
        except ClientRefusal as error:
            raise HTTPException(400, str(error)) from error
        return JSONResponse(DONE)

    async def events(self, _: Request) -> Response:
        return StreamingResponse(self._changes(), media_type="text/event-stream")

    async def inspector(self, request: Request) -> Response:
        after = request.query_params.get("after", "0")
        if not after.isdecimal():
            raise HTTPException(400, "“after” must be the id of an entry.")
        return JSONResponse([entry for entry in self._slack.inspector.entries() if entry["id"] > int(after)])

    async def do(self, request: Request) -> Response:
        client = self._client(request)
        try:
            deed = read_deed(await request.body())
            return JSONResponse(await deed.by(client))
        except (ClientRefusal, ValueError) as error:
            raise HTTPException(400, str(error)) from error

    def _client(self, request: Request) -> Client:
        try:
            return self._slack.client(request.query_params.get("as", ""))
        except LookupError as error:
            raise HTTPException(400, "Say who is acting: there is no such person here.") from error

    async def _changes(self) -> AsyncIterator[str]:
        # Told once at the start, so that a browser that reconnects catches up.
        yield f"retry: {RETRY_MILLISECONDS}\n{CHANGED}"
        async with aclosing(until(self._closing, self._slack.changes.watch())) as changes:
            async for _ in changes:
                yield CHANGED


async def _in_words(_: Request, error: HTTPException) -> Response:
    return JSONResponse({"error": error.detail}, error.status_code, error.headers)
