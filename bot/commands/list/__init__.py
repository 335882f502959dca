"""`list [text] [status:…] [export]`: users oldest first, a page at a time, or all of them as a file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from bot.arize import UserStatus
from bot.command import Call, Command, Kind, Listing, Params, SomeUsers, Told
from bot.commands.list.export import export

LONGEST_FILTER = 255
"""Characters that the API's `email` filter takes."""


class ListParams(Params):
    """`text` is part of an e-mail address. `cursors` lead to the page to show: one per page before it.

    `export` asks for a file of all pages in place of one page.
    """

    text: Annotated[str, Field(max_length=LONGEST_FILTER, title="What you search for")] = ""
    status: tuple[str, ...] = ()
    cursors: tuple[str, ...] = ()
    export: bool = False

    @field_validator("status", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part for part in value.split(",") if part) if isinstance(value, str) else value

    @field_validator("status")
    @classmethod
    def _known(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        wanted = tuple(part.strip().upper() for part in value)
        for part in wanted:
            if part not in UserStatus.__members__:
                raise ValueError(f"“{part.lower()}” is no status. Use status:active, status:invited or status:expired.")
        return wanted


async def show(call: Call[ListParams]) -> SomeUsers | Told:
    if call.params.export:
        return await export(call, call.params.text, call.params.status)
    return await _page(call)


async def _page(call: Call[ListParams]) -> SomeUsers:
    asked = call.params
    page = await call.arize.list_users(
        limit=call.page_size,
        cursor=asked.cursors[-1] if asked.cursors else None,
        email=asked.text or None,
        status=asked.status,
    )
    rows = tuple((user, call.actions_on(user)) for user in call.sight.of(COMMAND.name, page.users))
    listing = Listing(asked.text, asked.status, asked.cursors)
    return SomeUsers(rows, listing, page.next_cursor, is_partial=not call.sight.is_whole(COMMAND.name))


COMMAND = Command(
    name="list",
    place=10,
    summary="List users, oldest first; by part of the address, by status, as a file",
    kind=Kind.READ,
    params=ListParams,
    run=show,
    of_many=True,
    label="List users",
    arguments="[text] [status:active,invited,expired] [export]",
    words="text",
    switches=("export",),
)
