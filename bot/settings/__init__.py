"""What the operator decides: one frozen value, built once, passed down."""

from __future__ import annotations

from bot.settings.loading import load_settings
from bot.settings.model import Settings
from bot.settings.problems import SettingsError, of_command

__all__ = ["Settings", "SettingsError", "load_settings", "of_command"]
