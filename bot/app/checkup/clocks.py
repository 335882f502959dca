"""Whether this machine's clock runs with those of others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.app.checkup.finding import ok, unseen, warning, wrong
from bot.arize.problems import http_date

if TYPE_CHECKING:
    from bot.app.checkup.finding import Finding

NOTICEABLE = timedelta(seconds=30)
TOO_FAR = timedelta(minutes=5)
"""As old as a signed request of Slack's may be (https://docs.slack.dev/authentication/verifying-requests-from-slack)."""
REMEDY = "Synchronise this machine's clock (NTP)."


def clock(name: str, whose: str, said_date: str) -> Finding:
    """Compared with the header `Date` of an answer that just came; it is exact to a second, and late by its way."""
    theirs = http_date(said_date)
    if theirs is None:
        return unseen(name, f"{whose} does not say what time it is.", REMEDY)
    ahead = datetime.now(UTC) - theirs
    seconds = abs(round(ahead.total_seconds()))
    if abs(ahead) < NOTICEABLE:
        return ok(name, f"This machine's clock and {whose}'s agree.")
    words = f"This machine's clock is {seconds} s {'ahead of' if ahead > timedelta(0) else 'behind'} {whose}'s."
    if abs(ahead) < TOO_FAR:
        return warning(name, words, REMEDY)
    return wrong(name, words, f"{REMEDY} Signed requests count for 5 minutes, and what is due comes at the wrong time.")
