"""App Homes of an office: who looks, at what, and what happens meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.workflow.filing import Submission
from bot.workflow.gate import Asker
from bot.workflow.home import Home
from tests.workflow.life.outside import Tabs
from tests.workflow.life.town import TEAM

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.workflow.life.office import Office
ALICE, BEN, CARLA, DEV, NIA = (Asker(f"U0{handle}", TEAM) for handle in ("ALICE", "BEN", "CARLA", "DEV", "NIA"))


@dataclass
class Busy(Tabs):
    """Something happens before the next view arrives: one thing for each."""

    meanwhile: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    async def publish(self, person_id: str, home: Home, known: str) -> str:
        if self.meanwhile:
            await self.meanwhile.pop(0)()
        return await super().publish(person_id, home, known)


def meanwhile(office: Office, *works: Callable[[], Awaitable[None]]) -> None:
    assert isinstance(office.tabs, Busy)
    office.tabs.meanwhile.extend(works)


def seen(office: Office, who: Asker) -> Home:
    """The home that they look at."""
    home = office.tabs.shown[who.slack_id][1]
    assert isinstance(home, Home)
    return home


async def asks(office: Office, who: Asker = DEV, operation: str = "create", form: str = "V0FORM") -> str:
    """File a request that others have to approve; its id."""
    values = {"email": f"{form}@example.com".lower(), "name": "Zoe"}
    submission = Submission(form, office.desk.command(operation), values)
    return (await office.filing.submit(who, submission)).request_id
