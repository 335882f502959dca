"""`audit [user]`: who did what, when and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from bot.command import Call, Command, Kind, Params, SomeFacts


class AuditParams(Params):
    """`before` is the row that the page begins below."""

    user: Annotated[str, Field(max_length=320, title="The address")] = ""
    before: Annotated[int, Field(ge=0, lt=2**63)] = 0


async def show(call: Call[AuditParams]) -> SomeFacts:
    return await call.records.recent(call.params.user, call.params.before)


COMMAND = Command(
    name="audit",
    place=95,
    summary="Show who did what, when and why; about an address, or by somebody you mention",
    kind=Kind.READ,
    params=AuditParams,
    run=show,
    of_many=True,
    label="Audit",
    arguments="[user]",
    words="user",
)
