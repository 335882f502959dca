"""Every operation, as it goes over the wire."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr
from starlette.responses import JSONResponse, Response

from bot.arize import ArizeClient, EnumCase, InviteMode, Role, UserRole
from tests.arize.story import ADA, CALLS, KEY, PASSWORD, ROLE, always, in_turn, page, somebody, telling

if TYPE_CHECKING:
    from tests.arize.story import Asked

LOWER = ADA | {"status": "active", "role": {"type": "predefined", "name": "admin"}}


def created(**more: object) -> dict[str, Any]:
    return ADA | {"id": "u2", "email": "cy@example.com", "status": "INVITED", "invite_mode": "EMAIL_LINK"} | more


async def test_a_page_of_users() -> None:
    """Rows come as values, and the cursor leads to the next page."""
    async with telling(always(page(ADA, next_cursor="c2"))) as told:
        read = await told.client.list_users()
    assert [(user.name, user.email, user.status, user.role.name) for user in read.users] == [
        ("Ada Byron", "ada@example.com", "ACTIVE", "ADMIN")
    ]
    assert (read.next_cursor, read.unreadable) == ("c2", 0)
    assert (told.asked[0].method, told.asked[0].path, told.asked[0].query) == ("GET", "/v2/users", [("limit", "50")])
    assert told.asked[0].headers["authorization"] == f"Bearer {KEY}"


async def test_filters_of_a_page() -> None:
    """Statuses repeat, as the API wants it; what is left out is not sent."""
    async with telling(always(page())) as told:
        await told.client.list_users(limit=7, cursor="c+/=", email="a+b%@x.io", status=("ACTIVE", "expired"))
    assert told.asked[0].query == [
        ("limit", "7"),
        ("cursor", "c+/="),
        ("email", "a+b%@x.io"),
        ("status", "ACTIVE"),
        ("status", "EXPIRED"),
    ]


@pytest.mark.parametrize("limit", [0, 101])
async def test_a_page_has_1_to_100_rows(limit: int) -> None:
    """What the API would refuse is refused before it is asked."""
    async with telling(always(page())) as told:
        with pytest.raises(ValueError, match="1 to 100"):
            await told.client.list_users(limit=limit)
        with pytest.raises(ValueError, match="1 to 100"):
            await told.client.list_roles(limit=limit)
    assert told.asked == []


async def test_one_user() -> None:
    """By id."""
    async with telling(always(JSONResponse(ADA))) as told:
        user = await told.client.get_user(ADA["id"])  # type: ignore[arg-type]  # the id is text
    assert user.name == "Ada Byron"
    assert (told.asked[0].method, told.asked[0].path) == ("GET", "/v2/users/VXNlcjoxMDE6YWJjZA%3D%3D")


async def test_somebody_new() -> None:
    """The body holds what the contract has, and never the developer flag."""
    async with telling(always(JSONResponse(created(), 201))) as told:
        made = await told.client.create_user(somebody())
    assert (made.is_new, made.user.id, made.temporary_password) == (True, "u2", None)
    assert told.asked[0].body == {
        "name": "Cy Ode",
        "email": "cy@example.com",
        "role": {"type": "PREDEFINED", "name": "MEMBER"},
        "invite_mode": "EMAIL_LINK",
    }
    assert told.asked[0].headers["content-type"] == "application/json"


async def test_somebody_already_invited() -> None:
    """The HTTP code tells, whatever the body says."""
    async with telling(always(JSONResponse(created(), 200))) as told:
        assert not (await told.client.create_user(somebody())).is_new


async def test_a_temporary_password() -> None:
    """It is sealed at once and left nowhere else."""
    answer = JSONResponse(created(temporary_password=PASSWORD, invite_mode="TEMPORARY_PASSWORD"), 201)
    async with telling(always(answer)) as told:
        made = await told.client.create_user(somebody(InviteMode.TEMPORARY_PASSWORD))
    assert made.temporary_password is not None
    assert made.temporary_password.get_secret_value() == PASSWORD
    assert PASSWORD not in repr(made) + str(made.model_dump()) + made.user.model_dump_json()
    assert "temporary_password" not in (made.user.model_extra or {})


async def test_a_custom_role_is_given_by_its_id() -> None:
    """Its name is for reading only, and the API is strict."""
    async with telling(always(JSONResponse(created(), 201))) as told:
        await told.client.create_user(somebody(role=Role(type="custom", id="r1", name="Labeller")))
    assert told.asked[0].body["role"] == {"type": "CUSTOM", "id": "r1"}


@pytest.mark.parametrize("role", [Role(type="CUSTOM", name="x"), Role(type="PREDEFINED"), Role(type="OTHER", id="r")])
async def test_a_role_that_cannot_be_given(role: Role) -> None:
    """Nothing is asked for."""
    async with telling(always(JSONResponse(created(), 201))) as told:
        with pytest.raises(ValueError, match="A role is given as"):
            await told.client.create_user(somebody(role=role))
    assert told.asked == []


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({"name": "  Ada King "}, {"name": "Ada King"}),
        ({"is_developer": False}, {"is_developer": False}),
        ({"name": "A", "is_developer": True}, {"name": "A", "is_developer": True}),
    ],
)
async def test_an_update_sends_only_what_is_given(given: dict[str, Any], sent: dict[str, Any]) -> None:
    """Names go out trimmed."""
    async with telling(always(JSONResponse(ADA | sent))) as told:
        user = await told.client.update_user("u1", **given)
    assert (told.asked[0].method, told.asked[0].path, told.asked[0].body) == ("PATCH", "/v2/users/u1", sent)
    assert user.email == "ada@example.com"


@pytest.mark.parametrize("given", [{}, {"name": " "}, {"name": "N" * 256}])
async def test_an_update_that_cannot_be(given: dict[str, Any]) -> None:
    """Nothing, a blank name, a name of more than 255 characters."""
    async with telling(always(JSONResponse(ADA))) as told:
        with pytest.raises(ValueError, match=r"Nothing|needed|255"):
            await told.client.update_user("u1", **given)
    assert told.asked == []


@pytest.mark.parametrize(
    ("name", "method", "path"),
    [
        ("delete_user", "DELETE", "/v2/users/u1"),
        ("resend_user_invitation", "POST", "/v2/users/u1/resend-invitation"),
        ("reset_user_password", "POST", "/v2/users/u1/reset-password"),
    ],
)
@pytest.mark.parametrize("answer", [Response(status_code=204), Response(status_code=202), Response("<p>?", 200)])
async def test_changes_without_a_body(name: str, method: str, path: str, answer: Response) -> None:
    """Nothing is sent, and any 2xx is a success."""
    async with telling(always(answer)) as told:
        assert await CALLS[name](told.client) is None
    sent = told.asked[0]
    assert (sent.method, sent.path, sent.content) == (method, path, b"")
    assert "content-type" not in sent.headers
    assert sent.headers.get("content-length", "0") == "0"


async def test_roles_of_all_pages() -> None:
    """Filters are written as JSON writes them."""
    pages = [{"has_more": True, "next_cursor": "c2"}, {"has_more": False}]
    story = in_turn(*(JSONResponse({"roles": [ROLE | {"id": str(n)}], "pagination": p}) for n, p in enumerate(pages)))
    async with telling(story) as told:
        roles = [role async for role in told.client.iter_roles(is_predefined=False)]
    assert [(role.id, role.permissions, role.is_predefined) for role in roles] == [
        ("0", ("USER_READ",), True),
        ("1", ("USER_READ",), True),
    ]
    assert told.asked[1].query == [("limit", "100"), ("cursor", "c2"), ("is_predefined", "false")]


async def test_the_probe_learns_the_servers_case() -> None:
    """An older server is written to in lower case once it was heard."""

    def story(asked: Asked) -> Response:
        return page(LOWER) if asked.method == "GET" else JSONResponse(LOWER, 201)

    async with telling(story) as told:
        await told.client.probe()
        await told.client.create_user(somebody())
        await told.client.list_users(status=["ACTIVE"])
    assert told.asked[0].query == [("limit", "1")]
    assert told.asked[1].body["role"] == {"type": "predefined", "name": "member"}
    assert told.asked[1].body["invite_mode"] == "email_link"
    assert told.asked[2].param("status") == "active"


@pytest.mark.parametrize(("case", "written"), [(EnumCase.UPPER, "ACTIVE"), (EnumCase.LOWER, "active")])
async def test_a_case_that_was_set_stays(case: EnumCase, written: str) -> None:
    """Whatever the server writes."""
    async with telling(always(page(LOWER if case is EnumCase.UPPER else ADA)), enum_case=case) as told:
        await told.client.probe()
        await told.client.list_users(status=["ACTIVE"])
    assert told.asked[1].param("status") == written


async def test_lower_case_is_read_as_upper() -> None:
    """Nobody behind the client needs to know."""
    async with telling(always(JSONResponse(LOWER))) as told:
        user = await told.client.get_user("u1")
    assert (user.status, user.role.type, user.role.name) == ("ACTIVE", "PREDEFINED", UserRole.ADMIN)


async def test_views_share_what_was_learned() -> None:
    """Connections too: a view is not another client."""
    async with telling(always(page(LOWER))) as told:
        await told.client.watched(lambda _: None).probe()
        await told.client.list_users(status=["ACTIVE"])
    assert told.asked[1].param("status") == "active"
    assert told.asked[0].headers["authorization"] == told.asked[1].headers["authorization"]


async def test_a_closed_client_asks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    """Whether it was used before or not; and nothing of it is left open."""
    async with telling(always(page())) as told:
        async with ArizeClient(SecretStr(KEY), base_url=told.url) as used:
            await used.probe()
        async with ArizeClient(SecretStr(KEY), base_url=told.url) as unused:
            pass
        for closed in (used, unused):
            with pytest.raises(RuntimeError, match="closed"):
                await closed.probe()
    assert len(told.asked) == 1
    assert "Unclosed" not in caplog.text


@pytest.mark.parametrize("path", ["", "/", "/v2", "/v2/", "//"])
async def test_the_version_is_in_the_path_once(path: str) -> None:
    """With or without it in the base URL."""
    async with telling(always(page()), path=path) as told:
        await told.client.probe()
    assert told.asked[0].path == "/v2/users"
