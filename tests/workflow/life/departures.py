"""An office in which Ada leaves Slack."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.errors import Unavailable
from bot.domain.people import Person, Standing
from bot.workflow.leaving import Change
from bot.workflow.ports import Unreachable
from tests.workflow.life.town import TEAM

if TYPE_CHECKING:
    from bot.domain.audit import Fact
    from bot.domain.leaver import Leaver, Stay
    from bot.workflow.gate import Asker
    from tests.workflow.life.office import Office

LEFT = Change("U0ADA", "Ada", "ada@example.com", is_deactivated=True)
BACK = replace(LEFT, is_deactivated=False)
DECIDERS = ["U0ALICE", "U0BEN", "U0CARLA"]


def account(office: Office, standing: Standing, email: str | None = "ada@example.com") -> None:
    office.town.people["U0ADA"] = Person("U0ADA", TEAM, "Ada", email, standing)


async def hears(office: Office, change: Change = LEFT) -> None:
    """And does what has to be done about it."""
    await office.away.desk.heard(change)
    await office.sweep.once()


async def ada(office: Office) -> Leaver:
    leaver = await office.away.leavers.of("U0ADA")
    assert leaver is not None
    return leaver


def shown(office: Office) -> list[Stay | None]:
    """What the cards show, each in the order in which it was posted."""
    return [leaver.stay if leaver else None for leaver in office.away.wall.leavers.values()]


async def facts(office: Office) -> list[Fact]:
    return [row.entry.fact for row in await office.rows()]


async def fails() -> None:
    raise Unavailable("Slack is away.")


async def vanishes() -> None:
    raise Unreachable("user_not_found")


async def keeps(office: Office, who: Asker) -> Stay:
    kept = await office.away.desk.keep(who, (await ada(office)).id)
    return kept.stay
