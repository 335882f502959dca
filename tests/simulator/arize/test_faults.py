"""Trouble on demand, as a client meets it."""

from __future__ import annotations

import asyncio
import json
import time
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.simulator.arize import (
    Drop,
    ExtraMembers,
    Fault,
    Faults,
    Garbage,
    Hold,
    Html,
    HugeBody,
    Latency,
    LoopingCursor,
    LostAnswer,
    RunningArize,
    SlowDrip,
    Status,
    UnknownVocabulary,
)

if TYPE_CHECKING:
    from bot.simulator.arize import UserRecord

CY = {
    "name": "Cy Ode",
    "email": "cy@example.com",
    "role": {"type": "PREDEFINED", "name": "MEMBER"},
    "invite_mode": "EMAIL_LINK",
}


@pytest.fixture
def user(sim: RunningArize) -> UserRecord:
    return sim.account.add_user("Ada", "ada@example.com")


def test_faults_are_used_up_in_order_by_the_calls_they_fit() -> None:
    """A star fits any operation; others stay for theirs."""
    faults = Faults()
    faults.next("get_user", Drop(), times=2)
    faults.next("*", Status(503))
    faults.next("list_users", Status(500))
    taken = [faults.take(name) for name in ("list_users", "list_users", "list_users", "get_user", "get_user")]
    assert taken == [Status(503), Status(500), None, Drop(), Drop()]
    assert len(faults) == 0


def test_faults_that_nobody_met_can_be_forgotten() -> None:
    """Before the next part of a story."""
    faults = Faults()
    faults.next("*", Drop(), times=3)
    faults.clear()
    assert (len(faults), faults.take("get_user")) == (0, None)


