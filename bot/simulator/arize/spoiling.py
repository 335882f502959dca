"""What a fault makes of an honest JSON answer."""

from __future__ import annotations

from typing import Any


def with_extras(body: Any) -> Any:  # noqa: ANN401 - any JSON
    """Unknown members in every object."""
    if isinstance(body, list):
        return [with_extras(item) for item in body]
    if isinstance(body, dict):
        members = {name: with_extras(value) for name, value in body.items()}
        return {**members, "added_later": {"level": 1}, "etag": None}
    return body


def spoil_words(body: Any, *, role: str, status: str) -> Any:  # noqa: ANN401 - any JSON
    """Every user gets this role and this status."""
    if isinstance(body, list):
        return [spoil_words(item, role=role, status=status) for item in body]
    if not isinstance(body, dict):
        return body
    members = {name: spoil_words(value, role=role, status=status) for name, value in body.items()}
    if isinstance(members.get("role"), dict):
        members |= {"role": {**members["role"], "name": role}, "status": status}
    return members


def spoil_pagination(body: Any) -> Any:  # noqa: ANN401 - any JSON
    """The next page is always to be asked for with the same cursor."""
    return {**body, "pagination": {"has_more": True, "next_cursor": "again"}}
