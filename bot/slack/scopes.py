"""The bot scopes that the app asks for, and the Web API methods that each is for.

Source: the pages of the methods at https://docs.slack.dev/reference/methods.
"""

from __future__ import annotations

from dataclasses import dataclass

SCOPELESS = ("auth.test", "views.open", "views.push", "views.update", "views.publish")
"""Methods that we call and that every bot token may."""
APP_LEVEL = {"apps.connections.open": "connections:write"}
"""Methods for the app-level token, whose scopes are no part of the manifest."""


@dataclass(frozen=True)
class Scope:
    """`use` is what it is for, `without` what does not work without it: the end of “Without it …”."""

    name: str
    use: str
    without: str
    methods: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """As the manifest explains it."""
        return f"{self.use} ({', '.join(self.methods)})" if self.methods else self.use


SCOPES = (
    Scope("commands", "the slash command and the shortcuts", "nobody can type the command or use the shortcuts"),
    Scope(
        "chat:write",
        "cards, results and temporary passwords, and deleting the latter",
        "nobody is told of requests or results, and temporary passwords cannot be handed over",
        ("chat.postMessage", "chat.postEphemeral", "chat.update", "chat.delete"),
    ),
    Scope(
        "files:read",
        "a list of users that somebody puts into a form",
        "bulk-create and bulk-delete take pasted lists only",
        ("files.info",),
    ),
    Scope(
        "files:write",
        "a list of users as a file",
        "exports, previews and results cannot be sent as files",
        ("files.getUploadURLExternal", "files.completeUploadExternal"),
    ),
    Scope(
        "im:write",
        "opening the direct message",
        "temporary passwords and results cannot be sent by direct message",
        ("conversations.open",),
    ),
    Scope(
        "usergroups:read",
        "who is in the user groups that the policy names",
        "a policy that names user groups lets nobody in them do anything",
        ("usergroups.users.list",),
    ),
    Scope(
        "users:read",
        "who is a guest, external, deactivated, a bot, an admin",
        "the bot cannot tell who somebody is, so it refuses everybody",
        ("users.info", "users.list"),
    ),
    Scope(
        "users:read.email",
        "the e-mail address of a mentioned person, and the person of an address",
        "nobody can approve, and nobody can be named by a mention",
        ("users.lookupByEmail",),
    ),
)
"""In the order of the manifest."""
