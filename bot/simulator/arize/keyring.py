"""The API keys of an account."""

from __future__ import annotations

from bot.simulator.arize.records import Key


class Keyring:
    def __init__(self) -> None:
        self._keys: dict[str, Key] = {}
        self._made = 0

    def add(self, secret: str, role: str, permissions: frozenset[str], user_id: str | None) -> Key:
        self._made += 1
        key = Key(f"{role} key {self._made}", role, permissions, user_id)
        self._keys[secret] = key
        return key

    def revoke(self, secret: str) -> None:
        """Raises KeyError where there is no such key."""
        if secret not in self._keys:
            raise KeyError("There is no such key")
        del self._keys[secret]

    def revoke_all_of(self, user_id: str) -> None:
        self._keys = {secret: key for secret, key in self._keys.items() if key.user_id != user_id}

    def find(self, secret: str) -> Key | None:
        return self._keys.get(secret)
