"""Who may talk to the page: a browser on this machine, from this very page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

TAKEN = frozenset({"application/json", "application/octet-stream"})
"""What no page from elsewhere can send without asking first: deeds, and the bytes of files."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


class Guards:
    """Middleware: headers on every answer, and no answer for other hosts and other pages.

    The name in the Host header must be one of `hosts`, else a foreign name that was rebound to this machine could
    read the page (DNS rebinding). A POST must be JSON or a file from this origin, else any web page could act here
    (CSRF).
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = LOOPBACK) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(SAFE_HEADERS)
            await send(message)

        refused = self._refusal(scope["method"], Headers(scope=scope))
        await (refused or self._app)(scope, receive, send_safely)

    def _refusal(self, method: str, headers: Headers) -> JSONResponse | None:
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return _refused(403, "This page answers only to its own address on this machine.")
        return None if method in {"GET", "HEAD"} else _foreign(headers, host)


def _foreign(headers: Headers, host: str) -> JSONResponse | None:
    if headers.get("content-type", "").partition(";")[0].strip().lower() not in TAKEN:
        return _refused(415, "Send JSON, with Content-Type: application/json.")
    if urlsplit(headers.get("origin", f"//{host}")).netloc.lower() != host.lower():
        return _refused(403, "Another page may not act here.")
    return None


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _refused(status: int, words: str) -> JSONResponse:
    return JSONResponse({"error": words}, status)
