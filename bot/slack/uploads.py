"""Files that people put into a form: `files.info`, and then the file itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import structlog

from bot.domain.errors import Mistake, Unavailable
from bot.slack.web import SLACK_TROUBLE, error_code, is_slacks

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)

OK = 200
LARGEST = 5 * 1024 * 1024
"""Bytes: ten thousand rows of 500 characters."""
DOWNLOAD = aiohttp.ClientTimeout(total=30)
GONE = ("file_deleted", "file_not_found", "not_visible")
"""Slack's words for a file that the app does not get to see."""
HOSTS = ("files.slack.com", "files.slack-gov.com")
TOO_LARGE = "This file is larger than 5 MB. Split it, or leave out what is not needed."
NOT_THERE = "Slack does not give this file to the app. Choose it once more."
NOT_ALLOWED = (
    "This app may not read files: it lacks the permission files:read. "
    "Ask its operator to install it again from its manifest, or paste the users instead."
)
SILENT = "Slack did not hand the file over. Try again in a minute, or paste the users instead."


@dataclass(frozen=True)
class Uploads:
    """`session` is shared with the Web API client."""

    web: AsyncWebClient
    session: aiohttp.ClientSession

    async def read(self, file_id: str) -> bytes:
        try:
            answer = await self.web.files_info(file=file_id)
            found = answer["file"]
            if int(found.get("size") or 0) > LARGEST:
                raise Mistake(TOO_LARGE)
            return await self._downloaded(str(found.get("url_private_download") or found.get("url_private") or ""))
        except SLACK_TROUBLE as error:
            raise _trouble(error) from error

    async def _downloaded(self, url: str) -> bytes:
        """Without a token that it accepts Slack answers 200 with its login page, which is no list of anybody."""
        if not is_slacks(self.web, url, HOSTS):
            log.error("upload.strange_address")
            raise Mistake(NOT_THERE)
        headers = {"Authorization": f"Bearer {self.web.token}"}
        async with self.session.get(
            url, headers=headers, timeout=DOWNLOAD, proxy=self.web.proxy, allow_redirects=False
        ) as answer:
            answer.raise_for_status()
            if answer.status != OK or answer.content_type == "text/html":
                log.warning("upload.refused", status=answer.status, type=answer.content_type)
                raise Unavailable(SILENT)
            return await _at_most(answer.content)


async def _at_most(content: aiohttp.StreamReader) -> bytes:
    """What was announced need not be what comes."""
    read = bytearray()
    async for chunk in content.iter_chunked(1 << 16):
        read += chunk
        if len(read) > LARGEST:
            raise Mistake(TOO_LARGE)
    return bytes(read)


def _trouble(error: BaseException) -> Mistake | Unavailable:
    code = error_code(error)
    log.warning("slack.unavailable", method="files.info", error=code)
    if code == "missing_scope":
        return Mistake(NOT_ALLOWED)
    return Mistake(NOT_THERE) if code in GONE else Unavailable(SILENT)
