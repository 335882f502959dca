from __future__ import annotations

from bot.slack.blockkit import limits


def test_every_limit_is_a_positive_number() -> None:
    """A limit can be used as it stands"""
    numbers = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert numbers["VIEW_TITLE"] == 24
    assert all(isinstance(value, int) and value > 0 for value in numbers.values())
