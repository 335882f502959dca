"""The table of operations is the API's contract."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from bot.arize import AnswerLost, InviteMode, NotFound, NotSent, RateLimited, ServerError, operations
from bot.arize.operations import CREATE_USER, Operation, Repeat

CONTRACTS = Path(__file__).parent.parent / "contract"
OPERATIONS = [each for each in vars(operations).values() if isinstance(each, Operation)] + list(CREATE_USER.values())


def in_contract() -> dict[tuple[str, str], str]:
    """Method and path of each operation, and its name."""
    contracts = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in CONTRACTS.glob("*.yaml")]
    return {
        (method.upper(), path): operation["operationId"]
        for contract in contracts
        for path, methods in contract["paths"].items()
        for method, operation in methods.items()
        if method != "parameters"
    }


def test_every_operation_of_the_contract_is_there() -> None:
    """And no other."""
    ours = {(each.method, each.path): each.name for each in OPERATIONS}
    contract = in_contract()
    assert ours.keys() == contract.keys()
    assert {name.replace("_", "") for name in ours.values()} == {name.lower() for name in contract.values()}


def test_every_way_to_invite_is_in_the_table() -> None:
    """Only a mail invitation can be asked for twice."""
    assert {mode for mode in InviteMode if CREATE_USER[mode].repeat is Repeat.SAFE} == {InviteMode.EMAIL_LINK}


@pytest.mark.parametrize("repeat", Repeat)
def test_what_surely_did_nothing_may_be_repeated(repeat: Repeat) -> None:
    """Whatever the operation is."""
    operation = Operation("any", "POST", "/", repeat)
    assert operation.repeatable_after(RateLimited(429))
    assert operation.repeatable_after(NotSent("any", "no connection"))
    assert not operation.repeatable_after(NotFound(404))


@pytest.mark.parametrize(("repeat", "may"), [(Repeat.SAFE, True), (Repeat.ONLY_IF_UNREAD, False)])
def test_what_may_have_done_something_is_repeated_where_that_is_safe(repeat: Repeat, *, may: bool) -> None:
    """Nowhere else."""
    operation = Operation("any", "POST", "/", repeat)
    assert operation.repeatable_after(AnswerLost("any", "no answer")) is may
    assert [operation.repeatable_after(ServerError(code)) for code in (500, 502, 503, 504)] == [may] * 4
    assert not operation.repeatable_after(ServerError(501))
