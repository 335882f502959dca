"""The policy that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.commands import discover
from bot.domain.hopeless import hopeless
from bot.domain.policy import Audience
from bot.domain.rules import DEFAULT, Policy

if TYPE_CHECKING:
    from bot.settings import Settings

log = structlog.get_logger(__name__)


def governed() -> dict[str, bool]:
    """The operations that a policy may name, and whether each changes something."""
    return {each.name: each.changes for each in discover() if each.open_to is not Audience.EVERYBODY}


def warnings(policy: Policy) -> tuple[str, ...]:
    """What can be requested and never be approved, of all whose rules a command has to pass by this policy."""
    commands = [each for each in discover() if each.open_to is not Audience.EVERYBODY]
    return hopeless(policy, {name: each.changes for each in commands for name in each.operations(policy)})


def policy_of(settings: Settings) -> Policy:
    """Raises PolicyError for a file that cannot be used; what nobody can approve is only warned of."""
    policy = written(settings)
    for warning in warnings(policy):
        log.warning("policy.hopeless", why=warning)
    return policy


def written(settings: Settings) -> Policy:
    """What the file says, or the default where there is none. Raises PolicyError."""
    if settings.policy_file is None:
        return DEFAULT
    from bot.policy_file import load_policy  # noqa: PLC0415 - where there is no file, nothing that reads it is loaded

    return load_policy(settings.policy_file, governed())
