"""Log records: one form for the bot's and the libraries', with secrets taken out of both."""

from __future__ import annotations

from bot.logs.configuration import configure, reset
from bot.logs.redaction import REDACTED, redact, scrub

__all__ = ["REDACTED", "configure", "redact", "reset", "scrub"]
