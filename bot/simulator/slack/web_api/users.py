"""users.*: addresses are shown to apps with `users:read.email` alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.ids import APP, APP_BOT, APP_USER, SLACKBOT, TEAM
from bot.simulator.slack.people import user_object
from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.web_api.call import Method

if TYPE_CHECKING:
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.web_api.call import Body, Call


def info(call: Call) -> Body:
    user_id = call.word("user")
    if user_id in (APP_USER, SLACKBOT):
        return {"user": _machine(call, user_id)}
    return {"user": _shown(call, call.person(user_id))}


def lookup_by_email(call: Call) -> Body:
    found = call.slack.workspace.by_email(call.word("email"))
    if found is None:
        raise SlackError("users_not_found")
    return {"user": _shown(call, found)}


def list_users(call: Call) -> Body:
    people = [_shown(call, person) for person in call.slack.workspace.people.values()]
    machines = [_machine(call, user_id) for user_id in (APP_USER, SLACKBOT)]
    return {**call.page("members", people + machines), "cache_ts": int(call.slack.clock.timestamp())}


def _shown(call: Call, person: Persona) -> dict[str, Any]:
    return user_object(person, with_email="users:read.email" in call.slack.manifest.scopes)


def _machine(call: Call, user_id: str) -> dict[str, Any]:
    """Slackbot says of itself that it is no bot, as in Slack."""
    name = call.slack.manifest.name if user_id == APP_USER else "slackbot"
    profile = {"real_name": name, "api_app_id": APP, "bot_id": APP_BOT} if user_id == APP_USER else {"real_name": name}
    standing = dict.fromkeys(
        ("is_admin", "is_owner", "is_primary_owner", "is_restricted", "is_ultra_restricted"), False
    )
    said = {"id": user_id, "team_id": TEAM, "name": name, "real_name": name, "deleted": False, "profile": profile}
    return {**said, **standing, "is_bot": user_id == APP_USER, "is_app_user": False}


USERS = {
    "users.info": Method(info, ("users:read",)),
    "users.lookupByEmail": Method(lookup_by_email, ("users:read.email",)),
    "users.list": Method(list_users, ("users:read",)),
}
