"""Forms that Slack does not open or fills late: whoever asked for one reads whether another try is worth it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Status
from bot.simulator.slack.faults import Error, RateLimited

if TYPE_CHECKING:
    from tests.world import World


async def test_a_form_that_slack_does_not_open_in_time_is_explained(world: World) -> None:
    """A trigger lives three seconds."""
    alice = world.person("alice")
    world.slack.faults.next("views.open", Error("expired_trigger_id"))
    await alice.types("/ax-user create")
    await alice.sees("Slack did not open the form in time. Try again.")


async def test_a_form_that_slack_refuses_is_not_said_to_be_late(world: World) -> None:
    """Another try would end in the same way; the word is for the operator."""
    alice = world.person("alice")
    world.slack.faults.next("views.open", Error("view_too_large"))
    await alice.types("/ax-user create")
    await alice.sees("Slack does not open this form (view_too_large). Tell the operator of this app.")


@pytest.mark.parametrize(("about", "shown"), [("ada@", "Developer permission"), ("nobody@", "Nobody in Arize AX has")])
async def test_what_was_waited_for_stays_where_the_word_about_the_wait_comes_late(
    world: World, about: str, shown: str
) -> None:
    """Slack asks for patience too, for longer than Arize: what is shown last is the form, or why there is none."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(429, retry_after=2))
    world.slack.faults.next("views.update", RateLimited(retry_after=3))
    await alice.types(f"/ax-user update {about}example.com")
    modal = await alice.modal("Update user")
    await modal.shows(shown)
    await world.settles()
    assert "Arize asks for patience" not in modal.text
