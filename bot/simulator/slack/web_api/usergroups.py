"""usergroups.*: the groups of a workspace and who is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.slack.ids import TEAM
from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.web_api.call import Method

if TYPE_CHECKING:
    from bot.simulator.slack.web_api.call import Body, Call


def list_groups(call: Call) -> Body:
    groups = [
        {
            "id": group_id,
            "team_id": TEAM,
            "is_usergroup": True,
            "handle": handle,
            "name": handle,
            "user_count": len(users),
        }
        for group_id, (handle, users) in call.slack.workspace.groups.items()
    ]
    return {"usergroups": groups}


def list_users(call: Call) -> Body:
    group = call.slack.workspace.groups.get(call.word("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group[1])}


USERGROUPS = {
    "usergroups.list": Method(list_groups, ("usergroups:read",)),
    "usergroups.users.list": Method(list_users, ("usergroups:read",)),
}
