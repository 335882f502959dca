"""Looking at the whole set-up: each fact is a `Finding`, and nothing is changed to find it."""

from bot.app.checkup.finding import Finding, Verdict, worst
from bot.app.checkup.local import unusable
from bot.app.checkup.looks import checkup

__all__ = ["Finding", "Verdict", "checkup", "unusable", "worst"]
