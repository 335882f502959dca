"""Who is in a user group, and who runs the workspace; read from Slack with a short memory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import structlog

from bot.domain.errors import Unavailable
from bot.domain.rules import EVERYONE, WORKSPACE_ADMINS
from bot.slack.roster import PAGE, user_pages
from bot.slack.web import SLACK_TROUBLE, error_code

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.slack.memory import Memory

log = structlog.get_logger(__name__)

NO_SUCH_GROUP = ("no_such_subteam", "subteam_not_found")
UNKNOWN = "Slack does not say who is in the user groups of the policy, so nothing was done. Try again in a minute."
NO_GROUPS_HERE = "plan_upgrade_required"
NO_GROUPS = (
    "The policy of this app names a user group, and this workspace's plan has none, so nothing was done. "
    "Tell the operator of this app."
)
UNKNOWN_ADMINS = "Slack does not say who runs this workspace, so nobody was told yet."
MOST_PAGES = 100


@dataclass(frozen=True)
class Circles:
    """`usergroups.users.list` and `users.list`."""

    web: AsyncWebClient
    known: Memory[frozenset[str]]
    page_size: int = PAGE

    def afresh(self) -> Circles:
        """As `Directory.afresh`."""
        return replace(self, known=self.known.afresh())

    async def group(self, group: str, *, fresh: bool = False) -> frozenset[str]:
        """The ids of its members; nobody where there is no such group. Raises Unavailable where Slack is mute."""
        return await self.known.get(group, self._members, fresh=fresh)

    async def people(self, principal: str) -> frozenset[str]:
        """The people whom a principal of the policy names."""
        if principal == EVERYONE:
            return frozenset()
        if principal == WORKSPACE_ADMINS:
            return await self.known.get(principal, self._admins)
        return await self.group(principal) if principal.startswith("S") else frozenset({principal})

    def remembered(self, name: str) -> frozenset[str] | None:
        """The same without asking Slack; None where that is not known, or not any more."""
        return self.known.recall(name)

    async def _members(self, group: str) -> frozenset[str]:
        members = await members_of(self.web, group)
        if members is None:
            log.warning("policy.no_such_group", group=group)
        return members or frozenset()

    async def _admins(self, _principal: str) -> frozenset[str]:
        """Owners and admins, from the list of everybody, a page at a time."""
        pages = user_pages(self.web, UNKNOWN_ADMINS, MOST_PAGES, self.page_size)
        return frozenset([user["id"] async for users in pages for user in users if _runs_the_workspace(user)])


async def members_of(web: AsyncWebClient, group: str) -> frozenset[str] | None:
    """The ids of those in a user group; None where there is no such group. Raises Unavailable where Slack is mute."""
    try:
        answer = await web.usergroups_users_list(usergroup=group)
    except SLACK_TROUBLE as error:
        code = error_code(error)
        if code in NO_SUCH_GROUP:
            return None
        log.warning("slack.unavailable", method="usergroups.users.list", error=code)
        raise Unavailable(NO_GROUPS if code == NO_GROUPS_HERE else UNKNOWN) from error
    return frozenset(map(str, answer["users"]))


def _runs_the_workspace(user: dict[str, Any]) -> bool:
    if user.get("deleted", True) or user.get("is_bot", True):
        return False
    return bool(user.get("is_admin") or user.get("is_owner"))
