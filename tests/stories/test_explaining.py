"""`policy explain` says what the bot would say, of lists as well."""

from __future__ import annotations

import pytest

from bot.app.asking import why
from bot.app.policies import governed, warnings
from bot.domain.policy import Verdict
from bot.domain.rules import Operation, Policy, Rule
from tests.world import environment, open_world, policy_file

POLICY = """
[roles]
admins = ["S0ADMINS"]
it     = ["U0DEV"]

[operations.create]
run = ["it"]
"""
LISTS = """
[operations.bulk-create]
run = ["admins"]
"""
ONE_BY_ONE, AS_A_WHOLE = "Only “it” may use “create”.", "Only “admins” may use “bulk-create”."


@pytest.mark.parametrize(
    ("policy", "handle", "refusal"),
    [
        (POLICY, "dev", ""),
        (POLICY, "alice", ONE_BY_ONE),
        (POLICY + LISTS, "dev", AS_A_WHOLE),
        (POLICY + LISTS, "alice", ONE_BY_ONE),
    ],
)
async def test_a_list_is_explained_as_it_is_decided(policy: str, handle: str, refusal: str) -> None:
    """It passes what each of its rows passes, and what the policy says of lists, where it names them."""
    async with open_world(policy=policy) as world, policy_file(policy) as named:
        person = world.person(handle)
        await person.types("/ax-user bulk-create")
        modal = await person.modal("Create many users")
        await modal.shows(refusal or "Users, one per line")
        settings = environment("socket", world.slack, world.arize, {"DATABASE_URL": world.database_url, **named})
        explained = await why(settings, person.id, "bulk-create", None, None)
        assert explained.decision.verdict is (Verdict.REFUSE if refusal else Verdict.RUN)
        assert refusal in explained.decision.why


def test_of_a_list_that_passes_other_rules_nobody_is_warned() -> None:
    """What the policy does not name can be requested and not approved here, and a list is none of that."""
    fine = Operation(Rule(run=("it",)))
    single = {name: fine for name in governed() if not name.startswith("bulk-")}
    policy = Policy({"it": ("U0DEV",)}, single, changes=Rule(request=("it",)), reads=Rule(run=("it",)))
    assert warnings(policy) == ()
    lists = Policy(policy.roles, {**single, "bulk-delete": Operation(policy.changes)}, policy.changes, policy.reads)
    assert [words.split(" can be ")[0] for words in warnings(lists)] == ["“bulk-delete”"]
