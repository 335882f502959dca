"""The composition root: what the command line runs, made from settings."""

from bot.app.asking import Why, why
from bot.app.checkup import Finding, Verdict, checkup, unusable, worst
from bot.app.health import Answer, asked
from bot.app.histories import export, verify
from bot.app.pace import Pace
from bot.app.running import Bot, NotInstalled, running
from bot.app.starting import CannotStart, serve
from bot.app.storing import UnfitSchema, unfit, upgraded
from bot.policy_file import PolicyError

__all__ = [
    "Answer",
    "Bot",
    "CannotStart",
    "Finding",
    "NotInstalled",
    "Pace",
    "PolicyError",
    "UnfitSchema",
    "Verdict",
    "Why",
    "asked",
    "checkup",
    "export",
    "running",
    "serve",
    "unfit",
    "unusable",
    "upgraded",
    "verify",
    "why",
    "worst",
]
