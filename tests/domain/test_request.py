"""The life of a request, as a table, and what an approval is given for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.request import TRANSITIONS, UNDER_WAY, Impossible, State, insist_on_move
from tests.requests import a_request, a_target

OVER = {State.SUCCEEDED, State.FAILED, State.DENIED, State.CANCELLED, State.EXPIRED}


@pytest.mark.parametrize("before", State)
@pytest.mark.parametrize("after", State)
def test_only_moves_of_the_table_are_possible(before: State, after: State) -> None:
    """Every pair of states is either in it or a bug."""
    if after in TRANSITIONS[before]:
        insist_on_move(before, after)
    else:
        with pytest.raises(Impossible, match=f"{before.value} -> {after.value}"):
            insist_on_move(before, after)


def test_every_state_ends_somewhere() -> None:
    """Nothing runs before it was approved, nothing comes after an end, and an end can be reached from everywhere."""
    assert {state for state in State if state.is_over} == OVER
    assert {state for state in State if State.RUNNING in TRANSITIONS[state]} == {State.APPROVED}
    assert all(TRANSITIONS[state] & OVER for state in State if not state.is_over)


def test_a_write_may_still_happen_until_it_was_tried() -> None:
    """What is unknown was tried: a second request need not wait for it."""
    assert (
        {state for state in State if state.is_under_way}
        == UNDER_WAY
        == {
            State.PENDING,
            State.APPROVED,
            State.RUNNING,
        }
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"operation": "delete"},
        {"requester_id": "U0EVE"},
        {"subject": "eve@example.com"},
        {"params": {"role": "MEMBER", "reason": "She leads the team now."}},
        {"params": {"role": "ADMIN", "reason": "Another."}},
        {"target": None},
        {"target": replace(a_target(), id="another")},
        {"target": replace(a_target(), role="ADMIN")},
        {"target": replace(a_target(), status="INACTIVE")},
    ],
)
def test_what_was_approved_is_noticed_when_it_is_another(changed: dict[str, object]) -> None:
    """Who asks, what, about whom and with what: a change of any of them breaks the hash."""
    asked = a_request()
    assert asked.is_as_asked
    assert not replace(asked, **changed).is_as_asked  # type: ignore[arg-type]  # members of a request


def test_what_changes_on_its_way_is_not_what_was_approved() -> None:
    """State and version do not touch the hash, nor does a name that only people read."""
    asked = a_request()
    assert replace(asked, state=State.APPROVED, version=7, requester_name="Carla M.").is_as_asked
    assert (asked.reason, replace(asked, params={}).reason) == ("She leads the team now.", "")
