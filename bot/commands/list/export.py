"""`list … export`: every user of the list, on all its pages, as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from bot.command import ONLY_SEEN, Listing, Mark, Sheet, Told
from bot.domain.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.arize import User, UserPage
    from bot.command import Call, Sight

LIST = "list"
COLUMNS = ("id", "name", "email", "role", "status", "developer", "created_at")
NOBODY = "No user matches, so there is no file."
NOBODY_SEEN = "No user whom you may see matches, so there is no file."
"""Said whether or not there are others: that is a fact about them."""


@dataclass
class _Rows:
    """The rows of pages as they come, of whom may be seen; counts the users that no row could be made of."""

    pages: AsyncIterator[UserPage]
    sight: Sight
    left_out: int = 0

    async def all(self) -> AsyncIterator[tuple[object, ...]]:
        async for page in self.pages:
            self.left_out += page.unreadable
            for user in self.sight.of(LIST, page.users):
                yield _row(user)


async def export(call: Call[Any], text: str, status: tuple[str, ...]) -> Told:
    """Raises Mistake where nobody matches."""
    rows = _Rows(call.arize.iter_user_pages(email=text or None, status=status), call.sight)
    is_whole = call.sight.is_whole(LIST)
    about = _about(text, status, is_whole=is_whole)
    sent = await call.exports.send(call.asker, Sheet(LIST, "arize-ax-users", about, COLUMNS, rows.all()))
    if sent is None:
        raise Mistake(f"{NOBODY if is_whole else NOBODY_SEEN} {Listing(text, status).hint}".rstrip())
    who = "1 user is" if sent.rows == 1 else f"{sent.rows:,} users are"
    sentence = f"{who} in {sent.name}, in your direct messages with this app."
    return Told(Mark.PARTLY_DONE if rows.left_out else Mark.DONE, sentence, details=_left_out(rows, is_whole=is_whole))


def _about(text: str, status: tuple[str, ...], *, is_whole: bool) -> str:
    said = ["All users of Arize AX" if is_whole and not (text or status) else "Users of Arize AX"]
    said += [f"address contains {text}"] if text else []
    said += [f"status {', '.join(status).lower()}"] if status else []
    return ", ".join(said)


def _left_out(rows: _Rows, *, is_whole: bool) -> tuple[str, ...]:
    who = "1 user" if rows.left_out == 1 else f"{rows.left_out} users"
    unread = f"Arize sent {who} without an id or an address that can be read; the file lacks them."
    return (*([unread] if rows.left_out else []), *([] if is_whole else [ONLY_SEEN]))


def _row(user: User) -> tuple[object, ...]:
    role = user.role.name or user.role.id or user.role.type
    developer = "" if user.is_developer is None else str(user.is_developer).lower()
    created = user.created_at.astimezone(UTC).isoformat() if user.created_at else ""
    return (user.id, user.name, user.email, role, user.status, developer, created)
