"""What the settings and the policy file tell by themselves."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from bot.app.checkup.finding import ok, warning, wrong
from bot.app.policies import warnings, written
from bot.arize import MemberRole, UserRole
from bot.domain.errors import PolicyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.app.checkup.finding import Finding
    from bot.domain.rules import Policy
    from bot.settings import Settings

ROLES = tuple(dict.fromkeys((*UserRole, *MemberRole)))
ARIZE_PREFIX = "ak-"


def unusable(problems: tuple[str, ...]) -> tuple[Finding, ...]:
    """Settings that could not be read: all of their mistakes, beside which nothing can be looked at."""
    remedy = "Correct the variable; docs/operations.md has all of them."
    return tuple(wrong("settings", problem, remedy, stops=True) for problem in problems)


async def settings_found(settings: Settings) -> AsyncIterator[Finding]:
    """That there are settings tells already that Slack's tokens are of the right kind."""
    yield ok("settings", "All variables can be used.")
    needed = "SLACK_APP_TOKEN" if settings.transport == "socket" else "SLACK_SIGNING_SECRET"
    yield ok("tokens.slack", f"SLACK_BOT_TOKEN and {needed} are there, and of the right kind.")
    if settings.arize_api_key.get_secret_value().startswith(ARIZE_PREFIX):
        yield ok("tokens.arize", "ARIZE_API_KEY looks like a key.")
    else:
        yield warning(
            "tokens.arize",
            f"ARIZE_API_KEY does not begin with {ARIZE_PREFIX}, as the keys that Arize makes do.",
            "Compare it with the key that was shown when it was made.",
        )


async def policy_found(settings: Settings) -> AsyncIterator[Finding]:
    """Every mistake of the file, what can never be approved, and roles that there are not."""
    try:
        policy = written(settings)
    except PolicyError as error:
        for problem in error.problems:
            yield wrong("policy.file", problem, "Correct the file that BOT_POLICY_FILE names.", stops=True)
        return
    yield ok("policy.file", "The file can be used." if settings.policy_file else "None; owners and admins approve.")
    for words in warnings(policy):
        yield warning("policy.approvals", words, "Name more people or groups who approve it, or lower its approvals.")
    for finding in _strange_roles(policy):
        yield finding


def _strange_roles(policy: Policy) -> Iterator[Finding]:
    """A condition on a role that Arize does not have never matches; custom roles are not granted by the bot."""
    for operation, rules in policy.operations.items():
        named = dict.fromkeys(name for when in rules.when for name in (*when.role, *when.role_not))
        for name in named:
            if name.upper() not in ROLES:
                close = get_close_matches(name.upper(), ROLES, n=1)
                yield warning(
                    "policy.roles",
                    f"A condition of “{operation}” names the role “{name}”, which this version does not know.",
                    f"Did you mean {close[0]}?" if close else f"There are: {', '.join(ROLES)}.",
                )
