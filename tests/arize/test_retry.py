"""What is asked again, how often, after how long; and what never is."""

from __future__ import annotations

from itertools import product

import pytest
from pydantic import SecretStr
from starlette.responses import JSONResponse, Response
from structlog.testing import capture_logs

from bot.arize import (
    AnswerLost,
    ArizeClient,
    ArizeError,
    NotFound,
    NotSent,
    ProblemError,
    RateLimited,
    ServerError,
    UnreadableAnswer,
    Wait,
)
from tests.arize.story import (
    ADA,
    BY_CODE_ALONE,
    CALLS,
    CHANGES,
    FAST,
    KEY,
    ONCE_ONLY,
    SAFE_CHANGES,
    CutShort,
    Dropped,
    Silent,
    always,
    in_turn,
    nowhere,
    page,
    problem,
    telling,
)

PASSING: dict[str, Response] = {
    "500": problem(500),
    "502": Response(status_code=502),
    "503": problem(503),
    "504": Response("<p>", 504),
    "dropped": Dropped(),
    "cut short": CutShort(),
    "silent": Silent(),
}
SUCCESSES = [(name, "cut short") for name in BY_CODE_ALONE]
"""The code is all that these are asked for."""
FINAL = (307, 400, 401, 403, 404, 409, 422, 501)


@pytest.mark.parametrize(("name", "trouble"), [pair for pair in product(CALLS, PASSING) if pair not in SUCCESSES])
async def test_what_may_have_been_read_is_repeated_only_where_that_is_safe(name: str, trouble: str) -> None:
    """A mail is never sent twice and a password never lost because an answer was."""
    async with telling(always(PASSING[trouble]), timeout=0.1 if trouble == "silent" else 10.0) as told:
        with pytest.raises(ArizeError) as raised:
            await CALLS[name](told.client)
    assert len(told.asked) == (1 if name in ONCE_ONLY else FAST.attempts)
    assert raised.value.may_have_happened is (name in CHANGES)
    assert isinstance(raised.value, ServerError if trouble.isdigit() else AnswerLost)


@pytest.mark.parametrize(("name", "trouble"), SUCCESSES)
async def test_a_success_without_a_body_is_one_whatever_follows_its_code(name: str, trouble: str) -> None:
    """So nobody is mailed twice for a body that nobody reads."""
    async with telling(always(PASSING[trouble])) as told:
        assert await CALLS[name](told.client) is None
    assert len(told.asked) == 1


@pytest.mark.parametrize("name", CALLS)
async def test_what_was_refused_unread_is_always_repeated(name: str) -> None:
    """429 says that nothing was done."""
    async with telling(always(problem(429))) as told:
        with pytest.raises(RateLimited) as raised:
            await CALLS[name](told.client)
    assert len(told.asked) == FAST.attempts
    assert not raised.value.may_have_happened


@pytest.mark.parametrize("name", CALLS)
async def test_what_never_left_is_always_repeated(name: str) -> None:
    """Without a connection nothing was done."""
    waits: list[Wait] = []
    async with ArizeClient(SecretStr(KEY), base_url=nowhere(), retry=FAST) as client:
        with pytest.raises(NotSent) as raised:
            await CALLS[name](client.watched(waits.append))
    assert [wait.attempt for wait in waits] == [1, 2, 3]
    assert not raised.value.may_have_happened


@pytest.mark.parametrize("name", CALLS)
async def test_what_will_not_change_is_asked_once(name: str) -> None:
    """A refusal stays one, and a revoked key is not tried again."""
    async with telling(in_turn(*map(problem, FINAL))) as told:
        for code in FINAL:
            with pytest.raises(ProblemError) as raised:
                await CALLS[name](told.client)
            assert raised.value.status == code
    assert len(told.asked) == len(FINAL)


async def test_trouble_that_passes_is_not_noticed() -> None:
    """Apart from the wait."""
    async with telling(in_turn(problem(503), Dropped(), problem(429), page(ADA))) as told:
        assert len((await told.client.list_users()).users) == 1
    assert len(told.asked) == 4


async def test_a_mail_invitation_whose_answer_was_lost_is_found_again() -> None:
    """The second answer is a 200: the invitation is there."""
    async with telling(in_turn(Dropped(), JSONResponse(ADA | {"status": "INVITED"}, 200))) as told:
        created = await CALLS["create_user by mail"](told.client)
    assert (created.is_new, created.after_doubt) == (False, True)
    assert told.asked[0].body == told.asked[1].body


@pytest.mark.parametrize("name", SAFE_CHANGES)
@pytest.mark.parametrize("first", ["dropped", "502"])
async def test_the_doubt_of_an_earlier_attempt_stays(name: str, first: str) -> None:
    """A 429 after a lost answer does not mean that nothing was done: the lost answer is what is told."""
    async with telling(in_turn(PASSING[first], problem(429))) as told:
        with pytest.raises(AnswerLost if first == "dropped" else ServerError) as raised:
            await CALLS[name](told.client)
    assert len(told.asked) == FAST.attempts
    assert raised.value.may_have_happened


async def test_a_refusal_after_a_lost_answer_keeps_its_kind() -> None:
    """But it says that the change may have happened."""
    async with telling(in_turn(Dropped(), problem(404))) as told:
        with pytest.raises(NotFound) as raised:
            await told.client.delete_user("u1")
    assert raised.value.may_have_happened


async def test_a_success_that_cannot_be_read_is_not_asked_for_again() -> None:
    """It was done."""
    async with telling(always(Response("<p>", 200))) as told:
        with pytest.raises(UnreadableAnswer) as raised:
            await told.client.update_user("u1", name="Ada")
    assert len(told.asked) == 1
    assert raised.value.may_have_happened


async def test_a_view_has_its_own_watcher() -> None:
    """Whoever waits is told, and nobody else."""
    one: list[Wait] = []
    other: list[Wait] = []
    async with telling(in_turn(problem(503), page())) as told:
        first, second = told.client.watched(one.append), told.client.watched(other.append)
        await first.list_users()
        await second.list_users()
        await told.client.list_users()
    assert (len(one), other) == (1, [])


async def test_each_retry_is_logged() -> None:
    """Under a dotted name, with the request's id and no address."""
    with capture_logs() as logged:
        async with telling(in_turn(problem(503, request_id="r-1", title="jane@x.io"), page())) as told:
            await told.client.list_users(email="jane@x.io")
    retried = [record for record in logged if record["event"] == "arize.retried"]
    assert retried == [
        {
            "event": "arize.retried",
            "log_level": "info",
            "operation": "list_users",
            "attempt": 1,
            "seconds": 0.001,
            "reason": "status 503 Service Unavailable",
            "request_id": "r-1",
        }
    ]
    assert "jane" not in str(logged)
