"""The account over HTTP: keys, routes, encodings, problems, and the record of what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx
import pytest

from bot.simulator.arize import Call, RunningArize, arize_simulator

if TYPE_CHECKING:
    from bot.simulator.arize import UserRecord

ANCHORS = {
    400: "invalid-request",
    401: "authentication-required",
    403: "access-forbidden",
    404: "resource-not-found",
    409: "resource-conflict",
    422: "validation-error",
    429: "rate-limit-exceeded",
}
CY = {
    "name": "Cy Ode",
    "email": "cy@example.com",
    "role": {"type": "PREDEFINED", "name": "MEMBER"},
    "invite_mode": "EMAIL_LINK",
}


def path(user: UserRecord, rest: str = "") -> str:
    return f"/v2/users/{quote(user.id, safe='')}{rest}"


def assert_problem(answer: httpx.Response, code: int) -> None:
    assert (answer.status_code, answer.json()["status"]) == (code, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == f"https://arize.com/docs/ax/rest-reference/errors#{ANCHORS[code]}"
    assert answer.json()["title"]
    assert answer.json()["detail"]


@pytest.mark.parametrize("shape", ["", "{key}", "Basic {key}", "Bearer", "Bearer ak-sim-unknown", "Bearer {key} x"])
async def test_only_a_known_bearer_key_opens(sim: RunningArize, shape: str) -> None:
    """401 with a challenge for anything else, on every operation; a bare key is not enough."""
    headers = {"Authorization": shape.format(key=sim.api_key)} if shape else {}
    async with httpx.AsyncClient(base_url=sim.url, headers=headers) as stranger:
        for method, where in (("GET", "/v2/users"), ("DELETE", "/v2/users/VXNlcg=="), ("GET", "/v2/roles")):
            answer = await stranger.request(method, where)
            assert_problem(answer, 401)
            assert answer.headers["www-authenticate"] == "Bearer"
    assert {(call.actor, call.done) for call in sim.calls} == {(None, False)}


async def test_a_revoked_key_stops_working(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """In mid-flow."""
    assert (await client.get("/v2/users")).status_code == 200
    sim.account.revoke_key(sim.api_key)
    assert_problem(await client.get("/v2/users"), 401)


async def test_each_key_may_do_what_its_role_allows(sim: RunningArize) -> None:
    """The keys that come with a run: admin, member, reader and one without any right."""
    expected = {
        sim.api_key: (200, 201, 200),
        sim.member_key: (200, 200, 200),
        sim.read_key: (200, 403, 403),
        sim.powerless_key: (403, 403, 403),
    }
    async with httpx.AsyncClient(base_url=sim.url) as client:
        for key, codes in expected.items():
            client.headers["Authorization"] = f"Bearer {key}"
            users, created = await client.get("/v2/users"), await client.post("/v2/users", json=CY)
            assert (users.status_code, created.status_code, (await client.get("/v2/roles")).status_code) == codes


async def test_an_encoded_id_arrives_decoded(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """Also where it holds a slash and a plus; sent raw, a slash leads nowhere."""
    users = [sim.account.add_user("U", f"u{number}@example.com") for number in range(60)]
    user = next(user for user in users if "/" in user.id)
    assert (await client.get(path(user))).json()["id"] == user.id
    assert (await client.get(f"/v2/users/{user.id}")).status_code == 404
    assert {(await client.get(path(user))).status_code for user in users} == {200}


@pytest.mark.parametrize(("where", "code"), [("/v2/users/not%20an%20id", 400), ("/v2/users/VXNlcjo5OTk%3D", 404)])
async def test_ids_are_malformed_or_unknown(client: httpx.AsyncClient, where: str, code: int) -> None:
    """400 and 404."""
    assert_problem(await client.get(where), code)


async def test_posts_without_a_body_need_no_content_type(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """And do no harm with one."""
    user = sim.account.add_user("Jane", "jane@example.com", status="INVITED")
    for headers in ({}, {"Content-Type": "application/json"}):
        answer = await client.post(path(user, "/resend-invitation"), headers=headers)
        assert (answer.status_code, answer.content) == (204, b"")
    assert len(sim.account.mails) == 2


async def test_the_last_page_has_no_next_cursor(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """It is left out, not null."""
    for number in range(3):
        sim.account.add_user("U", f"u{number}@example.com")
    first = (await client.get("/v2/users", params={"limit": 2})).json()
    cursor = first["pagination"]["next_cursor"]
    last = (await client.get("/v2/users", params={"limit": 2, "cursor": cursor})).json()
    assert (len(first["users"]), len(last["users"]), last["pagination"]) == (2, 1, {"has_more": False})


async def test_an_answer_has_exactly_the_listed_members(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """An invitation that was there already shows no invite mode: some clients tell 200 from 201 by it."""
    first, again = await client.post("/v2/users", json=CY), await client.post("/v2/users", json=CY)
    [user] = sim.account.users
    body = {
        "id": user.id,
        "name": "Cy Ode",
        "email": "cy@example.com",
        "created_at": "2026-11-23T12:00:00Z",
        "status": "INVITED",
        "role": {"type": "PREDEFINED", "name": "MEMBER"},
        "is_developer": True,
    }
    assert (first.status_code, first.json()) == (201, {**body, "invite_mode": "EMAIL_LINK"})
    assert (again.status_code, again.json()) == (200, body)


async def test_a_user_is_changed_and_deleted(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """PATCH answers with the user; deleting is 204, again too, and burns the address."""
    user = sim.account.add_user("Cy", "cy@example.com")
    changed = await client.patch(path(user), json={"name": " Cy Two ", "is_developer": False})
    assert (changed.json()["name"], changed.json()["is_developer"]) == ("Cy Two", False)
    for _ in range(2):
        assert (await client.delete(path(user))).status_code == 204
    assert_problem(await client.get(path(user)), 404)
    assert_problem(await client.post("/v2/users", json=CY), 409)


async def test_a_reset_is_mailed(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """204 and a mail."""
    user = sim.account.add_user("Cy", "cy@example.com")
    assert (await client.post(path(user, "/reset-password"))).status_code == 204
    assert [mail.kind for mail in sim.account.mails] == ["reset"]


async def test_a_broken_rule_is_422(client: httpx.AsyncClient) -> None:
    """With the API's problem."""
    assert_problem(await client.post("/v2/users", json={**CY, "email": "cy"}), 422)


