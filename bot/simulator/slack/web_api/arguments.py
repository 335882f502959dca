"""The token and the arguments of a call: in the query, as a form, or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from starlette.requests import Request

STRUCTURED = ("view", "blocks", "attachments", "metadata", "files")
"""Arguments that a form carries as JSON."""


async def arguments(request: Request) -> tuple[str, dict[str, Any]]:
    """The token is taken out of the arguments. What is no JSON stays a text, for the method to refuse."""
    args: dict[str, Any] = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        args |= await _json(request)
    else:
        args |= dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))
    given = str(args.pop("token", ""))
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    token = bearer if scheme.lower() == "bearer" else given
    return token, {name: _structured(name, value) for name, value in args.items()}


async def _json(request: Request) -> dict[str, Any]:
    try:
        body = json.loads(await request.body())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _structured(name: str, value: object) -> object:
    if name not in STRUCTURED or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
