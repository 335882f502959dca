"""The operations: a request and who asks, in; an answer, or a refusal, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response

from bot.simulator.arize import querying, reading, writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.datastructures import QueryParams

    from bot.simulator.arize.account import Account
    from bot.simulator.arize.records import Key


@dataclass(frozen=True)
class Asked:
    """A request as far as the operations care. The ids are decoded, and empty where the path has none.

    `place_id` is an organization's or a space's.
    """

    key: Key
    user_id: str
    query: QueryParams
    content_type: str
    body: bytes
    place_id: str = ""


def list_users(account: Account, asked: Asked) -> Response:
    page = account.list_users(asked.key, querying.user_query(asked.query, account.vocabulary))
    return JSONResponse(writing.page_body("users", page, lambda user: writing.user_body(user, account.vocabulary)))


def create_user(account: Account, asked: Asked) -> Response:
    new = reading.new_user(asked.content_type, asked.body, account.vocabulary)
    created = account.create_user(asked.key, new)
    body = writing.created_body(created, new, account.vocabulary)
    return JSONResponse(body, 201 if created.new else 200)


def get_user(account: Account, asked: Asked) -> Response:
    return JSONResponse(writing.user_body(account.get_user(asked.key, asked.user_id), account.vocabulary))


def update_user(account: Account, asked: Asked) -> Response:
    changes = reading.changes(asked.content_type, asked.body)
    user = account.update_user(asked.key, asked.user_id, changes)
    return JSONResponse(writing.user_body(user, account.vocabulary))


def delete_user(account: Account, asked: Asked) -> Response:
    account.delete_user(asked.key, asked.user_id)
    return Response(status_code=204)


def resend_user_invitation(account: Account, asked: Asked) -> Response:
    account.resend_user_invitation(asked.key, asked.user_id)
    return Response(status_code=204)


def reset_user_password(account: Account, asked: Asked) -> Response:
    account.reset_user_password(asked.key, asked.user_id)
    return Response(status_code=204)


def list_roles(account: Account, asked: Asked) -> Response:
    query = querying.role_query(asked.query)
    page = account.list_roles(asked.key, limit=query.limit, cursor=query.cursor, is_predefined=query.is_predefined)
    return JSONResponse(writing.page_body("roles", page, writing.role_body))


def list_organizations(account: Account, asked: Asked) -> Response:
    page = account.places.list_organizations(asked.key, querying.place_query(asked.query))
    return JSONResponse(writing.page_body("organizations", page, writing.organization_body))


def list_spaces(account: Account, asked: Asked) -> Response:
    page = account.places.list_spaces(asked.key, querying.place_query(asked.query))
    return JSONResponse(writing.page_body("spaces", page, lambda space: writing.space_body(space, account.vocabulary)))


def add_organization_user(account: Account, asked: Asked) -> Response:
    new = reading.new_member(asked.content_type, asked.body, account.vocabulary)
    membership = account.add_organization_user(asked.key, asked.place_id, new)
    return JSONResponse(writing.membership_body("organization_id", membership, account.vocabulary))


def remove_organization_user(account: Account, asked: Asked) -> Response:
    account.places.remove_organization_user(asked.key, asked.place_id, asked.user_id)
    return Response(status_code=204)


def add_space_user(account: Account, asked: Asked) -> Response:
    new = reading.new_member(asked.content_type, asked.body, account.vocabulary)
    membership = account.add_space_user(asked.key, asked.place_id, new)
    return JSONResponse(writing.membership_body("space_id", membership, account.vocabulary))


def remove_space_user(account: Account, asked: Asked) -> Response:
    account.places.remove_space_user(asked.key, asked.place_id, asked.user_id)
    return Response(status_code=204)


OPERATIONS: Mapping[str, Mapping[str, Callable[[Account, Asked], Response]]] = {
    "/v2/users": {"GET": list_users, "POST": create_user},
    "/v2/users/{user_id}": {"GET": get_user, "PATCH": update_user, "DELETE": delete_user},
    "/v2/users/{user_id}/resend-invitation": {"POST": resend_user_invitation},
    "/v2/users/{user_id}/reset-password": {"POST": reset_user_password},
    "/v2/roles": {"GET": list_roles},
    "/v2/organizations": {"GET": list_organizations},
    "/v2/organizations/{place_id}/users": {"POST": add_organization_user},
    "/v2/organizations/{place_id}/users/{user_id}": {"DELETE": remove_organization_user},
    "/v2/spaces": {"GET": list_spaces},
    "/v2/spaces/{place_id}/users": {"POST": add_space_user},
    "/v2/spaces/{place_id}/users/{user_id}": {"DELETE": remove_space_user},
}
"""By path, then by method. An operation's name is its function's."""
