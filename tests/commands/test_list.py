"""`list … export`: what becomes a row, and what is said of what does not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from bot.command import ONLY_SEEN, Mark, Sent, Told
from bot.commands.list.export import export
from bot.domain.errors import Mistake
from tests.arize.story import ADA, in_turn, page, telling
from tests.people import a_person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.arize import ArizeClient, User
    from bot.command import Sheet
    from bot.domain.people import Person

CUSTOM = {"type": "CUSTOM", "id": "Um9sZTox"}


@dataclass
class Sheets:
    """Takes what is exported; stands for a call as well, of which an export needs no more than these."""

    arize: ArizeClient
    asker: Person = field(default_factory=a_person)
    about: str = ""
    rows: list[tuple[object, ...]] = field(default_factory=list)

    hidden: str = ""

    @property
    def sight(self) -> Sheets:
        return self

    def of(self, command: str, users: Iterable[User]) -> Iterable[User]:
        assert command == "list"
        return [user for user in users if not self.hidden or self.hidden not in user.email]

    def is_whole(self, _command: str) -> bool:
        return not self.hidden

    @property
    def exports(self) -> Sheets:
        return self

    async def send(self, asker: Person, sheet: Sheet) -> Sent | None:
        assert asker == self.asker
        self.about = sheet.about
        self.rows = [row async for row in sheet.rows]
        return Sent("users.csv", len(self.rows)) if self.rows else None


async def exported(*pages: Any, text: str = "", status: tuple[str, ...] = ()) -> tuple[Told, Sheets]:  # noqa: ANN401 - answers
    async with telling(in_turn(*pages)) as told:
        call: Any = Sheets(told.client)
        return await export(call, text, status), call


async def test_every_page_gives_its_rows() -> None:
    """A custom role by its id, what is not known left empty, times in UTC."""
    jane = ADA | {"id": "j", "name": "Jane", "email": "jane@example.com", "role": CUSTOM, "is_developer": None}
    told, sheets = await exported(page(ADA, next_cursor="2"), page(jane), text="example", status=("ACTIVE",))
    ada_row = (ADA["id"], "Ada Byron", "ada@example.com", "ADMIN", "ACTIVE", "true", "2026-01-05T09:00:00+00:00")
    jane_row = ("j", "Jane", "jane@example.com", "Um9sZTox", "ACTIVE", "", "2026-01-05T09:00:00+00:00")
    assert sheets.rows == [ada_row, jane_row]
    assert sheets.about == "Users of Arize AX, address contains example, status active"
    assert (told.mark, told.details) == (Mark.DONE, ())
    assert told.sentence == "2 users are in users.csv, in your direct messages with this app."


@pytest.mark.parametrize(("count", "words"), [(1, "1 user"), (2, "2 users")])
async def test_users_that_cannot_be_read_are_told(count: int, words: str) -> None:
    """Nobody takes the file for a whole list."""
    broken = [{"name": "Nobody"}] * count
    told, sheets = await exported(page(ADA, *broken))
    assert len(sheets.rows) == 1
    assert told.mark is Mark.PARTLY_DONE
    assert told.details == (f"Arize sent {words} without an id or an address that can be read; the file lacks them.",)


async def test_a_list_of_nobody_is_no_file() -> None:
    """It says what to try."""
    with pytest.raises(Mistake, match="No user matches, so there is no file"):
        await exported(page())


async def test_whom_the_reader_may_not_see_is_no_row() -> None:
    """The answer says what a file has, and it is not called one of all users; of nobody there is none."""
    jane = ADA | {"id": "j", "name": "Jane", "email": "jane@example.com"}
    async with telling(in_turn(page(ADA, next_cursor="2"), page(jane))) as told:
        call: Any = Sheets(told.client, hidden="ada@")
        answer = await export(call, "", ())
    assert ([row[2] for row in call.rows], call.about) == (["jane@example.com"], "Users of Arize AX")
    assert (answer.mark, answer.details) == (Mark.DONE, (ONLY_SEEN,))
    words = []
    for hidden_or_none in (page(ADA), page()):
        async with telling(in_turn(hidden_or_none)) as told:
            nobody: Any = Sheets(told.client, hidden="ada@")
            with pytest.raises(Mistake) as raised:
                await export(nobody, "ada@", ())
            words.append(str(raised.value))
    assert words[0] == words[1]
    assert words[0].startswith("No user whom you may see matches, so there is no file.")
