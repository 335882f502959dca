"""Query strings, read strictly: every mistake in one is 400, since no list operation documents 422."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.simulator.arize.records import STATUSES, PlaceQuery, UserQuery
from bot.simulator.arize.refusals import malformed

if TYPE_CHECKING:
    from starlette.datastructures import QueryParams

    from bot.simulator.arize.vocabulary import Vocabulary

LIMIT_DEFAULT = 50
LIMIT_MOST = 100
EMAIL_FILTER_LIMIT = 255
NAME_FILTER_LIMIT = 255
_DIGITS = re.compile(r"[0-9]{1,9}", re.ASCII)


@dataclass(frozen=True)
class RoleQuery:
    limit: int
    cursor: str | None
    is_predefined: bool | None


def user_query(params: QueryParams, vocabulary: Vocabulary) -> UserQuery:
    """Raises Refused."""
    email = _single(params, "email") or ""
    if len(email) > EMAIL_FILTER_LIMIT:
        raise malformed(f"'email' must not be longer than {EMAIL_FILTER_LIMIT} characters.")
    statuses = frozenset(_status(word, vocabulary) for word in params.getlist("status"))
    return UserQuery(_limit(params), _single(params, "cursor"), email, statuses)


def role_query(params: QueryParams) -> RoleQuery:
    """Raises Refused."""
    flag = _single(params, "is_predefined")
    if flag not in (None, "true", "false"):
        raise malformed("'is_predefined' must be true or false.")
    return RoleQuery(_limit(params), _single(params, "cursor"), None if flag is None else flag == "true")


def place_query(params: QueryParams) -> PlaceQuery:
    """Raises Refused."""
    name = _single(params, "name") or ""
    if len(name) > NAME_FILTER_LIMIT:
        raise malformed(f"'name' must not be longer than {NAME_FILTER_LIMIT} characters.")
    return PlaceQuery(_limit(params), _single(params, "cursor"), name, _single(params, "org_id"))


def _limit(params: QueryParams) -> int:
    given = _single(params, "limit")
    if given is None:
        return LIMIT_DEFAULT
    if not _DIGITS.fullmatch(given) or not 1 <= int(given) <= LIMIT_MOST:
        raise malformed(f"'limit' must be a whole number from 1 to {LIMIT_MOST}.")
    return int(given)


def _single(params: QueryParams, name: str) -> str | None:
    values = params.getlist(name)
    if len(values) > 1:
        raise malformed(f"'{name}' may be given once only.")
    return values[0] if values else None


def _status(word: str, vocabulary: Vocabulary) -> str:
    understood = vocabulary.understood(word, STATUSES)
    if understood is None:
        raise malformed(f"'status' must be one of {', '.join(map(vocabulary.spoken, STATUSES))}.")
    return understood
