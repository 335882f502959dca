"""A chain in which every row vouches for the one before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.audit import BEGINNING, Chain, Entry, Fact, Row, seal
from tests.people import MOMENT
from tests.truth import first_break

ENTRY = Entry(fact=Fact.APPROVED, at=MOMENT, actor_id="U0BEN", subject="ada@example.com", why="yes")


def chain(length: int) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, length + 1):
        previous = rows[-1].hash if rows else BEGINNING
        rows.append(seal(number, replace(ENTRY, why=str(number)), previous))
    return rows


def head(rows: list[Row]) -> tuple[int, str]:
    return (rows[-1].number, rows[-1].hash) if rows else (0, BEGINNING)


@pytest.mark.parametrize("length", [0, 1, 5])
def test_a_chain_holds(length: int) -> None:
    """Also one without a row."""
    assert first_break(chain(length), head(chain(length))) is None


def test_the_zone_of_a_moment_does_not_matter() -> None:
    """A database may give it back in another one."""
    elsewhere = replace(ENTRY, at=MOMENT.astimezone(timezone(timedelta(hours=5))))
    assert seal(1, elsewhere, BEGINNING).hash == seal(1, ENTRY, BEGINNING).hash


@pytest.mark.parametrize(
    "changed",
    [
        {"fact": Fact.DENIED},
        {"at": MOMENT + timedelta(microseconds=1)},
        {"actor_id": "U0EVE"},
        {"operation": "delete"},
        {"request_id": "another"},
        {"subject": "eve@example.com"},
        {"why": "no"},
    ],
)
def test_every_member_of_an_entry_counts(changed: dict[str, object]) -> None:
    """Whatever was changed, the hash is another."""
    other = replace(ENTRY, **changed)  # type: ignore[arg-type]  # members of an entry
    assert seal(1, other, BEGINNING).hash != seal(1, ENTRY, BEGINNING).hash


@given(st.integers(2, 8), st.data())
def test_any_row_that_is_taken_out_doubled_or_changed_is_found(length: int, data: st.DataObject) -> None:
    """At the place where it happened, or right after it."""
    rows = chain(length)
    at = data.draw(st.integers(0, length - 1))
    changed = replace(rows[at], entry=replace(rows[at].entry, why="another"))
    for broken in (
        [*rows[:at], *rows[at + 1 :]],
        [*rows[: at + 1], *rows[at:]],
        [*rows[:at], changed, *rows[at + 1 :]],
        [*rows[:at], seal(at + 1, ENTRY, BEGINNING if at else "another"), *rows[at + 1 :]],
    ):
        found = first_break(broken, head(rows))
        assert found is not None
        assert found.number in (at + 1, at + 2)


def test_a_tail_that_was_cut_off_is_missed() -> None:
    """The head is kept apart from the rows."""
    followed = Chain()
    assert [followed.follow(row) for row in chain(2)] == [None, None]
    broken = followed.end(head(chain(3)))
    assert broken is not None
    assert (broken.number, broken.why) == (3, "the chain should end with row 3, and ends with row 2")
