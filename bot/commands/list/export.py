"""`list … export`: every user of the list, on all its pages, as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Any

from bot.command import Listing, Mark, Sheet, Told
from bot.domain.errors import Mistake

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.arize import User, UserPage
    from bot.command import Call

COLUMNS = ("id", "name", "email", "role", "status", "developer", "created_at")
NOBODY = "No user matches, so there is no file."


@dataclass
class _Rows:
    """The rows of pages as they come; counts the users that no row could be made of."""

    pages: AsyncIterator[UserPage]
    left_out: int = 0

    async def all(self) -> AsyncIterator[tuple[object, ...]]:
        async for page in self.pages:
            self.left_out += page.unreadable
            for user in page.users:
                yield _row(user)


async def export(call: Call[Any], text: str, status: tuple[str, ...]) -> Told:
    """Raises Mistake where nobody matches."""
    rows = _Rows(call.arize.iter_user_pages(email=text or None, status=status))
    sheet = Sheet("list", "arize-ax-users", _about(text, status), COLUMNS, rows.all())
    sent = await call.exports.send(call.asker, sheet)
    if sent is None:
        raise Mistake(f"{NOBODY} {Listing(text, status).hint}".rstrip())
    who = "1 user is" if sent.rows == 1 else f"{sent.rows:,} users are"
    sentence = f"{who} in {sent.name}, in your direct messages with this app."
    return Told(Mark.PARTLY_DONE if rows.left_out else Mark.DONE, sentence, details=_left_out(rows.left_out))


def _about(text: str, status: tuple[str, ...]) -> str:
    said = ["Users of Arize AX"] if text or status else ["All users of Arize AX"]
    said += [f"address contains {text}"] if text else []
    said += [f"status {', '.join(status).lower()}"] if status else []
    return ", ".join(said)


def _left_out(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    who = "1 user" if count == 1 else f"{count} users"
    return (f"Arize sent {who} without an id or an address that can be read; the file lacks them.",)


def _row(user: User) -> tuple[object, ...]:
    role = user.role.name or user.role.id or user.role.type
    developer = "" if user.is_developer is None else str(user.is_developer).lower()
    created = user.created_at.astimezone(UTC).isoformat() if user.created_at else ""
    return (user.id, user.name, user.email, role, user.status, developer, created)
