"""Whatever is pasted or uploaded: it is read or refused in words."""

from __future__ import annotations

import codecs
import time
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.spreadsheet import Unreadable, line, records
from tests.spreadsheet.reading import COLUMNS, read

MEGABYTE, LONG = 1_000_000, 300_000
"""Characters."""
QUOTES = ('"', '"",', '","', '"\n', '"x', 'a"', '"a"\n', ' "', '\t"')
OTHERS = (
    ",",
    ";",
    "\t",
    "a,",
    "\n",
    "\r\n",
    " ",
    "\u200b",
    "\t\n ",
    "a\n",
    "@\n",
    "@;@,",
    "<@",
    "<mailto:",
    "'=",
    ";'=",
    "sep=;\n",
)
HOSTILE = [("", unit) for unit in QUOTES + OTHERS] + [('"', unit) for unit in QUOTES]
HOSTILE += [("email\n", unit) for unit in ('"",', "\t", "a,", "@\n", "<@")]
STRUCTURED = st.text(st.sampled_from([*",;\t\r\n\"<>@|:'=# \ufeff\u00a0", *"email,name", "\ud800"]))
MARKS = st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"PK\x03\x04", b"sep=;\n"])
ANY = st.one_of(
    st.text(),
    STRUCTURED,
    st.builds(bytes.__add__, MARKS, st.binary()),
    STRUCTURED.map(lambda t: t.encode("cp1252", "ignore")),
)


@given(ANY, st.sampled_from([COLUMNS, {"id": (), "email": ()}, {"a": ("email",)}, {}]), st.sampled_from([0, 1, 100]))
@example("<<>>@", COLUMNS, 9)
def test_anything_is_read_or_refused(content: str | bytes, columns: dict[str, tuple[str, ...]], most: int) -> None:
    """With nothing empty, nothing more than was allowed, and in the order of the lines."""
    with suppress(Unreadable):
        found = records(content, columns, most=most)
        assert len(found) <= most
        assert [record.line for record in found] == sorted(record.line for record in found)
        assert all(set(record.cells) <= set(columns) for record in found)
        assert all(cell == cell.strip() != "" for record in found for cell in (*record.cells.values(), *record.excess))


@pytest.mark.parametrize(("beginning", "unit"), HOSTILE)
def test_a_hostile_text_comes_to_an_end(beginning: str, unit: str) -> None:
    """Read or refused, in time that grows with its length alone: with its square this would take minutes."""
    with suppress(Unreadable):
        records(beginning + unit * (LONG // len(unit)) + "a", COLUMNS, most=500)


def test_ten_thousand_users_are_read() -> None:
    """As an export has them."""
    rows = [("Lovelace, Ada", f"a{number}@x.com", "MEMBER") for number in range(10_000)]
    text = "".join(map(line, [("name", "email", "role"), *rows]))
    assert len(read(text.encode(), most=10_000)) == 10_000


def test_a_huge_cell_is_a_cell() -> None:
    """The csv module would refuse it."""
    assert read(f'"{"x" * MEGABYTE}",Ada') == [{"email": "x" * MEGABYTE, "name": "Ada"}]


BOMBS = {
    "a zip of zeros": (b"PK\x03\x04", b"\x00"),
    "zeros": (b"", b"\x00"),
    "commas": (b"", b","),
    "commas in lines": (b"", b"," * 1000 + b"\n"),
    "one line": (b"email\n", b"a"),
    "one cell of many lines": (b'email\n"', b"a,\n"),
    "quotes": (b"", b'"'),
    "quotes in quotes": (b'email\n"', b'""",""'),
    "line ends": (b"", b"\r\n"),
    "as many columns as rows": (b"email,name" + b",x" * 1000 + b"\n", b"a@b.c," * 1000 + b"\n"),
}
"""How it begins, and what follows without an end."""
every_bomb = pytest.mark.parametrize(("beginning", "unit"), BOMBS.values(), ids=BOMBS)


def bomb(beginning: bytes, unit: bytes, size: int) -> bytes:
    return beginning + unit * (size // len(unit))


@every_bomb
def test_a_bomb_as_large_as_an_upload_takes_seconds(beginning: bytes, unit: bytes) -> None:
    """Five megabytes, read or refused."""
    began = time.process_time()
    with suppress(Unreadable):
        assert len(records(bomb(beginning, unit, 5 * MEGABYTE), COLUMNS, most=10_000)) <= 10_000
    assert time.process_time() - began < 20


@every_bomb
def test_a_bomb_takes_no_more_memory_than_some_copies_of_itself(beginning: bytes, unit: bytes) -> None:
    """Which is what bounds it, since nothing larger than an upload comes here."""
    content = bomb(beginning, unit, LONG)
    tracemalloc.start()
    with suppress(Unreadable):
        records(content, COLUMNS, most=10_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * len(content)
