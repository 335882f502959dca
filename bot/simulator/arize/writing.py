"""Answers: exactly the members that the contract lists, and RFC 9457 problems."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from starlette.responses import JSONResponse, Response

from bot.simulator.arize.pages import Listed, Page
from bot.simulator.arize.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.simulator.arize.records import (
        Created,
        Membership,
        NewUser,
        OrganizationRecord,
        PlaceRole,
        RoleRecord,
        SpaceRecord,
        UserRecord,
    )

T = TypeVar("T", bound=Listed)

_ERRORS_PAGE = "https://arize.com/docs/ax/rest-reference/errors#"
_PROBLEMS = {
    400: ("Invalid request parameters", "invalid-request"),
    401: ("Authentication required", "authentication-required"),
    403: ("Access forbidden", "access-forbidden"),
    404: ("Resource not found", "resource-not-found"),
    409: ("Resource conflict", "resource-conflict"),
    422: ("Unprocessable Entity", "validation-error"),
    429: ("Rate limit exceeded", "rate-limit-exceeded"),
    503: ("Service Unavailable", "service-unavailable"),
}


class ProblemResponse(JSONResponse):
    media_type = "application/problem+json"


def problem(code: int, detail: str, headers: Mapping[str, str] | None = None) -> Response:
    """A problem whose `status` equals the HTTP code: some clients read only the one in the body."""
    title, anchor = _PROBLEMS.get(code, (_phrase(code), None))
    kind = "about:blank" if anchor is None else _ERRORS_PAGE + anchor
    return ProblemResponse({"type": kind, "title": title, "status": code, "detail": detail}, code, headers)


def _phrase(code: int) -> str:
    return HTTPStatus(code).phrase if code in HTTPStatus._value2member_map_ else "Error"


def user_body(user: UserRecord, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "created_at": _instant(user.created_at),
        "status": vocabulary.spoken(user.status),
        "role": {"type": vocabulary.spoken("PREDEFINED"), "name": vocabulary.spoken(user.role)},
        "is_developer": user.is_developer,
    }


def created_body(created: Created, new: NewUser, vocabulary: Vocabulary) -> dict[str, Any]:
    """Without `invite_mode` where nothing was made: that is how some clients tell 200 from 201."""
    body = user_body(created.user, vocabulary)
    if created.new:
        body["invite_mode"] = vocabulary.spoken(new.invite_mode)
    if created.temporary_password is not None:
        body["temporary_password"] = created.temporary_password
    return body


def role_body(role: RoleRecord) -> dict[str, Any]:
    return {
        "id": role.id,
        "name": role.name,
        "description": role.description,
        "permissions": list(role.permissions),
        "is_predefined": role.is_predefined,
        "created_at": _instant(role.created_at),
        "updated_at": _instant(role.created_at),
    }


def organization_body(organization: OrganizationRecord) -> dict[str, Any]:
    return {
        "id": organization.id,
        "name": organization.name,
        "description": organization.description,
        "created_at": _instant(organization.created_at),
    }


def space_body(space: SpaceRecord, vocabulary: Vocabulary) -> dict[str, Any]:
    """A server that is old enough to speak lower case does not say which organization a space belongs to."""
    named = {} if vocabulary is Vocabulary.LOWER else {"organization_id": space.organization_id}
    return {
        "id": space.id,
        **named,
        "name": space.name,
        "description": space.description,
        "created_at": _instant(space.created_at),
        "is_private": space.is_private,
    }


def membership_body(member: str, membership: Membership, vocabulary: Vocabulary) -> dict[str, Any]:
    """`member` names the id of the place: organization_id or space_id."""
    return {
        "id": membership.id,
        "user_id": membership.user_id,
        member: membership.place_id,
        "role": _place_role(membership.role, vocabulary),
    }


def _place_role(role: PlaceRole, vocabulary: Vocabulary) -> dict[str, str]:
    if role.custom_id:
        return {"type": vocabulary.spoken("CUSTOM"), "id": role.custom_id}
    return {"type": vocabulary.spoken("PREDEFINED"), "name": vocabulary.spoken(role.name)}


def page_body(member: str, page: Page[T], write: Callable[[T], dict[str, Any]]) -> dict[str, Any]:
    """`next_cursor` is left out on the last page, not null."""
    more = page.next_cursor is not None
    pagination = {"has_more": more, **({"next_cursor": page.next_cursor} if more else {})}
    return {member: [write(item) for item in page.items], "pagination": pagination}


def _instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")
