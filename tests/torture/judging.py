"""What has to hold after everything, whatever went wrong."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from bot.command import Mark
from bot.domain.audit import Fact
from bot.domain.request import State
from bot.store import SqlLedger
from bot.workflow.ledger import Wanted
from tests.databases import opened
from tests.truth import assert_told_truly
from tests.world import BAD_LEVELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.domain.audit import Row
    from bot.domain.request import Request
    from tests.torture.journeys.journey import Journey
    from tests.torture.scene import Scene

FOR_THE_OPERATOR = frozenset(
    {
        "reply.lost",
        "arize.refused_key",
        "job.given_up",
        "audit.not_written",
        "run.not_written",
        "password.message_stays",
    }
)
"""Errors that the log is to show: somebody could not be told, or the operator has something to do."""
CUT_WHILE_OPENED = "unexpected connection_lost() call"
"""What asyncpg leaves to asyncio to log of a connection that broke while it was opened, where nobody waits for it any
more: whoever wanted it was told by the pool."""
UNREADABLE_END = frozenset({"resend", "reset-password", "grant", "revoke"})
"""Operations that leave no trace in the account: where an answer was lost, a person says what became of it."""
ALL = Wanted(limit=100_000)
ENDS = (*(mark.value for mark in Mark), "Failed", "Denied")
BEGINNING = 30
UNREACHABLE = frozenset({"announcement.unreachable", "reply.lost", "job.given_up"})


async def judge(world: Scene, journey: Journey, *, believes: bool = True) -> None:
    """Raises AssertionError, with what does not hold. `believes` is False where the account itself was lied about."""
    requests = await _sound(world)
    if believes:
        _assert_state_is_true(world, journey, requests)
    _assert_mailed_once(world, journey)


async def judge_many(world: Scene, asked: Sequence[str]) -> None:
    """The same where many people asked for users at the addresses `asked`, each for their own."""
    requests = await _sound(world)
    for email in asked:
        _assert_is_as_told(world, email, [each for each in requests if each.subject == email])


async def _sound(world: Scene) -> Sequence[Request]:
    """The requests there are, which holds of whatever anybody wanted. Raises AssertionError."""
    rows, head, requests = await _read(world)
    assert world.slack.violations == []
    assert_no_bug(world.records())
    assert_told_truly(rows, head, requests)
    assert_ended(requests)
    _assert_ran_once(rows)
    assert_told(world, requests)
    _assert_passwords_are_kept(world)
    return requests


def _assert_is_as_told(world: Scene, email: str, requests: Sequence[Request]) -> None:
    """Somebody who was asked for once is there if that is said, and has one mail."""
    assert len(requests) <= 1, f"{email} was asked for {len(requests)} times"
    is_done = [each.state for each in requests] == [State.SUCCEEDED]
    assert is_done == (world.arize.account.user(email) is not None), f"{email}: {requests}"
    assert sum(mail.to == email for mail in world.arize.account.mails) == is_done


async def _read(world: Scene) -> tuple[Sequence[Row], tuple[int, str], Sequence[Request]]:
    async with opened(world.database_url) as engine:
        ledger = SqlLedger(engine, lambda: datetime.now(UTC))
        return [row async for row in ledger.audit()], await ledger.head(), await ledger.requests(ALL)


def assert_no_bug(records: Sequence[dict[str, object]]) -> None:
    """Nothing failed that nobody foresaw."""
    bad = [record for record in records if record["level"] in BAD_LEVELS or "exception" in record]
    unforeseen = [record for record in bad if record["event"] not in FOR_THE_OPERATOR and not _is_the_drivers(record)]
    assert not unforeseen, json.dumps(unforeseen[0], indent=1).replace("\\n", "\n")


def _is_the_drivers(record: dict[str, object]) -> bool:
    return record.get("logger") == "asyncio" and CUT_WHILE_OPENED in str(record.get("exception"))


def assert_ended(requests: Sequence[Request]) -> None:
    """Nothing stays under way, and only what nobody can read stays unknown."""
    stuck = [each for each in requests if each.state in (State.APPROVED, State.RUNNING)]
    assert not stuck, f"{stuck[0].operation} stays {stuck[0].state.value}"
    dark = [each for each in requests if each.state is State.UNKNOWN and each.operation not in UNREADABLE_END]
    assert not dark, f"{dark[0].operation} stays unknown: {dark[0].ending}"


def assert_told(world: Scene, requests: Sequence[Request]) -> None:
    """Whoever asked reads how it ended, unless Slack itself refused for good to tell them: then the log says so."""
    for request in requests:
        handle = world.slack.workspace.people[request.requester_id].handle
        heard = any(_tells(text, request) for text in world.person(handle).messages)
        assert heard or not _is_over(request) or _is_unreachable(world), f"{handle} does not hear how it ended"


def _tells(text: str, request: Request) -> bool:
    """Of what was sent for approval they heard before that it was asked; of the rest, only how it ended."""
    said = request.ending.sentence[:BEGINNING] if request.ending else request.subject
    is_about_it = any(words in text for words in (said, request.subject, request.id[:8]))
    return is_about_it and (not request.needed or any(end in text for end in ENDS))


def _is_over(request: Request) -> bool:
    return request.state not in (State.PENDING, State.APPROVED, State.RUNNING)


def _is_unreachable(world: Scene) -> bool:
    return any(record["event"] in UNREACHABLE for record in world.records())


def _assert_ran_once(rows: Sequence[Row]) -> None:
    runs = Counter(row.entry.request_id for row in rows if row.entry.fact is Fact.RUN)
    assert max(runs.values(), default=1) == 1, f"begun twice: {runs}"


def _assert_state_is_true(world: Scene, journey: Journey, requests: Sequence[Request]) -> None:
    """What is said to be done is so in the account, and what is said not to be done is not."""
    if journey.happened is None:
        assert requests == ()
        return
    happened, states = journey.happened(world), {each.state for each in requests}
    wholly = any(each.state is State.SUCCEEDED and not _is_partial(each) for each in requests)
    assert happened or not wholly, "it is said to be done, and it is not"
    unsure = {State.SUCCEEDED, State.UNKNOWN}
    assert not happened or states & unsure, f"it was done, and is said to be {states or 'nothing'}"


def _is_partial(request: Request) -> bool:
    return request.ending is not None and request.ending.mark == Mark.PARTLY_DONE.name


def _assert_mailed_once(world: Scene, journey: Journey) -> None:
    mails = Counter(mail.to for mail in world.arize.account.mails)
    assert mails[journey.mails] <= 1, f"{mails[journey.mails]} mails went to {journey.mails}"


def _assert_passwords_are_kept(world: Scene) -> None:
    """In one direct message of one person at most, and nowhere that lasts."""
    people = [persona.handle for persona in world.slack.workspace.people.values() if persona.is_here]
    screens = [json.dumps(world.person(handle).client.snapshot()) for handle in people]
    lasting = [world.said, json.dumps(world.slack.inspector.entries()), _file(world)]
    for password in world.arize.account.issued_passwords:
        assert sum(password in screen for screen in screens) <= 1, "a password is on two screens"
        assert not any(password in text for text in lasting), "a password was written down"


def _file(world: Scene) -> str:
    url = make_url(world.database_url)
    if not url.drivername.startswith("sqlite"):
        return ""
    path = Path(str(url.database))
    return "".join(each.read_bytes().decode("latin-1") for each in path.parent.glob(f"{path.name}*"))
