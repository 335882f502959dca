"""What one person may see of requests and of the audit, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.domain.audit import BOT, Entry, Fact
from bot.domain.errors import Mistake, Reason, Refused
from bot.domain.request import State
from bot.domain.rules import Condition, Operation, Rule
from bot.workflow.ledger import Extras
from bot.workflow.records import PAGE, PAGES_SEARCHED, ROWS, Archive, RecordsOf
from tests.requests import a_request
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV, NIA, asks

if TYPE_CHECKING:
    from bot.command import SomeRequests
    from bot.workflow.gate import Asker
    from tests.workflow.life.office import Office


async def records(office: Office, who: Asker) -> RecordsOf:
    return RecordsOf(office.desk.archive, await office.desk.gate.member(who.slack_id))


def forms(page: SomeRequests) -> list[str]:
    return [row.facts.request.submission for row in page.rows]


async def many(office: Office, number: int) -> list[str]:
    """Dev's, the oldest first: the names of their forms."""
    names = [f"V{each:02}" for each in range(number)]
    for name in names:
        office.now += timedelta(minutes=1)
        await asks(office, form=name)
    return names


@pytest.mark.parametrize("which", ["mine", "all"])
async def test_a_queue_comes_in_pages_the_newest_first(office: Office, which: str) -> None:
    """The last page says that it is the last."""
    names = await many(office, PAGE + 3)
    dev = await records(office, DEV)
    first = await dev.queue(which, "")
    assert (first.which, forms(first)) == (which, names[::-1][:PAGE])
    assert first.older == first.rows[-1].facts.request.id
    last = await dev.queue(which, first.older)
    assert (last.which, forms(last), last.older) == (which, names[::-1][PAGE:], None)


async def test_what_is_none_of_theirs_is_passed_over(office: Office) -> None:
    """Page after page; where nothing is found for long, the next page begins where the search ended."""
    await asks(office, NIA, form="V0NIA")
    await many(office, PAGE + 2)
    nia = await records(office, NIA)
    assert forms(await nia.queue("all", "")) == ["V0NIA"]
    for number in range(PAGES_SEARCHED * PAGE):
        asked = a_request(id=f"r{number:03}", submission=f"V1{number}", subject=f"{number}", target=None)
        later = office.now + timedelta(seconds=number + 1)
        await office.ledger.file(replace(asked, params={"name": "Ada"}, created_at=later), Extras())
    searched = await nia.queue("all", "")
    assert (searched.which, searched.rows, searched.older) == ("all", (), "r000")
    assert forms(await nia.queue("all", "r000")) == ["V0NIA"]


async def test_a_page_that_is_just_full_is_the_last(office: Office) -> None:
    """Or leads to an empty one, which is."""
    await many(office, PAGE)
    dev = await records(office, DEV)
    first = await dev.queue("mine", "")
    assert len(first.rows) == PAGE
    if first.older is not None:
        assert (await dev.queue("mine", first.older)).rows == ()


async def test_only_what_is_somebodys_business_is_in_their_queue(office: Office) -> None:
    """What they asked for, what they may decide, and what they could do themselves."""
    await asks(office, DEV, form="V0DEV")
    await asks(office, NIA, form="V0NIA")
    expected = {DEV: ["V0DEV"], NIA: ["V0NIA"], ALICE: ["V0NIA", "V0DEV"], CARLA: ["V0NIA", "V0DEV"]}
    for who, names in expected.items():
        assert forms(await (await records(office, who)).queue("all", "")) == names
        mine = forms(await (await records(office, who)).queue("mine", ""))
        assert mine == (names if who in (DEV, NIA) else [])


async def test_waiting_is_what_they_may_still_decide(office: Office) -> None:
    """Neither what they asked for themselves, nor what they decided or nobody can any more."""
    request_id = await asks(office, DEV)
    await asks(office, CARLA, form="V0CARLA")
    carla, ben = await records(office, CARLA), await records(office, BEN)
    assert forms(await carla.queue("waiting", "")) == ["V0FORM"]
    assert forms(await ben.queue("waiting", "")) == ["V0CARLA", "V0FORM"]
    await office.decisions.cancel(DEV, request_id)
    assert forms(await carla.queue("waiting", "")) == []
    assert forms(await carla.queue("all", "")) == ["V0CARLA", "V0FORM"]


async def test_a_request_is_shown_with_the_buttons_that_are_theirs(office: Office) -> None:
    """One who decided has none any more."""
    await office.ledger.file(a_request(requester_id="U0DEV", params={"name": "Ada"}, created_at=office.now), Extras())
    (request,) = await office.requests()
    shown = {}
    for who in (DEV, CARLA, ALICE):
        one = await (await records(office, who)).request(request.id)
        assert one.facts.request == request
        shown[who.slack_id] = (one.may_review, one.may_cancel)
    assert shown == {"U0DEV": (False, True), "U0CARLA": (True, False), "U0ALICE": (False, False)}
    await office.approves("U0CARLA", request)
    one = await (await records(office, CARLA)).request(request.id)
    assert (one.may_review, [vote.person_id for vote in one.facts.votes]) == (False, ["U0CARLA"])


