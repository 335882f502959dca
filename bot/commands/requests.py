"""`requests [mine|waiting|all]`: the queue."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pydantic import field_validator

from bot.command import Call, Command, Kind, Params, SomeRequests
from bot.domain.policy import Audience

LISTS = ("mine", "waiting", "all")


class RequestsParams(Params):
    """`before` is the request that the page begins after; without `which` it is what somebody needs to see first."""

    which: Literal["", "mine", "waiting", "all"] = ""
    before: str = ""

    @field_validator("which", mode="before")
    @classmethod
    def _known(cls, value: object) -> object:
        wanted = value.strip().lower() if isinstance(value, str) else value
        if wanted not in LISTS:
            raise ValueError(f"“{value}” is no list of requests. Use requests mine, requests waiting or requests all.")
        return wanted


async def show(call: Call[RequestsParams]) -> SomeRequests:
    if call.params.which:
        return await call.records.queue(call.params.which, call.params.before)
    waiting = await call.records.queue("waiting", "")
    if waiting.rows or waiting.older:
        return waiting
    mine = await call.records.queue("mine", "")
    return replace(mine, nothing_waits=True) if mine.rows else waiting


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
