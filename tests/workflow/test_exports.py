"""A table on its way to a file: what is written down when, and what is too much."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from bot.command import Sent, Sheet
from bot.domain.audit import Fact
from bot.domain.errors import Mistake, Unavailable
from bot.workflow.exports import AT_ONCE, LARGEST, TOO_MUCH, ExportDesk
from tests.people import MOMENT, a_person

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from io import BytesIO

    from bot.domain.audit import Entry
    from bot.domain.people import Person


@dataclass
class Outside:
    """Slack and the database, and in which order they were asked; the database takes `notes` rows and no more."""

    notes: int = 2
    happened: list[str] = field(default_factory=list)
    rows: list[Entry] = field(default_factory=list)
    sent: bytes = b""

    async def note(self, entry: Entry) -> None:
        if len(self.rows) == self.notes:
            raise Unavailable("The database does not answer.")
        self.rows.append(entry)
        self.happened.append(entry.fact.value)

    async def send(self, person: Person, name: str, content: BytesIO, words: str) -> None:
        self.sent = content.getvalue()
        self.happened.append(f"{name} for {person.name}: {words}")

    async def people(self, *names: str) -> AsyncIterator[tuple[object, ...]]:
        for name in names:
            self.happened.append(name)
            yield (name, 1)

    def sheet(self, *names: str) -> Sheet:
        return Sheet("list", "users", "All users", ("name", "count"), self.people(*names))


def desk(outside: Any, largest: int = LARGEST) -> ExportDesk:  # noqa: ANN401 - it stands for two ports
    return ExportDesk(outside, outside, lambda: MOMENT, largest)


async def test_it_is_written_down_before_it_is_read_and_after_it_is_there() -> None:
    """The second row says how much it was."""
    outside = Outside()
    sent = await desk(outside).send(a_person(), outside.sheet("Ada", "Jane"))
    assert sent == Sent("users-2026-01-05.csv", 2)
    assert outside.happened == ["asked", "Ada", "Jane", "users-2026-01-05.csv for Alice: All users.", "exported"]
    assert outside.sent.decode("utf-8-sig") == "name,count\nAda,1\nJane,1\n"
    assert [(row.fact, row.operation, row.why) for row in outside.rows] == [
        (Fact.ASKED, "list", "An export: All users."),
        (Fact.EXPORTED, "list", "All users: 2 rows in users-2026-01-05.csv."),
    ]


async def test_only_so_many_are_held_in_memory_at_once() -> None:
    """Each may take 32 MB; the others wait until one is sent."""
    outside, held, full = Outside(notes=100), asyncio.Event(), asyncio.Event()
    begun: list[int] = []

    async def slow(number: int) -> AsyncIterator[tuple[object, ...]]:
        begun.append(number)
        if len(begun) == AT_ONCE:
            full.set()
        await held.wait()
        yield ("Ada", number)

    exporting = desk(outside)
    sheets = [Sheet("list", "users", "All users", ("name", "count"), slow(number)) for number in range(AT_ONCE + 3)]
    sending = asyncio.gather(*(exporting.send(a_person(), sheet) for sheet in sheets))
    await full.wait()
    assert len(begun) == AT_ONCE
    held.set()
    assert len(await sending) == len(begun) == AT_ONCE + 3


async def test_what_cannot_be_written_down_is_not_read() -> None:
    """Nobody takes a list along unseen."""
    outside = Outside(notes=0)
    with pytest.raises(Unavailable):
        await desk(outside).send(a_person(), outside.sheet("Ada"))
    assert outside.happened == []


async def test_a_file_that_is_there_is_there() -> None:
    """Also where the row after it is lost: whoever asked is in the one before."""
    outside = Outside(notes=1)
    assert await desk(outside).send(a_person(), outside.sheet("Ada")) == Sent("users-2026-01-05.csv", 1)
    assert [row.fact for row in outside.rows] == [Fact.ASKED]


async def test_no_rows_make_no_file() -> None:
    """Nor is anything called exported."""
    outside = Outside()
    assert await desk(outside).send(a_person(), outside.sheet()) is None
    assert outside.happened == ["asked"]


async def test_what_is_too_much_is_not_read_to_its_end() -> None:
    """Memory has a bound, and half a list is none."""
    outside = Outside()
    with pytest.raises(Mistake, match=TOO_MUCH.partition("(")[0]):
        await desk(outside, largest=40).send(a_person(), outside.sheet(*["Ada Byron"] * 100))
    assert outside.happened.count("Ada Byron") == 3
    assert outside.sent == b""


async def test_a_file_may_be_just_as_large_as_that() -> None:
    """One byte more is too much."""
    outside = Outside()
    await desk(outside).send(a_person(), outside.sheet("Ada"))
    size = len(outside.sent)
    assert await desk(Outside(), largest=size).send(a_person(), outside.sheet("Ada")) is not None
    with pytest.raises(Mistake):
        await desk(Outside(), largest=size - 1).send(a_person(), outside.sheet("Ada"))


async def test_text_that_is_no_unicode_is_written_all_the_same() -> None:
    """Half of a pair, as broken clients send."""
    outside = Outside()
    await desk(outside).send(a_person(), outside.sheet("Ada\ud800"))
    assert "Ada?" in outside.sent.decode("utf-8-sig")
