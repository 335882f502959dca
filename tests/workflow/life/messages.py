"""Slack's direct messages that carry a temporary password: what each says, and what goes wrong with the next ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydantic import SecretStr

    from bot.arize import User
    from bot.domain.people import Person
    from bot.workflow.ports import Cover


@dataclass
class Letters:
    """`troubles` meet the next tries to put a password in, one each; `stuck` every try to delete a message."""

    shown: dict[tuple[str, str], str] = field(default_factory=dict)
    troubles: list[Exception] = field(default_factory=list)
    stuck: Exception | None = None
    tries: int = 0
    cover: Cover | None = None
    _numbers: count[int] = field(default_factory=lambda: count(1))

    async def open(self, person: Person) -> str:
        return f"D{person.id}"

    async def announce(self, channel: str, about: str) -> str:
        ts = f"{next(self._numbers)}.0"
        self.shown[channel, ts] = f"for {about}"
        return ts

    async def put_password(self, channel: str, ts: str, password: SecretStr, about: User, cover: Cover) -> None:
        self.cover = cover
        self.tries += 1
        if self.troubles:
            raise self.troubles.pop(0)
        self.shown[channel, ts] = f"{password.get_secret_value()} for {about.email}, for {cover.lives}"

    async def delete(self, channel: str, ts: str) -> bool:
        if self.stuck is not None:
            raise self.stuck
        return self.shown.pop((channel, ts), None) is not None
