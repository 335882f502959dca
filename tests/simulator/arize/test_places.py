"""Organizations, spaces and who is in them, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import httpx
import pytest

from bot.simulator.arize import LostAnswer, RunningArize, Status, arize_simulator, seed
from tests.simulator.arize.conftest import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from httpx import Response


class Desk:
    """Asks a seeded account by name."""

    def __init__(self, sim: RunningArize, http: httpx.AsyncClient) -> None:
        self.sim = sim
        self.http = http

    def user(self, email: str) -> str:
        found = self.sim.account.user(email)
        assert found is not None
        return found.id

    def org(self, name: str) -> str:
        return next(each.id for each in self.sim.account.places.organizations if each.name == name)

    def space(self, name: str) -> str:
        return next(each.id for each in self.sim.account.places.spaces if each.name == name)

    def role(self, email: str, *names: str) -> str | None:
        return self.sim.account.places.role_of(self.user(email), *names)

    async def add(self, place: str, email: str, role: str) -> Response:
        body = {"user_id": self.user(email), "role": {"type": "PREDEFINED", "name": role}}
        return await self.http.post(f"/v2/{self._path(place)}/users", json=body)

    async def remove(self, place: str, email: str) -> Response:
        return await self.http.delete(f"/v2/{self._path(place)}/users/{quote(self.user(email), safe='')}")

    def _path(self, place: str) -> str:
        is_org = place in {each.name for each in self.sim.account.places.organizations}
        kind, found = ("organizations", self.org(place)) if is_org else ("spaces", self.space(place))
        return f"{kind}/{quote(found, safe='')}"


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with arize_simulator(seeded=True, clock=lambda: NOON) as sim, _connected(sim, sim.api_key) as http:
        yield Desk(sim, http)


def _connected(sim: RunningArize, key: str) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=sim.url, headers={"Authorization": f"Bearer {key}"}, timeout=10)


async def names(desk: Desk, path: str, **query: Any) -> list[str]:  # noqa: ANN401 - any parameter
    body = (await desk.http.get(path, params=query)).json()
    return [row["name"] for row in body[path.rpartition("/")[2]]]


async def test_lists_and_their_filters(desk: Desk) -> None:
    """A part of the name in any case; the spaces of one organization."""
    assert await names(desk, "/v2/organizations") == ["Research", "Production", "Partners"]
    assert await names(desk, "/v2/organizations", name="PAR") == ["Partners"]
    assert await names(desk, "/v2/spaces", org_id=desk.org("Research")) == ["Language", "Vision"]
    assert await names(desk, "/v2/spaces", name="r") == ["Ranking", "Search"]
    assert await names(desk, "/v2/spaces", name="r", org_id=desk.org("Partners")) == []


async def test_lists_go_from_page_to_page(desk: Desk) -> None:
    """A cursor holds for its filters."""
    first = (await desk.http.get("/v2/spaces", params={"limit": 3})).json()
    assert first["pagination"]["has_more"]
    cursor = first["pagination"]["next_cursor"]
    assert await names(desk, "/v2/spaces", limit=3, cursor=cursor) == ["Search", "Labelling"]
    assert (await desk.http.get("/v2/spaces", params={"cursor": cursor, "name": "x"})).status_code == 400


@pytest.mark.parametrize(
    ("query", "code"), [({"name": "n" * 256}, 400), ({"org_id": "T3Jn"}, 404), ({"org_id": "?"}, 400)]
)
async def test_lists_that_cannot_be(desk: Desk, query: dict[str, str], code: int) -> None:
    """A filter that is too long, an organization that is not there, what is no id."""
    assert (await desk.http.get("/v2/spaces", params=query)).status_code == code


async def test_adding_and_changing_a_role_are_one_call(desk: Desk) -> None:
    """The membership keeps its id."""
    first = await desk.add("Production", "ada@example.com", "READ_ONLY")
    again = await desk.add("Production", "ada@example.com", "MEMBER")
    assert (first.status_code, again.status_code, first.json()["id"]) == (200, 200, again.json()["id"])
    assert again.json()["role"] == {"type": "PREDEFINED", "name": "MEMBER"}
    assert again.json()["organization_id"] == desk.org("Production")
    assert desk.role("ada@example.com", "Production") == "MEMBER"


async def test_a_space_takes_only_members_of_its_organization(desk: Desk) -> None:
    """400 before, 200 after."""
    refused = await desk.add("Ranking", "ada@example.com", "MEMBER")
    assert (refused.status_code, "space's organization" in refused.json()["detail"]) == (400, True)
    await desk.add("Production", "ada@example.com", "MEMBER")
    added = await desk.add("Ranking", "ada@example.com", "READ_ONLY")
    assert (added.status_code, added.json()["space_id"]) == (200, desk.space("Ranking"))
    assert desk.role("ada@example.com", "Production", "Ranking") == "READ_ONLY"


@pytest.mark.parametrize(("email", "role"), [("gus@partner.example", "MEMBER"), ("ada@example.com", "ANNOTATOR")])
@pytest.mark.parametrize("place", ["Research", "Vision"])
async def test_annotators_are_annotators_and_nobody_else_is(desk: Desk, email: str, role: str, place: str) -> None:
    """400, in both directions, in organizations and in spaces."""
    assert (await desk.add(place, email, role)).status_code == 400


async def test_leaving_an_organization_is_leaving_its_spaces(desk: Desk) -> None:
    """And no others; the second time there is nobody to remove."""
    await desk.add("Production", "ada@example.com", "MEMBER")
    assert (await desk.remove("Research", "ada@example.com")).status_code == 204
    assert desk.role("ada@example.com", "Research") is None
    assert desk.role("ada@example.com", "Research", "Vision") is None
    assert desk.role("ada@example.com", "Production") == "MEMBER"
    assert (await desk.remove("Research", "ada@example.com")).status_code == 404


async def test_leaving_a_space_leaves_the_rest(desk: Desk) -> None:
    """404 for whom is not in it."""
    assert (await desk.remove("Vision", "ada@example.com")).status_code == 204
    assert (await desk.remove("Vision", "ada@example.com")).status_code == 404
    assert desk.role("ada@example.com", "Research", "Language") == "MEMBER"


async def test_a_deleted_user_is_in_nothing(desk: Desk) -> None:
    """Nor can they be added."""
    user_id = desk.user("ada@example.com")
    await desk.http.delete(f"/v2/users/{quote(user_id, safe='')}")
    assert desk.sim.account.places.role_of(user_id, "Research") is None
    body = {"user_id": user_id, "role": {"type": "PREDEFINED", "name": "MEMBER"}}
    answer = await desk.http.post(f"/v2/organizations/{quote(desk.org('Research'), safe='')}/users", json=body)
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"role": "MEMBER"}, 400),
        ({"role": {"type": "PREDEFINED", "name": "MEMBER_UI_ONLY"}}, 422),
        ({"role": {"type": "CUSTOM", "id": "Um9sZQ=="}}, 422),
        ({"role": {"type": "CUSTOM"}}, 400),
        ({"user_id": 1}, 400),
        ({"user_id": "?"}, 400),
        ({"user_id": "VXNlcg=="}, 404),
        ({"more": True}, 400),
    ],
)
async def test_bodies_are_read_strictly(desk: Desk, change: dict[str, object], code: int) -> None:
    """The role is an object, and nothing is left over."""
    body = {"user_id": desk.user("ada@example.com"), "role": {"type": "PREDEFINED", "name": "MEMBER"}} | change
    path = f"/v2/organizations/{quote(desk.org('Research'), safe='')}/users"
    assert (await desk.http.post(path, json=body)).status_code == code


async def test_a_custom_role_of_the_account_can_be_given(desk: Desk) -> None:
    """By its id, which comes back."""
    roles = (await desk.http.get("/v2/roles", params={"is_predefined": "false"})).json()["roles"]
    role = {"type": "CUSTOM", "id": roles[0]["id"]}
    path = f"/v2/organizations/{quote(desk.org('Research'), safe='')}/users"
    answer = await desk.http.post(path, json={"user_id": desk.user("ada@example.com"), "role": role})
    assert answer.json()["role"] == role


async def test_rights_go_by_the_key(desk: Desk) -> None:
    """A member reads, an admin of the place changes it, others see nothing."""
    sim = desk.sim
    sim.account.add_key("ak-sim-ben", "MEMBER", user_id=desk.user("ben@example.com"))
    for key, listing, changing in ((sim.member_key, 200, 403), (sim.powerless_key, 403, 404), ("ak-sim-ben", 200, 200)):
        async with _connected(sim, key) as http:
            theirs = Desk(sim, http)
            assert (await http.get("/v2/organizations")).status_code == listing
            assert (await http.get("/v2/spaces")).status_code == listing
            assert (await theirs.add("Production", "ada@example.com", "MEMBER")).status_code == changing
            assert (await theirs.add("Ranking", "ada@example.com", "MEMBER")).status_code == changing
    async with _connected(sim, "ak-sim-ben") as http:
        assert (await Desk(sim, http).remove("Vision", "ada@example.com")).status_code == 403


@pytest.mark.parametrize("path", ["/v2/organizations/T3Jn/users", "/v2/spaces/U3A=/users"])
async def test_places_that_are_not_there(desk: Desk, path: str) -> None:
    """404 for a well-formed id, 400 for another."""
    body = {"user_id": desk.user("ada@example.com"), "role": {"type": "PREDEFINED", "name": "MEMBER"}}
    assert (await desk.http.post(path, json=body)).status_code == 404
    assert (await desk.http.post(path.replace("=", "%3F").replace("T3Jn", "%3F"), json=body)).status_code == 400


async def test_faults_work_on_them_as_on_the_others(desk: Desk) -> None:
    """By the operation's name; a lost answer was done."""
    desk.sim.faults.next("list_organizations", Status(503))
    assert (await desk.http.get("/v2/organizations")).status_code == 503
    desk.sim.faults.next("remove_space_user", LostAnswer())
    with pytest.raises(httpx.RemoteProtocolError):
        await desk.remove("Vision", "ada@example.com")
    assert desk.role("ada@example.com", "Research", "Vision") is None


async def test_an_older_server_says_less_and_in_lower_case() -> None:
    """`read-only` with a hyphen, and no organization beside a space."""
    async with arize_simulator(vocabulary="lower") as sim, _connected(sim, sim.api_key) as http:
        seed(sim.account)
        desk = Desk(sim, http)
        assert "organization_id" not in (await http.get("/v2/spaces")).json()["spaces"][0]
        body = {"user_id": desk.user("ada@example.com"), "role": {"type": "predefined", "name": "read-only"}}
        answer = await http.post(f"/v2/spaces/{quote(desk.space('Vision'), safe='')}/users", json=body)
        assert answer.json()["role"] == {"type": "predefined", "name": "read-only"}
        assert desk.role("ada@example.com", "Research", "Vision") == "READ_ONLY"
