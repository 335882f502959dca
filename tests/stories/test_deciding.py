"""Whose decision counts, and when: rights that were lost, facts that changed, clicks at the same time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Latency as LateArize
from bot.simulator.slack import Hold
from bot.simulator.slack.faults import Error, Latency
from tests.stories.offices import (
    TO_CONFIRM,
    approves,
    asks_for,
    asks_to_delete,
    card_of,
    reviews,
)

if TYPE_CHECKING:
    from tests.world import World

pytestmark = pytest.mark.core


async def test_whoever_comes_too_late_is_told_who_decided(office: World) -> None:
    """The modal was open while somebody else was quicker."""
    dev, ben, carla = office.person("dev"), office.person("ben"), office.person("carla")
    await asks_for(dev)
    late = await reviews(ben)
    late.choose("Decision", "Deny")
    late.fill("Comment", "No")
    await approves(carla)
    await dev.reads_dm("Done")
    await late.submits()
    await late.shows("Carla Moreno approved this")
    assert office.calls("create_user") == 1


async def test_a_target_that_changed_stops_the_run(office: World) -> None:
    """What was approved is what is run: who had the form open before it changed approves what stops."""
    dev, alice, ben = office.person("dev"), office.person("alice"), office.person("ben")
    await asks_to_delete(dev)
    forms = [await reviews(each, "ada@example.com") for each in (alice, ben)]
    office.arize.account.change("ada@example.com", role="ADMIN")
    for form in forms:
        form.choose("Decision", "Approve")
        form.fill(TO_CONFIRM, "ada@example.com")
        await form.submits()
    told = await dev.reads_dm("Failed")
    assert "Nothing was done. The role was Member and is Admin now." in told.text
    assert office.calls("delete_user") == 0


async def test_what_cannot_be_carried_out_any_more_can_only_be_denied(office: World) -> None:
    """Review shows what changed, and asks for no address to approve it."""
    dev, alice = office.person("dev"), office.person("alice")
    await asks_to_delete(dev)
    await card_of(alice, "ada@example.com")
    office.arize.account.change("ada@example.com", role="ADMIN")
    modal = await reviews(alice, "ada@example.com")
    await modal.shows("The role was Member and is Admin now.")
    assert "So it cannot be carried out any more. Deny it, and let Dev Patel ask again." in modal.text
    assert TO_CONFIRM not in modal.text
    with pytest.raises(AssertionError):
        modal.choose("Decision", "Approve")
    modal.fill("Comment", "She runs the account now.")
    await modal.submits()
    await dev.reads_dm("She runs the account now.")


async def test_the_modal_of_someone_who_may_not_decide_says_why(office: World) -> None:
    """It shows the facts and no form: the policy is asked at the click."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_for(dev)
    card = await card_of(carla)
    office.slack.workspace.set_group("S0LEADS", ["ben"])
    await card.clicks("Review")
    modal = await carla.modal("Request")
    await modal.shows("none of yours")


async def test_rights_lost_between_opening_and_sending_do_not_count(office: World) -> None:
    """The policy is asked again when the decision arrives."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_for(dev)
    modal = await reviews(carla)
    modal.choose("Decision", "Approve")
    office.slack.workspace.set_group("S0LEADS", ["ben"])
    await modal.submits()
    await modal.shows("none of yours")
    assert office.calls("create_user") == 0


async def test_an_approver_who_lost_their_rights_does_not_count_at_the_run(office: World) -> None:
    """Two approved, one of them may not any more when it is about to run."""
    dev, alice, carla = office.person("dev"), office.person("alice"), office.person("carla")
    await asks_to_delete(dev)
    await approves(carla, "ada@example.com", confirm="ada@example.com")
    await alice.reads_dm("Waiting (1 of 2)")
    office.slack.workspace.set_group("S0LEADS", ["ben"])
    await approves(alice, "ada@example.com", confirm="ada@example.com")
    told = await dev.reads_dm("Failed")
    assert "1 of 2 approvals are by people who may still approve it." in told.text
    assert office.calls("delete_user") == 0


async def test_an_approver_who_left_does_not_count_at_the_run(office: World) -> None:
    """Carla approved and became a guest before the second approval."""
    dev, alice, carla = office.person("dev"), office.person("alice"), office.person("carla")
    await asks_to_delete(dev)
    await approves(carla, "ada@example.com", confirm="ada@example.com")
    await alice.reads_dm("Waiting (1 of 2)")
    office.slack.workspace.become("carla", "single_channel_guest")
    await approves(alice, "ada@example.com", confirm="ada@example.com")
    await dev.reads_dm("1 of 2 approvals are by people who may still approve it.")
    assert office.calls("delete_user") == 0


async def test_a_requester_who_became_a_guest_stops_the_run(office: World) -> None:
    """Whoever asked has to be somebody still."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_for(dev)
    await card_of(carla)
    office.slack.workspace.become("dev", "single_channel_guest")
    await approves(carla)
    await carla.reads_dm("Dev Patel, who asked for it, is not a full member here any more.")
    assert office.calls("create_user") == 0


