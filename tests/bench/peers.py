"""Slack and Arize AX for contenders to talk to: on one port, from fixed answers, so that they cost next to nothing.

`python -m tests.bench.peers PORT` serves them from a process of their own.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections import Counter
from contextlib import asynccontextmanager
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from bot.simulator.slack.ids import APP_BOT, APP_USER, TEAM
from bot.simulator.slack.people import PERSONAS, user_object
from tests.bench.traffic import END, length_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PEOPLE = {each.id: user_object(each, with_email=True) for each in PERSONAS}
GROUPS = {"S0ADMINS": ["U0ALICE", "U0BEN"], "S0LEADS": ["U0BEN", "U0CARLA"]}
"""User groups, as the policy of the stories names them."""
OK = {"ok": True}
HOOK = "/response/"


class Peers:
    """`arize_takes` is how many seconds Arize thinks; `link` is where Socket Mode connects; `calls` counts by path."""

    def __init__(self) -> None:
        self.url, self.link = "", ""
        self.arize_takes = 0.0
        self.calls: Counter[str] = Counter()
        self._hooks: dict[str, asyncio.Future[None]] = {}
        self._numbers = count(1)

    def hook(self) -> tuple[str, asyncio.Future[None]]:
        """A response_url, and what is done once the first answer arrives there."""
        path = f"{HOOK}{next(self._numbers)}"
        return self.url + path, self.awaited(path)

    def awaited(self, name: str) -> asyncio.Future[None]:
        """What is done once a view with this id is updated, or a response_url with this path is used."""
        self._hooks[name] = asyncio.get_running_loop().create_future()
        return self._hooks[name]

    def answer(self, method: str, target: str, body: bytes) -> tuple[int, bytes]:
        """The status and the JSON for one request."""
        path, query = urlsplit(target).path, urlsplit(target).query
        self.calls[_named(method, path, query)] += 1
        if path.startswith(HOOK):
            self._heard(path)
            return 200, b"ok"
        asked = json.loads(body) if body.startswith(b"{") else dict(parse_qsl(query or body.decode()))
        if path.startswith("/v2"):
            return self._arize(method, asked)
        return 200, json.dumps(self._slack(path.removeprefix("/api/"), asked)).encode()

    def _heard(self, path: str) -> None:
        heard = self._hooks.pop(path, None)
        if heard and not heard.done():
            heard.set_result(None)

    def _slack(self, method: str, asked: dict[str, str]) -> dict[str, Any]:
        match method:
            case "auth.test":
                return {**OK, "team_id": TEAM, "user_id": APP_USER, "bot_id": APP_BOT, "user": "bot", "team": "Bench"}
            case "users.info":
                return {**OK, "user": PEOPLE[asked["user"]]}
            case "users.lookupByEmail":
                return {"ok": False, "error": "users_not_found"}
            case "usergroups.users.list":
                return {**OK, "users": GROUPS.get(asked["usergroup"], [])}
            case "apps.connections.open":
                return {**OK, "url": self.link}
            case "views.update":
                self._heard(asked["view_id"])
        ts = f"1700000000.{next(self._numbers):06}"
        view = {"id": f"V{ts}", "hash": ts}
        return {**OK, "channel": {"id": "D0"} if method == "conversations.open" else "D0", "ts": ts, "view": view}

    def _arize(self, method: str, asked: dict[str, str]) -> tuple[int, bytes]:
        if method == "POST":
            return 201, json.dumps(_user(asked["email"])).encode()
        page = {"users": [_user(asked.get("email", "ada@example.com"))], "pagination": {"has_more": False}}
        return 200, json.dumps(page).encode()


def _named(method: str, path: str, query: str) -> str:
    """Whoever looks for an address is told apart from the bot's own look at its set-up."""
    if path.startswith("/v2"):
        return f"{method} {path}{'?email' if 'email=' in query else ''}"
    return path.removeprefix("/api/")


def _user(email: str) -> dict[str, Any]:
    return {
        "id": "VXNlcjox",
        "name": "Ada Byron",
        "email": email,
        "created_at": "2026-01-05T09:00:00.000000Z",
        "status": "ACTIVE",
        "role": {"type": "PREDEFINED", "name": "MEMBER"},
        "is_developer": True,
    }


class _Serving(asyncio.Protocol):
    def __init__(self, peers: Peers) -> None:
        self._peers = peers
        self._read = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        head = self._read.find(END)
        if head < 0:
            return
        whole = head + len(END) + length_of(self._read[:head])
        if len(self._read) >= whole:
            method, target, _ = self._read.split(b" ", 2)
            body = bytes(self._read[head + len(END) : whole])
            self._read.clear()
            self._reply(*self._peers.answer(method.decode(), target.decode(), body), is_slow=target.startswith(b"/v2"))

    def _reply(self, status: int, body: bytes, *, is_slow: bool) -> None:
        kind = b"application/json" if body.startswith(b"{") else b"text/plain"
        head = b"HTTP/1.1 %d OK\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n" % (status, kind, len(body))
        if is_slow and self._peers.arize_takes:
            asyncio.get_running_loop().call_later(self._peers.arize_takes, self._transport.write, head + body)
        else:
            self._transport.write(head + body)


@asynccontextmanager
async def peers(port: int = 0) -> AsyncIterator[Peers]:
    """Served in this process until the block ends."""
    serving = Peers()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Serving(serving), "127.0.0.1", port, backlog=2048)
    serving.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    try:
        yield serving
    finally:
        server.close()


async def _alone(port: int) -> None:
    async with peers(port):
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_alone(int(sys.argv[1])))
