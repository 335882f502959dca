"""auth.*, api.*, apps.* and team.*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.slack.ids import APP, APP_BOT, APP_USER, TEAM
from bot.simulator.slack.payloads import DOMAIN
from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.web_api.call import Method

if TYPE_CHECKING:
    from bot.simulator.slack.web_api.call import Body, Call

TEAM_NAME = "Simulated workspace"


def auth_test(call: Call) -> Body:
    return {
        "url": f"{call.slack.url}/",
        "team": TEAM_NAME,
        "team_id": TEAM,
        "user": call.slack.manifest.name,
        "user_id": APP_USER,
        "bot_id": APP_BOT,
        "is_enterprise_install": False,
    }


def api_test(call: Call) -> Body:
    if "error" in call.args:
        raise SlackError(str(call.args["error"]), args=dict(call.args))
    return {"args": dict(call.args)}


def connections_open(call: Call) -> Body:
    """A WebSocket URL for one connection."""
    call.need_of_app("connections:write")
    base = call.slack.url.replace("http://", "ws://", 1)
    return {"url": f"{base}/link?ticket={call.slack.connections.ticket()}&app_id={APP}"}


def team_info(_: Call) -> Body:
    return {"team": {"id": TEAM, "name": TEAM_NAME, "domain": DOMAIN, "email_domain": "example.com"}}


IDENTITY = {
    "auth.test": Method(auth_test),
    "api.test": Method(api_test, token=None),
    "apps.connections.open": Method(connections_open, token="xapp"),  # noqa: S106 - the beginning of a kind of tokens
    "team.info": Method(team_info, ("team:read",)),
}
