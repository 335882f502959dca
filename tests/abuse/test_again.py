"""What Slack delivered comes once more, byte for byte, with a signature that is still good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workflow.batches.lanes import LANES
from tests.abuse.knocking import knock, request
from tests.abuse.tour import day, office

if TYPE_CHECKING:
    from tests.world import World

WRITES = ("create_user", "update_user", "delete_user", "resend_user_invitation", "reset_user_password")


def written(world: World) -> list[str]:
    return [call.operation for call in world.arize.calls if call.operation in WRITES]


async def test_a_whole_day_that_is_delivered_again_changes_nothing() -> None:
    """Every command, click and form within five minutes, forwards and backwards: state decides, nothing runs twice."""
    async with office() as world:
        kept = await day(world)
        done, users = written(world), world.arize.account.users
        assert len(done) == 6 + 2 * LANES
        for each in [*kept, *reversed(kept)]:
            assert (
                await knock(world.bot.request_url or "", request(world.bot.request_url or "", each.body, each.headers))
                == 200
            )
            await world.settles()
        assert written(world) == done
        assert world.arize.account.users == users
        assert [record for record in world.records() if record["level"] == "error"] == []
