"""What no test of the workflow sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import timedelta
    from io import BytesIO

    from pydantic import SecretStr

    from bot.arize import User
    from bot.domain.people import Person


class NoMessages:
    """No request of this test hands over a password."""

    async def open(self, person: Person) -> str:
        raise NotImplementedError(person.id)

    async def announce(self, channel: str, about: str) -> str:
        raise NotImplementedError(channel, about)

    async def put_password(self, channel: str, ts: str, password: SecretStr, about: User, lives: timedelta) -> None:
        raise NotImplementedError(channel, ts, about.id, lives)

    async def delete(self, channel: str, ts: str) -> bool:
        raise NotImplementedError(channel, ts)


class NoFiles:
    """Nor does any send a file."""

    async def send(self, person: Person, name: str, content: BytesIO, words: str) -> None:
        raise NotImplementedError(person.id, name, content, words)
