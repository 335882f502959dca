"""Files in direct messages: three calls, of which the last one shows the file to its person.

The SDK's `files_upload_v2` makes the same three, but holds the content in one piece that blocks the loop while it is
sent, cuts it off after the ten seconds of every other call, and raises an error of its own where the upload is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import structlog

from bot.domain.errors import Unavailable
from bot.slack.blockkit import escape, tidy
from bot.slack.web import SLACK_TROUBLE, error_code, refused

if TYPE_CHECKING:
    from io import BytesIO

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.domain.people import Person

log = structlog.get_logger(__name__)

UPLOAD = aiohttp.ClientTimeout(total=120)
NOT_TAKEN = "Slack did not take the file, so nothing was sent. Try again in a minute."
NOT_ALLOWED = (
    "This app may not send files, so nothing was sent: it lacks the permission files:write. "
    "Ask its operator to install it again from its manifest."
)
FORBIDDEN = "This workspace does not take such files from the app ({code}), so nothing was sent. Ask one of its admins."
FORBIDDING = (
    "file_type_not_allowed",
    "file_upload_size_restricted",
    "file_uploads_disabled",
    "file_uploads_except_images_disabled",
    "storage_limit_reached",
)
"""Slack's words for rules and limits of the workspace, which no later try changes."""
UNSURE = (
    "Slack did not say whether it took the file. Look into your direct messages with this app before you try again."
)


@dataclass(frozen=True)
class Files:
    """`session` is shared with the Web API client."""

    web: AsyncWebClient
    session: aiohttp.ClientSession

    async def send(self, person: Person, name: str, content: BytesIO, words: str) -> None:
        try:
            opened = await self.web.conversations_open(users=person.id)
            file_id = await self._uploaded(name, content)
        except SLACK_TROUBLE as error:
            raise _not_taken(error) from error
        await self._shown(str(opened["channel"]["id"]), file_id, name, words)

    async def _uploaded(self, name: str, content: BytesIO) -> str:
        """Nobody sees it yet."""
        size = content.getbuffer().nbytes
        place = await self.web.files_getUploadURLExternal(filename=name, length=size)
        content.seek(0)
        async with self.session.post(
            place["upload_url"], data=content, timeout=UPLOAD, proxy=self.web.proxy, raise_for_status=True
        ):
            return str(place["file_id"])

    async def _shown(self, channel: str, file_id: str, name: str, words: str) -> None:
        try:
            await self.web.files_completeUploadExternal(
                files=[{"id": file_id, "title": name}], channel_id=channel, initial_comment=escape(tidy(words))
            )
        except SLACK_TROUBLE as error:
            if refused(error) or isinstance(error, aiohttp.ClientConnectorError):
                raise _not_taken(error) from error
            log.warning("slack.unavailable", method="files.completeUploadExternal", error=error_code(error))
            raise Unavailable(UNSURE) from error


def _not_taken(error: BaseException) -> Unavailable:
    code = error_code(error)
    log.warning("slack.unavailable", method="file upload", error=code)
    if code in FORBIDDING:
        return Unavailable(FORBIDDEN.format(code=code))
    return Unavailable(NOT_ALLOWED if code == "missing_scope" else NOT_TAKEN)
