"""`bulk-delete`: block many users for good, from a pasted list or a CSV file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from bot.command import Batch, BatchParams, Command, Kind, TextField
from bot.command.batch import LONGEST_TEXT, one_by_one

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.command import Choice

USERS = TextField(
    "Users, one per line",
    hint="An e-mail address or an Arize user id.",
    placeholder="jane@example.com",
    max_length=LONGEST_TEXT,
    multiline=True,
    optional=True,
)


class BulkDeleteParams(BatchParams):
    text: Annotated[str | None, Field(max_length=LONGEST_TEXT), USERS] = None


def fill(
    _params: BulkDeleteParams, _cells: Mapping[str, str], _choices: Mapping[str, tuple[Choice, ...]]
) -> dict[str, str]:
    """`delete` takes nothing besides the user."""
    return {}


COMMAND = Command(
    name="bulk-delete",
    place=82,
    summary="Delete many users for good, pasted or from a CSV file",
    kind=Kind.DESTROY,
    params=BulkDeleteParams,
    run=one_by_one,
    label="Delete many users",
    submit="Check the list",
    permission="USER_DELETE",
    lasting=(
        "This is permanent. Arize has no way to bring a deleted user back, and never invites their address again.",
        "Organization and space memberships, API keys and role bindings go with the users.",
    ),
    notes=lambda _user: ("Every row is checked first, and you see who is meant before anything happens.",),
    batch=Batch(
        of="delete",
        columns={"email": ("e-mail", "address", "e-mail address", "mail", "user"), "id": ("user id", "arize id")},
        who=("email", "id"),
        fill=fill,
        verb="Delete",
        past="deleted",
    ),
)
