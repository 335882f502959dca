"""The policy, as an operator writes it: a TOML file, with all its mistakes told at once."""

from bot.domain.errors import PolicyError
from bot.policy_file.reading import load_policy

__all__ = ["PolicyError", "load_policy"]
