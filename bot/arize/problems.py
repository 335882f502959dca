"""From an answer that is no success to the error it is. Bodies may be RFC 9457 problems, other JSON, or empty."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from bot.arize.errors import ServerError, problem_class

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import SecretStr

    from bot.arize.answer import Answer
    from bot.arize.errors import ProblemError
    from bot.arize.operations import Operation

LONGEST_TEXT = 500
"""Characters kept of each text that the API says."""

_SECONDS = re.compile(r"\d{1,9}", re.ASCII)


def problem(answer: Answer, operation: Operation, key: SecretStr) -> ProblemError:
    """The error of an answer; `key` is taken out of what it says, should it be echoed."""
    said = answer.json()
    members: dict[str, Any] = said if isinstance(said, dict) else {}

    def text(member: str, header: str = "") -> str | None:
        return _clipped(members.get(member) or answer.headers.get(header), key)

    kind = problem_class(answer.status)
    return kind(
        answer.status,
        title=text("title"),
        detail=text("detail"),
        type=text("type"),
        error_code=text("error_code"),
        request_id=text("request_id", "x-request-id"),
        operation=operation.name,
        retry_after=retry_after(answer.headers, datetime.now(UTC)),
        may_have_happened=operation.changes and kind is ServerError,
    )


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait, by RFC 9110: a number of them or a date. None without the header or with a wrong one.

    A date is compared with the server's own clock where the answer tells it, else with `now`.
    """
    said = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(said):
        return float(said)
    moment = http_date(said)
    if moment is None:
        return None
    return max(0.0, (moment - (http_date(headers.get("date", "")) or now)).total_seconds())


def http_date(text: str) -> datetime | None:
    """A moment as the header `Date` has it; None for what is none."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _clipped(text: object, key: SecretStr) -> str | None:
    """Half a surrogate pair becomes a question mark: so JSON may have it, and a header in which not all is UTF-8."""
    if not isinstance(text, str) or not text.strip():
        return None
    safe = text.strip().encode(errors="replace").decode().replace(key.get_secret_value(), "[redacted]")
    return safe if len(safe) <= LONGEST_TEXT else f"{safe[: LONGEST_TEXT - 1]}…"
