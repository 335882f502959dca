"""The key and a temporary password are in no text that anybody could print: promises of every ending."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from pydantic import SecretStr, ValidationError
from starlette.responses import JSONResponse, Response
from structlog.testing import capture_logs

from bot.arize import ArizeClient, ArizeError, Created, InviteMode, NewUser, RetryPolicy, Role, User
from bot.arize import client as client_module
from bot.arize.answer import Answer
from tests.arize.story import (
    ADA,
    BY_CODE_ALONE,
    CALLS,
    FAST,
    KEY,
    PASSWORD,
    Dropped,
    Silent,
    always,
    in_turn,
    nowhere,
    page,
    problem,
    telling,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

WITH_PASSWORD: dict[str, Any] = ADA | {"temporary_password": PASSWORD, "invite_mode": "TEMPORARY_PASSWORD"}
ENDINGS: dict[str, Response] = {
    "dropped": Dropped(),
    "silent": Silent(),
    "echoed key": problem(401, detail=f"Unknown key {KEY}", title=KEY, type=f"https://x.io/#{KEY}", error_code=KEY),
    "echoed at the clip": problem(400, detail="x" * 490 + KEY),
    "server error": problem(500),
    "no JSON": Response(f'{{"temporary_password": "{PASSWORD}", ', 201, media_type="application/json"),
    "no object": JSONResponse([WITH_PASSWORD], 201),
    "no user": JSONResponse({"temporary_password": PASSWORD}, 201),
    "no pages": JSONResponse({"users": WITH_PASSWORD, "roles": WITH_PASSWORD}),
}
"""To these a 2xx with any body is a success."""


@pytest.fixture
def all_logs(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """What aiohttp and asyncio say, down to the last detail."""
    with caplog.at_level(logging.DEBUG):
        yield caplog


def everything(error: BaseException) -> str:
    """All that a crash reporter would send: the chain, the attributes, and the locals of every frame."""
    printed = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    parts = [printed, str(error), repr(error), repr(error.args), repr(vars(error))]
    linked = [link for link in (error.__cause__, error.__context__) if link is not None]
    return "\n".join([*parts, *(everything(link) for link in linked)])


@pytest.mark.parametrize("ending", ENDINGS)
async def test_no_error_holds_a_secret(ending: str, all_logs: pytest.LogCaptureFixture) -> None:
    """Neither in its text, its chain, its attributes, the locals of its traceback, nor in any log."""
    with capture_logs() as logged:
        async with telling(always(ENDINGS[ending]), retry=FAST, timeout=0.1) as told:
            errors = [await failing(told.client, name) for name in CALLS if name not in BY_CODE_ALONE]
    for text in (*map(everything, errors), all_logs.text, str(logged)):
        assert PASSWORD not in text
        assert KEY[:9] not in text


async def failing(client: ArizeClient, name: str) -> ArizeError:
    with pytest.raises(ArizeError) as raised:
        await CALLS[name](client)
    assert Path(client_module.__file__).name in everything(raised.value)
    return raised.value


@pytest.mark.parametrize("ending", ["dropped", "silent", "server error", "no JSON"])
async def test_errors_are_chained_to_nothing(ending: str) -> None:
    """Errors of aiohttp's carry the request, and with it the key."""
    async with telling(always(ENDINGS[ending]), retry=RetryPolicy(attempts=1), timeout=0.1) as told:
        error = await failing(told.client, "update_user")
    assert (error.__cause__, error.__context__) == (None, None)


async def test_an_error_before_the_first_byte_is_chained_to_nothing() -> None:
    """Nor is a connection that was refused."""
    async with ArizeClient(SecretStr(KEY), base_url=nowhere(), retry=RetryPolicy(attempts=1)) as client:
        error = await failing(client, "delete_user")
    assert (error.__cause__, error.__context__) == (None, None)
    assert KEY not in everything(error)


async def test_a_proxy_of_the_environment_never_sees_a_key_meant_for_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Plain http through a proxy would show it."""
    async with telling(always(page())) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        async with telling(always(page())) as told:
            await told.client.probe()
    assert (len(told.asked), proxy.asked) == (1, [])


async def test_a_password_arrives_sealed(all_logs: pytest.LogCaptureFixture) -> None:
    """In one place, and no log says it."""
    new = NewUser(
        name="Ada", email="ada@example.com", role=Role(type="CUSTOM", id="r"), invite_mode=InviteMode.TEMPORARY_PASSWORD
    )
    with capture_logs() as logged:
        async with telling(always(JSONResponse(WITH_PASSWORD, 201))) as told:
            created = await told.client.create_user(new)
    assert isinstance(created.temporary_password, SecretStr)
    assert created.temporary_password.get_secret_value() == PASSWORD
    shown = [repr(created), str(created), created.model_dump_json(), repr(created.model_dump()), str(vars(created))]
    for text in (*shown, repr(vars(created.user)), repr(created.user.model_extra), all_logs.text, str(logged)):
        assert PASSWORD not in text
    assert "ada@example.com" not in str(logged)


async def test_a_password_where_none_belongs_is_dropped() -> None:
    """A server that repeats it in a read does not make us keep it, whatever it calls it."""
    leaky = ADA | {"temporaryPassword": PASSWORD, "Password": PASSWORD, "nested": {"password": PASSWORD}}
    async with telling(in_turn(JSONResponse(leaky), page(leaky))) as told:
        user = await told.client.get_user("u1")
        listed = (await told.client.list_users()).users[0]
    for text in (repr(user), repr(user.model_extra), repr(listed), user.model_dump_json()):
        assert PASSWORD not in text
    assert set(user.model_extra or {}) == {"nested"}


@pytest.mark.parametrize("name", ["password", "temporaryPassWord", "\\u0070assword", "passwo\\u0072d", "PASSWORD_2"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-32-be"])
def test_a_password_is_sealed_as_it_is_read(name: str, encoding: str) -> None:
    """However deep it is, and however its name is written: JSON may be in any of these encodings."""
    body = f'{{"users": [{{"nested": {{"{name}": "{PASSWORD}"}}}}]}}'
    read = Answer(200, {}, body.encode(encoding)).json()
    (sealed,) = read["users"][0]["nested"].values()
    assert sealed.get_secret_value() == PASSWORD
    assert PASSWORD not in str(read)


def test_a_value_that_does_not_fit_is_not_echoed() -> None:
    """Pydantic would show what it was given."""
    with pytest.raises(ValidationError) as raised:
        Created(user=User(id="u", name="n", email="e"), is_new=PASSWORD, temporary_password=SecretStr(PASSWORD))
    assert PASSWORD not in str(raised.value) + repr(raised.value)
    with pytest.raises(ValidationError) as missing:
        User.model_validate({"id": 5, "temporary_password": PASSWORD})
    assert PASSWORD not in str(missing.value) + repr(missing.value)


def test_a_client_does_not_show_its_key() -> None:
    """Nor does a view."""
    client = ArizeClient(SecretStr(KEY))
    for each in (client, client.watched(print)):
        parts = [vars(part) for part in vars(each).values() if hasattr(part, "__dict__")]
        assert KEY not in repr(each) + repr(vars(each)) + repr(parts)
