"""The users of an account, deleted ones too: their addresses stay taken for ever."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from bot.simulator.arize.identifiers import opaque_id
from bot.simulator.arize.records import UserRecord

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from random import Random

FIRST_SERIAL = 101


class People:
    def __init__(self, *, clock: Callable[[], datetime], ids: Random, developer_default: bool) -> None:
        self._clock = clock
        self._ids = ids
        self._developer_default = developer_default
        self._by_id: dict[str, UserRecord] = {}
        self._ids_by_address: defaultdict[str, list[str]] = defaultdict(list)
        self._in_order: tuple[UserRecord, ...] | None = None

    def is_developer_at_first(self, role: str) -> bool:
        """The role decides: ADMIN always, MEMBER as the account is set, the others not."""
        return role == "ADMIN" or (role == "MEMBER" and self._developer_default)

    def add(  # noqa: PLR0913 - the columns of a user
        self,
        name: str,
        email: str,
        *,
        role: str,
        status: str,
        is_developer: bool | None = None,
        created_at: datetime | None = None,
        sso: bool = False,
    ) -> UserRecord:
        """Raises ValueError where the address is taken, by a deleted user too."""
        if self.by_email(email) is not None:
            raise ValueError(f"{email} is taken")
        serial = FIRST_SERIAL + len(self._by_id)
        return self.put(
            UserRecord(
                id=opaque_id("User", serial, self._ids),
                serial=serial,
                name=name,
                email=email,
                role=role,
                status=status,
                is_developer=self.is_developer_at_first(role) if is_developer is None else is_developer,
                created_at=created_at or self._clock(),
                sso=sso,
            )
        )

    def put(self, user: UserRecord) -> UserRecord:
        """Large accounts are read page by page: what that takes is kept until somebody changes."""
        before = self._by_id.get(user.id)
        if before is not None:
            self._ids_by_address[before.email.casefold()].remove(user.id)
        self._by_id[user.id] = user
        self._ids_by_address[user.email.casefold()].append(user.id)
        self._in_order = None
        return user

    def by_id(self, user_id: str) -> UserRecord | None:
        return self._by_id.get(user_id)

    def by_email(self, email: str) -> UserRecord | None:
        ids = self._ids_by_address.get(email.casefold())
        return self._by_id[ids[0]] if ids else None

    def visible(self) -> tuple[UserRecord, ...]:
        """Oldest first, without deleted ones."""
        if self._in_order is None:
            found = (user for user in self._by_id.values() if not user.deleted)
            self._in_order = tuple(sorted(found, key=lambda user: (user.created_at, user.serial)))
        return self._in_order
