"""What Slack says where no later try can help, and what an operator can do about it.

Sources: the errors of https://docs.slack.dev/reference/methods/apps.connections.open, and the reasons of
https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect.
"""

from __future__ import annotations

from bot.slack.identity import NotInstalled

LINK_DISABLED = "link_disabled"
TOKEN = frozenset({"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"})
KIND = frozenset({"missing_scope", "not_allowed_token_type", "missing_args"})
ACCESS = frozenset(
    {
        "access_denied",
        "deprecated_endpoint",
        "ekm_access_denied",
        "enterprise_is_restricted",
        "forbidden_team",
        "method_deprecated",
        "no_permission",
        "team_access_not_granted",
        "two_factor_setup_required",
        "unknown_method",
    }
)
GENERATE = (
    "Generate an app-level token (xapp-…) with the scope connections:write under Basic Information of the app at "
    "https://api.slack.com/apps, set it, and start again."
)


class NoSocketMode(NotInstalled):
    """Slack cannot be reached by Socket Mode, however often it is tried; the text says what to do."""


def refusal(code: str) -> NoSocketMode | None:
    """What an error code or the reason of a disconnect means; None where a later try may succeed.

    What Slack may come to say besides is tried again: a connection that still works is not given up for it.
    """
    if code == LINK_DISABLED:
        return NoSocketMode(
            f"Socket Mode is switched off for this Slack app ({code}).",
            "Switch it on under Socket Mode in the app's settings, or set BOT_TRANSPORT=http.",
        )
    if code in TOKEN:
        return NoSocketMode(f"Slack refuses SLACK_APP_TOKEN ({code}).", GENERATE)
    if code in KIND:
        return NoSocketMode(f"SLACK_APP_TOKEN is not a token for Socket Mode ({code}).", GENERATE)
    if code in ACCESS:
        return NoSocketMode(
            f"Slack does not let this app use Socket Mode ({code}).",
            "Ask an admin of the workspace whether it still may.",
        )
    return None
