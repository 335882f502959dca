"""An office in which Alice has all users reviewed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.errors import Unavailable
from bot.domain.people import Person, Standing
from bot.workflow.ports import Unreachable
from tests.workflow.life.town import TEAM

if TYPE_CHECKING:
    from bot.command import ReviewBegun
    from bot.domain.roll import Review
    from bot.workflow.rollbook import Findings
    from tests.workflow.life.office import Office

PEOPLE = 7
"""Who there is before the last page, and who has an address."""
SECONDS = timedelta(seconds=1)


def furnish(office: Office) -> None:
    here = {"SAM": ("sam@example.com", Standing.MEMBER), "ADA": ("ada@example.com", Standing.GUEST)}
    for handle, (email, standing) in {**here, "SHY": (None, Standing.MEMBER)}.items():
        office.town.people[f"U0{handle}"] = Person(f"U0{handle}", TEAM, handle.title(), email, standing)


async def begins(office: Office) -> ReviewBegun:
    """Alice asks for one; the walk waits for the test."""
    begun = await office.away.reviews.begin(await office.desk.gate.member("U0ALICE"))
    await office.sweep.once()
    return begun


async def reviews(office: Office) -> Findings:
    """All of it; what its message shows in the end."""
    await begins(office)
    await office.walks.pop(0)
    await office.sweep.once()
    return office.away.wall.findings[-1]


async def the_review(office: Office) -> Review:
    review = await office.away.book.find(office.away.wall.findings[-1].review.id)
    assert review is not None
    return review


async def nothing() -> None: ...


async def unavailable() -> None:
    raise Unavailable("Slack is away.")


async def vanishes() -> None:
    raise Unreachable("channel_not_found")
