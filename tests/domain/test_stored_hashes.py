"""Hashes that stand in databases: a later version has to come to the same ones, or it finds everything altered."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from bot.domain.audit import BEGINNING, Chain, Entry, Fact, seal
from bot.domain.batch import key_of
from bot.domain.request import digest
from tests.people import MOMENT
from tests.requests import a_request

if TYPE_CHECKING:
    import pytest

ENTRY = Entry(
    fact=Fact.APPROVED,
    at=MOMENT.astimezone(timezone(timedelta(hours=9))),
    actor_id="U0BEN",
    operation="delete",
    request_id="5f0c9d2e",
    subject="ada@example.com",
    why="She left — “bye”",
)
"""With characters in it that are not ASCII, and a moment in another time zone."""
ADA = {"subject": "ada@example.com", "target": {"id": "VXNlcjox=="}}
NEW = {"subject": " Zoë@example.com", "target": None}


def test_what_was_asked_for_before_an_update_can_be_approved_after_it() -> None:
    """The digest that was stored is the digest that is computed."""
    asked = a_request()
    assert digest(asked) == "8fed89912ee404725011170fafb35deadcc4364b2543f85f1b321f4da4685ccc"
    assert (
        digest(replace(asked, target=None, params={"b": "1", "a": "ü"}))
        == "4ec366212ba1d600cf9d4df0a98f1bb15cf9240c6d236f9471a419fd5ca077c1"
    )
    assert digest(replace(asked, params={"a": "ü", "b": "1"})) == digest(replace(asked, params={"b": "1", "a": "ü"}))


def test_an_audit_that_was_written_before_an_update_holds_after_it() -> None:
    """The first row, and one after it."""
    first = seal(1, ENTRY, BEGINNING)
    assert first.hash == "078fbe8d06f1296593bdc1eada8e8cc0085bf73a5c44b774f0c7b8f4ba1b6d08"
    assert seal(2, ENTRY, first.hash).hash == "a42e87fe67cbb68044c00c9b3d04ed1c818504eb50251c1dbcf60dbdc90175dd"


def test_a_batch_is_known_by_whom_it_is_about() -> None:
    """In any order, and in any case where there is only an address; by the id where there is one."""
    assert key_of([ADA, NEW]) == "bfe336ae1a58becba27f22a9b55c36524b527a8a9d851e31f834ec74a83913d5"
    assert key_of([{**NEW, "subject": "zoë@EXAMPLE.com "}, {**ADA, "subject": "ada@new.example"}]) == key_of([ADA, NEW])
    assert len({key_of([ADA]), key_of([NEW]), key_of([ADA, NEW]), key_of([])}) == 4


def test_a_break_says_what_is_wrong_with_the_row() -> None:
    """A row is missing, was put in, or was changed: operators search by these words."""
    rows = [seal(1, ENTRY, BEGINNING)]
    rows.append(seal(2, ENTRY, rows[0].hash))

    def why(*broken: object) -> str:
        chain = Chain()
        found = [chain.follow(row) for row in broken]  # type: ignore[arg-type]  # rows
        assert found[-1] is not None
        return found[-1].why

    assert why(rows[1]) == "row 1 is missing"
    assert why(rows[0], seal(2, ENTRY, "another")) == "it does not follow from the row before"
    assert why(rows[0], replace(rows[1], entry=replace(ENTRY, why="no"))) == "it was changed"


def test_where_the_machine_stands_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """A database may move to a machine that keeps another time."""
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        moved = seal(1, ENTRY, BEGINNING)
    time.tzset()
    assert moved == seal(1, ENTRY, BEGINNING)