async def test_a_request_that_is_not_there_or_not_theirs_is_not_shown(office: Office) -> None:
    request_id = await asks(office)
    nia = await records(office, NIA)
    with pytest.raises(Mistake, match="There is no such request"):
        await nia.request("gone")
    with pytest.raises(Refused, match="none of yours: you did not ask for it") as raised:
        await nia.request(request_id)
    assert raised.value.reason is Reason.NOT_THEIRS


async def test_what_this_version_does_not_know_any_more_is_left_out(office: Office) -> None:
    """Of lists; whoever opens it reads why not."""
    request_id = await asks(office)
    archive = office.desk.archive
    without = tuple(command for command in archive.commands if command.name != "create")
    older = RecordsOf(Archive(archive.gate, archive.ledger, without), (await records(office, DEV)).person)
    assert (await older.queue("mine", "")).rows == ()
    assert await older.own(tuple(State), 9) == ()
    with pytest.raises(Mistake, match="does not know “create” any more"):
        await older.request(request_id)


async def test_ones_own_are_those_in_the_states_that_are_asked_for(office: Office) -> None:
    """The newest of them."""
    names = await many(office, 3)
    dev = await records(office, DEV)
    assert [one.facts.request.submission for one in await dev.own((State.PENDING,), 2)] == names[::-1][:2]
    assert await dev.own((State.DENIED,), 2) == ()
    assert await (await records(office, ALICE)).own((State.PENDING,), 2) == ()


async def test_the_audit_is_shown_by_address_or_by_who_did_it(office: Office) -> None:
    """The latest of it; ids of Arize are not in it."""
    await many(office, ROWS + 1)
    await asks(office, NIA, form="V0NIA")
    alice = await records(office, ALICE)
    everything = await alice.recent("", 0)
    assert (len(everything.rows), everything.about) == (ROWS, "")
    hers = await alice.recent("<@U0NIA>", 0)
    assert ([row.entry.actor_id for row in hers.rows], hers.about, hers.by) == (["U0NIA"], "<@U0NIA>", "U0NIA")
    about = await alice.recent("v03@example.com", 0)
    assert [row.entry.subject for row in about.rows] == ["v03@example.com"]
    with pytest.raises(Mistake, match="Arize user ids are not in the audit"):
        await alice.recent("VXNlcjoxMDY6", 0)


async def test_the_audit_is_turned_page_by_page(office: Office) -> None:
    """No row is left out between two pages, and the last one says that it is the last."""
    await many(office, 2 * ROWS)
    alice = await records(office, ALICE)
    first = await alice.recent("", 0)
    assert first.older == first.rows[-1].number
    second = await alice.recent("", first.older)
    assert second.older is None
    assert [row.number for row in (*first.rows, *second.rows)] == list(range(2 * ROWS, 0, -1))


async def test_rows_of_lists_are_told_about_an_address_alone(office: Office) -> None:
    """They would fill every page."""
    for subject in ("zoe@example.com", "yan@example.com"):
        await office.ledger.note(Entry(fact=Fact.ROW_DONE, at=office.now, actor_id=BOT, subject=subject))
    alice = await records(office, ALICE)
    assert (await alice.recent("", 0)).rows == ()
    assert [row.entry.fact for row in (await alice.recent("zoe@example.com", 0)).rows] == [Fact.ROW_DONE]


async def test_an_older_page_is_offered_for_what_somebody_may_read(office: Office) -> None:
    """Page after page is searched for it; where nothing is found for long, the next begins where the search ended."""
    guarded = Condition(email_domain_not=("example.com",), replaces={"run": ()})
    office.policy = replace(office.policy, operations={"audit": Operation(Rule(run=("requesters",)), (guarded,))})
    office.restart()

    async def noted(subject: str, count: int) -> None:
        for _ in range(count):
            await office.ledger.note(Entry(fact=Fact.ASKED, at=office.now, actor_id="U0NIA", subject=subject))

    dev = await records(office, DEV)
    await noted("mia@partner.example", 2 * ROWS)
    await noted("ada@example.com", ROWS)
    assert (await dev.recent("", 0)).older is None
    await noted("ada@example.com", 1)
    assert (await dev.recent("", 0)).older == 2 * ROWS + 2
    await noted("mia@partner.example", PAGES_SEARCHED * (ROWS + 1))
    searched = await dev.recent("", 0)
    assert (searched.rows, searched.older) == ((), 3 * ROWS + 2)
    assert len((await dev.recent("", 3 * ROWS + 2)).rows) == ROWS


async def test_a_row_of_the_audit_is_for_those_who_may_read_about_its_subject(office: Office) -> None:
    """What is about nobody, or about a whole list, goes by the rule itself."""
    guarded = Condition(email_domain_not=("example.com",), replaces={"run": ()})
    office.policy = replace(office.policy, operations={"audit": Operation(Rule(run=("requesters",)), (guarded,))})
    office.restart()
    for subject in ("mia@partner.example", "ada@example.com", "", "12 users"):
        await office.ledger.note(Entry(fact=Fact.ASKED, at=office.now, actor_id="U0NIA", subject=subject))
    read = await (await records(office, DEV)).recent("", 0)
    assert [row.entry.subject for row in read.rows] == ["12 users", "", "ada@example.com"]
    assert read.is_partial
    for about in ("ada@example.com", "mia@partner.example", "nobody@partner.example"):
        hers = await (await records(office, DEV)).recent(about, 0)
        assert (len(hers.rows), hers.is_partial) == (about == "ada@example.com", True)