async def test_a_status_is_answered_without_the_work(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """As a problem that says why, with Retry-After where asked for."""
    sim.faults.next("create_user", Status(429, retry_after=3))
    sim.faults.next("create_user", Status(503, detail="Closed for repair."))
    first, second = await client.post("/v2/users", json=CY), await client.post("/v2/users", json=CY)
    assert (first.status_code, first.headers["retry-after"], first.json()["status"]) == (429, "3", 429)
    assert (second.status_code, second.json()["detail"]) == (503, "Closed for repair.")
    assert "retry-after" not in second.headers
    assert (sim.account.users, [call.done for call in sim.calls]) == ([], [False, False])


@pytest.mark.parametrize(
    ("fault", "code", "html"),
    [
        (Html(), 502, True),
        (Html(200), 200, True),
        (Status(503, html=True), 503, True),
        (Status(502, empty=True), 502, False),
        (Status(500), 500, False),
        (Status(599), 599, False),
    ],
)
async def test_answers_that_are_not_the_apis(
    sim: RunningArize,
    client: httpx.AsyncClient,
    fault: Fault,
    code: int,
    html: bool,  # noqa: FBT001 - a column
) -> None:
    """A page, nothing at all, or a code that the API does not list."""
    sim.faults.next("*", fault)
    answer = await client.get("/v2/users")
    assert (answer.status_code, answer.headers.get("content-type", "").startswith("text/html")) == (code, html)
    assert (await client.get("/v2/users")).status_code == 200


async def test_a_dropped_connection_did_nothing(sim: RunningArize, client: httpx.AsyncClient, user: UserRecord) -> None:
    """The client gets no answer, and the user is still there."""
    sim.faults.next("delete_user", Drop())
    with pytest.raises(httpx.RemoteProtocolError):
        await client.delete(f"/v2/users/{user.id}")
    assert sim.account.users == [user]
    assert [(call.operation, call.status, call.done) for call in sim.calls] == [("delete_user", None, False)]


async def test_a_lost_answer_did_the_work(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """The client cannot know; the record can. A next request gets its answer."""
    sim.faults.next("create_user", LostAnswer())
    with pytest.raises(httpx.RemoteProtocolError):
        await client.post("/v2/users", json=CY)
    assert [(call.status, call.done) for call in sim.calls] == [(None, True)]
    assert (await client.post("/v2/users", json=CY)).status_code == 200


@pytest.mark.parametrize("after", [False, True])
async def test_a_held_call_hangs_before_its_work_or_after_it(
    sim: RunningArize, client: httpx.AsyncClient, *, after: bool
) -> None:
    """Until it is released; then its client gets no answer, so that a test can decide what happens meanwhile."""
    hold = Hold(after=after)
    sim.faults.next("create_user", hold)
    asked = asyncio.create_task(client.post("/v2/users", json=CY))
    await hold.reached()
    assert len(sim.account.users) == after
    assert not asked.done()
    hold.release()
    with pytest.raises(httpx.RemoteProtocolError):
        await asked
    assert [(call.status, call.done) for call in sim.calls] == [(None, after)]


async def test_latency_delays_work_that_is_done_even_if_the_client_left(
    sim: RunningArize, client: httpx.AsyncClient
) -> None:
    """A time-out proves nothing."""
    sim.faults.next("create_user", Latency(0.15))
    with pytest.raises(httpx.ReadTimeout):
        await client.post("/v2/users", json=CY, timeout=0.05)
    sim.faults.next("list_users", Latency(0.15))
    later = (await client.get("/v2/users")).json()
    assert [user["email"] for user in later["users"]] == ["cy@example.com"]


async def test_latency_delays_an_honest_answer(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """By at least the seconds asked for."""
    sim.faults.next("*", Latency(0.05))
    started = time.monotonic()
    assert (await client.get("/v2/users")).status_code == 200
    assert time.monotonic() - started >= 0.05


async def test_garbage_is_a_good_code_with_half_a_body(
    sim: RunningArize, client: httpx.AsyncClient, user: UserRecord
) -> None:
    """The work was done, but the answer cannot be read."""
    sim.faults.next("update_user", Garbage())
    answer = await client.patch(f"/v2/users/{user.id}", json={"name": "Ada King"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    with pytest.raises(json.JSONDecodeError):
        answer.json()
    assert [found.name for found in sim.account.users] == ["Ada King"]


@pytest.mark.usefixtures("user")
async def test_a_huge_body_is_valid_but_large(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """As large as asked for."""
    sim.faults.next("*", HugeBody(size=1_000_000))
    answer = await client.get("/v2/users")
    assert (len(answer.content) > 1_000_000, len(answer.json()["users"])) == (True, 1)


@pytest.mark.usefixtures("user")
async def test_a_dripping_body_comes_whole_in_the_end(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """In many pieces, so that a time-out between pieces never strikes."""
    sim.faults.next("*", SlowDrip(seconds=0.0001))
    async with client.stream("GET", "/v2/users") as answer:
        pieces = [piece async for piece in answer.aiter_raw()]
    assert (answer.headers["content-type"], len(pieces) > 5) == ("application/json", True)
    assert len(json.loads(b"".join(pieces))["users"]) == 1


@pytest.mark.usefixtures("user")
async def test_extra_members_of_a_future_version(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """In every object, beside the known ones."""
    sim.faults.next("*", ExtraMembers())
    page = (await client.get("/v2/users")).json()
    for body in (page, page["users"][0], page["users"][0]["role"], page["pagination"]):
        assert body["added_later"] == {"level": 1}
    assert page["users"][0]["email"] == "ada@example.com"


async def test_words_of_a_future_version(sim: RunningArize, client: httpx.AsyncClient, user: UserRecord) -> None:
    """A role and a status that nobody knows, in lists and single answers; lists of roles stay as they are."""
    sim.faults.next("*", UnknownVocabulary(), times=2)
    for body in ((await client.get("/v2/users")).json()["users"][0], (await client.get(f"/v2/users/{user.id}")).json()):
        assert (body["role"], body["status"]) == ({"type": "PREDEFINED", "name": "AUDITOR"}, "SUSPENDED")
    sim.faults.next("list_roles", UnknownVocabulary())
    assert "AUDITOR" not in (await client.get("/v2/roles")).text


@pytest.mark.usefixtures("user")
async def test_a_cursor_that_leads_back(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """The same page and the same cursor each time, with filters kept."""
    sim.faults.next("list_users", LoopingCursor(), times=3)
    asked: dict[str, str] = {"email": "ada"}
    for _ in range(3):
        page = (await client.get("/v2/users", params=asked)).json()
        assert (len(page["users"]), page["pagination"]["has_more"]) == (1, True)
        asked["cursor"] = page["pagination"]["next_cursor"]


@pytest.mark.parametrize("fault", [ExtraMembers(), UnknownVocabulary(), LoopingCursor()])
async def test_a_refusal_stays_honest(sim: RunningArize, client: httpx.AsyncClient, fault: Fault) -> None:
    """Faults of answers change good answers only."""
    sim.faults.next("*", fault)
    answer = await client.get("/v2/users?limit=0")
    assert (answer.status_code, set(answer.json())) == (400, {"type", "title", "status", "detail"})
