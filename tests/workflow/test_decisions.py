"""What approvers and requesters do with a request, and what each of it leaves to be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.domain.audit import BOT, Fact
from bot.domain.errors import Expected, Mistake, Refused
from bot.domain.request import Chore, State
from bot.workflow.decisions import OTHER, UNCONFIRMED, Ballot
from bot.workflow.ledger import Extras
from tests.requests import REQUEST_ID
from tests.workflow.life.filed import due, pending
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV, NIA
from tests.workflow.life.town import Remembering

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.domain.audit import Entry
    from tests.workflow.life.office import Office


def closed(logs: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    """What an operator reads of requests that ended without a run."""
    return [(each["request"], each["state"]) for each in logs if each["event"] == "request.closed"]


async def last(office: Office) -> Entry:
    return (await office.rows())[-1].entry


async def test_an_approval_is_counted_written_down_and_followed_by_the_run(office: Office) -> None:
    """Nobody is told before it ran. What shows the request is drawn when that takes more than a moment."""
    request = await pending(office)
    decided = await office.decisions.decide(BEN, Ballot(request.id, request.digest, approves=True, comment="Sure."))
    assert (decided.counted, decided.facts.request.state, decided.facts.label) == (True, State.APPROVED, "Update user")
    (vote,) = decided.facts.votes
    assert (vote.person_id, vote.person_name, vote.comment, vote.at) == ("U0BEN", "Ben", "Sure.", office.now)
    assert await due(office) == {Chore.RUN}
    assert await due(office, timedelta(seconds=1)) == {Chore.RUN, Chore.CARDS, Chore.HOMES}
    entry = await last(office)
    assert (entry.fact, entry.actor_id, entry.why, entry.at) == (Fact.APPROVED, "U0BEN", "Sure.", office.now)
    assert (entry.operation, entry.request_id, entry.subject) == ("update", request.id, "ada@example.com")


async def test_whoever_decides_is_looked_up_anew(office: Office) -> None:
    """A right that was lost a minute ago is lost."""
    office.town = town = Remembering()
    office.restart()
    request = await pending(office)
    await office.decisions.review(BEN, request.id)
    await office.approves("U0BEN", request)
    assert town.fresh == [True] * 4


async def test_a_denial_ends_it_and_is_told(office: Office) -> None:
    """One is enough."""
    request = await pending(office, needed=2)
    decided = await office.decisions.decide(CARLA, Ballot(request.id, request.digest, approves=False, comment="No."))
    assert (decided.counted, decided.facts.request.state) == (True, State.DENIED)
    assert await due(office) == {Chore.TELL, Chore.CARDS, Chore.HOMES}
    assert (await last(office)).fact is Fact.DENIED


async def test_what_the_policy_takes_by_now_counts_where_it_is_more(office: Office) -> None:
    """And what it took then, where that was more."""
    request = await pending(office, "delete", needed=1)
    ballot = Ballot(request.id, request.digest, approves=True, confirmed=" ADA@example.com ")
    decided = await office.decisions.decide(BEN, ballot)
    assert decided.facts.request.state is State.PENDING
    assert await due(office) == {Chore.CARDS, Chore.HOMES}
    assert (await office.decisions.decide(CARLA, ballot)).facts.request.state is State.APPROVED


async def test_a_decision_twice_is_counted_once(office: Office) -> None:
    """By one person, however often it arrives."""
    request = await pending(office, needed=2)
    ballot = Ballot(request.id, request.digest, approves=True)
    decided = [await office.decisions.decide(BEN, ballot) for _ in range(2)]
    assert [(each.counted, len(each.facts.votes)) for each in decided] == [(True, 1), (False, 1)]


@pytest.mark.parametrize(
    ("operation", "digest", "confirmed", "words"),
    [
        ("update", "of another age", "", OTHER),
        ("delete", None, "", UNCONFIRMED),
        ("delete", None, "jane@example.com", UNCONFIRMED),
    ],
)
async def test_what_was_not_shown_or_not_confirmed_is_not_approved(
    office: Office, operation: str, digest: str | None, confirmed: str, words: str
) -> None:
    """The form says what to do; a denial takes no confirmation."""
    request = await pending(office, operation)
    ballot = Ballot(request.id, digest or request.digest, approves=True, confirmed=confirmed)
    with pytest.raises(Mistake) as raised:
        await office.decisions.decide(BEN, ballot)
    assert str(raised.value) == words
    assert await office.ledger.votes(request.id) == ()
    denied = await office.decisions.decide(BEN, replace(ballot, digest=request.digest, approves=False))
    assert denied.facts.request.state is State.DENIED


async def test_what_is_stored_otherwise_than_it_was_asked_is_not_decided(office: Office) -> None:
    """Even where the form showed the same."""
    request = await pending(office)
    tampered = replace(request, id="tampered", submission="V0OTHER", subject="sam@example.com", target=None)
    await office.ledger.file(tampered, Extras())
    with pytest.raises(Mistake, match="not what the form showed"):
        await office.decisions.decide(BEN, Ballot("tampered", tampered.digest, approves=True))


async def test_whoever_may_not_decide_is_refused_and_written_down(office: Office) -> None:
    """Alice may update, and so may look at it; to approve it is for the leads."""
    request = await pending(office)
    with pytest.raises(Refused, match="may approve “update”"):
        await office.decisions.decide(ALICE, Ballot(request.id, request.digest, approves=True))
    entry = await last(office)
    assert (entry.fact, entry.actor_id, entry.operation) == (Fact.REFUSED, "U0ALICE", "update")
    assert (entry.subject, entry.request_id) == ("ada@example.com", request.id)
    with pytest.raises(Refused, match="none of yours"):
        await office.decisions.review(NIA, request.id)


async def test_a_review_shows_the_user_as_they_are_and_what_changed_since(office: Office) -> None:
    """While it is under way; and who may decide, or take it back."""
    request = await pending(office)
    office.account.change("ada@example.com", role="ADMIN")
    seen = await office.decisions.review(BEN, request.id)
    assert seen.user is not None
    assert (seen.user.email, seen.facts.asks) == ("ada@example.com", (("Name", "Ada → Ada King"),))
    assert seen.news == ("The role was Member and is Admin now.",)
    assert (seen.decision.allows, seen.may_cancel) == (True, False)
    assert (await office.decisions.review(DEV, request.id)).may_cancel
    await office.decisions.cancel(DEV, request.id)
    over = await office.decisions.review(DEV, request.id)
    assert (over.news, over.may_cancel, over.facts.asks) == ((), False, (("Name", "Ada King"),))


async def test_only_whoever_asked_takes_it_back(office: Office) -> None:
    """Once; nobody is told of what they did themselves."""
    request = await pending(office)
    with pytest.raises(Refused, match="Only whoever asked for it can take it back"):
        await office.decisions.cancel(BEN, request.id)
    with capture_logs() as logs:
        taken = [await office.decisions.cancel(DEV, request.id) for _ in range(2)]
    assert closed(logs) == [(request.id, "cancelled")]
    assert [(each.counted, each.facts.request.state) for each in taken] == [
        (True, State.CANCELLED),
        (False, State.CANCELLED),
    ]
    assert await due(office) == {Chore.CARDS, Chore.HOMES}
    entry = await last(office)
    assert (entry.fact, entry.actor_id) == (Fact.CANCELLED, "U0DEV")


async def test_what_nobody_decided_in_time_is_over_and_told(office: Office) -> None:
    request = await pending(office)
    with capture_logs() as logs:
        await office.decisions.expire(request.id)
    assert closed(logs) == [(request.id, "expired")]
    assert await due(office) == {Chore.TELL, Chore.CARDS, Chore.HOMES}
    entry = await last(office)
    assert (entry.fact, entry.actor_id, entry.request_id) == (Fact.EXPIRED, BOT, request.id)


async def test_what_became_of_a_run_is_looked_up_or_asked_for(office: Office) -> None:
    """Arize shows a change of the name; of a mail it shows nothing, so a person has to say."""
    await pending(office, state=State.UNKNOWN)
    office.account.change("ada@example.com", name="Ada King")
    facts, asks = await office.decisions.check(DEV, REQUEST_ID)
    assert (facts.request.state, asks) == (State.SUCCEEDED, False)
    mailed = await pending(office, "resend", id="mailed", submission="V0MAIL", state=State.UNKNOWN)
    facts, asks = await office.decisions.check(DEV, mailed.id)
    assert (facts.request.id, facts.request.state, asks) == ("mailed", State.UNKNOWN, True)
    await office.decisions.settle(BEN, mailed.id, happened=True, comment="It came.")
    facts, asks = await office.decisions.check(DEV, mailed.id)
    assert (facts.request.state, asks) == (State.SUCCEEDED, False)


async def test_what_failed_opens_as_it_was_filled_in(office: Office) -> None:
    request = await pending(office, state=State.FAILED)
    assert request.target is not None
    assert await office.decisions.again(DEV, request.id) == ("update", request.target.id, {"name": "Ada King"})
    created = await pending(
        office,
        "create",
        id="created",
        submission="V0NEW",
        state=State.FAILED,
        target=None,
        params={"email": "zoe@example.com", "name": "Zoe"},
    )
    assert await office.decisions.again(DEV, created.id) == (
        "create",
        None,
        {"email": "zoe@example.com", "name": "Zoe"},
    )


async def test_an_outage_of_arize_is_told_to_whoever_looks(office: Office) -> None:
    request = await pending(office)
    office.line.refuses = 403
    with pytest.raises(Expected, match="it needs USER_UPDATE"):
        await office.decisions.review(BEN, request.id)
