"""What can go wrong between us and the Arize AX REST API.

* ArizeError
  x ProblemError              the API answered with a code that is no success
    - BadRequest              400
    - Unauthenticated         401
    - Forbidden               403
    - NotFound                404, also for what the key may not see
    - Conflict                409
    - Unprocessable           422
    - RateLimited             429
    - ServerError             5xx
  x TransportError
    - NotSent                 the request surely never left
    - AnswerLost              it left, and no answer came back
  x UnreadableAnswer          a success, but not with the JSON expected
    - ReplacedAnswer          a page for people in the place of an answer, with whatever code below 500
  x AmbiguousEmail            two users have the address

None of them holds the key, a header, a request or a temporary password, and none is chained to an error that does.
`str()` names the operation and the code; what the API said stands in the attributes, since it may name people.
"""

# ruff: noqa: N818 - the codes go by their names in the RFCs, and the tree above says that all are errors
from __future__ import annotations

from http import HTTPStatus


class ArizeError(Exception):
    """`operation` is the API's name for what was asked, such as `create_user`.

    `may_have_happened` tells whether the change that was asked for may have been carried out, by this attempt or by
    an earlier one. It is False for what only reads.
    """

    def __init__(self, operation: str, reason: str, *, may_have_happened: bool = False) -> None:
        super().__init__(f"{operation}: {reason}")
        self.operation = operation
        self.reason = reason
        self._may_have_happened = may_have_happened

    @property
    def may_have_happened(self) -> bool:
        return self._may_have_happened

    def doubt(self) -> None:
        """Take note that an earlier attempt may have been carried out."""
        self._may_have_happened = True


class ProblemError(ArizeError):
    """An answer that is no success, with what its RFC 9457 body says.

    `status` is the HTTP code, whatever the body says. `retry_after` is in seconds, None where the API did not say.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the members of RFC 9457, and Arize's own
        self,
        status: int,
        title: str | None = None,
        detail: str | None = None,
        type: str | None = None,  # noqa: A002 - the member's name in RFC 9457
        error_code: str | None = None,
        request_id: str | None = None,
        operation: str = "request",
        *,
        retry_after: float | None = None,
        may_have_happened: bool = False,
    ) -> None:
        super().__init__(operation, _code_in_words(status), may_have_happened=may_have_happened)
        self.status = status
        self.title = title
        self.detail = detail
        self.type = type
        self.error_code = error_code
        self.request_id = request_id
        self.retry_after = retry_after


class BadRequest(ProblemError):
    """400: a wrong body or id, or a user in the wrong state for this."""


class Unauthenticated(ProblemError):
    """401: the key is missing, unknown, expired or revoked."""


class Forbidden(ProblemError):
    """403: the key may see the target, but not do this."""


class NotFound(ProblemError):
    """404: unknown, deleted, or not for this key to see; the API tells them apart to nobody."""


class Conflict(ProblemError):
    """409: on create, the address belongs to an active or a deleted user."""


class Unprocessable(ProblemError):
    """422: well-formed, but it breaks a rule."""


class RateLimited(ProblemError):
    """429: refused unread. `retry_after` is what the API asked for, even where that is longer than we would wait."""


class ServerError(ProblemError):
    """5xx, from the API or from a proxy before it: a change may have been carried out all the same."""


class TransportError(ArizeError):
    """No answer."""


class NotSent(TransportError):
    """No connection was had (DNS, refusal, TLS, a full pool), so nothing was asked."""


class AnswerLost(TransportError):
    """The request left, but the answer was late, broken off or cut short."""


class UnreadableAnswer(ArizeError):
    """Not what the contract says: a success with another body, such as that of one user who has no address."""


class ReplacedAnswer(UnreadableAnswer):
    """A page for people, which something between us and the API sent, whatever was asked for.

    A 429 or a 5xx is what its code says, also with a page.
    """


class AmbiguousEmail(ArizeError):
    """More than one user has the address. Addresses are told apart without regard to case."""


PROBLEMS: dict[int, type[ProblemError]] = {
    400: BadRequest,
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    422: Unprocessable,
    429: RateLimited,
}


def problem_class(status: int) -> type[ProblemError]:
    """The class by the HTTP code alone, because titles and bodies vary."""
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ServerError
    return PROBLEMS.get(status, ProblemError)


def _code_in_words(status: int) -> str:
    known = {known.value: known.phrase for known in HTTPStatus}
    return f"status {status} {known.get(status, '')}".rstrip()
