"""`request <id>`: one request, for whoever asked for it or may decide it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.command import Call, Command, Kind, OneRequest, Params
from bot.domain.errors import Mistake
from bot.domain.policy import Audience


class RequestParams(Params):
    id: Annotated[str, Field(max_length=64, title="The request's id")] = ""


async def show(call: Call[RequestParams]) -> OneRequest:
    if not call.params.id:
        raise Mistake("Give the request's id, as “requests” shows it.")
    return await call.records.request(call.params.id)


COMMAND = Command(
    name="request",
    place=91,
    summary="Show one request and how it stands",
    kind=Kind.READ,
    params=RequestParams,
    run=show,
    label="Request",
    open_to=Audience.EVERYBODY,
    arguments="<id>",
    words="id",
)
