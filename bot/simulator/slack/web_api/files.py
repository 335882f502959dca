"""files.*: the way to upload that Slack has left, in three steps; the second is `uploading`. And one to read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.ids import APP_USER
from bot.simulator.slack.refusals import SlackError
from bot.simulator.slack.web_api.call import Method

if TYPE_CHECKING:
    from bot.simulator.slack.channels import Channel
    from bot.simulator.slack.web_api.call import Body, Call

CHANNEL = re.compile(r"[CGDZ][A-Z0-9]+")
"""Slack's ids are at least nine characters long, the simulator's are not."""
NO_CHANNEL = "input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]"


def get_upload_url(call: Call) -> Body:
    length = call.word("length")
    if not length.isdecimal() or int(length) == 0:
        raise _invalid("must be greater than 0 [json-pointer:/length]")
    file, key = call.slack.files.announce(call.word("filename"), int(length))
    return {"upload_url": f"{call.slack.url}/upload/v1/{key}", "file_id": file.id}


def complete_upload(call: Call) -> Body:
    """Without a channel the files stay the app's own. A person's id is no channel here, unlike in chat.postMessage."""
    wanted = call.args.get("files")
    if not isinstance(wanted, list) or not wanted or not all(isinstance(each, dict) for each in wanted):
        raise _invalid("missing required field: files")
    channel = _channel(call) if call.args.get("channel_id") else None
    files = tuple(call.slack.files.complete(str(each.get("id")), str(each.get("title") or "")) for each in wanted)
    if channel is not None:
        _share(call, channel, {"files": files, "thread_ts": call.args.get("thread_ts")})
    return {"files": [file.as_object() for file in files]}


def info(call: Call) -> Body:
    """What is in the file is had from its private URL: see `downloading`."""
    found = call.slack.files.find(call.word("file"))
    return {"file": found.as_object(), "comments": [], "response_metadata": {"next_cursor": ""}}


def _channel(call: Call) -> Channel:
    named = str(call.args["channel_id"])
    if not CHANNEL.fullmatch(named):
        raise _invalid(NO_CHANNEL)
    channel = call.slack.workspace.channels.get(named)
    if channel is None or (channel.is_private and APP_USER not in channel.members):
        raise SlackError("channel_not_found")
    if APP_USER not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _share(call: Call, channel: Channel, more: dict[str, Any]) -> None:
    comment = call.args.get("initial_comment")
    text, blocks = call.slack.posting.read({"text": comment}) if comment else ("", ())
    call.slack.messages.post(channel.id, APP_USER, text, blocks, **more)


def _invalid(words: str) -> SlackError:
    return SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {words}"]})


FILES = {
    "files.getUploadURLExternal": Method(get_upload_url, ("files:write",)),
    "files.info": Method(info, ("files:read",)),
    "files.completeUploadExternal": Method(complete_upload, ("files:write",)),
}
