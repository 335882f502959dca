"""Request bodies. The API is strict: they hold what it takes and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.arize.models import Role, trimmed_name
from bot.arize.words import RoleType

if TYPE_CHECKING:
    from bot.arize.models import NewUser
    from bot.arize.vocabulary import Vocabulary
    from bot.arize.words import MemberRole

Body = dict[str, object]


def create_body(new: NewUser, vocabulary: Vocabulary) -> Body:
    """Raises ValueError for a role that cannot be given. The developer flag is no part of it: the role decides it."""
    return {
        "name": new.name,
        "email": new.email,
        "role": _role(new.role, vocabulary),
        "invite_mode": vocabulary.write(new.invite_mode),
    }


def update_body(name: str | None, *, is_developer: bool | None) -> Body:
    """Only what is given. Raises ValueError where that is nothing, or a wrong name."""
    body: Body = {} if name is None else {"name": trimmed_name(name)}
    if is_developer is not None:
        body["is_developer"] = is_developer
    if not body:
        raise ValueError("Nothing to update was given.")
    return body


def member_body(user_id: str, role: MemberRole, vocabulary: Vocabulary) -> Body:
    """Raises ValueError for a blank id."""
    if not user_id.strip():
        raise ValueError("An id is needed.")
    return {"user_id": user_id, "role": _role(Role.predefined(role), vocabulary)}


def _role(role: Role, vocabulary: Vocabulary) -> Body:
    if role.type == RoleType.PREDEFINED and role.name:
        return {"type": vocabulary.write(role.type), "name": vocabulary.write(role.name)}
    if role.type == RoleType.CUSTOM and role.id:
        return {"type": vocabulary.write(role.type), "id": role.id}
    raise ValueError("A role is given as PREDEFINED with a name or as CUSTOM with an id.")
