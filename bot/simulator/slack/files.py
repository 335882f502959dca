"""Files: a place to upload to, the content, and then the message that shows them."""

from __future__ import annotations

import mimetypes
import secrets
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.ids import APP_USER
from bot.simulator.slack.refusals import SlackError

if TYPE_CHECKING:
    from bot.simulator.slack.ids import Ids


@dataclass(frozen=True)
class File:
    """`size` is what was announced; `content` is None until as much arrived."""

    id: str
    name: str
    size: int
    title: str = ""
    content: bytes | None = field(default=None, repr=False)

    @property
    def mimetype(self) -> str:
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def as_object(self) -> dict[str, Any]:
        """Slack's file object, as far as it is simulated."""
        told = {"id": self.id, "name": self.name, "title": self.title, "mimetype": self.mimetype}
        kind = self.name.rpartition(".")[2] if "." in self.name else "binary"
        return {**told, "filetype": kind, "size": self.size, "mode": "hosted", "user": APP_USER}


class Files:
    """What an upload URL answers to the wrong content is nowhere documented; here it is `file_upload_failed`."""

    def __init__(self, ids: Ids) -> None:
        self._ids = ids
        self._kept: dict[str, File] = {}
        self._places: dict[str, str] = {}

    def announce(self, name: str, size: int) -> tuple[File, str]:
        """The file to come, and the key of the place that takes it, once."""
        file = File(self._ids.file(), name, size)
        key = secrets.token_urlsafe(18)
        self._kept[file.id], self._places[key] = file, file.id
        return file, key

    def receive(self, key: str, content: bytes) -> File:
        """Raises SlackError for a place that is not there or used up, and for another size than was announced."""
        file_id = self._places.pop(key, None)
        if file_id is None:
            raise SlackError("file_not_found")
        file = self._kept[file_id]
        if len(content) != file.size:
            raise SlackError("file_upload_failed")
        self._kept[file_id] = replace(file, content=content)
        return self._kept[file_id]

    def complete(self, file_id: str, title: str) -> File:
        """The file, which cannot be completed again. Raises SlackError for one that is not there, or not whole."""
        file = self._kept.get(file_id)
        if file is None or file.content is None:
            raise SlackError("file_not_found")
        del self._kept[file_id]
        return replace(file, title=title or file.name)
