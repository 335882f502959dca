"""What the use cases need from the outside, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from datetime import timedelta

    from pydantic import SecretStr

    from bot.arize import User
    from bot.domain.people import Person


class People(Protocol):
    """The workspace's directory. They raise Unavailable where Slack does not answer: nobody is let in on a guess."""

    async def person(self, slack_id: str, *, fresh: bool = False) -> Person:
        """`fresh` asks Slack even where the answer is remembered."""
        ...

    async def by_email(self, email: str) -> Person | None: ...


class DirectMessages(Protocol):
    """The direct message that carries a temporary password."""

    async def open(self, person: Person) -> str:
        """The channel's id. Raises Unavailable."""
        ...

    async def send_password(self, channel: str, password: SecretStr, about: User, lives: timedelta) -> str:
        """The message's timestamp, which is its name. Raises NotDelivered or DeliveryUnsure."""
        ...

    async def delete(self, channel: str, ts: str) -> None: ...


class NotDelivered(Exception):  # noqa: N818 - one of two answers, and the other is no error either
    """Slack surely did not take the message; `retry_after` is in seconds."""

    def __init__(self, retry_after: float = 0.0) -> None:
        super().__init__("Slack did not take the message")
        self.retry_after = retry_after


class DeliveryUnsure(Exception):  # noqa: N818 - see NotDelivered
    """Slack may have taken the message; sending it again could show the password twice."""


class Later(Protocol):
    def __call__(self, delay: timedelta, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do `work` after `delay`, as long as this process lives."""
        ...


class Submissions(Protocol):
    def claim(self, submission: str) -> bool:
        """True for whoever names this submission first, False ever after."""
        ...
