"""Files: a place to upload to, the content, and then the message or the form that shows them."""

from __future__ import annotations

import mimetypes
import re
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.ids import APP_USER, TEAM
from bot.simulator.slack.refusals import SlackError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.slack.clock import Clock
    from bot.simulator.slack.ids import Ids

PRETTY = {"binary": "Binary", "txt": "Plain Text"}
_NOT_IN_URLS = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True)
class File:
    """`size` is what was announced; `content` is None until as much arrived.

    `user` is whose it is, `created` is in seconds since 1970, `site` is where it is downloaded from.
    """

    id: str
    name: str
    size: int
    title: str = ""
    content: bytes | None = field(default=None, repr=False)
    user: str = APP_USER
    created: int = 0
    site: str = ""

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    @property
    def filetype(self) -> str:
        """The extension, in lower case."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else "binary"

    def as_object(self) -> dict[str, Any]:
        """Slack's file object, as far as it is simulated (https://docs.slack.dev/reference/objects/file-object).

        All files are "hosted"; Slack may call a short text a "snippet".
        """
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title,
            "mimetype": self.mimetype,
            "filetype": self.filetype,
            "pretty_type": PRETTY.get(self.filetype, self.filetype.upper()),
            "user": self.user,
            "user_team": TEAM,
            "size": self.size,
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "public_url_shared": False,
            "file_access": "visible",
            **self._urls(),
        }

    def _urls(self) -> dict[str, str]:
        """Slack writes names in lower case there, and an underscore for what is no letter of ASCII."""
        named, place = _NOT_IN_URLS.sub("_", self.name.lower()), f"{self.site}/files-pri/{TEAM}-{self.id}"
        permalink = f"{self.site}/files/{self.user}/{self.id}/{named}"
        private = {"url_private": f"{place}/{named}", "url_private_download": f"{place}/download/{named}"}
        return {**private, "permalink": permalink}


class Files:
    """`site` is asked when a file comes: the simulator learns its own address late.

    What an upload URL answers to the wrong content is nowhere documented; here it is `file_upload_failed`.
    """

    def __init__(self, ids: Ids, clock: Clock, site: Callable[[], str]) -> None:
        self._ids = ids
        self._clock = clock
        self._site = site
        self._coming: dict[str, File] = {}
        self._kept: dict[str, File] = {}
        self._places: dict[str, str] = {}

    def announce(self, name: str, size: int) -> tuple[File, str]:
        """The file to come, and the key of the place that takes it, once."""
        file = self._new(name, size)
        key = secrets.token_urlsafe(18)
        self._coming[file.id], self._places[key] = file, file.id
        return file, key

    def receive(self, key: str, content: bytes) -> File:
        """Raises SlackError for a place that is not there or used up, and for another size than was announced."""
        file_id = self._places.pop(key, None)
        if file_id is None:
            raise SlackError("file_not_found")
        file = self._coming[file_id]
        if len(content) != file.size:
            raise SlackError("file_upload_failed")
        self._coming[file_id] = replace(file, content=content)
        return self._coming[file_id]

    def complete(self, file_id: str, title: str) -> File:
        """The file, which cannot be completed again. Raises SlackError for one that is not there, or not whole."""
        file = self._coming.get(file_id)
        if file is None or file.content is None:
            raise SlackError("file_not_found")
        del self._coming[file_id]
        self._kept[file_id] = replace(file, title=title or file.name)
        return self._kept[file_id]

    def put(self, user_id: str, name: str, content: bytes) -> File:
        """A file that a person uploads, which their client does in one go."""
        file = self._new(name, len(content))
        self._kept[file.id] = replace(file, title=name, content=content, user=user_id)
        return self._kept[file.id]

    def find(self, file_id: str) -> File:
        """Raises SlackError for one that is not there, or not there yet."""
        if file_id not in self._kept:
            raise SlackError("file_not_found")
        return self._kept[file_id]

    def _new(self, name: str, size: int) -> File:
        return File(self._ids.file(), name, size, created=int(self._clock.timestamp()), site=self._site())
