"""From the bytes of a file to its text."""

from __future__ import annotations

import codecs

from bot.spreadsheet.unreadable import Unreadable
from bot.spreadsheet.writing import BOM

UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Excel's “Unicode text” begins with the first of them."""
SIGNATURES = {
    b"PK\x03\x04": "an Excel workbook or a zip archive",
    b"PK\x05\x06": "an empty zip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a formatted document",
    b"\x1f\x8b": "a compressed file",
}
"""What people take for a list of theirs, by how it begins."""
NO_TEXT = "This is no text that can be read: save the list as “CSV UTF-8” and try that file."
DAMAGED = "Some characters of this file are damaged: save the list as “CSV UTF-8” once more and try that file."


def decoded(content: str | bytes) -> str:
    """The text, without the mark that a file may begin with, even twice.

    Bytes are UTF-16 where they begin with its mark, else UTF-8, else Windows-1252, which Excel writes for “CSV” on
    most machines in the West. Raises Unreadable for what is no text.
    """
    if isinstance(content, bytes):
        _refuse_formats(content)
    text = content if isinstance(content, str) else _text(content)
    if "\0" in text:
        raise Unreadable(NO_TEXT)
    return text.lstrip(BOM)


def _refuse_formats(content: bytes) -> None:
    for signature, what in SIGNATURES.items():
        if content.startswith(signature):
            raise Unreadable(f"This file is {what} and no list: save the list as “CSV UTF-8” and try that file.")


def _text(content: bytes) -> str:
    if content.startswith(UTF_16):
        return _strictly(content, "utf-16")
    if content.startswith(codecs.BOM_UTF8):
        return _strictly(content, "utf-8")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _western(content)


def _strictly(content: bytes, encoding: str) -> str:
    """A file that says what it is written in is not guessed about."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(DAMAGED) from error


def _western(content: bytes) -> str:
    """Five bytes stand for nothing in Windows-1252; what holds one of them is hardly text."""
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise Unreadable(NO_TEXT) from error
