"""The simulator keeps to the contract of organizations and spaces, whatever is sent to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from hypothesis import settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.simulator.arize.in_thread import simulator_in_thread
from tests.simulator.arize.test_contract import BOUNDED, admin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.simulator.arize import RunningArize

CONTRACT = Path(__file__).parents[2] / "contract" / "places_openapi.yaml"
schema = schemathesis.openapi.from_path(CONTRACT)
schema.config.generation.update(with_security_parameters=False, allow_extra_parameters=False)


@pytest.fixture(scope="module")
def running() -> Iterator[RunningArize]:
    with simulator_in_thread() as simulator:
        yield simulator


@schema.parametrize()
@settings(BOUNDED, max_examples=40)
def test_every_answer_keeps_to_the_contract(case: schemathesis.Case[Any], running: RunningArize) -> None:
    """Good and bad requests get documented codes, content types and bodies; which ids exist a schema cannot say."""
    aim(case, running)
    case.call_and_validate(base_url=running.url, headers=admin(running), excluded_checks=[positive_data_acceptance])


def aim(case: schemathesis.Case[Any], running: RunningArize) -> None:
    """Point half of the requests for well-formed ids at places and users that are there, else all would be 404."""
    places = running.account.places
    there = {"org_id": places.organizations[0].id, "space_id": places.spaces[0].id}
    for name, real in there.items():
        made_up = str(case.path_parameters.get(name, ""))
        if made_up.isascii() and made_up.isalnum() and ord(made_up[0]) % 2:
            case.path_parameters[name] = real
            if isinstance(case.body, dict) and str(case.body.get("user_id", "")).isalnum():
                case.body["user_id"] = running.account.users[0].id
