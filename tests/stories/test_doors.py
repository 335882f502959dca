"""Ground rule 2: every door passes the same policy, and gives the same answer."""

from __future__ import annotations

import pytest

from bot.domain.policy import Verdict
from tests.stories.doors import DOORS
from tests.stories.offices import POLICY
from tests.world import open_world

RUN, REQUEST, REFUSE = Verdict.RUN, Verdict.REQUEST, Verdict.REFUSE
TABLE = {
    "alice": {"update": RUN, "resend": REQUEST, "reset-password": RUN},
    "carla": {"update": REQUEST, "resend": REQUEST, "reset-password": REFUSE},
    "dev": {"update": REQUEST, "resend": REQUEST, "reset-password": REFUSE},
    "gus": {"update": REFUSE, "resend": REFUSE, "reset-password": REFUSE},
}
"""An admin, a lead, a member and a guest, by the policy of the stories; it does not name reset-password."""


@pytest.mark.parametrize(("handle", "operation"), [(handle, each) for handle, row in TABLE.items() for each in row])
async def test_every_door_gives_the_same_verdict(handle: str, operation: str) -> None:
    """Typed, pressed (message, menu, home, shortcut), tried again, sent, about to run, and on the command line."""
    async with open_world(policy=POLICY) as world:
        person = world.person(handle)
        given = {}
        for door in DOORS:
            person.client.reload()
            given[door.__name__] = await door(world, person, operation)
        assert given == dict.fromkeys(given, TABLE[handle][operation])
