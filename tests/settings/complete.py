"""A configuration that is complete, and what is wrong with one that is not."""

from __future__ import annotations

import pytest

from bot.settings import SettingsError, load_settings

ENOUGH = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1", "ARIZE_API_KEY": "ak-1"}


def problems(**environ: str) -> tuple[str, ...]:
    """What is wrong with a configuration that is complete but for `environ`."""
    with pytest.raises(SettingsError) as raised:
        load_settings({**ENOUGH, **environ})
    return raised.value.problems


def problem(**environ: str) -> str:
    (only,) = problems(**environ)
    return only
