"""Why the account says no; each carries the HTTP code that the API documents for it."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of the simulator
    """`detail` is the sentence for the caller; `retry_after` is in whole seconds and only for 429."""

    def __init__(self, code: int, detail: str, *, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.retry_after = retry_after


def malformed(detail: str) -> Refused:
    """The request has the wrong shape, or the user is in the wrong state: 400."""
    return Refused(400, detail)


def invalid(detail: str) -> Refused:
    """The request has the right shape, but a value breaks a rule: 422."""
    return Refused(422, detail)


def forbidden(detail: str) -> Refused:
    return Refused(403, detail)


def not_found(what: str = "user") -> Refused:
    """Absent, deleted and not readable give the same answer on purpose."""
    return Refused(404, f"No {what} with this id is visible to the caller.")


def conflict() -> Refused:
    """The API does not say whether the address is in use or was deleted."""
    return Refused(409, "A user with this email address already exists.")
