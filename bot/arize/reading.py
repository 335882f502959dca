"""From an answer's JSON to our values. One bad row does not cost the page; a body of another shape is an error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from pydantic import BaseModel, SecretStr, ValidationError

from bot.arize.errors import UnreadableAnswer
from bot.arize.memberships import Membership, Organization, OrganizationPage, Space, SpacePage
from bot.arize.models import Created, RoleInfo, RolePage, User, UserPage

if TYPE_CHECKING:
    from bot.arize.answer import Answer
    from bot.arize.operations import Operation
    from bot.arize.vocabulary import Vocabulary

M = TypeVar("M", bound=BaseModel)
log = structlog.get_logger(__name__)

CREATED = 201
"""The code for somebody new; 200 means that an invitation was pending and is left as it was."""


def read_user_page(operation: Operation, answer: Answer, vocabulary: Vocabulary) -> UserPage:
    body = _object(operation, answer)
    rows = _rows(operation, body, "users")
    vocabulary.learn(*rows)
    users = _readable_rows(operation, rows, User)
    return UserPage(users=users, next_cursor=_cursor(operation, body), unreadable=len(rows) - len(users))


def read_role_page(operation: Operation, answer: Answer) -> RolePage:
    body = _object(operation, answer)
    rows = _rows(operation, body, "roles")
    roles = _readable_rows(operation, rows, RoleInfo)
    return RolePage(roles=roles, next_cursor=_cursor(operation, body), unreadable=len(rows) - len(roles))


def read_organization_page(operation: Operation, answer: Answer) -> OrganizationPage:
    body = _object(operation, answer)
    rows = _rows(operation, body, "organizations")
    read = _readable_rows(operation, rows, Organization)
    return OrganizationPage(organizations=read, next_cursor=_cursor(operation, body), unreadable=len(rows) - len(read))


def read_space_page(operation: Operation, answer: Answer) -> SpacePage:
    body = _object(operation, answer)
    rows = _rows(operation, body, "spaces")
    read = _readable_rows(operation, rows, Space)
    return SpacePage(spaces=read, next_cursor=_cursor(operation, body), unreadable=len(rows) - len(read))


def read_membership(operation: Operation, answer: Answer, vocabulary: Vocabulary) -> Membership:
    body = _object(operation, answer)
    vocabulary.learn(body)
    membership = _read(Membership, body)
    if membership is None:
        raise unreadable(operation, "the membership has no role")
    return membership


def read_user(operation: Operation, answer: Answer, vocabulary: Vocabulary) -> User:
    return _user(operation, _object(operation, answer), vocabulary)


def read_created(operation: Operation, answer: Answer, vocabulary: Vocabulary) -> Created:
    """Who is new is told by the HTTP code."""
    body = _object(operation, answer)
    password = body.get("temporary_password")
    return Created(
        user=_user(operation, body, vocabulary),
        is_new=answer.status == CREATED,
        after_doubt=answer.after_doubt,
        temporary_password=password if isinstance(password, SecretStr) else None,
    )


def unreadable(operation: Operation, why: str) -> UnreadableAnswer:
    return UnreadableAnswer(operation.name, why, may_have_happened=operation.changes)


def _user(operation: Operation, body: dict[str, Any], vocabulary: Vocabulary) -> User:
    vocabulary.learn(body)
    user = _read(User, body)
    if user is None:
        raise unreadable(operation, "the user lacks an id or an address")
    return user


def _object(operation: Operation, answer: Answer) -> dict[str, Any]:
    body = answer.json()
    if not isinstance(body, dict):
        raise unreadable(operation, "the body is not a JSON object")
    return body


def _rows(operation: Operation, body: dict[str, Any], member: str) -> list[Any]:
    rows = body.get(member)
    if not isinstance(rows, list):
        raise unreadable(operation, f"the list has no {member}")
    return rows


def _cursor(operation: Operation, body: dict[str, Any]) -> str | None:
    """Where to go on. A list that says it goes on, but not where, would pass for a whole one."""
    pagination = body.get("pagination")
    told: dict[str, Any] = pagination if isinstance(pagination, dict) else {}
    cursor = told.get("next_cursor")
    has_more = told.get("has_more", cursor is not None)
    if not has_more:
        return None
    if not isinstance(cursor, str) or not cursor:
        raise unreadable(operation, "the list goes on without a cursor")
    return cursor


def _readable_rows(operation: Operation, rows: list[Any], model: type[M]) -> tuple[M, ...]:
    read = [(row, _read(model, row)) for row in rows]
    for position, (row, value) in enumerate(read):
        if value is None:
            known_id = row.get("id") if isinstance(row, dict) else None
            shown = known_id if isinstance(known_id, str) else None
            log.warning("arize.row_unreadable", operation=operation.name, row=position, id=shown)
    return tuple(value for _, value in read if value is not None)


def _read(model: type[M], row: object) -> M | None:
    try:
        return model.model_validate(row)
    except ValidationError:
        return None
