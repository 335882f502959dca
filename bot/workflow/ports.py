"""What the use cases need from the outside, in their own words. The database's are in `ledger.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.domain.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from datetime import timedelta
    from io import BytesIO

    from pydantic import SecretStr

    from bot.arize import User
    from bot.command import RequestFacts
    from bot.domain.leaver import Leaver, LeaverCard
    from bot.domain.people import Person
    from bot.domain.request import Card
    from bot.domain.roll import Review
    from bot.workflow.batchbook import BatchRun
    from bot.workflow.home import Home
    from bot.workflow.rollbook import Findings


class People(Protocol):
    """The workspace's directory. They raise Unavailable where Slack does not answer: nobody is let in on a guess."""

    async def person(self, slack_id: str, *, fresh: bool = False) -> Person:
        """`fresh` asks Slack even where the answer is remembered. Raises Refused for somebody Slack does not know."""
        ...

    def remembered(self, slack_id: str, groups: Iterable[str]) -> Person | None:
        """Who somebody is, and in which of these groups, where that is known without asking Slack; else None."""
        ...

    def afresh(self) -> People:
        """The same for one step that begins now: what was asked since then is fresh, so nothing is asked twice."""
        ...

    async def by_email(self, email: str) -> Person | None: ...

    async def groups_of(self, slack_id: str, groups: Iterable[str], *, fresh: bool = False) -> frozenset[str]:
        """Those of the user groups that the person is in; a group that is not there has nobody in it."""
        ...

    async def everybody(self, principals: Iterable[str]) -> frozenset[str]:
        """The ids of the people whom the policy names so; “every full member” is nobody in particular."""
        ...


@dataclass(frozen=True)
class Cover:
    """What stands beside a password: people by name, and nothing that they wrote.

    `approvers` are names. `was_chosen` says that whoever asked chose to hand it over.
    """

    recipient: Person
    asker: Person
    approvers: tuple[str, ...]
    was_chosen: bool
    lives: timedelta


class DirectMessages(Protocol):
    """The direct message that carries a temporary password."""

    async def open(self, person: Person) -> str:
        """The channel's id. Raises Unavailable where a later try may help, Mistake where none will."""
        ...

    async def announce(self, channel: str, about: str) -> str:
        """Post a message that a password for the address `about` will be put in; its timestamp. Raises as `open`."""
        ...

    async def put_password(self, channel: str, ts: str, password: SecretStr, about: User, cover: Cover) -> None:
        """Raises NotDelivered or DeliveryUnsure. Putting it there twice shows it once."""
        ...

    async def delete(self, channel: str, ts: str) -> bool:
        """Whether it was still there. Raises Unavailable where Slack keeps it for now, Unreachable where for good."""
        ...


class Files(Protocol):
    """Files in direct messages."""

    async def send(self, person: Person, name: str, content: BytesIO, words: str) -> None:
        """Return once Slack has the file, for this person alone. Raises Unavailable, with what is known of it."""
        ...


class Uploads(Protocol):
    """Files that people put into a form."""

    async def read(self, file_id: str) -> bytes:
        """Its content. Raises Mistake for what is too large or not there, Unavailable where Slack does not give it."""
        ...


class ProgressMessages(Protocol):
    """The direct message that shows how far a batch is; raises what an Announcer does."""

    async def post(self, person_id: str, facts: RequestFacts) -> tuple[str, str]:
        """Channel and timestamp of a message that says nothing yet of how far it is."""
        ...

    async def draw(self, facts: RequestFacts, run: BatchRun) -> None:
        """Say how far it is now, in the message that `run` names. Raises Gone where another one has to be posted."""
        ...


class NotDelivered(Exception):  # noqa: N818 - one of two answers, and the other is no error either
    """Slack surely did not take the message; `retry_after` is in seconds."""

    def __init__(self, retry_after: float = 0.0) -> None:
        super().__init__("Slack did not take the message")
        self.retry_after = retry_after


class DeliveryUnsure(Exception):  # noqa: N818 - see NotDelivered
    """Slack may have taken the message."""


class Announcer(Protocol):
    """Messages about requests. They raise Unavailable where a later try may help, and Unreachable where none will."""

    async def post(self, addressee: str, facts: RequestFacts) -> Card:
        """A card for a channel or a person, which says what it would of a request that nobody decided yet."""
        ...

    async def draw(self, card: Card, facts: RequestFacts, *, reminds: bool) -> None:
        """Say how it stands now; with `reminds`, while it waits, that it still does."""
        ...

    async def notify(self, person_id: str, facts: RequestFacts) -> None:
        """Tell whoever asked, by direct message."""
        ...


class LeaverCards(Protocol):
    """Cards about people who left Slack. They raise Unavailable and Unreachable as an Announcer does."""

    async def post(self, addressee: str, leaver: Leaver) -> LeaverCard:
        """A card for a channel or a person, which says nothing yet of what becomes of them."""
        ...

    async def draw(self, card: LeaverCard, leaver: Leaver) -> None:
        """Say how they stand now, and offer what can be done."""
        ...


class Roster(Protocol):
    """Everybody in this Slack."""

    def pages(self) -> AsyncIterator[tuple[Person, ...]]:
        """All accounts, also deactivated ones, guests and apps. Raises Unavailable where Slack does not say it all."""
        ...


class ReviewCards(Protocol):
    """The message that shows a review. They raise Unavailable and Unreachable as an Announcer does."""

    async def post(self, review: Review) -> tuple[str, str]:
        """In its person's direct message, saying only that it began; the channel's id and the timestamp."""
        ...

    async def draw(self, findings: Findings) -> None:
        """How far it is, or what it found."""
        ...


class HomeTabs(Protocol):
    """The tabs themselves. They raise Unavailable where a later try may help, and Unreachable where none will."""

    async def publish(self, person_id: str, home: Home, known: str) -> str:
        """Show it in the place of what is `known` to be there; Slack's name for it. Empty: whatever is there.

        Raises Overtaken where something else is there.
        """
        ...

    async def decline(self, person_id: str, words: str) -> None:
        """Show these words and nothing else."""
        ...


class Bell(Protocol):
    """Wakes whoever does the jobs that were just written."""

    def ring(self) -> None: ...

    def ring_after(self, wait: timedelta) -> None:
        """Once more, when jobs come due that were written for then."""
        ...


class Overtaken(Unavailable):
    """Somebody drew a newer one meanwhile."""

    def __init__(self) -> None:
        super().__init__("The home shows something else by now.")


class Unreachable(Exception):  # noqa: N818 - an answer: nobody will ever hear of it there
    """The channel, the person or the message is not there any more, or the app may not write or delete there."""


class Departed(Unreachable):
    """The person's account is deactivated, which is nobody's trouble."""


class Gone(Unreachable):
    """The message is not there any more, or not ours to change; another one can be posted in its place."""
