"""The way to Arize: a real client, a real socket, and a line between them on which answers get lost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from bot.serving.connection import hang_up

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from bot.arize import ArizeClient, Wait
    from tests.workflow.life.breaking import Fuse

WRITES = ("create_user", "update_user", "delete_user", "resend_invitation", "reset_password")


@dataclass(frozen=True)
class Write:
    """A request that changes something, as it arrives."""

    method: str
    path: str
    content: bytes


@dataclass
class Line:
    """The account's end. A write is told to `watch` before it is done, and what that complains of is kept.

    With `loses` the next write is done, and its answer is lost. While it `is_silent` nothing is answered, and with
    `refuses` everything with that status. What comes while it is `held` waits until that is set.
    """

    account: ASGIApp
    watch: Callable[[Write], Awaitable[None]]
    loses: bool = False
    is_silent: bool = False
    refuses: int = 0
    held: asyncio.Event | None = None
    complaints: list[AssertionError] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.held is not None:
            await self.held.wait()
        if self.is_silent:
            await hang_up(scope, receive)
        elif self.refuses:
            refused = {"title": "refused on purpose", "status": self.refuses}
            await JSONResponse(refused, self.refuses)(scope, receive, send)
        elif scope["method"] == "GET":
            await self.account(scope, receive, send)
        else:
            await self._written(scope, receive, send)

    async def _written(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        content = await request.body()
        try:
            await self.watch(Write(request.method, request.url.path, content))
        except AssertionError as complaint:
            self.complaints.append(complaint)
        is_lost, self.loses = self.loses, False
        await self.account(scope, _again(content), _nowhere if is_lost else send)
        if is_lost:
            await hang_up(scope, receive)


@dataclass(frozen=True)
class FragileArize:
    """The real client, until the fuse is burnt: it burns with every write, before it leaves or after its answer."""

    client: ArizeClient
    line: Line
    fuse: Fuse

    def watched(self, on_wait: Callable[[Wait], None]) -> FragileArize:
        return FragileArize(self.client.watched(on_wait), self.line, self.fuse)

    def for_lists(self) -> FragileArize:
        return FragileArize(self.client.for_lists(), self.line, self.fuse)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a method of the client
        real = getattr(self.client, name)

        async def written(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as the client has it
            return await self.fuse.around(lambda: self._arrives(real(*args, **kwargs)))

        return written if name in WRITES else real

    async def _arrives(self, writing: Awaitable[Any]) -> Any:  # noqa: ANN401 - as the client has it
        """What has left arrives, even where the process that sent it is gone by then."""
        arriving = asyncio.ensure_future(writing)
        try:
            return await asyncio.shield(arriving)
        except asyncio.CancelledError:
            await asyncio.wait({arriving})
            raise
        finally:
            self._insist()

    def _insist(self) -> None:
        for complaint in self.line.complaints:
            raise complaint


def _again(content: bytes) -> Receive:
    """What was read already."""

    async def receive() -> Message:
        return {"type": "http.request", "body": content, "more_body": False}

    return receive


async def _nowhere(_: Message) -> None:
    """An answer that gets lost."""
