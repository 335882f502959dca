"""The simulator keeps to our contract, whatever is sent to it."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import settings
from schemathesis.specs.openapi.checks import positive_data_acceptance, use_after_free

from bot.simulator.arize import Account
from tests.simulator.arize.in_thread import simulator_in_thread
from tests.unhurried import GENERATED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.simulator.arize import RunningArize

CONTRACT = Path(__file__).parents[2] / "contract" / "users_openapi.yaml"
BOUNDED = settings(derandomize=True, database=None, suppress_health_check=GENERATED)
schema = schemathesis.openapi.from_path(CONTRACT)
schema.config.generation.update(with_security_parameters=False, allow_extra_parameters=False)


@pytest.fixture(scope="module")
def running() -> Iterator[RunningArize]:
    with simulator_in_thread() as simulator:
        yield simulator


@schema.parametrize()
@settings(BOUNDED, max_examples=40)
def test_every_answer_keeps_to_the_contract(case: schemathesis.Case[Any], running: RunningArize) -> None:
    """Good and bad requests get documented codes, content types and bodies; bad ones are refused, good ones not."""
    aim(case, running)
    case.call_and_validate(base_url=running.url, headers=admin(running), excluded_checks=lenient(case))


def test_what_was_created_can_be_used_as_the_contract_links_it(running: RunningArize) -> None:
    """Whatever order the operations are called in, each answer is one of the documented ones."""

    class Journey(schema.as_state_machine()):  # type: ignore[misc]  # made at run time
        def setup(self) -> None:
            renew(running)

        def get_call_kwargs(self, case: schemathesis.Case[Any]) -> dict[str, Any]:  # noqa: ARG002 - as it is overridden
            return {"base_url": running.url, "headers": admin(running)}

        def validate_response(self, response: schemathesis.Response, case: schemathesis.Case[Any], **_: object) -> None:
            case.validate_response(response, excluded_checks=[*lenient(case), use_after_free])

    Journey.run(settings=settings(BOUNDED, max_examples=15, stateful_step_count=8))


def renew(running: RunningArize) -> None:
    """The same account at the start of every journey, so that a journey can be repeated."""
    running.account = Account(clock=lambda: datetime.now(UTC), ids=Random(1))  # noqa: S311 - made-up ids
    running.account.add_key(running.api_key)


def admin(running: RunningArize) -> dict[str, str]:
    return {"Authorization": f"Bearer {running.api_key}"}


def aim(case: schemathesis.Case[Any], running: RunningArize) -> None:
    """Point most of the requests for well-formed ids at users who exist; made-up ids would all be 404."""
    made_up = str(case.path_parameters.get("user_id", ""))
    if re.fullmatch(r"[A-Za-z0-9+/_-]+={0,2}", made_up) and ord(made_up[0]) % 4:
        users = running.account.users
        case.path_parameters["user_id"] = users[len(made_up) % len(users)].id


def lenient(case: schemathesis.Case[Any]) -> list[schemathesis.CheckFunction]:
    """No check that a valid request is accepted where the schema cannot say what is.

    Which cursors exist; that custom roles are refused for now; what is left of a name once it is trimmed; in which
    state a user is.
    """
    body = case.body if isinstance(case.body, dict) else {}
    role, name = body.get("role"), body.get("name")
    custom = isinstance(role, dict) and role.get("type") == "CUSTOM"
    blank = isinstance(name, str) and not name.strip()
    mails = case.path.endswith(("resend-invitation", "reset-password"))
    return [positive_data_acceptance] if custom or blank or mails or "cursor" in (case.query or {}) else []
