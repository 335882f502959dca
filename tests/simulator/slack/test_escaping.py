"""What a client makes of typed text."""

from __future__ import annotations

import pytest

from bot.simulator.slack import PERSONAS, Workspace
from bot.simulator.slack.escaping import escape, linked


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("get @carla", "get <@U0CARLA|carla>"),
        ("get @nobody", "get @nobody"),
        ("in #general and #nowhere", "in <#C0GENERAL|general> and #nowhere"),
        ("get jane@example.com", "get <mailto:jane@example.com|jane@example.com>"),
        ("a < b & <!channel>", "a &lt; b &amp; &lt;!channel&gt;"),
    ],
)
def test_references_are_made_and_everything_else_is_escaped(typed: str, sent: str) -> None:
    """As `should_escape` in the manifest asks for."""
    assert linked(typed, Workspace(PERSONAS)) == sent


def test_without_references_only_control_characters_are_escaped() -> None:
    """A mention stays what was typed."""
    assert escape("@carla <x>") == "@carla &lt;x&gt;"
