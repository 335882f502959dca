"""What the documents tell of that is being built beside them: to be emptied, and then removed, as it arrives."""

from __future__ import annotations

COMMANDS = frozenset({"health"})
"""The first words after `ax-user-bot`."""
SETTINGS = frozenset({"BOT_MONITOR_HOST", "BOT_MONITOR_PORT"})
