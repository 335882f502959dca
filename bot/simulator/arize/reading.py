"""Requests read as strictly as the API reads them. 400: the shape is wrong; 422: a value breaks a rule."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from bot.simulator.arize.records import (
    INVITE_MODES,
    PLACE_ROLES,
    ROLES,
    Changes,
    NewMember,
    NewUser,
    PlaceRole,
)
from bot.simulator.arize.refusals import invalid, malformed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.simulator.arize.vocabulary import Vocabulary

NAME_LIMIT = 255
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"(?=.{{1,254}}\Z)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})*\Z", re.ASCII)


def new_user(content_type: str, raw: bytes, vocabulary: Vocabulary) -> NewUser:
    """A `CreateUserBody`. Raises Refused."""
    body = _json_object(content_type, raw)
    _exactly(body, ("name", "email", "role", "invite_mode"))
    name, email, mode = _name(body), _text(body, "email"), _text(body, "invite_mode")
    role = _role(body["role"], vocabulary)
    if not _EMAIL.match(email):
        raise invalid("'email' is not an email address.")
    return NewUser(name, email, role, _word(mode, "invite_mode", INVITE_MODES, vocabulary))


def changes(content_type: str, raw: bytes) -> Changes:
    """An `UpdateUserBody`. Raises Refused."""
    body = _json_object(content_type, raw)
    _only(body, ("name", "is_developer"))
    if not body:
        raise malformed("At least one of 'name' and 'is_developer' is required.")
    flag = body.get("is_developer")
    if "is_developer" in body and not isinstance(flag, bool):
        raise malformed("'is_developer' must be a boolean.")
    return Changes(_name(body) if "name" in body else None, flag if isinstance(flag, bool) else None)


def new_member(content_type: str, raw: bytes, vocabulary: Vocabulary) -> NewMember:
    """The body that adds somebody to an organization or a space. Raises Refused."""
    body = _json_object(content_type, raw)
    _exactly(body, ("user_id", "role"))
    return NewMember(_text(body, "user_id"), _place_role(body["role"], vocabulary))


def _json_object(content_type: str, raw: bytes) -> Mapping[str, object]:
    if content_type.partition(";")[0].strip().lower() != "application/json":
        raise malformed("The body must be application/json.")
    try:
        body = json.loads(raw.decode(), object_pairs_hook=_without_duplicates, parse_constant=_no_constant)
        json.dumps(body, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise malformed("The body is not valid JSON.") from None
    if not isinstance(body, dict):
        raise malformed("The body must be a JSON object.")
    return body


def _without_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("A member is given twice")
    return members


def _no_constant(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def _exactly(body: Mapping[str, object], members: tuple[str, ...]) -> None:
    _only(body, members)
    for member in members:
        if member not in body:
            raise malformed(f"The '{member}' field is required.")


def _only(body: Mapping[str, object], members: tuple[str, ...]) -> None:
    for member in body:
        if member not in members:
            raise malformed(f"The field {json.dumps(member)} is unknown.")


def _text(body: Mapping[str, object], member: str) -> str:
    value = body[member]
    if not isinstance(value, str):
        raise malformed(f"'{member}' must be a string.")
    return value


def _name(body: Mapping[str, object]) -> str:
    """Trimmed, 1 to 255 characters."""
    name = _text(body, "name").strip()
    if not name:
        raise malformed("The 'name' field is required and must be a non-empty string.")
    if len(name) > NAME_LIMIT:
        raise invalid(f"'name' must not be longer than {NAME_LIMIT} characters.")
    return name


def _role(role: object, vocabulary: Vocabulary) -> str:
    if _custom_id(role, vocabulary) is not None:
        raise invalid("Custom roles are not yet supported for accounts.")
    return _role_name(role, ROLES, vocabulary)


def _place_role(role: object, vocabulary: Vocabulary) -> PlaceRole:
    custom_id = _custom_id(role, vocabulary)
    return PlaceRole(_role_name(role, PLACE_ROLES, vocabulary)) if custom_id is None else PlaceRole(custom_id=custom_id)


def _custom_id(role: object, vocabulary: Vocabulary) -> str | None:
    """The id of a custom role; None where the role is a predefined one."""
    members = _role_object(role)
    if "type" not in members:
        raise malformed("The 'role.type' field is required.")
    if _word(_text(members, "type"), "role.type", ("PREDEFINED", "CUSTOM"), vocabulary) == "PREDEFINED":
        return None
    _exactly(members, ("type", "id"))
    return _text(members, "id")


def _role_name(role: object, known: Iterable[str], vocabulary: Vocabulary) -> str:
    members = _role_object(role)
    _exactly(members, ("type", "name"))
    return _word(_text(members, "name"), "role.name", known, vocabulary)


def _role_object(role: object) -> Mapping[str, object]:
    if not isinstance(role, dict):
        raise malformed("'role' must be an object.")
    return role


def _word(word: str, member: str, known: Iterable[str], vocabulary: Vocabulary) -> str:
    understood = vocabulary.understood(word, known)
    if understood is None:
        raise invalid(f"'{member}' must be one of {', '.join(map(vocabulary.spoken, known))}.")
    return understood
