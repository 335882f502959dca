"""Log records: one form for the bot's and the libraries', with secrets taken out of both."""

from __future__ import annotations

from bot.logs.configuration import configure, reset

__all__ = ["configure", "reset"]
