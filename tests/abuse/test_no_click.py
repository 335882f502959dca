"""What calls itself a click and is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.slack.deliveries import Delivery
from bot.simulator.slack.http_delivery import FORM, encoded
from tests.abuse.knocking import knock, request, signed
from tests.world import open_world

if TYPE_CHECKING:
    from tests.world import World


async def arrives(world: World, payload: dict[str, Any]) -> int:
    """As Slack would sign it; the status of the answer."""
    url = world.bot.request_url or ""
    raw = encoded(Delivery("interactive", payload))[0].encode()
    return await knock(url, request(url, raw, signed(world.slack.signing_secret, raw, content_type=FORM)))


@pytest.mark.parametrize("actions", [[None], [7], ["list"], [["list"]], [{}], [], {}, "list", None])
async def test_an_action_that_is_none_is_answered_as_a_button_that_nobody_knows(actions: Any) -> None:  # noqa: ANN401 - any JSON
    """It is no error of the app's, and whoever sent it reads what to do."""
    async with open_world("http") as world:
        alice = world.person("alice")
        await alice.types("/ax-user help")
        await (await alice.sees("What you can do here")).clicks("Roles")
        clicked = world.slack.last_delivery
        assert clicked is not None
        assert await arrives(world, {**clicked.payload, "actions": actions}) == 200
        await alice.sees("This belongs to an older version")
        assert [record for record in world.records() if record["level"] == "error"] == []
