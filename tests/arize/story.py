"""A tiny API on a real socket, told as one function from a request to a response, and a client that talks to it."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.arize import ArizeClient, InviteMode, MemberRole, NewUser, RetryPolicy, Role, UserRole
from bot.serving.connection import hang_up
from bot.serving.listening import listen
from bot.serving.server import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.types import Receive, Scope, Send

KEY = "ak-0123456789-abcdef"
PASSWORD = "Tmp-very*secret_1"
FAST = RetryPolicy(first_backoff=0.001, longest_backoff=0.001, jitter=0.0)
ADA = {
    "id": "VXNlcjoxMDE6YWJjZA==",
    "name": "Ada Byron",
    "email": "ada@example.com",
    "created_at": "2026-01-05T09:00:00Z",
    "status": "ACTIVE",
    "role": {"type": "PREDEFINED", "name": "ADMIN"},
    "is_developer": True,
}
ROLE = {"id": "Um9sZToxOmFiY2Q=", "name": "Admin", "permissions": ["USER_READ"], "is_predefined": True}


@dataclass(frozen=True)
class Asked:
    """A request as it came over the wire."""

    method: str
    path: str
    """Still percent-encoded."""
    query: list[tuple[str, str]]
    headers: dict[str, str] = field(repr=False)
    content: bytes = field(repr=False)

    @property
    def body(self) -> Any:  # noqa: ANN401 - any JSON
        return json.loads(self.content) if self.content else None

    def param(self, name: str) -> str | None:
        return dict(self.query).get(name)


if TYPE_CHECKING:
    Story = Callable[[Asked], Response]


@dataclass
class Told:
    client: ArizeClient
    url: str
    asked: list[Asked]

    async def reached(self) -> None:
        """Return once somebody asked."""
        await wait_until(lambda: bool(self.asked))


@asynccontextmanager
async def telling(story: Story, *, path: str = "", **options: Any) -> AsyncIterator[Told]:  # noqa: ANN401 - the client's
    """Serve `story` and talk to it at `path`; retries do not make anybody wait."""
    asked: list[Asked] = []
    chosen: dict[str, Any] = {"retry": FAST} | options

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        asked.append(await _as_it_came(request))
        await story(asked[-1])(scope, receive, send)

    async with (
        serving(app) as url,
        ArizeClient(SecretStr(KEY), base_url=url + path, **chosen) as client,
    ):
        yield Told(client, url, asked)


async def _as_it_came(request: Request) -> Asked:
    return Asked(
        request.method,
        request.scope["raw_path"].decode(),
        request.query_params.multi_items(),
        dict(request.headers),
        await request.body(),
    )


async def wait_until(condition: Callable[[], bool]) -> None:
    """Look again as long as other tasks have their turn; at most five seconds."""
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - the story is a plain function, it sets no event
            await asyncio.sleep(0.005)


def always(response: Response) -> Story:
    return lambda _: response


def in_turn(*responses: Response) -> Story:
    """One response after the other; the last one again and again."""
    left = list(responses)
    return lambda _: left.pop(0) if len(left) > 1 else left[0]


def page(*users: object, next_cursor: str | None = None) -> JSONResponse:
    more = {"has_more": True, "next_cursor": next_cursor} if next_cursor else {"has_more": False}
    return JSONResponse({"users": list(users), "pagination": more})


def problem(status: int, headers: dict[str, str] | None = None, /, **members: object) -> JSONResponse:
    said = {"title": "A title", "status": status} | members
    return JSONResponse(said, status, headers, media_type="application/problem+json")


class Dropped(Response):
    """No answer: the connection is cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        await hang_up(scope, receive)


class CutShort(Response):
    """The code and the headers arrive, the body breaks off."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"1000")]
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
        await hang_up(scope, receive)


class Silent(Response):
    """Nothing at all until the client gives up; with `begun`, the code and the headers and then nothing."""

    begun = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        if self.begun:
            await send({"type": "http.response.start", "status": self.status_code, "headers": []})
            await send({"type": "http.response.body", "body": b"{", "more_body": True})
        while (await receive())["type"] != "http.disconnect":
            continue


class Dripping(Response):
    """Byte by byte, for half a second; whoever waits for the next byte only would never give up."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - as ASGI has it
        await send({"type": "http.response.start", "status": self.status_code, "headers": []})
        for _ in range(50):
            await send({"type": "http.response.body", "body": b" ", "more_body": True})
            await asyncio.sleep(0.01)
        await send({"type": "http.response.body", "body": self.body})


class BegunThenSilent(Silent):
    begun = True


def nowhere() -> str:
    """An address where nobody listens."""
    with listen("127.0.0.1", 0) as bound:
        return f"http://127.0.0.1:{bound.getsockname()[1]}"


def somebody(mode: InviteMode = InviteMode.EMAIL_LINK, role: Role | None = None) -> NewUser:
    return NewUser(
        name="Cy Ode", email="cy@example.com", role=role or Role.predefined(UserRole.MEMBER), invite_mode=mode
    )


READS: dict[str, Any] = {
    "list_users": lambda client: client.list_users(),
    "get_user": lambda client: client.get_user("u1"),
    "list_roles": lambda client: client.list_roles(),
    "list_organizations": lambda client: client.places.list_organizations(),
    "list_spaces": lambda client: client.places.list_spaces(),
}
SAFE_CHANGES: dict[str, Any] = {
    "update_user": lambda client: client.update_user("u1", name="Ada"),
    "delete_user": lambda client: client.delete_user("u1"),
    "create_user by mail": lambda client: client.create_user(somebody()),
    "add_organization_user": lambda client: client.places.add_to_organization("o1", "u1", MemberRole.MEMBER),
    "add_space_user": lambda client: client.places.add_to_space("s1", "u1", MemberRole.MEMBER),
    "remove_organization_user": lambda client: client.places.remove_from_organization("o1", "u1"),
    "remove_space_user": lambda client: client.places.remove_from_space("s1", "u1"),
}
ONCE_ONLY: dict[str, Any] = {
    "create_user with a password": lambda client: client.create_user(somebody(InviteMode.TEMPORARY_PASSWORD)),
    "create_user for sso": lambda client: client.create_user(somebody(InviteMode.NONE)),
    "resend_user_invitation": lambda client: client.resend_invitation("u1"),
    "reset_user_password": lambda client: client.reset_password("u1"),
}
CHANGES = SAFE_CHANGES | ONCE_ONLY
CALLS = READS | CHANGES
BY_CODE_ALONE = (
    "delete_user",
    "resend_user_invitation",
    "reset_user_password",
    "remove_organization_user",
    "remove_space_user",
)
"""The calls whose answers have no body that matters."""
