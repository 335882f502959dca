"""What has to hold of App Homes after a storm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.workflow.home import Home

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.command import OneRequest
    from tests.torture.storm.judgement import Aftermath


async def homes_show_how_it_stands(after: Aftermath) -> AsyncIterator[str]:
    office = after.scene.office
    for person_id, (_, shown) in office.tabs.shown.items():
        if isinstance(shown, Home):
            stands = await office.overview.of(await office.desk.gate.member(person_id))
            if _seen(shown) != _seen(stands):
                yield f"the home of {person_id} shows {_seen(shown)} and is {_seen(stands)}"


def _seen(home: Home) -> list[tuple[str, str, int]]:
    return [_stands(each) for each in (*home.waiting.rows, *home.mine, *home.ended)]


def _stands(row: OneRequest) -> tuple[str, str, int]:
    return row.facts.request.id, row.facts.request.state.value, len(row.facts.votes)
