"""`requests [mine|waiting|all]`: the queue."""

from __future__ import annotations

from typing import Literal

from pydantic import field_validator

from bot.command import Call, Command, Kind, Params, SomeRequests
from bot.domain.policy import Audience

LISTS = ("mine", "waiting", "all")


class RequestsParams(Params):
    """`before` is the request that the page begins after."""

    which: Literal["mine", "waiting", "all"] = "waiting"
    before: str = ""

    @field_validator("which", mode="before")
    @classmethod
    def _known(cls, value: object) -> object:
        wanted = value.strip().lower() if isinstance(value, str) else value
        if wanted not in LISTS:
            raise ValueError(f"“{value}” is no list of requests. Use requests mine, requests waiting or requests all.")
        return wanted


async def show(call: Call[RequestsParams]) -> SomeRequests:
    return await call.records.queue(call.params.which, call.params.before)


COMMAND = Command(
    name="requests",
    place=90,
    summary="Show what waits for you, what you asked for, or all requests you may see",
    kind=Kind.READ,
    params=RequestsParams,
    run=show,
    label="Requests",
    open_to=Audience.EVERYBODY,
    arguments="[waiting/mine/all]",
    words="which",
)
