"""The Web API: one file for each family of methods."""

from bot.simulator.slack.web_api.answering import answer

__all__ = ["answer"]
