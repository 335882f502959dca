"""chat.*: messages that come, change and go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.slack.ids import APP_USER
from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.web_api.call import Method
from bot.simulator.slack.web_api.conversations import opened

if TYPE_CHECKING:
    from bot.simulator.slack.channels import Channel
    from bot.simulator.slack.messages import Message
    from bot.simulator.slack.web_api.call import Body, Call


def post_message(call: Call) -> Body:
    """To a channel, or to a person's id: then it goes to the direct message with them."""
    channel = _target(call)
    text, blocks = call.slack.posting.read(call.args)
    message = call.slack.messages.post(channel.id, APP_USER, text, blocks, thread_ts=call.args.get("thread_ts"))
    return {"channel": channel.id, "ts": message.ts, "message": message.as_object()}


def post_ephemeral(call: Call) -> Body:
    channel = _target(call)
    user_id = call.word("user")
    if user_id not in channel.members:
        raise SlackError("user_not_in_channel")
    text, blocks = call.slack.posting.read(call.args)
    return {"message_ts": call.slack.messages.post(channel.id, APP_USER, text, blocks, to=user_id).ts}


def update(call: Call) -> Body:
    """Ephemeral messages cannot be changed: they are not found."""
    message = _own(call, "cant_update_message")
    text, blocks = call.slack.posting.read(call.args)
    edited = call.slack.messages.edit(message, text, blocks)
    return {"channel": edited.channel, "ts": edited.ts, "text": text, "message": edited.as_object()}


def delete(call: Call) -> Body:
    message = _own(call, "cant_delete_message")
    call.slack.messages.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def _target(call: Call) -> Channel:
    named = call.word("channel")
    if named in call.slack.workspace.people:
        return opened(call, named)
    channel = call.channel()
    if channel.is_archived:
        raise SlackError("is_archived")
    if APP_USER not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _own(call: Call, otherwise: str) -> Message:
    message = call.slack.messages.find(call.channel().id, call.word("ts"))
    if message is None or message.is_ephemeral:
        raise SlackError("message_not_found")
    if message.user_id != APP_USER:
        raise SlackError(otherwise)
    return message


CHAT = {
    "chat.postMessage": Method(post_message, ("chat:write",)),
    "chat.postEphemeral": Method(post_ephemeral, ("chat:write",)),
    "chat.update": Method(update, ("chat:write",)),
    "chat.delete": Method(delete, ("chat:write",)),
}
