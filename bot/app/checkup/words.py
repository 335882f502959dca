"""The fixed words of the account's API: their case, and whether this version knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.checkup.finding import ok, warning
from bot.arize import EnumCase
from bot.arize.vocabulary import KNOWN
from bot.arize.words import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.app.checkup.finding import Finding
    from bot.arize import UserPage

NAME = "arize.vocabulary"


def words_found(page: UserPage, seen: EnumCase | None, wanted: str) -> Iterator[Finding]:
    """By one page of users; what others would show is not known."""
    strange = sorted({word for word in _words(page) if word not in KNOWN and word != UNKNOWN})
    if strange:
        words = f"The account has words that this version does not know: {', '.join(strange)}."
        yield warning(NAME, words, "They are shown as they are; a newer version may know them.")
    if seen is not None and wanted not in (EnumCase.AUTO, seen):
        words = f"Arize writes its words in {seen} case, and ARIZE_ENUM_CASE is {wanted}."
        yield warning(NAME, words, "Set it to auto, unless Arize takes them so.")
    elif not strange:
        yield ok(NAME, "The roles and statuses of the account's users are known.")


def _words(page: UserPage) -> Iterator[str]:
    for user in page.users:
        yield str(user.status)
        if user.role.type == "PREDEFINED" and user.role.name:
            yield user.role.name