async def test_a_lower_case_server_speaks_lower_case() -> None:
    """In answers and in what it accepts: upper case is refused."""
    async with arize_simulator(vocabulary="lower") as sim, httpx.AsyncClient(base_url=sim.url) as client:
        client.headers["Authorization"] = f"Bearer {sim.api_key}"
        old = {**CY, "role": {"type": "predefined", "name": "member_ui_only"}, "invite_mode": "email_link"}
        answer = (await client.post("/v2/users", json=old)).json()
        assert (answer["role"], answer["status"], answer["invite_mode"]) == (old["role"], "invited", "email_link")
        assert_problem(await client.post("/v2/users", json=CY), 422)
        assert_problem(await client.get("/v2/users?status=INVITED"), 400)


async def test_too_many_requests_are_told_when_to_return() -> None:
    """429 with Retry-After in whole seconds."""
    async with arize_simulator(rate_limit=0.01) as sim, httpx.AsyncClient(base_url=sim.url) as client:
        client.headers["Authorization"] = f"Bearer {sim.api_key}"
        assert (await client.get("/v2/users")).status_code == 200
        throttled = await client.get("/v2/users")
        assert_problem(throttled, 429)
        assert 90 <= int(throttled.headers["retry-after"]) <= 100
        assert [call.done for call in sim.calls] == [True, False]


@pytest.mark.parametrize(
    ("method", "where", "code"), [("GET", "/v2/user", 404), ("GET", "/", 404), ("PUT", "/v2/users", 405)]
)
async def test_other_resources_and_methods_do_not_exist(
    sim: RunningArize, client: httpx.AsyncClient, method: str, where: str, code: int
) -> None:
    """Also told as a problem, and on record."""
    answer = await client.request(method, where)
    assert (answer.status_code, answer.json()["status"]) == (code, code)
    assert sim.calls == [Call("none", method, where, code, actor=None, done=False)]


async def test_what_was_asked_is_on_record(sim: RunningArize, client: httpx.AsyncClient) -> None:
    """With the path as it was sent and the name of the key, never the key."""
    user = sim.account.add_user("Cy", "cy@example.com")
    await client.get(path(user))
    await client.patch(path(user), json={})
    await client.head("/v2/users")
    assert sim.calls == [
        Call("get_user", "GET", path(user), 200, "ADMIN key 1", done=True),
        Call("update_user", "PATCH", path(user), 400, "ADMIN key 1", done=False),
        Call("list_users", "HEAD", "/v2/users", 200, "ADMIN key 1", done=True),
    ]
    assert "ak-sim" not in repr((sim, sim.calls, sim.account))
