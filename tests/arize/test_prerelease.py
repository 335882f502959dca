"""The vendor's beta functions say so, once each."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response
from structlog.testing import capture_logs

from tests.arize.story import ADA, CALLS, ROLE, Asked, telling


def story(asked: Asked) -> Response:
    """Every operation succeeds."""
    if asked.path in ("/v2/users", "/v2/roles", "/v2/organizations", "/v2/spaces") and asked.method == "GET":
        rows = {"users": [ADA], "roles": [ROLE], "organizations": [], "spaces": []}
        return JSONResponse({**rows, "pagination": {"has_more": False}})
    return JSONResponse(ADA)


async def warnings_of(*, wanted: bool = True) -> list[tuple[str, str]]:
    with capture_logs() as logged:
        async with telling(story, warn_prerelease=wanted) as told:
            for call in [*CALLS.values(), *CALLS.values()]:
                await call(told.client.watched(lambda _: None))
    return [(each["function"], each["stage"]) for each in logged if each["event"] == "arize.prerelease"]


async def test_each_beta_function_warns_at_its_first_use() -> None:
    """Views count as the same client; roles are stable."""
    assert await warnings_of() == [
        ("list_users", "BETA"),
        ("get_user", "BETA"),
        ("list_organizations", "BETA"),
        ("list_spaces", "BETA"),
        ("update_user", "BETA"),
        ("delete_user", "BETA"),
        ("create_user", "BETA"),
        ("add_organization_user", "BETA"),
        ("add_space_user", "BETA"),
        ("remove_organization_user", "BETA"),
        ("remove_space_user", "BETA"),
        ("resend_user_invitation", "BETA"),
        ("reset_user_password", "BETA"),
    ]


async def test_the_warnings_can_be_left_out() -> None:
    """By whoever makes the client."""
    assert await warnings_of(wanted=False) == []
