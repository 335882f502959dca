"""The judge sees what does not hold: an attack that it could not lose would say nothing."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import structlog
from sqlalchemy import delete, update

from bot.domain.request import State
from bot.store.tables import audit, requests
from tests.databases import opened
from tests.torture.acting import assert_all_is_well, performed
from tests.torture.journeys.every import JOURNEYS
from tests.torture.judging import CUT_WHILE_OPENED, assert_no_bug
from tests.torture.stage import Silence

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy import Executable

    from tests.torture.journeys.journey import Journey
    from tests.torture.stage import Stage

NAMED = {journey.name: journey for journey in JOURNEYS}
DELETE, UPDATE, INVITE = NAMED["delete"], NAMED["update"], NAMED["create by e-mail"]
HANDOVER = NAMED["create with a temporary password"]
log = structlog.get_logger(__name__)


@pytest.fixture
async def deleted() -> AsyncIterator[Stage]:
    """Ada was deleted, and all is well."""
    async with performed(DELETE) as stage:
        await DELETE.play(stage)
        await assert_all_is_well(stage, DELETE)
        yield stage


async def is_lost(stage: Stage, why: str, journey: Journey = DELETE) -> None:
    with pytest.raises(AssertionError, match=why):
        await assert_all_is_well(stage, journey)


async def written(stage: Stage, statement: Executable) -> None:
    async with opened(stage.world.database_url) as engine, engine.begin() as connection:
        await connection.execute(statement)


async def test_what_is_said_and_is_not_so() -> None:
    """Somebody who has another name than is said."""
    async with performed(UPDATE) as stage:
        await UPDATE.play(stage)
        stage.world.arize.account.change("ada@example.com", name="Ada Byron")
        await is_lost(stage, "it is said to be done, and it is not", UPDATE)


async def test_what_is_so_and_is_said_not_to_be(deleted: Stage) -> None:
    """A request that failed, and did it."""
    await written(deleted, update(requests).values(state=State.FAILED.value))
    await is_lost(deleted, "the audit tells of succeeded, and stored is failed")


async def test_what_stays_under_way(deleted: Stage) -> None:
    """A run that nobody ends."""
    await written(deleted, update(requests).values(state=State.RUNNING.value))
    await is_lost(deleted, "the audit tells of succeeded, and stored is running")


async def test_a_row_of_the_audit_that_is_gone(deleted: Stage) -> None:
    """The chain breaks."""
    await written(deleted, delete(audit).where(audit.c.number == 2))
    await is_lost(deleted, "the audit is broken")


async def test_an_error_in_the_log(deleted: Stage) -> None:
    """That nobody foresaw."""
    log.error("something.broke", at=datetime.now(UTC).isoformat())
    await is_lost(deleted, "something.broke")


async def test_a_second_mail() -> None:
    """To one who was asked for once."""
    async with performed(INVITE) as stage:
        await INVITE.play(stage)
        stage.world.arize.account.mails.append(stage.world.arize.account.mails[-1])
        await is_lost(stage, "2 mails went to zoe@example.com", INVITE)


async def test_a_password_in_the_log() -> None:
    """It was written down, so it is lost."""
    async with performed(HANDOVER) as stage:
        await HANDOVER.play(stage)
        (password,) = stage.world.arize.account.issued_passwords
        log.info("handed.over", to=password)
        await is_lost(stage, "a password was written down", HANDOVER)


async def test_a_person_who_hears_nothing(deleted: Stage) -> None:
    """Of what they did."""
    with pytest.raises(Silence, match="Alice Okafor heard nothing"):
        await deleted.act(deleted.person("alice"), deleted.world.settles())


@pytest.mark.parametrize(("logger", "is_ours"), [("asyncio", False), ("bot.store.sql", True)])
def test_what_the_driver_leaves_behind_is_no_bug_of_ours(logger: str, is_ours: bool) -> None:  # noqa: FBT001 - a parameter
    """A connection that broke while it was opened; the same words from anywhere else are one."""
    record: dict[str, object] = {
        "event": "Future exception was never retrieved",
        "level": "error",
        "logger": logger,
        "exception": f"ConnectionError: {CUT_WHILE_OPENED}",
    }
    with pytest.raises(AssertionError) if is_ours else nullcontext():
        assert_no_bug([record])
