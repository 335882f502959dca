"""What people do with many users at once."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from tests.stories.acts import opens

if TYPE_CHECKING:
    from bot.simulator.slack import Modal, Person

CREATE, DELETE = "Create many users", "Delete many users"
USERS, FILE = "Users, one per line", "Or a CSV file"
NUMBER = "Type the number of users to confirm"


async def pastes(person: Person, command: str, *lines: str, **choices: str) -> Modal:
    """Open the form, paste a list, and send it to be checked; `choices` as in `creates`.

    What is on top then: the preview, over the form; or the form, with what is wrong.
    """
    modal = await _opens(person, command)
    modal.fill(USERS, "\n".join(lines))
    for label, option in choices.items():
        (modal.fill if label == "Reason" else modal.choose)(label.replace("_", " "), option)
    await modal.submits()
    return await person.modal(_title(command))


async def attaches(person: Person, command: str, content: bytes, name: str = "users.csv") -> Modal:
    """The same with a file."""
    modal = await _opens(person, command)
    await modal.attaches(FILE, name, content)
    await modal.submits()
    return await person.modal(_title(command))


async def _opens(person: Person, command: str) -> Modal:
    return await opens(person, command, _title(command), USERS)


def _title(command: str) -> str:
    return CREATE if command == "bulk-create" else DELETE


async def confirms(modal: Modal, shows: str, number: str = "") -> None:
    """Look at the preview, and send it."""
    await modal.shows(shows)
    if number:
        modal.fill(NUMBER, number)
    await modal.submits()


async def results(person: Person, command: str, within: float = 10) -> list[dict[str, str]]:
    """The rows of the file with the results, in their direct message."""
    content = await person.reads_file(f"{command}-results-", within)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
