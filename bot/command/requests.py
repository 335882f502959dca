"""Requests as they can be shown: facts from the store, and what the person who looks may do about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.domain.batch import Course
from bot.domain.request import State

if TYPE_CHECKING:
    from bot.arize import User
    from bot.domain.audit import Row
    from bot.domain.policy import Decision
    from bot.domain.request import Request, Vote


@dataclass(frozen=True)
class RequestFacts:
    """A request and who decided so far. `label` is what it does, `asks` its parameters: label and value in words.

    Of a list, `verb` is what it does to each, as in `Delete 12 users`, `whom` the first of its users in words, and
    `course` what is wanted of it while it is under way. `lasting` says what cannot be undone about it.
    """

    request: Request
    label: str
    destroys: bool
    asks: tuple[tuple[str, str], ...] = ()
    votes: tuple[Vote, ...] = ()
    course: Course = Course.GO_ON
    verb: str = ""
    whom: str = ""
    lasting: tuple[str, ...] = ()

    @property
    def is_untouched(self) -> bool:
        """Whether it waits, and nobody decided anything yet: its card says what it said when it was posted."""
        return self.request.state is State.PENDING and not self.votes


@dataclass(frozen=True)
class Review:
    """What somebody needs to know who is to decide, read from the API just now.

    `user` is the target as the API has them; None where the request creates one, or where they are gone. `news` says
    what changed since the request was filed; where it is not empty an approved run would stop. `decision` is whether
    the person may decide; `may_cancel` whether they may take the request back; `has_approved` whether they did decide,
    which while it waits was to approve it: one who denies it ends it. `asks_about_oneself` is whether whoever asks is
    among the users of a list.
    """

    facts: RequestFacts
    user: User | None
    news: tuple[str, ...]
    decision: Decision
    may_cancel: bool = False
    has_approved: bool = False
    asks_about_oneself: bool = False


@dataclass(frozen=True)
class Deciders:
    """Who can approve a request: `names`, and so many `more` who were not looked up; or `everybody`, a principal."""

    names: tuple[str, ...] = ()
    more: int = 0
    everybody: str = ""


@dataclass(frozen=True)
class OneRequest:
    """A request for whoever may see it, and which of the buttons are theirs. `is_theirs` is whether they asked."""

    facts: RequestFacts
    may_review: bool = False
    may_cancel: bool = False
    is_theirs: bool = False


@dataclass(frozen=True)
class SomeRequests:
    """One page of the queue, newest first. `which` is mine, waiting or all; `older` is where the next page begins.

    `nothing_waits` says that these stand where somebody looked for what waits for them.
    """

    which: str
    rows: tuple[OneRequest, ...]
    older: str | None = None
    nothing_waits: bool = False


@dataclass(frozen=True)
class SomeFacts:
    """Some rows of the audit, the newest first; `older` is where the next page begins, None on the last one.

    `about` is the address or the Slack person they were narrowed down to, as it was typed; `by` the id of that person.
    `is_partial` says that rows about some people would not be shown to whoever asked, were there any.
    """

    rows: tuple[Row, ...]
    about: str = ""
    is_partial: bool = False
    by: str = ""
    older: int | None = None


class Records(Protocol):
    """What one person may see of requests and of the audit."""

    async def queue(self, which: str, before: str) -> SomeRequests: ...

    async def request(self, request_id: str) -> OneRequest:
        """Raises Mistake for a request that is not there, Refused for one that is none of their business."""
        ...

    async def recent(self, about: str, before: int) -> SomeFacts:
        """`about` is an e-mail address, a Slack mention, or nothing; `before` where the page begins, or 0."""
        ...
