"""Forms that Slack does not open: whoever asked for one reads whether another try is worth it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.slack.faults import Error

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
