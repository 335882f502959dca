"""Files as Excel and others write them, and files that are none."""

from __future__ import annotations

import codecs
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spreadsheet import BOM
from bot.spreadsheet.decoding import DAMAGED, NO_TEXT, decoded
from tests.spreadsheet.reading import read, refusal

LIST = "email,name\nzoe@example.com,Zoë “Z” Šimić\n"
ZOE = {"email": "zoe@example.com", "name": "Zoë “Z” Šimić"}
NOT_A_LIST = " and no list: save the list as “CSV UTF-8” and try that file."


@pytest.mark.parametrize(
    "content",
    [
        LIST,
        BOM + LIST,
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.replace(",", "\t").encode("utf-16"),
        codecs.BOM_UTF16_LE + LIST.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"),
    ],
)
def test_names_are_read_as_they_were_written(content: str | bytes) -> None:
    """Whichever encoding a spreadsheet writes, with its mark or without."""
    assert read(content) == [ZOE]


def test_what_is_no_utf_8_is_taken_for_windows_1252() -> None:
    """The “CSV” of Excel on most machines in the West."""
    assert read("zoe@example.com;Zoë “Z” Šimić".replace("ć", "c").encode("cp1252")) == [
        {"email": "zoe@example.com", "name": "Zoë “Z” Šimic"}
    ]


def test_a_workbook_is_refused_with_what_to_do() -> None:
    """The likeliest mistake."""
    workbook = io.BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(workbook.getvalue()) == f"This file is an Excel workbook or a zip archive{NOT_A_LIST}"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
        (b"{\\rtf1 ada@example.com}", "a formatted document"),
        (b"\x1f\x8b\x08\x00", "a compressed file"),
        (b"PK\x05\x06", "an empty zip archive"),
    ],
)
def test_other_files_are_called_what_they_are(content: bytes, what: str) -> None:
    """By how they begin."""
    assert refusal(content) == f"This file is {what}{NOT_A_LIST}"


@pytest.mark.parametrize(
    "content", ["ada\0", b"ada@example.com\0", LIST.encode("utf-16-le"), LIST.encode("utf-32"), b"ada\xff\x81"]
)
def test_what_is_no_text_is_refused(content: str | bytes) -> None:
    """It holds NUL bytes, or bytes that stand for nothing."""
    assert refusal(content) == NO_TEXT


@pytest.mark.parametrize("content", [codecs.BOM_UTF8 + b"Zo\xeb", codecs.BOM_UTF16_LE + b"a", b"\xfe\xff\xdc\x00"])
def test_a_file_that_is_not_what_it_says_is_damaged(content: bytes) -> None:
    """It is not guessed what its characters may have been."""
    assert refusal(content) == DAMAGED


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")), st.sampled_from(["utf-8-sig", "utf-16"]))
def test_any_text_with_its_mark_is_that_text(text: str, encoding: str) -> None:
    """The mark is no part of it."""
    assert decoded(text.encode(encoding)) == text.lstrip(BOM)
