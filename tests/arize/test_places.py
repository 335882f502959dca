"""Organizations and spaces, as they go over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr
from starlette.responses import JSONResponse, Response

from bot.arize import ArizeClient, MemberRole, NotFound, UnreadableAnswer
from bot.simulator.arize import Drop, LostAnswer, arize_simulator
from tests.arize.story import FAST, Dropped, always, in_turn, problem, telling

if TYPE_CHECKING:
    from tests.arize.story import Asked

RESEARCH = {"id": "T3JnOjE=", "name": "Research", "description": "Models", "created_at": "2026-01-05T09:00:00Z"}
VISION = {"id": "U3A6Lw==", "organization_id": "T3JnOjE=", "name": "Vision", "is_private": False}
MEMBERSHIP = {
    "id": "m1",
    "user_id": "u1",
    "organization_id": "T3JnOjE=",
    "role": {"type": "PREDEFINED", "name": "MEMBER"},
}
REMOVALS: dict[str, Any] = {
    "organization": lambda places: places.remove_from_organization("o/1", "u1"),
    "space": lambda places: places.remove_from_space("s.1", "u1"),
}


def some(member: str, *rows: object, cursor: str | None = None) -> JSONResponse:
    more = {"has_more": True, "next_cursor": cursor} if cursor else {"has_more": False}
    return JSONResponse({member: list(rows), "pagination": more})


async def test_organizations_of_all_pages() -> None:
    """The filter goes along; what has no id is left out, what has no name goes by its id."""
    nameless = {"id": "o2", "name": " "}
    story = in_turn(some("organizations", RESEARCH, cursor="c2"), some("organizations", {"name": "x"}, nameless))
    async with telling(story) as told:
        found = [each async for each in told.client.places.iter_organizations(name="e")]
    assert [(each.id, each.name, each.description) for each in found] == [
        ("T3JnOjE=", "Research", "Models"),
        ("o2", "o2", None),
    ]
    assert [asked.query for asked in told.asked] == [
        [("limit", "100"), ("name", "e")],
        [("limit", "100"), ("cursor", "c2"), ("name", "e")],
    ]


async def test_spaces_of_one_organization() -> None:
    """Older servers do not say whose they are."""
    older = {"id": "s2", "name": "Old"}
    async with telling(always(some("spaces", VISION, older))) as told:
        found = [each async for each in told.client.places.iter_spaces(org_id="T3JnOjE=")]
        page = await told.client.places.list_spaces(limit=1)
    assert [each.organization_id for each in found] == ["T3JnOjE=", None]
    assert (told.asked[0].path, told.asked[0].query) == ("/v2/spaces", [("limit", "100"), ("org_id", "T3JnOjE=")])
    assert (page.unreadable, page.next_cursor, told.asked[1].query) == (0, None, [("limit", "1")])


async def test_adding_somebody() -> None:
    """The role goes as an object, and comes back as the API has it."""
    async with telling(always(JSONResponse(MEMBERSHIP))) as told:
        first = await told.client.places.add_to_organization("o/1", "u1", MemberRole.READ_ONLY)
        await told.client.places.add_to_space("s1", "u1", MemberRole.ADMIN)
    assert first.role.name == "MEMBER"
    assert [(asked.method, asked.path) for asked in told.asked] == [
        ("POST", "/v2/organizations/o%2F1/users"),
        ("POST", "/v2/spaces/s1/users"),
    ]
    assert told.asked[0].body == {"user_id": "u1", "role": {"type": "PREDEFINED", "name": "READ_ONLY"}}


@pytest.mark.parametrize("row", [{"id": "m1"}, {"id": "m1", "role": 7}, []])
async def test_a_membership_that_cannot_be_read(row: object) -> None:
    """It may have been made."""
    async with telling(always(JSONResponse(row))) as told:
        with pytest.raises(UnreadableAnswer) as caught:
            await told.client.places.add_to_space("s1", "u1", MemberRole.ADMIN)
    assert caught.value.may_have_happened


async def test_nobody_is_added_without_an_id() -> None:
    """Nothing is asked for."""
    async with telling(always(JSONResponse(MEMBERSHIP))) as told:
        with pytest.raises(ValueError, match="id is needed"):
            await told.client.places.add_to_space("s1", " ", MemberRole.ADMIN)
    assert told.asked == []


@pytest.mark.parametrize("kind", REMOVALS)
async def test_removing_somebody(kind: str) -> None:
    """No body, any 2xx."""
    async with telling(always(Response(status_code=204))) as told:
        await REMOVALS[kind](told.client.places)
    path = {"organization": "/v2/organizations/o%2F1/users/u1", "space": "/v2/spaces/s%2E1/users/u1"}[kind]
    assert (told.asked[0].method, told.asked[0].path, told.asked[0].content) == ("DELETE", path, b"")


@pytest.mark.parametrize("kind", REMOVALS)
async def test_who_is_not_in_it_cannot_be_removed(kind: str) -> None:
    """But who is not found after an answer was lost is gone."""
    async with telling(always(problem(404))) as told:
        with pytest.raises(NotFound):
            await REMOVALS[kind](told.client.places)
    async with telling(in_turn(Dropped(), problem(404))) as told:
        await REMOVALS[kind](told.client.places)
    assert len(told.asked) == 2


async def test_lost_answers_are_asked_for_again() -> None:
    """Adding twice is adding once."""
    async with telling(in_turn(Dropped(), problem(503), JSONResponse(MEMBERSHIP))) as told:
        await told.client.places.add_to_organization("o1", "u1", MemberRole.MEMBER)
    assert [asked.content for asked in told.asked] == [told.asked[0].content] * 3


async def test_an_older_server_is_written_to_as_it_writes() -> None:
    """`read-only` had a hyphen; it is read as READ_ONLY."""

    def story(asked: Asked) -> Response:
        role = {"type": "predefined", "name": asked.body["role"]["name"]}
        return JSONResponse(MEMBERSHIP | {"role": role | {"name": "read-only"}})

    async with telling(story) as told:
        first = await told.client.places.add_to_space("s1", "u1", MemberRole.READ_ONLY)
        await told.client.places.add_to_space("s1", "u1", MemberRole.READ_ONLY)
    assert first.role.name == MemberRole.READ_ONLY
    assert [asked.body["role"]["name"] for asked in told.asked] == ["READ_ONLY", "read-only"]


@pytest.mark.parametrize("vocabulary", ["upper", "lower"])
async def test_against_the_simulator(vocabulary: str) -> None:
    """In, up, and out again, whatever becomes of the answers."""
    async with (
        arize_simulator(seeded=True, vocabulary=vocabulary) as sim,
        ArizeClient(SecretStr(sim.api_key), base_url=sim.url, retry=FAST) as client,
    ):
        await client.probe()
        ada = sim.account.user("ada@example.com")
        assert ada is not None
        (production,) = [each async for each in client.places.iter_organizations(name="production")]
        ranking, _ = [each async for each in client.places.iter_spaces(org_id=production.id, limit=1)]
        sim.faults.next("add_organization_user", LostAnswer())
        await client.places.add_to_organization(production.id, ada.id, MemberRole.READ_ONLY)
        await client.places.add_to_space(ranking.id, ada.id, MemberRole.ADMIN)
        assert sim.account.places.role_of(ada.id, "Production", "Ranking") == "ADMIN"
        sim.faults.next("remove_space_user", LostAnswer())
        await client.places.remove_from_space(ranking.id, ada.id)
        sim.faults.next("remove_organization_user", Drop())
        await client.places.remove_from_organization(production.id, ada.id)
        assert sim.account.places.role_of(ada.id, "Production") is None
