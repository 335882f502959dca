"""A card that was lost is known again once it is clicked, where whoever clicks may see its request."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.errors import Mistake, Refused, Unavailable
from bot.domain.request import Card, Chore, Job
from tests.workflow.life.filed import due, pending
from tests.workflow.life.homes import BEN, NIA
from tests.workflow.life.outside import Quiet

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.command import RequestFacts
    from bot.workflow.gate import Asker
    from tests.workflow.life.office import Office


async def test_a_card_that_nobody_wrote_down_is_known_once_it_is_clicked(office: Office) -> None:
    """It is drawn then; one that is known is left alone, and so is one of a request that is not there."""
    request = await pending(office)
    first, another = (Card(request.id, "C0", "C0", ts) for ts in ("1.0", "3.0"))
    for _ in range(2):
        await office.decisions.review(BEN, request.id, first)
    with pytest.raises(Mistake, match="There is no such request"):
        await office.decisions.review(BEN, "gone", Card("gone", "C0", "C0", "2.0"))
    (card,) = await office.ledger.cards(request.id)
    assert (card.request_id, card.addressee, card.channel, card.ts, card.drawn) == (request.id, "C0", "C0", "1.0", 0)
    assert await due(office) == {Chore.CARDS}
    assert await office.ledger.cards("gone") == ()
    await office.decisions.review(BEN, request.id, another)
    assert {each.ts for each in await office.ledger.cards(request.id)} >= {"3.0"}


@pytest.mark.parametrize("asker", [NIA, replace(BEN, team_id="T0ELSEWHERE"), replace(BEN, slack_id="U0GUS")])
async def test_a_click_of_whom_a_request_is_kept_from_makes_no_card(office: Office, asker: Asker) -> None:
    """A card shows all of a request, to whoever reads the channel that it is in."""
    request = await pending(office)
    with pytest.raises(Refused):
        await office.decisions.review(asker, request.id, Card(request.id, "C0", "C0", "1.0"))
    assert await office.ledger.cards(request.id) == ()
    assert await due(office) == set()


async def test_a_card_in_ones_own_direct_message_is_known_and_one_elsewhere_is_not(office: Office) -> None:
    """A click may name any message of the bot; a card is drawn over what it names."""
    request = await pending(office)
    for channel in ("DU0CARLA", "C0ELSEWHERE", "DU0BEN"):
        await office.decisions.review(BEN, request.id, Card(request.id, channel, channel, "1.0"))
    assert [card.channel for card in await office.ledger.cards(request.id)] == ["DU0BEN"]


async def test_where_slack_does_not_open_the_direct_message_nothing_is_known_of_it(office: Office) -> None:
    """The request is shown all the same."""
    request = await pending(office)
    office.passwords.trouble = Unavailable("Slack does not answer.")
    shown = await office.decisions.review(BEN, request.id, Card(request.id, "DU0BEN", "DU0BEN", "1.0"))
    assert shown.facts.request == request
    assert await office.ledger.cards(request.id) == ()


async def test_a_message_with_a_password_or_of_a_list_becomes_no_card(office: Office) -> None:
    """Though it stands where cards are."""
    request = await pending(office)
    await office.ledger.add_job(Job(Chore.WITHDRAW, "DU0BEN:1.0", office.now + timedelta(hours=1)))
    await office.lists.book.lay_out(request.id, 1)
    await office.lists.book.keep_message(request.id, "DU0BEN", "2.0")
    for ts in ("1.0", "2.0", "3.0"):
        await office.decisions.review(BEN, request.id, Card(request.id, "DU0BEN", "DU0BEN", ts))
    assert [card.ts for card in await office.ledger.cards(request.id)] == ["3.0"]


@dataclass
class Late(Quiet):
    """Slack shows a card at once and answers late: `clicks` are what people did with each by then."""

    posted: list[str] = field(default_factory=list)
    clicks: list[Callable[[Card], Awaitable[object]]] = field(default_factory=list)

    async def post(self, addressee: str, facts: RequestFacts) -> Card:
        self.posted.append(addressee)
        card = replace(await super().post(addressee, facts), channel=f"D{addressee}")
        if self.clicks:
            await self.clicks.pop()(replace(card, addressee=card.channel))
        return card


async def test_a_card_that_is_clicked_before_slack_says_that_it_is_there_is_no_second_one(office: Office) -> None:
    """Its addressee gets no other, though the click was written down first."""
    request = await pending(office, needed=2)
    office.quiet = wall = Late(clicks=[lambda card: office.decisions.review(BEN, request.id, card)])
    office.restart()
    for _ in range(2):
        await office.announcements.draw(request.id)
    assert wall.posted == ["U0BEN", "U0CARLA"]
    assert {card.addressee for card in await office.ledger.cards(request.id)} == {"U0BEN", "U0CARLA"}
