"""What has to hold still when a request is carried out that was approved, or let run, some time ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.domain.errors import Refused, Unavailable
from bot.domain.request import State, Target
from bot.domain.rules import Condition
from bot.workflow.checks import PATIENCE
from bot.workflow.ledger import Extras
from tests.requests import REQUEST_ID, a_request
from tests.workflow.life.town import Remembering

if TYPE_CHECKING:
    from bot.domain.request import Request
    from tests.workflow.life.office import Office

ZOE = {"email": "zoe@example.com", "name": "Zoe", "role": "MEMBER", "invite_mode": "EMAIL_LINK"}
ABOUT_NOBODY: dict[str, Any] = {"operation": "create", "target": None, "params": ZOE, "subject": ZOE["email"]}


async def approved(office: Office, *approvers: str, **members: Any) -> Request:  # noqa: ANN401 - any member of a request
    """Alice's, filed by a process that ended then; or what these people approved of Dev's."""
    user = office.account.user("ada@example.com")
    assert user is not None
    shown: dict[str, Any] = {
        "target": Target(user.id, user.email, user.name, user.role, user.status),
        "params": {"name": "Ada King"},
        "requester_id": "U0DEV" if approvers else "U0ALICE",
        "needed": len(approvers),
        "created_at": office.now,
        "expires_at": office.now + timedelta(hours=72),
    }
    request = a_request(State.PENDING if approvers else State.APPROVED, **{**shown, **members})
    await office.ledger.file(request, Extras())
    for approver in approvers:
        await office.approves(approver, request)
    return request


async def stopped(office: Office) -> str:
    """Why it was not carried out; empty where it was."""
    await office.runs.resume(REQUEST_ID)
    request = await office.ledger.find(REQUEST_ID)
    assert request is not None
    if request.state is State.SUCCEEDED:
        return ""
    assert (request.state, office.writes) == (State.FAILED, [])
    assert request.ending is not None
    return request.ending.sentence


async def test_an_outage_of_arize_is_waited_for_an_hour_from_when_it_was_asked(office: Office) -> None:
    """Then it is stopped: by then whoever asked may think otherwise."""
    await approved(office)
    office.line.is_silent = True
    office.now += PATIENCE - timedelta(seconds=1)
    with pytest.raises(Unavailable, match="did not answer in time"):
        await office.runs.resume(REQUEST_ID)
    office.now += timedelta(seconds=1)
    assert (await stopped(office)).startswith("Nothing was done. Arize did not answer in time.")


@pytest.mark.parametrize("operation", ["update", "create"])
async def test_a_slack_that_is_silent_is_waited_for_an_hour_as_well(office: Office, operation: str) -> None:
    """Nobody is surprised by what runs a day later; whoever asked reads why it did not, and what to do."""
    await approved(office, "U0BEN", **(ABOUT_NOBODY if operation == "create" else {}))
    office.town.is_mute = True
    office.now += PATIENCE - timedelta(seconds=1)
    with pytest.raises(Unavailable, match="Slack does not say"):
        await office.runs.resume(REQUEST_ID)
    office.now += timedelta(seconds=1)
    said = await stopped(office)
    assert said.startswith("Nothing was done. Slack does not say who you are")
    assert said.endswith("It waited for an hour and was given up. Ask again if it is still wanted.")


async def test_an_outage_of_arize_wastes_no_approval_of_a_create(office: Office) -> None:
    """It is about nobody in Arize yet, so there is nobody to look up; whether Arize answers is asked all the same."""
    await approved(office, "U0BEN", **ABOUT_NOBODY)
    office.line.is_silent = True
    office.now += PATIENCE - timedelta(seconds=1)
    with pytest.raises(Unavailable, match="did not answer in time"):
        await office.runs.resume(REQUEST_ID)
    office.line.is_silent = False
    assert await stopped(office) == ""
    assert office.account.user(ZOE["email"]) is not None


async def test_a_long_outage_of_arize_ends_a_create_too(office: Office) -> None:
    await approved(office, "U0BEN", **ABOUT_NOBODY)
    office.line.is_silent = True
    office.now += PATIENCE
    assert (await stopped(office)).endswith("It waited for an hour and was given up. Ask again if it is still wanted.")


async def test_what_arize_answers_is_why_it_waits(office: Office) -> None:
    """For the operator in the log as well."""
    await approved(office)
    office.line.refuses = 503
    with capture_logs() as logs, pytest.raises(Unavailable, match="Arize failed") as raised:
        await office.runs.resume(REQUEST_ID)
    told = [each["error"] for each in logs if each["event"] == "arize.failed"]
    assert told == [str(raised.value.__cause__)]


async def test_an_approval_waits_an_hour_from_when_it_was_given(office: Office) -> None:
    """However long it took until somebody gave it."""
    request = await approved(office, "U0BEN", needed=2)
    office.now += timedelta(hours=9)
    await office.approves("U0CARLA", request)
    office.line.is_silent = True
    office.now += PATIENCE - timedelta(seconds=1)
    with pytest.raises(Unavailable):
        await office.runs.resume(REQUEST_ID)


async def test_a_request_whose_command_is_gone_says_so(office: Office) -> None:
    """Whoever asked clicked nothing just now, and typing it again would not help."""
    await approved(office, operation="frob")
    assert await stopped(office) == "Nothing was done. This version of the app does not know “frob” any more."


async def test_what_was_approved_is_carried_out_in_the_name_of_whoever_asked(office: Office) -> None:
    await approved(office, "U0BEN")
    command, call = await office.runs.checks.passed(await the_request(office))
    assert (command.name, call.asker.id, call.user.email) == ("update", "U0DEV", "ada@example.com")
    assert call.params.name == "Ada King"
    assert call.passwords.request_id == REQUEST_ID  # type: ignore[attr-defined]  # of the desk, which is what a call has
    assert await stopped(office) == ""


async def the_request(office: Office) -> Request:
    request = await office.ledger.find(REQUEST_ID)
    assert request is not None
    return request


async def test_whoever_is_no_member_any_more_has_nothing_carried_out(office: Office) -> None:
    await approved(office, "U0BEN")
    del office.town.people["U0DEV"]
    expected = "Nothing was done. Carla Moreno, who asked for it, is not a full member here any more."
    assert await stopped(office) == expected


async def test_whoever_may_not_ask_any_more_has_nothing_carried_out(office: Office) -> None:
    """With the policy's reason."""
    await approved(office, "U0BEN")
    update = office.policy.operations["update"]
    changed = replace(update, rule=replace(update.rule, request=()))
    office.policy = replace(office.policy, operations={**office.policy.operations, "update": changed})
    office.restart()
    assert (await stopped(office)).startswith(
        "Nothing was done. Carla Moreno may not ask for this any more: Only “admins”"
    )


