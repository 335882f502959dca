"""Ids, mail tokens and passwords, made up from a seeded generator so that a run can be repeated."""

from __future__ import annotations

import base64
import re
import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_WELL_FORMED = re.compile(r"[A-Za-z0-9+/_-]+={0,2}", re.ASCII)
_PASSWORD_LETTERS = string.ascii_letters + string.digits + "*_~-!"
"""With the signs that Slack's markup would swallow, and none that JSON or HTML would escape."""


def is_well_formed(identifier: str) -> bool:
    """Whether the text could be an id at all: the API answers 400 where it could not, 404 where it is unknown."""
    return _WELL_FORMED.fullmatch(identifier) is not None


def opaque_id(kind: str, serial: int, ids: Random) -> str:
    """Base64 as the API's ids are, of bytes that make "/", "+" and "=" turn up in it."""
    return base64.b64encode(f"{kind}:{serial}:".encode() + ids.randbytes(4)).decode()


def mail_token(ids: Random) -> str:
    return ids.randbytes(16).hex()


def temporary_password(ids: Random) -> str:
    return "Tmp-" + "".join(ids.choices(_PASSWORD_LETTERS, k=16))
