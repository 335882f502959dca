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


class NoSocketMode(NotInstalled):
    """Slack cannot be reached by Socket Mode, however often it is tried; the text says what to do."""


def refusal(code: str) -> NoSocketMode | None:
    """The sentence for an error code or the reason of a disconnect; None where a later try may succeed.

    What Slack may come to say besides is tried again: a connection that still works is not given up for it.
    """
    words = _words(code)
    return NoSocketMode(words) if words else None


def _words(code: str) -> str:
    if code == LINK_DISABLED:
        return (
            f"Socket Mode is switched off for this Slack app ({code}). Switch it on under Socket Mode in the app's "
            "settings, or set BOT_TRANSPORT=http."
        )
    if code in TOKEN:
        return (
            f"Slack refuses SLACK_APP_TOKEN ({code}). Generate an app-level token with the scope connections:write "
            "under Basic Information, set it, and start again."
        )
    if code in KIND:
        return (
            f"SLACK_APP_TOKEN is not a token for Socket Mode ({code}). It has to be an app-level token (xapp-…) with "
            "the scope connections:write, from Basic Information."
        )
    if code in ACCESS:
        return (
            f"Slack does not let this app use Socket Mode ({code}). Ask an admin of the workspace whether it still may."
        )
    return ""
