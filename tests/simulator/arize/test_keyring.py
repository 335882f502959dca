"""API keys of an account."""

from __future__ import annotations

import pytest

from bot.simulator.arize.keyring import Keyring


def test_keys_are_found_by_their_secret_and_named_without_it() -> None:
    """A name tells keys of a role apart."""
    ring = Keyring()
    made = [ring.add(secret, "ADMIN", frozenset(), None) for secret in ("ak-1", "ak-2")]
    assert ring.find("ak-2") == made[1]
    assert len({key.name for key in made}) == 2
    assert "ak-" not in repr((ring, made))


def test_a_revoked_key_is_unknown() -> None:
    """And cannot be revoked twice; the error does not name it."""
    ring = Keyring()
    ring.add("ak-1", "ADMIN", frozenset(), None)
    ring.revoke("ak-1")
    assert ring.find("ak-1") is None
    with pytest.raises(KeyError) as unknown:
        ring.revoke("ak-1")
    assert "ak-1" not in str(unknown.value)
