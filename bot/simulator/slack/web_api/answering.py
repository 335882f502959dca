"""From a request to an answer: method, token, scopes, faults, and the inspector's entry."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response

from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.web_api.arguments import arguments
from bot.simulator.slack.web_api.call import Call, Method
from bot.simulator.slack.web_api.chat import CHAT
from bot.simulator.slack.web_api.conversations import CONVERSATIONS
from bot.simulator.slack.web_api.files import FILES
from bot.simulator.slack.web_api.identity import IDENTITY
from bot.simulator.slack.web_api.usergroups import USERGROUPS
from bot.simulator.slack.web_api.users import USERS
from bot.simulator.slack.web_api.views import VIEWS

if TYPE_CHECKING:
    from starlette.requests import Request

    from bot.simulator.slack.simulator import SlackSimulator

METHODS: dict[str, Method] = {**IDENTITY, **CHAT, **CONVERSATIONS, **VIEWS, **USERS, **USERGROUPS, **FILES}


async def answer(slack: SlackSimulator, request: Request) -> Response:
    began = time.perf_counter()
    name = request.path_params["method"]
    token, args = await arguments(request)

    async def work() -> Response:
        return _answer(slack, name, token, args)

    fault = slack.faults.take(name)
    response = await (fault.play(name, work) if fault else work())
    _record(slack, name, args, response, (time.perf_counter() - began) * 1000)
    return response


def _answer(slack: SlackSimulator, name: str, token: str, args: dict[str, Any]) -> Response:
    scopes = slack.app_scopes if token == slack.app_token else slack.manifest.scopes
    headers = {"x-oauth-scopes": ",".join(scopes)}
    try:
        method = _method(name)
        _check_token(slack, method, token)
        call = Call(slack, args)
        call.need(*method.scopes)
        return JSONResponse({"ok": True, **method.work(call)}, headers=headers)
    except SlackError as error:
        return JSONResponse(error.body(), headers=headers)


def _method(name: str) -> Method:
    if name not in METHODS:
        raise SlackError("unknown_method", req_method=name)
    return METHODS[name]


def _check_token(slack: SlackSimulator, method: Method, token: str) -> None:
    if method.token is None:
        return
    if not token:
        raise SlackError("not_authed")
    if token not in (slack.bot_token, slack.app_token):
        raise SlackError("invalid_auth")
    if not token.startswith(method.token):
        raise SlackError("not_allowed_token_type")
    if not slack.workspace.installed and token == slack.bot_token:
        raise SlackError("account_inactive")


def _record(slack: SlackSimulator, name: str, args: dict[str, Any], response: Response, ms: float) -> None:
    body = _shown(name, bytes(response.body))
    slack.inspector.record(
        "app→slack",
        "web_api",
        name,
        ok=isinstance(body, dict) and bool(body.get("ok")),
        ms=ms,
        request=args,
        response=body,
        private=_is_private(slack, str(args.get("channel") or args.get("channel_id") or "")),
    )


def _shown(name: str, body: bytes) -> Any:  # noqa: ANN401 - JSON
    """The answer; the one-time URL of a WebSocket is as good as a token."""
    try:
        parsed = json.loads(body)
    except ValueError:
        return body.decode(errors="replace")
    return {"ok": parsed["ok"]} if name == "apps.connections.open" else parsed


def _is_private(slack: SlackSimulator, channel: str) -> bool:
    """A message may also be sent to a person's id, which is the direct message with them."""
    return channel.startswith("D") or channel in slack.workspace.people
