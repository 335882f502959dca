"""Many people are told the same: what one of them cannot be told keeps nobody else from hearing it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import Unavailable
from bot.workflow.ports import Departed, Unreachable
from bot.workflow.reaching import give_up, reach_all, reach_each

if TYPE_CHECKING:
    from collections.abc import Sequence

TROUBLE = {"gone": Unreachable("gone"), "late": Unavailable("Slack is mute."), "bug": RuntimeError("on purpose")}


class Shelf:
    """Keeps what came of each, in the parts in which it was handed over."""

    def __init__(self) -> None:
        self.parts: list[list[str]] = []

    async def keep(self, came: Sequence[str]) -> None:
        self.parts.append(list(came))


async def told(name: str) -> str:
    await asyncio.sleep(0)
    if name in TROUBLE:
        raise TROUBLE[name]
    return name


async def test_one_after_the_other_each_is_kept_before_the_next() -> None:
    """So that a process that dies leaves at most one behind that nobody knows of."""
    shelf = Shelf()
    with capture_logs() as logs, pytest.raises(Unavailable):
        await reach_each(((name, told(name)) for name in ("ada", "late", "gone", "ben")), shelf.keep)
    assert shelf.parts == [["ada"], ["ben"]]
    assert [(each["event"], each["addressee"]) for each in logs] == [("announcement.unreachable", "gone")]


@pytest.mark.parametrize(
    ("gone", "level"), [(Departed("user_disabled"), "info"), (Unreachable("is_archived"), "warning")]
)
def test_who_left_is_no_trouble_to_look_at(gone: Unreachable, level: str) -> None:
    """One line says whom a message did not reach, and Slack's word for it."""
    with capture_logs() as logs:
        give_up("U0DORA", gone)
    said = {"event": "announcement.unreachable", "addressee": "U0DORA", "error": str(gone), "log_level": level}
    assert logs == [said]


async def test_a_bug_at_one_keeps_none_of_the_others_from_hearing_of_it() -> None:
    """It is raised in the end, whatever else went wrong."""
    shelf = Shelf()
    with pytest.raises(RuntimeError):
        await reach_each(((name, told(name)) for name in ("late", "bug", "ben")), shelf.keep)
    assert shelf.parts == [["ben"]]


async def test_all_at_once_are_kept_together() -> None:
    """In one transaction; whoever is gone is no reason to try again."""
    shelf = Shelf()
    with capture_logs() as logs:
        await reach_all([(name, told(name)) for name in ("ada", "gone", "ben")], shelf.keep)
    assert shelf.parts == [["ada", "ben"]]
    assert [each["addressee"] for each in logs] == ["gone"]


@pytest.mark.parametrize(("names", "trouble"), [(("late", "ada"), Unavailable), (("late", "ada", "bug"), RuntimeError)])
async def test_what_came_of_the_others_is_kept_before_trouble_is_raised(
    names: tuple[str, ...], trouble: type[Exception]
) -> None:
    """And a bug is not hidden by an outage."""
    shelf = Shelf()
    with pytest.raises(trouble):
        await reach_all([(name, told(name)) for name in names], shelf.keep)
    assert shelf.parts == [["ada"]]


async def test_where_nobody_is_reached_nothing_is_kept() -> None:
    """A statement without rows would be a mistake."""
    shelf = Shelf()
    with pytest.raises(Unavailable):
        await reach_all([("late", told("late"))], shelf.keep)
    await reach_all([], shelf.keep)
    assert shelf.parts == []
