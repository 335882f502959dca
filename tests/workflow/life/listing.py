"""The part of an office that looks after many users at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.store import SqlBatches
from bot.workflow.batches.board import Board
from bot.workflow.batches.carrying import Carrying
from bot.workflow.batches.drafting import Drafting
from bot.workflow.batches.lanes import LANES, Lanes
from bot.workflow.batches.reports import Reports
from bot.workflow.batches.steering import Steering
from bot.workflow.batches.turns import Turns
from tests.workflow.life.breaking import Fragile
from tests.workflow.life.outside import MUFFLED, Bars, NoUploads

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from bot.workflow.announcements import Announcements
    from bot.workflow.runs import Runs
    from tests.workflow.life.office import Office


class Lists:
    """Made anew with each process over the same database and the same Slack."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.book, self.bars, self.most = SqlBatches(engine), Bars(), LANES

    def restart(self, office: Office) -> Drafting:
        self._fragile: Any = Fragile(self.book, office.fuse)
        self.drafting = Drafting(self._fragile, NoUploads(), office.clock, office.new_id)
        return self.drafting

    def put_together(self, office: Office, runs: Runs, announcements: Announcements) -> tuple[Turns, Reports, Steering]:
        """As `chores` takes them."""
        book, desk, endings = self._fragile, office.desk, runs.endings
        self.board = Board(self.bars, desk.archive, runs.ledger, book, office.timing)
        lanes = Lanes(book, Carrying(desk.for_lists(), book, endings), self.most)
        self.turns = Turns(runs.ledger, book, runs.checks, lanes, self.board, endings, _no_time_passes)
        self.reports = Reports(desk, book, self.board, announcements, self.drafting)
        self.steering = Steering(desk, book, office.timing, office.clock, MUFFLED.ring)
        return self.turns, self.reports, self.steering


def _no_time_passes() -> float:
    return 0.0
