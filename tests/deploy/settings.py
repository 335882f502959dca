"""The variables that a deployment may set."""

from __future__ import annotations

from bot.settings import Settings

KNOWN = {str(field.alias) for field in Settings.model_fields.values()}
PORTS = {"http": 3000, "monitor": 9464}
"""What the bot listens on unless told otherwise, by the names that the deployments give them."""
