"""What an operator types: a file for each group of commands."""

from bot.cli.program import program

__all__ = ["program"]
