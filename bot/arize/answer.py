"""What came back. Passwords in it are sealed as it is read."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from pydantic import SecretStr

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Answer:
    """The body stays out of the repr: it may hold a temporary password.

    `after_doubt` tells that an earlier attempt may have been carried out, its answer being lost.
    """

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)
    is_whole: bool = True
    after_doubt: bool = False

    @property
    def is_final(self) -> bool:
        """Not where it is of the first class, or of none: what was asked for may follow, or not (RFC 9110)."""
        return self.status >= HTTPStatus.OK

    @property
    def is_success(self) -> bool:
        return HTTPStatus.OK <= self.status < HTTPStatus.MULTIPLE_CHOICES

    @property
    def is_replaced(self) -> bool:
        """Whether something between us and the API said it, so that its code tells nothing of what was asked for.

        A success is, where it is a page, such as a log-in page; a refusal, where it is text that is no JSON, such as
        the “404 page not found” of a router without a way. Not a 429 or a 5xx: they say the same whoever sends them.
        """
        if self.is_success:
            return self._kind.startswith("text/html")
        is_refusal = self.status < HTTPStatus.INTERNAL_SERVER_ERROR and self.status != HTTPStatus.TOO_MANY_REQUESTS
        return is_refusal and self._kind.startswith("text/") and self._is_prose

    @property
    def _kind(self) -> str:
        return self.headers.get("content-type", "").lower()

    @property
    def _is_prose(self) -> bool:
        """What did not arrive whole is taken for what its type says; a body that is empty says nothing."""
        return not self.is_whole or (bool(self.content) and not isinstance(self.json(), dict))

    def json(self) -> Any:  # noqa: ANN401 - any JSON
        """The body, None where it is not JSON. Passwords in it are sealed as it is read."""
        try:
            return json.loads(self.content, object_hook=_seal if _may_name_a_password(self.content) else None)
        except (ValueError, RecursionError):
            return None


def _may_name_a_password(content: bytes) -> bool:
    """Not where nothing is written so: neither as it is, nor by escapes, nor in an encoding of wider units."""
    return b"password" in content.lower() or b"\\u" in content or b"\0" in content


def _seal(members: dict[str, Any]) -> dict[str, Any]:
    return {name: _sealed(value) if "password" in name.lower() else value for name, value in members.items()}


def _sealed(value: object) -> SecretStr | None:
    return SecretStr(value) if isinstance(value, str) and value else None
