"""Each documented state of an address, and each answer about it, checked against the schemas of the contract."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

if TYPE_CHECKING:
    import httpx

    from bot.simulator.arize import RunningArize

CONTRACT = yaml.safe_load((Path(__file__).parents[2] / "contract" / "users_openapi.yaml").read_text(encoding="utf-8"))
STATES = ("unknown", "INVITED", "EXPIRED", "ACTIVE", "inactive")
CREATED = {
    ("unknown", "EMAIL_LINK"): 201,
    ("unknown", "TEMPORARY_PASSWORD"): 201,
    ("unknown", "NONE"): 201,
    ("INVITED", "EMAIL_LINK"): 200,
    ("INVITED", "TEMPORARY_PASSWORD"): 200,
    ("INVITED", "NONE"): 409,
    ("EXPIRED", "EMAIL_LINK"): 201,
    ("EXPIRED", "TEMPORARY_PASSWORD"): 201,
    ("EXPIRED", "NONE"): 201,
    ("ACTIVE", "EMAIL_LINK"): 409,
    ("ACTIVE", "TEMPORARY_PASSWORD"): 409,
    ("ACTIVE", "NONE"): 409,
    ("inactive", "EMAIL_LINK"): 409,
    ("inactive", "TEMPORARY_PASSWORD"): 409,
    ("inactive", "NONE"): 409,
}
ACTIONS: dict[tuple[str, str, str], tuple[int, int, int, int]] = {
    # by method, end of the path and contract path: the codes for INVITED, EXPIRED, ACTIVE, inactive
    ("GET", "", "/v2/users/{user_id}"): (200, 200, 200, 404),
    ("PATCH", "", "/v2/users/{user_id}"): (200, 200, 200, 404),
    ("DELETE", "", "/v2/users/{user_id}"): (204, 204, 204, 204),
    ("POST", "/resend-invitation", "/v2/users/{user_id}/resend-invitation"): (204, 400, 400, 404),
    ("POST", "/reset-password", "/v2/users/{user_id}/reset-password"): (400, 400, 204, 404),
}


def prepare(sim: RunningArize, state: str) -> str:
    """Somebody in this state; the id, or nothing where nobody is known."""
    if state == "unknown":
        return ""
    user = sim.account.add_user("Cy", "cy@example.com", status="ACTIVE" if state == "inactive" else state)
    if state == "inactive":
        sim.account.forget(user)
    return user.id


def assert_documented(answer: httpx.Response, path: str) -> None:
    """The code is one of the operation's, and the body fits its schema, formats too."""
    responses = CONTRACT["paths"][path][answer.request.method.lower()]["responses"]
    response = responses[str(answer.status_code)]
    if "$ref" in response:
        response = CONTRACT["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    if "content" not in response:
        assert answer.content == b""
        return
    [(media_type, content)] = response["content"].items()
    assert answer.headers["content-type"] == media_type
    validator({**content["schema"], "components": CONTRACT["components"]}).validate(answer.json())


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize(("state", "mode"), CREATED)
async def test_what_creating_comes_to(sim: RunningArize, client: httpx.AsyncClient, state: str, mode: str) -> None:
    """The table of the API's documentation, for each state of the address and each invite mode."""
    prepare(sim, state)
    body = {
        "name": "Cy Ode",
        "email": "cy@example.com",
        "role": {"type": "PREDEFINED", "name": "ANNOTATOR"},
        "invite_mode": mode,
    }
    answer = await client.post("/v2/users", json=body)
    assert answer.status_code == CREATED[state, mode]
    assert_documented(answer, "/v2/users")


@pytest.mark.parametrize("state", STATES[1:])
@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: " ".join(action[:2]))
async def test_what_an_action_comes_to(
    sim: RunningArize, client: httpx.AsyncClient, action: tuple[str, str, str], state: str
) -> None:
    """Each action on somebody in each state."""
    method, end, path = action
    user_id = prepare(sim, state)
    body = {"name": "Cy Two"} if method == "PATCH" else None
    answer = await client.request(method, f"/v2/users/{quote(user_id, safe='')}{end}", json=body)
    assert answer.status_code == ACTIONS[action][STATES.index(state) - 1]
    assert_documented(answer, path)


@pytest.mark.parametrize("path", ["/v2/users", "/v2/roles"])
async def test_pages_and_problems_of_lists_are_documented(
    sim: RunningArize, client: httpx.AsyncClient, path: str
) -> None:
    """A page in the middle, one at the end, and each refusal."""
    for number in range(3):
        sim.account.add_user("U", f"u{number}@example.com")
    for query, headers in (
        ("?limit=1", {}),
        ("", {}),
        ("?limit=0", {}),
        ("", {"Authorization": "none"}),
        ("", {"Authorization": f"Bearer {sim.powerless_key}"}),
    ):
        assert_documented(await client.get(path + query, headers=headers), path)
    assert [call.status for call in sim.calls] == [200, 200, 400, 401, 403]


def test_the_contract_knows_bad_answers_when_it_sees_them() -> None:
    """The schemas that judge the answers are not empty."""
    schema = {"$ref": "#/components/schemas/CreatedUser", "components": CONTRACT["components"]}
    user = CONTRACT["components"]["responses"]["OneUser"]["content"]["application/json"]["example"]
    judge = validator(schema)
    assert not judge.is_valid(user)
    assert judge.is_valid({**user, "status": "INVITED", "invite_mode": "EMAIL_LINK"})
    assert not judge.is_valid({**user, "status": "INVITED", "invite_mode": "TEMPORARY_PASSWORD"})