async def test_two_clicks_at_once_run_it_once(office: World) -> None:
    """Both approvers submit in the same moment."""
    dev, ben, carla = office.person("dev"), office.person("ben"), office.person("carla")
    await asks_for(dev)
    his, hers = await reviews(ben), await reviews(carla)
    office.arize.faults.next("create_user", LateArize(0.1))
    for modal in (his, hers):
        modal.choose("Decision", "Approve")
    await asyncio.gather(his.submits(), hers.submits())
    await dev.reads_dm("Done")
    await office.settles()
    assert office.calls("create_user") == 1
    assert sorted(["You approved it" in his.text, "You approved it" in hers.text]) == [False, True]


async def test_a_decision_that_arrives_twice_counts_once(office: World) -> None:
    """Slack delivers a view submission again."""
    dev, alice = office.person("dev"), office.person("alice")
    await asks_to_delete(dev)
    await approves(alice, "ada@example.com", confirm="ada@example.com")
    await office.slack.redeliver_last()
    await alice.reads_dm("Waiting (1 of 2)")
    await office.settles()
    assert office.calls("delete_user") == 0


async def test_a_modal_that_was_closed_early_answers_by_message(office: World) -> None:
    """No click is ignored: whoever did not wait for the answer finds it in the direct messages."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_for(dev)
    modal = await reviews(carla)
    modal.choose("Decision", "Approve")
    office.slack.faults.next("users.info", Latency(0.5))
    await modal.submits()
    await modal.closes()
    await carla.reads_dm("You approved it")
    await dev.reads_dm("Done")


async def test_a_decision_that_is_being_written_says_what_to_do_if_it_never_is(office: World) -> None:
    """Slack does not deliver it again where the process is killed just then; the request can be opened again."""
    dev, carla, held = office.person("dev"), office.person("carla"), Hold()
    await asks_for(dev)
    modal = await reviews(carla)
    modal.choose("Decision", "Approve")
    office.slack.faults.next("users.info", held)
    await modal.submits()
    await held.reached()
    await modal.shows("Writing your decision down… If this stays, open the request again.")
    await modal.closes()
    await approves(carla)
    await dev.reads_dm("Done")
    held.release()


async def test_denying_is_as_authorised_as_approving(office: World) -> None:
    """A denial that somebody sends whose decision it is not counts for nothing, and tells them so."""
    dev, nia, ben = office.person("dev"), office.person("nia"), office.person("ben")
    await asks_for(dev)
    modal = await reviews(ben)
    modal.choose("Decision", "Deny")
    modal.fill("Comment", "No")
    (view,) = office.slack.views.stack(ben.id)
    payload = office.slack.payloads.submission(nia.client.person, view, "")
    payload["view"]["id"] = "V0FORGED"
    await office.slack.forge("interactive", payload)
    await nia.reads_dm("This request is none of yours")
    await modal.closes()
    await approves(ben)
    await dev.reads_dm("Done")


async def test_a_review_that_slack_does_not_show_is_told_beside_it(office: World) -> None:
    """The window stays as it was, so it is said in a message; the card can be clicked again."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_for(dev)
    card = await card_of(carla)
    await office.settles()
    office.slack.faults.next("views.update", Error("internal_error"))
    await card.clicks("Review")
    await carla.sees("Slack did not show what belongs into this window.")
    await (await carla.modal("Request")).closes()
    await approves(carla)
    await dev.reads_dm("Done")
