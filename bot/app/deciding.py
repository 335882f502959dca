"""The parts that a decision takes, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.app.storing import utc_now
from bot.workflow.adopting import Adoption
from bot.workflow.decisions import Decisions

if TYPE_CHECKING:
    from bot.app.edges import Edges
    from bot.workflow.desk import Desk
    from bot.workflow.doubts import Doubts
    from bot.workflow.ports import Bell
    from bot.workflow.timing import Timing


def decisions(edges: Edges, desk: Desk, doubts: Doubts, timing: Timing, bell: Bell, channel: str) -> Decisions:  # noqa: PLR0913, PLR0917 - what they are made of
    adoption = Adoption(edges.ledger, edges.batch_book, desk.passwords.messages, channel, utc_now, bell.ring)
    return Decisions(desk, edges.ledger, doubts, utc_now, timing, bell, adoption)
