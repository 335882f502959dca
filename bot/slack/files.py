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
from bot.slack.web import SLACK_TROUBLE, answered, error_code

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
            if answered(error) or isinstance(error, aiohttp.ClientConnectorError):
                raise _not_taken(error) from error
            log.warning("slack.unavailable", method="files.completeUploadExternal", error=error_code(error))
            raise Unavailable(UNSURE) from error


def _not_taken(error: BaseException) -> Unavailable:
    code = error_code(error)
    log.warning("slack.unavailable", method="file upload", error=code)
    return Unavailable(NOT_ALLOWED if code == "missing_scope" else NOT_TAKEN)
