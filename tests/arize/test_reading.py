"""Pages and answers that are not as they should be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import JSONResponse, Response
from structlog.testing import capture_logs

from bot.arize import EnumCase, UnreadableAnswer
from bot.arize.answer import Answer
from bot.arize.operations import LIST_USERS
from bot.arize.reading import read_user_page
from bot.arize.vocabulary import Vocabulary
from tests.arize.story import ADA, BY_CODE_ALONE, CALLS, CHANGES, ROLE, always, in_turn, page, telling

TELLING = [name for name in CALLS if name not in BY_CODE_ALONE]

OTHER_SHAPES = (
    Response("<html>"),
    Response(""),
    Response(status_code=204),
    Response("null"),
    Response("[]"),
    Response("[" * 100_000),
    Response(b"\xff\xfe"),
    Response("{}"),
    Response('{"id": "u1"}', 201),
    Response('{"users": {}, "roles": "none"}'),
)


async def test_one_bad_row_does_not_cost_the_page() -> None:
    """It is left out, counted, and logged by its id alone."""
    bad = [{"id": "u9", "name": "jane@x.io"}, "jane@x.io", None, {"id": {"of": "jane@x.io"}}]
    with capture_logs() as logged:
        async with telling(always(page(ADA, *bad))) as told:
            read = await told.client.list_users()
    assert ([user.name for user in read.users], read.unreadable) == (["Ada Byron"], 4)
    rows = [record for record in logged if record["event"] == "arize.row_unreadable"]
    assert [(record["row"], record["id"]) for record in rows] == [(1, "u9"), (2, None), (3, None), (4, None)]
    assert "jane" not in str(logged)


async def test_one_bad_role_does_not_cost_the_page() -> None:
    """As with users."""
    body = {"roles": [{"name": "no id"}, ROLE], "pagination": {"has_more": False}}
    async with telling(always(JSONResponse(body))) as told:
        read = await told.client.list_roles()
    assert ([role.name for role in read.roles], read.unreadable, read.next_cursor) == (["Admin"], 1, None)


@pytest.mark.parametrize("name", TELLING)
async def test_a_success_of_another_shape_is_an_error(name: str) -> None:
    """A page for people, nothing, or other JSON; a change was carried out all the same."""
    async with telling(in_turn(*OTHER_SHAPES)) as told:
        for _ in OTHER_SHAPES:
            with pytest.raises(UnreadableAnswer) as raised:
                await CALLS[name](told.client)
            assert raised.value.may_have_happened is (name in CHANGES)
    assert len(told.asked) == len(OTHER_SHAPES)


@pytest.mark.parametrize("cursor", [{}, {"next_cursor": None}, {"next_cursor": ""}, {"next_cursor": 5}])
async def test_a_list_that_goes_on_without_saying_where_is_an_error(cursor: dict[str, Any]) -> None:
    """It would pass for a whole one."""
    body = {"users": [ADA], "pagination": {"has_more": True} | cursor}
    async with telling(always(JSONResponse(body))) as told:
        with pytest.raises(UnreadableAnswer, match="without a cursor"):
            await told.client.list_users()


@pytest.mark.parametrize(
    ("pagination", "cursor"),
    [
        ({"has_more": False}, None),
        ({"has_more": False, "next_cursor": "c2"}, None),
        ({"next_cursor": "c2"}, "c2"),
        ({}, None),
        (None, None),
    ],
)
async def test_where_a_list_goes_on(pagination: object, cursor: str | None) -> None:
    """`has_more` decides; without it, a cursor does."""
    async with telling(always(JSONResponse({"users": [], "pagination": pagination}))) as told:
        assert (await told.client.list_users()).next_cursor == cursor


@given(st.binary(max_size=60) | st.sampled_from([b'{"users":[{}],"pagination":7}', b'{"users":[],"pagination":{}}']))
def test_any_body_is_a_page_or_an_error_of_ours(content: bytes) -> None:
    """Nothing else ever comes out."""
    try:
        read = read_user_page(LIST_USERS, Answer(200, {}, content), Vocabulary(EnumCase.AUTO))
    except UnreadableAnswer:
        return
    assert read.users == ()
