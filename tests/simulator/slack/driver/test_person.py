"""People for tests wait for what they see, and say what they see instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.simulator.slack.an_app import some_words

if TYPE_CHECKING:
    from bot.simulator.slack import SlackSimulator

Json = dict[str, Any]


async def test_what_is_not_seen_in_time_is_told_with_what_is(slack: SlackSimulator) -> None:
    """The newest messages and the modal on top."""
    alice = slack.person("alice")
    await alice.types("Good morning")
    slack.views.open("U0ALICE", some_words())
    slack.notices.show("U0ALICE", "A toast")
    for waiting in (alice.sees("evening", 0.01), alice.reads_dm("morning", 0.01), alice.modal("Other", 0.01)):
        with pytest.raises(AssertionError) as missed:
            await waiting
        for seen in ("Alice Okafor does not see", "Good morning", "[modal] Words", "[notice] A toast"):
            assert seen in str(missed.value)


async def test_the_newest_of_what_fits_is_taken(slack: SlackSimulator) -> None:
    """A message that changed is newer than a modal that did not."""
    alice = slack.person("alice")
    first = slack.messages.post("C0GENERAL", "U0APP", "same words")
    slack.views.open("U0ALICE", some_words(text="same words"))
    assert (await alice.sees("same words")).container["type"] == "view"
    slack.messages.edit(first, "same words", ())
    seen = await alice.sees("same words")
    assert seen.container == {"type": "message", "channel": "C0GENERAL", "ts": first.ts}
    await alice.does_not_see("other words")
    with pytest.raises(AssertionError, match="is there"):
        await alice.does_not_see("same words")


async def test_people_type_only_where_they_are(slack: SlackSimulator) -> None:
    """A channel that they are not in is none of theirs."""
    with pytest.raises(AssertionError, match="is in no channel called 'ax-admins'"):
        await slack.person("carla").types("Hello", "ax-admins")
    with pytest.raises(LookupError):
        slack.person("nobody")
