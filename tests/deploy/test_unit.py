"""systemd keeps the bot running."""

from __future__ import annotations

from configparser import ConfigParser

from tests.deploy.queries import DEPLOY


def test_an_outage_at_the_start_is_outlasted() -> None:
    """A database or a Slack that is away ends a start with status 2, and is back after who knows how many of them."""
    unit = ConfigParser(strict=False, interpolation=None)
    unit.read(DEPLOY / "systemd" / "ax-user-bot.service", encoding="utf-8")
    assert unit["Service"]["Restart"] == "on-failure"
    assert unit["Unit"]["StartLimitIntervalSec"] == "0"
    assert int(unit["Service"]["RestartSec"]) >= 30
