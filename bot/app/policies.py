"""The policy that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.commands import discover
from bot.domain.hopeless import hopeless
from bot.domain.policy import Audience
from bot.domain.rules import DEFAULT, Policy

if TYPE_CHECKING:
    from pathlib import Path

    from bot.settings import Settings

log = structlog.get_logger(__name__)


def governed() -> dict[str, bool]:
    """The operations that a policy may name, and whether each changes something."""
    return {each.name: each.changes for each in discover() if each.open_to is not Audience.EVERYBODY}


def policy_of(settings: Settings) -> Policy:
    """Raises PolicyError for a file that cannot be used; what nobody can approve is only warned of."""
    policy = _written(settings.policy_file) if settings.policy_file else DEFAULT
    for warning in hopeless(policy, governed()):
        log.warning("policy.hopeless", why=warning)
    return policy


def _written(path: Path) -> Policy:
    from bot.policy_file import load_policy  # noqa: PLC0415 - many have no policy file, and then nobody reads one

    return load_policy(path, governed())
