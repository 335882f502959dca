"""The operations as data: how each is asked for, and after what it may be asked for again.

Their names, methods and paths are those of the API's contract.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.arize.errors import AnswerLost, NotSent, RateLimited, ServerError
from bot.arize.words import InviteMode

if TYPE_CHECKING:
    from bot.arize.errors import ArizeError

PASSING = frozenset({500, 502, 503, 504})
"""Server errors that may be over the next time."""


class Repeat(Enum):
    """When the same request may be sent once more."""

    SAFE = "a second one changes nothing more, so whenever no answer was had"
    ONLY_IF_UNREAD = "a second one would do or lose something, so only where the first surely did nothing"


@dataclass(frozen=True)
class Operation:
    """`stage` is the vendor's name for how settled it is, None where it is stable.

    `tells` is False where a success has no body that matters.
    """

    name: str
    method: str
    path: str
    repeat: Repeat = Repeat.SAFE
    tells: bool = True
    stage: str | None = "BETA"

    @property
    def changes(self) -> bool:
        return self.method != "GET"

    def path_for(self, **ids: str) -> str:
        return self.path.format(**{name: encoded(each) for name, each in ids.items()})

    def repeatable_after(self, error: ArizeError) -> bool:
        if isinstance(error, RateLimited | NotSent):
            return True
        if self.repeat is Repeat.ONLY_IF_UNREAD:
            return False
        return isinstance(error, AnswerLost) or (isinstance(error, ServerError) and error.status in PASSING)


def encoded(identifier: str) -> str:
    """The id as one segment of a path, nothing in it safe. Raises ValueError for a blank one.

    Without an id the path would be that of another operation, and so it would with an id that is all dots.
    """
    if not identifier.strip():
        raise ValueError("An id is needed.")
    return quote(identifier, safe="").replace(".", "%2E")


LIST_USERS = Operation("list_users", "GET", "/v2/users")
GET_USER = Operation("get_user", "GET", "/v2/users/{user_id}")
UPDATE_USER = Operation("update_user", "PATCH", "/v2/users/{user_id}")
DELETE_USER = Operation("delete_user", "DELETE", "/v2/users/{user_id}", tells=False)
RESEND_INVITATION = Operation(
    "resend_user_invitation", "POST", "/v2/users/{user_id}/resend-invitation", Repeat.ONLY_IF_UNREAD, tells=False
)
RESET_PASSWORD = Operation(
    "reset_user_password", "POST", "/v2/users/{user_id}/reset-password", Repeat.ONLY_IF_UNREAD, tells=False
)
LIST_ROLES = Operation("list_roles", "GET", "/v2/roles", stage=None)
LIST_ORGANIZATIONS = Operation("list_organizations", "GET", "/v2/organizations")
ADD_TO_ORGANIZATION = Operation("add_organization_user", "POST", "/v2/organizations/{org_id}/users")
REMOVE_FROM_ORGANIZATION = Operation(
    "remove_organization_user", "DELETE", "/v2/organizations/{org_id}/users/{user_id}", tells=False
)
LIST_SPACES = Operation("list_spaces", "GET", "/v2/spaces")
ADD_TO_SPACE = Operation("add_space_user", "POST", "/v2/spaces/{space_id}/users")
REMOVE_FROM_SPACE = Operation("remove_space_user", "DELETE", "/v2/spaces/{space_id}/users/{user_id}", tells=False)

CREATE_USER: dict[InviteMode, Operation] = {
    # A second one finds the invitation of the first.
    InviteMode.EMAIL_LINK: Operation("create_user", "POST", "/v2/users"),
    # A second one would find it too, but without the password.
    InviteMode.TEMPORARY_PASSWORD: Operation("create_user", "POST", "/v2/users", Repeat.ONLY_IF_UNREAD),
    # A second one would be a conflict with the first.
    InviteMode.NONE: Operation("create_user", "POST", "/v2/users", Repeat.ONLY_IF_UNREAD),
}
