"""The matrix is complete, and a part of it is tried with every change."""

from __future__ import annotations

import re
from itertools import chain
from random import Random
from typing import TYPE_CHECKING

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.arize import operations
from bot.arize.operations import Operation
from tests.torture.asked import ASKED
from tests.torture.cells import Cell, is_slacks, matrix, trace
from tests.torture.deliveries import Redelivery
from tests.torture.journeys.every import JOURNEYS
from tests.torture.slack_errors import OF_METHOD
from tests.torture.wrongs import NO_METHODS
from tests.world import ROOT

if TYPE_CHECKING:
    from tests.torture.journeys.journey import Journey

AT_THE_START = {"auth.test", "apps.connections.open", "chat.postEphemeral", "list_users"}
"""What is asked for before anybody comes: `test_starting`, and the tests of the socket and of `check`."""
EACH = 3
"""Cells of a journey that are tried here; `make torture` goes on."""


def some(journey: Journey) -> list[Cell]:
    """The same ones each time: those that another seed would pick are for `make torture`."""
    cells = [cell for cell in chain(matrix("slack"), matrix("arize")) if cell.journey is journey]
    return Random(journey.name).sample(cells, EACH)  # noqa: S311 - which ones does not matter


CELLS = [cell for journey in JOURNEYS for cell in some(journey)]


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey.name)
async def test_each_journey_asks_for_what_the_table_says(journey: Journey) -> None:
    """And gets through where nothing goes wrong."""
    assert await trace(journey) - AT_THE_START == ASKED[journey.name].keys() - AT_THE_START


def test_every_method_that_the_code_uses_is_in_the_matrix() -> None:
    """And every operation, and what is asked of Slack without being a method."""
    tried = {what for asked in ASKED.values() for what in asked} | AT_THE_START
    assert {each for each in tried if is_slacks(each)} == OF_METHOD.keys() | NO_METHODS.keys()
    assert methods_in_the_code() == {method.replace(".", "_") for method in OF_METHOD}
    assert operations_in_the_code() <= tried


def methods_in_the_code() -> set[str]:
    """As the SDK calls them: `chat_postMessage` for chat.postMessage."""
    texts = [path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py") if "simulator" not in path.parts]
    called = {name for text in texts for name in re.findall(r"web\.([a-z]+_[A-Za-z_]+)\b", text)}
    return {name for name in called if callable(getattr(AsyncWebClient, name, None))}


def operations_in_the_code() -> set[str]:
    made = [each for each in vars(operations).values() if isinstance(each, Operation)]
    return {each.name for each in (*made, *operations.CREATE_USER.values())}


@pytest.mark.parametrize("cell", CELLS, ids=str)
async def test_whatever_goes_wrong_people_are_told_and_nothing_is_lost(cell: Cell) -> None:
    """State is true, nothing ran twice, no password leaked, and the next command works."""
    await cell.run()


@pytest.mark.parametrize("journey", [each for each in JOURNEYS if each.happened], ids=lambda journey: journey.name)
async def test_what_is_delivered_twice_happens_once(journey: Journey) -> None:
    """At once, as after an ack that was lost."""
    await Redelivery(journey, at_once=True, order=0).run()
