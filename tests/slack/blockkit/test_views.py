from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.slack.blockkit import divider, home, modal

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_modal_has_a_way_out_and_a_submit_only_if_asked() -> None:
    """A view that only shows something cannot be submitted"""
    made = modal("Users", [divider()], callback_id="users")
    assert made["close"]["text"] == "Cancel"
    assert "submit" not in made
    assert modal("Users", [], callback_id="users", submit="Add")["submit"]["text"] == "Add"


def test_a_long_title_is_clipped() -> None:
    """24 characters is all that Slack shows"""
    assert modal("A very long title of a modal", [], callback_id="x")["title"]["text"] == "A very long title of a…"


def test_a_home_has_only_the_members_it_was_given() -> None:
    """An App Home needs no callback"""
    assert home([]) == {"type": "home", "blocks": [], "private_metadata": ""}
    assert home([], callback_id="c", external_id="e")["external_id"] == "e"


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: modal("x", [divider()] * 101, callback_id="c"), "blocks must be 0 to 100"),
        (lambda: modal("x", [], callback_id="c" * 256), "callback_id"),
        (lambda: modal("x", [], callback_id=""), "callback_id"),
        (lambda: modal("x", [], callback_id="c", private_metadata="m" * 3001), "private_metadata"),
        (lambda: home([], external_id="e" * 256), "external_id"),
    ],
)
def test_what_cannot_be_shortened_is_refused(make: Callable[[], object], why: str) -> None:
    """State that was cut would be wrong state"""
    with pytest.raises(ValueError, match=why):
        make()