async def test_whoever_might_ask_under_other_facts_may_not(office: Office) -> None:
    """All facts are known by now: a condition that may come to match, and never does, lets nobody do anything."""
    await approved(office, "U0BEN")
    update = office.policy.operations["update"]
    members = Condition(role=("MEMBER",), replaces={"request": ("requesters",)})
    changed = replace(update, rule=replace(update.rule, request=()), when=(members,))
    office.policy = replace(office.policy, operations={**office.policy.operations, "update": changed})
    office.restart()
    assert "may not ask for this any more" in await stopped(office)


async def test_what_ran_at_once_and_takes_an_approval_now_is_stopped(office: Office) -> None:
    await approved(office)
    office.town.groups["S0ADMINS"] = {"U0BEN"}
    assert (await stopped(office)).startswith(
        "Nothing was done. It takes an approval now: You have the role “requesters”"
    )


@pytest.mark.parametrize("leaves", [True, False])
async def test_only_approvals_of_those_who_may_still_approve_count(office: Office, leaves: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Whoever left, or lost the right, counts no more."""
    await approved(office, "U0BEN", "U0CARLA")
    if leaves:
        del office.town.people["U0CARLA"]
    else:
        office.town.groups["S0LEADS"] = {"U0BEN"}
    expected = "Nothing was done. 1 of 2 approvals are by people who may still approve it."
    assert await stopped(office) == expected


async def test_as_many_approvals_as_it_takes_by_now_are_needed(office: Office) -> None:
    """What the policy takes may have grown since; denials are none."""
    await approved(office, "U0BEN")
    update = office.policy.operations["update"]
    changed = replace(update, rule=replace(update.rule, approvals=2))
    office.policy = replace(office.policy, operations={**office.policy.operations, "update": changed})
    office.restart()
    assert (await stopped(office)).startswith("Nothing was done. 1 of 2 approvals")


async def test_a_target_that_is_not_as_approved_is_not_touched(office: Office) -> None:
    await approved(office, "U0BEN")
    office.account.change("ada@example.com", role="ADMIN")
    assert await stopped(office) == (
        "Nothing was done. The role was Member and is Admin now. Ask again if it is still wanted."
    )


async def test_what_is_stored_otherwise_than_it_was_asked_is_not_carried_out(office: Office) -> None:
    """That is for the operator to hear of."""
    asked = a_request(State.APPROVED, params={"name": "Ada"}, requester_id="U0ALICE", needed=0, target=None)
    await office.ledger.file(replace(asked, subject="sam@example.com"), Extras())
    with capture_logs() as logs:
        why = await stopped(office)
    assert why == "Nothing was done. What is stored is not what was asked for. Tell the operator of this app."
    assert [each["request"] for each in logs if each["event"] == "request.altered"] == [REQUEST_ID]


async def test_what_stands_is_looked_at_without_asking_slack_anew(office: Office) -> None:
    """Between two rows of a list: the requester, with what Slack said a moment ago."""
    request = await approved(office, "U0BEN")
    office.town = town = Remembering()
    office.restart()
    assert (await office.runs.checks.standing(request)).id == "U0DEV"
    assert town.fresh == [False] * 4
    assert (await office.runs.checks.passed(request))[1].asker.id == "U0DEV"
    assert town.fresh[4:] == [True] * 4
    office.town.groups["S0LEADS"] = set()
    with pytest.raises(Refused, match="0 of 1 approvals"):
        await office.runs.checks.standing(request)
