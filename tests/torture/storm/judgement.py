"""What has to hold after a storm: a promise is a function that gives a sentence for each thing that breaks it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.domain.audit import Fact
from bot.domain.batch import Course
from bot.domain.people import Standing
from bot.domain.request import State
from tests.jobs import jobs_due
from tests.torture.judging import assert_no_bug
from tests.truth import assert_told_truly
from tests.workflow.life.departures import LEFT
from tests.workflow.life.office import fits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from bot.domain.audit import Row
    from bot.domain.request import Request
    from tests.torture.storm.scene import Scene

    Promise = Callable[["Aftermath"], AsyncIterator[str]]

ENDS = (Fact.SUCCEEDED, Fact.FAILED)
STEERED = (Fact.PAUSED, Fact.RESUMED, Fact.STOPPED)


@dataclass(frozen=True)
class Aftermath:
    """What is written down once all is quiet."""

    scene: Scene
    rows: Sequence[Row]
    requests: Mapping[str, Request]

    @property
    def begun(self) -> tuple[Request, ...]:
        ids = {row.entry.request_id for row in self.rows if row.entry.fact is Fact.RUN}
        return tuple(request for request in self.requests.values() if request.id in ids)


async def aftermath(scene: Scene) -> Aftermath:
    requests = {request.id: request for request in await scene.office.requests()}
    return Aftermath(scene, await scene.office.rows(), requests)


async def nothing_breaks(after: Aftermath) -> AsyncIterator[str]:
    for trouble in after.scene.troubles:
        yield f"somebody's deed ended as nobody foresaw: {trouble}"
    try:
        assert_no_bug(after.scene.records())
    except AssertionError as bug:
        yield f"the log has an error that nobody foresaw: {bug}"


async def the_audit_tells_the_same(after: Aftermath) -> AsyncIterator[str]:
    try:
        assert_told_truly(after.rows, await after.scene.office.ledger.head(), list(after.requests.values()))
    except AssertionError as lie:
        yield str(lie)


async def nothing_is_steered_after_its_end(after: Aftermath) -> AsyncIterator[str]:
    over: set[str] = set()
    for entry in (row.entry for row in after.rows):
        if entry.fact in ENDS:
            over.add(entry.request_id)
        elif entry.fact in STEERED and entry.request_id in over:
            yield f"list {entry.request_id} was over, and then {entry.fact.value}"


async def nothing_is_written_twice(after: Aftermath) -> AsyncIterator[str]:
    """Arize got no more writes of a kind about somebody than there are requests for them that were begun."""
    for write, times in Counter(after.scene.writes).items():
        asked = sum(fits(request, write) for request in after.begun)
        if times > asked:
            yield f"{write.method} {write.path} came {times} times for {asked} requests"


async def nothing_runs_without_approval(after: Aftermath) -> AsyncIterator[str]:
    for request in after.begun:
        try:
            await after.scene.office.insist_on_approvals(request)
        except AssertionError:
            yield f"{request.operation} {request.id} was begun without the approvals that the policy wants"


async def nothing_stays_under_way(after: Aftermath) -> AsyncIterator[str]:
    """But lists that somebody paused."""
    for job in await jobs_due(after.scene.office.ledger.engine, after.scene.office.now):
        yield f"the job {job.chore.value} of {job.key} is never done"
    for request in after.requests.values():
        is_paused = request.rows and await after.scene.office.ledger.course(request) is Course.PAUSE
        if request.state in (State.APPROVED, State.RUNNING) and not is_paused:
            yield f"{request.operation} {request.id} stays {request.state.value}"


async def whoever_asked_hears_the_end(after: Aftermath) -> AsyncIterator[str]:
    """The last word that they get is how it stands. Lists tell of themselves, and whoever took it back knows."""
    told = dict(after.scene.cards.told)
    for request in after.requests.values():
        is_told = request.needed and not request.rows and request.state is not State.CANCELLED
        if is_told and request.state.is_over and told.get(request.id) is not request.state:
            yield f"{request.operation} {request.id} is {request.state.value}, and they heard {told.get(request.id)}"


async def cards_show_how_it_stands(after: Aftermath) -> AsyncIterator[str]:
    for ts, facts in after.scene.cards.shown.items():
        request = after.requests[facts.request.id]
        shown = facts.request.state, len(facts.votes)
        stands = request.state, len(await after.scene.office.ledger.votes(request.id))
        if shown != stands:
            yield f"card {ts} of {request.operation} {request.id} shows {shown} and is {stands}"


async def nobody_gets_a_second_card(after: Aftermath) -> AsyncIterator[str]:
    cards = Counter((addressee, card.request_id) for addressee, card in after.scene.cards.posted)
    for (addressee, request_id), times in cards.items():
        if times > 1:
            yield f"{addressee} got {times} cards of {request_id}"


async def lists_show_how_far_they_are(after: Aftermath) -> AsyncIterator[str]:
    for ts, (facts, shown) in after.scene.bars.shown.items():
        run = await after.scene.office.lists.book.run(facts.request.id)
        assert run is not None
        looks = shown and (facts.request.state, shown.course, shown.progress)
        stands = after.requests[facts.request.id].state, run.course, run.progress
        if looks != stands:
            yield f"message {ts} of list {facts.request.id} shows {looks} and is {stands}"


async def each_list_has_one_message(after: Aftermath) -> AsyncIterator[str]:
    messages = Counter(facts.request.id for facts, _ in after.scene.bars.shown.values())
    for request_id, times in messages.items():
        if times > 1:
            yield f"list {request_id} has {times} messages"


async def notices_show_how_leavers_stand(after: Aftermath) -> AsyncIterator[str]:
    away = after.scene.office.away
    for ts, shown in away.wall.leavers.items():
        leaver = await away.leavers.find(shown.id) if shown else None
        looks = shown and (shown.stay, shown.deletion and shown.deletion.id)
        stands = leaver and (leaver.stay, leaver.deletion and leaver.deletion.id)
        if looks is None or looks != stands:
            yield f"notice {ts} shows {looks} and is {stands}"


async def no_departure_is_lost(after: Aftermath) -> AsyncIterator[str]:
    """Whoever is gone is known to be gone, and whoever is back is no leaver any more."""
    office = after.scene.office
    leaver = await office.away.leavers.of(LEFT.slack_id)
    is_gone = office.town.people[LEFT.slack_id].standing is Standing.DEACTIVATED
    if is_gone and after.scene.has_left and leaver is None:
        yield "Ada left, Slack told so, and nobody knows it"
    if not is_gone and leaver is not None:
        yield f"Ada is here, and still counts as one who left: {leaver.stay.value}"


async def reviews_show_their_end(after: Aftermath) -> AsyncIterator[str]:
    """The last that is shown of each says that it is over, where it is."""
    away = after.scene.office.away
    shown = {findings.review.id: findings.review for findings in away.wall.findings}
    for review_id, review in shown.items():
        stands = await away.book.find(review_id)
        if stands is not None and stands.ended_at != review.ended_at:
            yield f"review {review_id} is over since {stands.ended_at}, and its message says {review.ended_at}"
