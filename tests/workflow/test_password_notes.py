"""What happened to a temporary password is written down, also where the database is away for a moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.domain.audit import Fact
from bot.domain.errors import Unavailable

if TYPE_CHECKING:
    from bot.domain.audit import Entry
    from tests.workflow.life.office import Office


@dataclass
class Shaky:
    """A ledger that is away for so many tries."""

    away: int
    kept: list[Entry] = field(default_factory=list)

    async def note(self, entry: Entry) -> None:
        self.away -= 1
        if self.away >= 0:
            raise Unavailable("The database does not answer.")
        self.kept.append(entry)


@pytest.mark.parametrize(("away", "kept", "lost"), [(0, 1, 0), (2, 1, 0), (3, 0, 1)])
async def test_it_is_tried_again_and_given_up_in_the_end(office: Office, away: int, kept: int, lost: int) -> None:
    """What was done is not undone by a database that is away; what cannot be written down is an operator's to read."""
    ledger: Any = Shaky(away)
    desk = replace(office.desk.passwords, ledger=ledger, pauses=(0.0, 0.0))
    with capture_logs() as logs:
        await desk.note(Fact.PASSWORD_DELETED)
    assert [entry.fact for entry in ledger.kept] == [Fact.PASSWORD_DELETED] * kept
    assert [each["event"] for each in logs] == ["audit.not_written"] * lost
