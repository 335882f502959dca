"""Each way to fail has its class, found by the HTTP code alone."""

from __future__ import annotations

import pytest
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.arize import (
    ArizeError,
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    ProblemError,
    RateLimited,
    RetryPolicy,
    ServerError,
    Unauthenticated,
    Unprocessable,
)
from tests.arize.story import CALLS, CHANGES, READS, always, in_turn, problem, telling

ONCE = RetryPolicy(attempts=1)
CODES: list[tuple[int, type[ProblemError]]] = [
    (307, ProblemError),
    (400, BadRequest),
    (401, Unauthenticated),
    (403, Forbidden),
    (404, NotFound),
    (409, Conflict),
    (418, ProblemError),
    (422, Unprocessable),
    (429, RateLimited),
    (499, ProblemError),
    (500, ServerError),
    (501, ServerError),
    (503, ServerError),
    (599, ServerError),
]


def bodies(status: int) -> list[Response]:
    """A problem that claims another code, nothing at all, and JSON of other kinds; a page where anybody may say so."""
    return [
        problem(status) if status == 599 else problem(status, status=200),
        *([HTMLResponse("<h1>Bad gateway</h1>", status)] if status == 429 or status >= 500 else []),
        Response(status_code=status),
        HTMLResponse(status_code=status),
        Response('{"detail": "No."}', status, media_type="text/plain"),
        Response("[1]", status, media_type="application/json"),
        Response('{"detail": 7, "title": ["x"]}', status, media_type="application/json"),
        Response("[" * 100_000, status, media_type="application/json"),
        Response(b"\xff\xfe\x00", status),
    ]


@pytest.mark.parametrize(("status", "kind"), CODES)
async def test_the_code_alone_decides(status: int, kind: type[ProblemError]) -> None:
    """Whatever the body is or claims, as long as it may be the API's."""
    async with telling(in_turn(*bodies(status)), retry=ONCE) as told:
        for _ in bodies(status):
            with pytest.raises(ProblemError) as raised:
                await told.client.delete_user("u1")
            assert type(raised.value) is kind
            assert (raised.value.status, raised.value.operation) == (status, "delete_user")
            assert raised.value.may_have_happened is (status >= 500)
            assert "<" not in str(raised.value) + str(raised.value.detail)
    assert len(told.asked) == len(bodies(status))


async def test_a_problem_tells_what_it_knows() -> None:
    """All members of RFC 9457 that we use, and Arize's own."""
    answer = problem(409, detail="Taken.", type="https://x.io/e#taken", error_code="E7", request_id="r-1")
    async with telling(always(answer)) as told:
        with pytest.raises(Conflict) as raised:
            await told.client.update_user("u1", name="Ada")
    error = raised.value
    assert (error.title, error.detail, error.type) == ("A title", "Taken.", "https://x.io/e#taken")
    assert (error.error_code, error.request_id, error.retry_after) == ("E7", "r-1", None)
    assert str(error) == "update_user: status 409 Conflict"


async def test_a_request_id_may_stand_in_a_header() -> None:
    """Where a proxy answered with a page."""
    async with telling(always(HTMLResponse("?", 500, {"x-request-id": "r-9"}))) as told:
        with pytest.raises(ServerError) as raised:
            await told.client.list_users()
    assert raised.value.request_id == "r-9"


async def test_a_detail_has_an_end() -> None:
    """500 characters at most, with a sign that there was more."""
    async with telling(always(problem(400, detail="x" * 20_000))) as told:
        with pytest.raises(BadRequest) as raised:
            await told.client.list_users()
    assert raised.value.detail == "x" * 499 + "…"


async def test_redirects_are_not_followed() -> None:
    """The key would go along."""
    async with telling(always(RedirectResponse("/v2/elsewhere"))) as told:
        with pytest.raises(ProblemError) as raised:
            await told.client.list_users()
    assert (raised.value.status, len(told.asked)) == (307, 1)


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("status", [403, 500])
async def test_only_a_change_may_have_happened(name: str, status: int) -> None:
    """A refusal did nothing, a read changes nothing; a failed change is in doubt."""
    async with telling(always(problem(status)), retry=ONCE) as told:
        with pytest.raises(ArizeError) as raised:
            await CALLS[name](told.client)
    assert raised.value.may_have_happened is (name in CHANGES and status == 500)
    assert raised.value.operation == name.split(maxsplit=1)[0]


def test_problems_can_be_made_without_an_answer() -> None:
    """A code is enough; one that is not in the RFCs is said as a number."""
    assert str(ProblemError(599)) == "request: status 599"
    assert str(ProblemError(404, operation="get_user")) == "get_user: status 404 Not Found"
    assert not RateLimited(429).may_have_happened


def test_every_call_is_a_read_or_a_change() -> None:
    """The tables above leave nothing out."""
    assert CALLS.keys() == READS.keys() | CHANGES.keys()
    assert len(CALLS) == 16
