"""What is known of people who left Slack. `bot.store` keeps it.

Every method is one transaction, and raises Unavailable where the database does not answer. Every change is a
compare-and-set; what is in `extras` is written with it, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from bot.domain.leaver import Leaver, LeaverCard, Stay
    from bot.domain.request import Target
    from bot.workflow.ledger import Extras

REMEMBERED = timedelta(days=30)
"""How long somebody stays written down with whom it is over: who is back, or has no user, or none any more."""


@dataclass(frozen=True)
class Turn:
    """From the state in which somebody was seen to another one, by a person or by the bot."""

    leaver: Leaver
    after: Stay
    at: datetime
    by_id: str = ""
    by_name: str = ""


class LeaverBook(Protocol):
    async def notice(self, leaver: Leaver, extras: Extras) -> bool:
        """Write a departure down; False where the same person's is there, and they did not come back since.

        With a new one those are forgotten with whom it has been over for longer than REMEMBERED, and their cards.
        """
        ...

    async def find(self, leaver_id: str) -> Leaver | None:
        """With the oldest `deletion` of their user."""
        ...

    async def of(self, slack_id: str) -> Leaver | None:
        """The departure of a person who did not come back since."""
        ...

    async def with_user(self, user_id: str) -> Leaver | None:
        """Whoever had this user, and whose user may still be deleted; the latest of them."""
        ...

    async def kept(self) -> Mapping[str, str]:
        """The ids of the users that were kept, each with the name of whoever kept them."""
        ...

    async def waiting(self, limit: int) -> tuple[Leaver, ...]:
        """Those with a user of whom nobody decided yet what becomes, nor asks to delete them: of the latest so many."""
        ...

    async def identify(self, leaver: Leaver, target: Target, extras: Extras) -> bool:
        """Write down which user they have; False where that was done, or they do not wait any more."""
        ...

    async def turn(self, turn: Turn, extras: Extras) -> bool:
        """Whether it happened. Raises Impossible for a move that is not in TURNS.

        Nobody is kept while there is a `deletion` of their user: that is looked for in the same transaction.
        """
        ...

    async def renew(self, user_ids: Collection[str], at: datetime) -> bool:
        """Make a newer version of whoever had one of these users, with a job; whether there is anybody.

        Of those alone whose user may still be deleted.
        """
        ...

    async def cards(self, leaver_id: str) -> tuple[LeaverCard, ...]: ...

    async def keep_cards(self, cards: Iterable[LeaverCard]) -> None:
        """Remember cards, or what they show now; `drawn` never shrinks."""
        ...

    async def forget_card(self, card: LeaverCard) -> None: ...
