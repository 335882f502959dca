"""A review of all users: what is found, and what its person may see and choose of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.command import ReviewBegun
from bot.domain.errors import Mistake, Refused
from bot.domain.leaver import Leaver, Stay
from bot.domain.people import Standing
from bot.domain.request import Target
from bot.domain.roll import Reason, Stage
from bot.domain.rules import Condition, Operation, Rule
from bot.workflow.ledger import Extras
from bot.workflow.reviews import FOR_A_DAY
from bot.workflow.rolls import CHOICES
from tests.jobs import jobs_due
from tests.workflow.life.homes import ALICE, BEN, CARLA
from tests.workflow.life.rolls import (
    PEOPLE,
    SECONDS,
    begins,
    nothing,
    reviews,
    vanishes,
)

if TYPE_CHECKING:
    from tests.workflow.life.office import Office


async def test_what_is_found_is_shown_in_one_message(office: Office) -> None:
    """Posted before the walk begins; after a day it says that it is over, and what was found is gone."""
    found = await reviews(office)
    assert office.away.wall.posted == ["U0ALICE"]
    assert found.totals.by_reason == {Reason.GUEST: 1, Reason.NOBODY: 1}
    assert [(each.email, each.place) for each in found.first] == [("ada@example.com", 1), ("jane@example.com", 2)]
    assert [each.number for each in found.first] == [1, 2]
    assert (found.review.people, found.review.users, found.review.stage) == (PEOPLE + 1, 3, Stage.DONE)
    office.now += FOR_A_DAY
    await office.sweep.once()
    assert office.away.wall.findings[-1].is_over
    assert await office.away.book.find(found.review.id) is None
    await office.away.reviews.attend(found.review.id)
    assert await jobs_due(office.ledger.engine, office.now + FOR_A_DAY) == ()


async def test_whoever_asks_twice_has_one_walk(office: Office) -> None:
    """The second sees how far it is."""
    assert await begins(office) == ReviewBegun(is_new=True)

    async def asks() -> None:
        office.now += 4 * SECONDS
        assert await begins(office) == ReviewBegun(is_new=False, people=PEOPLE - 1)

    async def passes() -> None:
        office.now += 4 * SECONDS

    office.away.roster.before = [*[nothing] * (PEOPLE - 2), passes, asks]
    await office.walks.pop(0)
    assert office.walks == []
    assert [each.review.people for each in office.away.wall.findings] == [PEOPLE - 1, PEOPLE]


async def test_a_walk_that_ends_while_somebody_looks_after_it_is_shown_at_once(office: Office) -> None:
    """And not at the next look, a lease later."""
    office.away.wall.before = [vanishes]
    await begins(office)
    office.now += office.timing.lease

    async def ends() -> None:
        await office.walks.pop(0)

    office.away.wall.before = [ends]
    await office.sweep.once()
    (shown,) = office.away.wall.findings
    assert (shown.review.stage, shown.totals.users) == (Stage.DONE, 2)
    due = await jobs_due(office.ledger.engine, office.now + FOR_A_DAY)
    assert [job.due_at for job in due] == [office.now + FOR_A_DAY]


async def test_whoever_lost_the_right_meanwhile_is_told_so(office: Office) -> None:
    """The policy is asked again when the walk begins."""
    await begins(office)
    office.town.groups["S0ADMINS"] = {"U0BEN"}
    await office.walks.pop(0)
    await office.sweep.once()
    assert "may use “review”" in office.away.wall.findings[-1].review.trouble


async def test_many_rows_are_written_in_parts(office: Office) -> None:
    """And read so."""
    office.away.rows_at_a_time = 1
    office.restart()
    found = await reviews(office)
    alice = await office.desk.gate.member("U0ALICE")
    sheet = await office.away.reviews.sheet(alice, found.review.id)
    assert [row[2:] async for row in sheet.rows] == [
        ("ada@example.com", "guest", ""),
        ("jane@example.com", "nobody here has the address", ""),
    ]


async def test_a_review_that_is_forgotten_while_it_is_read_is_no_shorter_one(office: Office) -> None:
    """Nobody takes the part that was read for all of it."""
    office.away.rows_at_a_time = 1
    office.restart()
    found = await reviews(office)
    sheet = await office.away.reviews.sheet(await office.desk.gate.member("U0ALICE"), found.review.id)
    await anext(sheet.rows)
    office.now += FOR_A_DAY
    await office.sweep.once()
    with pytest.raises(Mistake, match="is over"):
        await anext(sheet.rows)


async def test_each_sees_what_the_policy_lets_them_see(office: Office) -> None:
    """Also of what was found before it changed; a review is for one person, and for as long as it is kept."""
    alice, ben = [await office.desk.gate.member(each) for each in ("U0ALICE", "U0BEN")]
    with pytest.raises(Mistake, match="no review that is done"):
        await office.away.reviews.sheet(alice, "")
    found = await reviews(office)
    with pytest.raises(Mistake, match="is over"):
        await office.away.reviews.sheet(ben, found.review.id)
    elsewhere = Condition(email_domain=("example.com",), replaces={"run": ()})
    rule = Operation(Rule(run=("admins",)), (elsewhere,))
    office.policy = replace(office.policy, operations={**office.policy.operations, "review": rule})
    office.restart()
    sheet = await office.away.reviews.sheet(alice, "")
    assert [row async for row in sheet.rows] == []
    assert sheet.about == "Users of Arize AX who are not full members of this Slack: of those whom you may see"
    again = await reviews(office)
    assert (again.totals.users, again.is_partial, found.is_partial) == (0, True, False)


async def test_whoever_sees_a_part_learns_nothing_of_the_size_of_the_account(office: Office) -> None:
    """While it goes on, when they ask again, and where they lost the right, or their place here, since."""
    elsewhere = Condition(email_domain=("example.com",), replaces={"run": ()})
    rule = Operation(Rule(run=("admins",)), (elsewhere,))
    office.policy = replace(office.policy, operations={**office.policy.operations, "review": rule})
    office.restart()
    assert (await begins(office)).users is None
    assert (await begins(office)).users is None

    async def passes() -> None:
        office.now += 4 * SECONDS

    office.away.roster.before = [passes]
    await office.walks.pop(0)
    await office.sweep.once()
    assert [each.is_partial for each in office.away.wall.findings] == [True, True]
    assert office.away.wall.findings[-1].review.stage is Stage.DONE
    office.town.people["U0ALICE"] = replace(office.town.people["U0ALICE"], standing=Standing.GUEST)
    await office.away.reviews.attend(office.away.wall.findings[-1].review.id)
    assert office.away.wall.findings[-1].is_partial


async def test_those_who_were_kept_are_marked_and_not_offered(office: Office) -> None:
    """Whether before the walk or after it."""
    await keeps(office, "jane", "before")
    found = await reviews(office)
    assert (found.totals.kept, found.totals.places, found.first[1].kept_by) == (1, 1, "Alice")
    review_id = found.review.id
    choices = await office.away.rolls.choices(ALICE, review_id, 1)
    assert [(row.email, row.place) for row in choices.rows] == [("ada@example.com", 1)]
    ada = office.account.user("ada@example.com")
    assert ada is not None
    assert await office.away.rolls.chosen(ALICE, review_id, (1, 7)) == (ada.id,)
    await keeps(office, "ada", "after")
    for asked in (office.away.rolls.choices(ALICE, review_id, 1), office.away.rolls.chosen(ALICE, review_id, (1,))):
        with pytest.raises(Mistake, match="Nobody is left"):
            await asked
    with pytest.raises(Mistake, match="Nobody is left"):
        await office.away.rolls.chosen(ALICE, review_id, ())


async def keeps(office: Office, handle: str, leaver_id: str) -> None:
    user = office.account.user(f"{handle}@example.com")
    assert user is not None
    target = Target(user.id, user.email, user.name, "MEMBER", "ACTIVE")
    left = {"slack_id": f"U0{leaver_id}", "name": handle, "email": user.email, "noticed_at": office.now}
    kept = Leaver(id=leaver_id, **left, target=target, stay=Stay.KEPT, by_id="U0ALICE", by_name="Alice")  # type: ignore[arg-type]  # the members are as they should be
    await office.away.leavers.notice(kept, Extras())


async def test_only_their_person_chooses_from_them(office: Office) -> None:
    """A refusal of the policy comes first."""
    review_id = (await reviews(office)).review.id
    with pytest.raises(Refused):
        await office.away.rolls.choices(CARLA, review_id, 1)
    with pytest.raises(Mistake, match="is over"):
        await office.away.rolls.chosen(BEN, review_id, (1,))


async def test_each_is_offered_by_their_own_address(office: Office) -> None:
    """Whom the policy lets somebody see it need not let them delete."""
    delete = office.policy.operations["delete"]
    partner = Condition(email_domain=("partner.example",), replaces={"request": ()})
    changed = replace(delete, when=(partner,))
    office.policy = replace(office.policy, operations={**office.policy.operations, "delete": changed})
    office.restart()
    office.account.add_user("Mia", "mia@partner.example")
    found = await reviews(office)
    assert {each.email: each.place for each in found.first}["mia@partner.example"] is None
    assert found.totals.places == found.totals.users - 1


async def test_a_file_holds_the_review_that_was_asked_for(office: Office) -> None:
    """Not the latest of its person, unless no review is named."""
    first = (await reviews(office)).review.id
    office.account.add_user("New", "new@example.com")
    second = (await reviews(office)).review.id
    alice = await office.desk.gate.member("U0ALICE")
    latest = await office.away.reviews.sheet(alice, "")
    assert (latest.operation, latest.name) == ("review", "arize-ax-review")
    assert latest.about == "Users of Arize AX who are not full members of this Slack"
    sheets = [await office.away.reviews.sheet(alice, each) for each in (first, second, "")]
    assert ["new@example.com" in [row[2] async for row in sheet.rows] for sheet in sheets] == [False, True, True]


async def test_choices_come_in_pages(office: Office) -> None:
    """A page that is not there is the nearest one; one of which all were kept is empty, and can be turned."""
    for number in range(CHOICES):
        office.account.add_user(f"Crowd {number}", f"crowd{number}@example.com")
    review_id = (await reviews(office)).review.id
    pages = [await office.away.rolls.choices(ALICE, review_id, page) for page in (0, 1, 2, 9)]
    assert [(each.page, each.pages, len(each.rows)) for each in pages] == [(1, 2, 50), (1, 2, 50), (2, 2, 2), (2, 2, 2)]
    assert pages[2].places == frozenset(range(51, 101))
    for number in (48, 49):
        await keeps(office, f"crowd{number}", f"l{number}")
    assert (await office.away.rolls.choices(ALICE, review_id, 2)).rows == ()
