"""The address that a server of this process takes."""

from __future__ import annotations

import socket


def listen(host: str, port: int) -> socket.socket:
    """Take the address; port 0 lets the system pick. Raises OSError where it is taken or not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With TCP named, asyncio turns Nagle's algorithm off; otherwise every answer is some 40 ms late.
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
        # Two sockets can be bound to one port until the first listens, so the second is told here and not later.
        bound.listen()
    except OSError as error:
        bound.close()
        raise OSError(error.errno, f"Cannot listen on {_bracketed(host)}:{port}: {error.strerror}") from error
    return bound


def base_url(host: str, bound: socket.socket) -> str:
    """Where it is reached, without a trailing slash."""
    return f"http://{_bracketed(host)}:{bound.getsockname()[1]}"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
