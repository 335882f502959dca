"""After a storm it is seen what does not hold: a promise that nothing could break would say nothing."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import pytest
import structlog
from sqlalchemy import delete, update

from bot.domain.audit import Entry, Fact
from bot.domain.batch import Course
from bot.domain.people import Standing
from bot.domain.request import State
from bot.store.tables import audit, requests, votes
from bot.workflow.filing import Submission
from bot.workflow.home import Home
from tests.torture.storm.departing import ADA, leaves, reviews_all
from tests.torture.storm.requesting import approval, form_about
from tests.torture.storm.scene import a_scene
from tests.torture.storm.storms import violations
from tests.torture.storm.weather import Weather
from tests.workflow.life.departures import BACK, account
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from sqlalchemy import Executable

    from bot.domain.request import Request
    from tests.torture.storm.scene import Scene

    Spoiling = Callable[[Scene], Awaitable[None]]

CHANCE = Random(1)  # noqa: S311 - so that it can be repeated
log = structlog.get_logger(__name__)


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """Ada left, and was deleted; a list and a review were carried out; Dev looks at their home; all is well."""
    async with a_scene(Weather(CHANCE), "sqlite") as opened:
        await leaves(opened, CHANCE)
        await _deletes_ada(opened)
        await _creates_two(opened)
        await opened.replicas[0].homes.opened(DEV, "")
        await reviews_all(opened, CHANCE)
        await opened.calms_down()
        assert await violations(opened) == []
        yield opened


async def _deletes_ada(scene: Scene) -> None:
    form, replica = form_about(scene, CHANCE, "delete", ADA), scene.replicas[0]
    assert form is not None
    await replica.filing.submit(DEV, form)
    await replica.sweep.once()
    (request,) = await scene.office.requests()
    for person in (ALICE, CARLA):
        await replica.decisions.decide(person, approval(request))


async def _creates_two(scene: Scene) -> None:
    replica = scene.replicas[1]
    text = {"text": "n1@example.com\nn2@example.com"}
    preview = await replica.drafting.draw_up(replica.desk, BEN, replica.desk.command("bulk-create"), text, _quietly)
    await replica.filing.submit(BEN, Submission("VLIST", preview.command, {}, draft_id=preview.draft_id))


async def _quietly(_: object) -> None: ...


async def _request(scene: Scene, operation: str) -> Request:
    return next(each for each in await scene.office.requests() if each.operation == operation)


async def _written(scene: Scene, statement: Executable) -> None:
    async with scene.office.ledger.engine.begin() as connection:
        await connection.execute(statement)


async def _deed_breaks(scene: Scene) -> None:
    async def breaks() -> None:
        raise LookupError("What nobody foresaw.")

    scene.begins(breaks())
    await scene.rests()


async def _log_has_an_error(_: Scene) -> None:
    log.error("something.broke")


async def _run_is_left_behind(scene: Scene) -> None:
    await _written(scene, update(requests).values(state=State.RUNNING.value))


async def _audit_loses_a_row(scene: Scene) -> None:
    await _written(scene, delete(audit).where(audit.c.number == 2))


async def _list_is_paused_after_its_end(scene: Scene) -> None:
    request = await _request(scene, "bulk-create")
    paused = Entry(fact=Fact.PAUSED, at=scene.office.now, actor_id=BEN.slack_id, request_id=request.id)
    await scene.office.ledger.note(paused)


async def _user_is_deleted_again(scene: Scene) -> None:
    scene.writes.append(next(write for write in scene.writes if write.method == "DELETE"))


async def _approvals_are_gone(scene: Scene) -> None:
    await _written(scene, delete(votes))


async def _nobody_was_told(scene: Scene) -> None:
    scene.cards.told.clear()


async def _card_is_old(scene: Scene) -> None:
    ts, facts = next(iter(scene.cards.shown.items()))
    scene.cards.shown[ts] = replace(facts, request=replace(facts.request, state=State.PENDING))


async def _card_came_again(scene: Scene) -> None:
    scene.cards.posted.append(scene.cards.posted[0])


async def _list_looks_paused(scene: Scene) -> None:
    ts, (facts, run) = next(iter(scene.bars.shown.items()))
    assert run is not None
    scene.bars.shown[ts] = facts, replace(run, course=Course.PAUSE)


async def _list_has_two_messages(scene: Scene) -> None:
    scene.bars.shown["again"] = next(iter(scene.bars.shown.values()))


async def _notice_is_blank(scene: Scene) -> None:
    scene.office.away.wall.leavers["blank"] = None


async def _departure_is_unknown(scene: Scene) -> None:
    """They came back, which was seen, and left, which was not."""
    account(scene.office, Standing.MEMBER)
    await scene.replicas[0].leaving.heard(BACK)
    await scene.replicas[0].sweep.once()
    account(scene.office, Standing.DEACTIVATED)


async def _return_is_unknown(scene: Scene) -> None:
    account(scene.office, Standing.MEMBER)


async def _home_is_old(scene: Scene) -> None:
    name, home = scene.office.tabs.shown[DEV.slack_id]
    assert isinstance(home, Home)
    scene.office.tabs.shown[DEV.slack_id] = name, replace(home, ended=())


async def _review_looks_under_way(scene: Scene) -> None:
    findings = scene.office.away.wall.findings[-1]
    scene.office.away.wall.findings.append(replace(findings, review=replace(findings.review, ended_at=None)))


SPOILT: tuple[tuple[Spoiling, str], ...] = (
    (_deed_breaks, "What nobody foresaw"),
    (_log_has_an_error, "something.broke"),
    (_list_is_paused_after_its_end, "was over, and then"),
    (_user_is_deleted_again, "came 2 times for 1 requests"),
    (_nobody_was_told, "they heard None"),
    (_card_is_old, "of delete"),
    (_card_came_again, "got 2 cards"),
    (_list_looks_paused, "of list"),
    (_list_has_two_messages, "has 2 messages"),
    (_notice_is_blank, "notice blank shows None"),
    (_home_is_old, "the home of U0DEV"),
    (_review_looks_under_way, "its message says None"),
    (_return_is_unknown, "still counts as one who left"),
    (_departure_is_unknown, "nobody knows it"),
    (_approvals_are_gone, "without the approvals"),
    (_run_is_left_behind, "stays running"),
    (_audit_loses_a_row, "the audit is broken"),
)
"""One after another, in one scene."""


async def test_each_promise_can_be_broken(scene: Scene) -> None:
    """There is a sentence for it afterwards, and none before."""
    for spoils, sentence in SPOILT:
        assert sentence not in "\n".join(await violations(scene))
        await spoils(scene)
        assert sentence in "\n".join(await violations(scene))
