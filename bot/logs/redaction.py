"""The second net: what looks like a secret leaves every record. The first is that nobody logs one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date, time, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from pydantic import SecretBytes, SecretStr

if TYPE_CHECKING:
    from collections.abc import Collection

REDACTED = "[redacted]"
TOO_DEEP = "[too deep]"
LONGEST = 20_000
"""Characters of one value; more is cut, so that nobody can fill the log, or keep the searches below busy."""

_DEEPEST = 8
_SECRET_NAME = re.compile(r"token|secret|passwo?r?d|authorization|api[_-]?key|credential|cookie|ticket", re.IGNORECASE)
_SHAPES = re.compile(
    r"""
      \b(?:xox[a-z]|xapp)-[\w.-]+                      # Slack's tokens, whatever their kind
    | \bak-[\w.-]+                                     # Arize AX API keys
    | https?://hooks\.slack(?:-gov)?\.com/[^\s"'<>]*   # response_url, incoming webhooks
    | https?://[^\s"'<>]{1,300}?/response/[^\s"'<>]*   # a response_url elsewhere
    """,
    re.VERBOSE,
)
_SCHEMES = re.compile(r"\b(Bearer|Basic)\s+[^\s\"',]+", re.IGNORECASE)
_PAIRS = re.compile(
    rf"""
    ((?:{_SECRET_NAME.pattern})[\w.-]{{0,40}}\\{{0,4}}["']?\s{{0,3}}[=:]\s{{0,3}})   # the name, = or :
    (?: "[^\n]{{0,500}}?"(?=[\s,;&)\]}}>]|$)                                   # and a value in quotes
      | '[^\n]{{0,500}}?'(?=[\s,;&)\]}}>]|$)
      | \S+ )                                                                  # or up to the next space
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SIGNS = re.compile(r"[-:=\s]")
"""Each of the shapes above holds one of these; most of what is logged, ids and fixed words, holds none."""


def scrub(text: str) -> str:
    """Take out of `text` what has the shape of a secret, and what follows a secret's name and `=` or `:`."""
    if len(text) <= LONGEST and not _SIGNS.search(text):
        return text
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text) - LONGEST} more characters)"
    text = _SHAPES.sub(REDACTED, text)
    text = _SCHEMES.sub(rf"\1 {REDACTED}", text)
    return _PAIRS.sub(rf"\1{REDACTED}", text)


def redact(_logger: Any, _method: str, event_dict: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - any logger
    """Turn every value into plain data without secrets, however deep it is; a structlog processor."""
    return _mapping(event_dict, _DEEPEST)


def _mapping(pairs: Mapping[Any, Any], depth: int) -> dict[str, Any]:
    return {scrub(str(name)): _named(str(name), value, depth) for name, value in pairs.items()}


def _named(name: str, value: object, depth: int) -> object:
    """Hide what has a secret's name; yes, no and nothing give nothing away."""
    if value is None or isinstance(value, bool) or not _SECRET_NAME.search(name):
        return _plain(value, depth)
    return REDACTED


def _plain(value: object, depth: int) -> object:
    if type(value) is str:
        return scrub(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, SecretStr | SecretBytes):
        return REDACTED
    if isinstance(value, Mapping | list | tuple | AbstractSet):
        return _collection(value, depth - 1) if depth else TOO_DEEP
    return scrub(_text(value))


def _collection(value: Mapping[Any, Any] | Collection[Any], depth: int) -> object:
    if isinstance(value, Mapping):
        return _mapping(value, depth)
    return [_plain(each, depth) for each in value]


def _text(value: object) -> str:
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str | date | time | timedelta):
        return str(value)
    try:
        return repr(value)
    except Exception as error:  # noqa: BLE001 - a log record must never fail for what it describes
        return f"<{type(value).__name__} whose repr raised {type(error).__name__}>"
