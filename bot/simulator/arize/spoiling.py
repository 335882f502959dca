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


NEEDED = frozenset({"id", "email", "temporary_password", "pagination", "has_more", "next_cursor"})
"""Members without which an answer says nothing; lists stay too."""


def bare(body: Any) -> Any:  # noqa: ANN401 - any JSON
    """What is left where each object keeps only what it cannot do without."""
    if isinstance(body, list):
        return [bare(item) for item in body]
    if not isinstance(body, dict):
        return body
    return {name: bare(value) for name, value in body.items() if name in NEEDED or isinstance(value, list)}


def repeated(body: Any) -> Any:  # noqa: ANN401 - any JSON
    """Every list holds all that is in it twice."""
    return {name: value * 2 if isinstance(value, list) else value for name, value in body.items()}


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
