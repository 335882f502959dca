"""conversations.*: each kind of channel has scopes of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.slack.ids import APP_USER
from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.web_api.call import Method

if TYPE_CHECKING:
    from bot.simulator.slack.channels import Channel
    from bot.simulator.slack.web_api.call import Body, Call


def open_conversation(call: Call) -> Body:
    """The direct message with one person; groups are not simulated."""
    user_ids = call.word("users").split(",")
    if len(user_ids) > 1:
        raise SlackError("not_enough_users" if not all(user_ids) else "method_not_supported_for_channel_type")
    already = call.slack.workspace.dm(user_ids[0]) is not None
    channel = opened(call, user_ids[0])
    whole = channel.as_object() if call.args.get("return_im") in (True, "true", "1") else {"id": channel.id}
    return {"channel": whole} | ({"no_op": True, "already_open": True} if already else {})


def opened(call: Call, user_id: str) -> Channel:
    """Raises SlackError for bots, deactivated people and nobody at all."""
    if user_id == APP_USER:
        raise SlackError("cannot_dm_bot")
    person = call.person(user_id, "users_not_found")
    if person.kind == "bot":
        raise SlackError("cannot_dm_bot")
    if person.kind == "deactivated":
        raise SlackError("user_disabled")
    return call.slack.workspace.open_dm(user_id)


def info(call: Call) -> Body:
    channel = call.channel()
    call.need(_scope(channel, "read"))
    return {"channel": channel.as_object()}


def members(call: Call) -> Body:
    channel = call.channel()
    call.need(_scope(channel, "read"))
    return call.page("members", sorted(channel.members))


def history(call: Call) -> Body:
    """Newest first; ephemeral messages are in no history."""
    channel = call.channel()
    call.need(_scope(channel, "history"))
    kept = [message for message in call.slack.messages.in_channel(channel.id) if not message.is_ephemeral]
    page = call.page("messages", [message.as_object() for message in reversed(kept)])
    return {**page, "has_more": bool(page["response_metadata"]["next_cursor"])}


def _scope(channel: Channel, right: str) -> str:
    kind = "im" if channel.is_dm else "groups" if channel.is_private else "channels"
    return f"{kind}:{right}"


CONVERSATIONS = {
    "conversations.open": Method(open_conversation, ("im:write",)),
    "conversations.info": Method(info),
    "conversations.members": Method(members),
    "conversations.history": Method(history),
}
