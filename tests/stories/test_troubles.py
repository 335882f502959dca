"""When Arize or Slack fails: one plain sentence with what to do next, and nothing done twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import (
    Drop,
    Fault,
    Garbage,
    Html,
    Latency,
    LostAnswer,
    RepeatedRows,
    Status,
    UnknownVocabulary,
)
from bot.simulator.slack.faults import Drop as SlackDrop
from bot.simulator.slack.faults import Error as SlackError
from bot.simulator.slack.faults import Html as SlackHtml
from tests.stories.acts import creates, deletes, opens_create, opens_picker

if TYPE_CHECKING:
    from tests.world import World


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Status(400, detail="The cursor is malformed"), "Arize did not accept this: The cursor is malformed."),
        (Status(401), "Arize refuses the bot's key, so nothing works until the operator renews ARIZE_API_KEY."),
        (Status(403), "The bot's Arize key may not do this: it needs USER_READ."),
        (Status(422, detail="No."), "Arize did not accept this: No."),
        (Garbage(), "Arize sent an answer that cannot be read"),
        (Html(200), "Arize sent an answer that cannot be read"),
    ],
)
async def test_what_the_api_refuses_is_explained(world: World, fault: Fault, sentence: str) -> None:
    """In one sentence, with what to do."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", fault)
    await alice.types("/ax-user list")
    await alice.sees(sentence)
    is_about_the_key = fault == Status(401)
    world.expects_errors = is_about_the_key
    assert bool(world.events("arize.refused_key")) == is_about_the_key


@pytest.mark.parametrize("fault", [Status(503), Html(502), Drop(), LostAnswer(), Status(429, retry_after=0)])
async def test_a_passing_trouble_is_not_even_seen(world: World, fault: Fault) -> None:
    """Reading is repeated."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", fault)
    await alice.types("/ax-user list")
    await alice.sees("Oldest first")


async def test_what_goes_wrong_while_a_form_loads_is_said_in_it(world: World) -> None:
    """And there is nothing to send."""
    alice = world.person("alice")
    await alice.types("/ax-user update nobody@example.com")
    modal = await alice.modal("Update user")
    await modal.shows("Nobody in Arize AX has the address nobody@example.com.")
    assert modal.labels == []


@pytest.mark.parametrize("fault", [LostAnswer(), Status(503), Html(502)])
async def test_a_mail_that_may_have_gone_out_is_not_sent_again(world: World, fault: Fault) -> None:
    """Each call mails, so an unclear outcome is told as one."""
    alice = world.person("alice")
    world.arize.faults.next("resend_user_invitation", fault)
    await alice.types("/ax-user resend jane@example.com")
    modal = await alice.modal("Resend invitation")
    await modal.shows("jane@example.com")
    await modal.submits()
    told = await alice.sees("Outcome unknown")
    assert "It is not known whether the change was made" in told.text
    assert world.calls("resend_user_invitation") == 1
    await told.clicks("Look at the user")
    await alice.sees("User id")


@pytest.mark.parametrize("fault", [LostAnswer(), Status(503), Drop()])
async def test_deleting_is_repeated_until_it_is_sure(world: World, fault: Fault) -> None:
    """Deleting twice is deleting once."""
    alice = world.person("alice")
    world.arize.faults.next("delete_user", fault)
    await deletes(alice, "ada@example.com")
    await alice.sees("was deleted for good")


async def test_an_invitation_whose_answer_was_lost_is_found_again(world: World) -> None:
    """The address is the key: the second try finds the first, and nobody claims that nothing was mailed."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", LostAnswer())
    await creates(alice, "zoe@example.com", "Zoe")
    told = await alice.sees("zoe@example.com is invited.")
    assert "whether this was just mailed or was there before is not known" in told.text


async def test_a_single_sign_on_user_whose_answer_was_lost_is_looked_up(world: World) -> None:
    """A second call would only say that they are there."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", LostAnswer())
    await creates(alice, "zoe@example.com", "Zoe", Invitation="None")
    await alice.sees("zoe@example.com is there, though Arize's answer was lost.")
    assert world.calls("create_user") == 1


async def test_an_answer_lost_before_anything_was_created_is_told_as_unknown(world: World) -> None:
    """Nobody claims what nobody knows."""
    alice = world.person("alice")
    world.arize.faults.next("create_user", Status(503))
    await creates(alice, "zoe@example.com", "Zoe", Invitation="None")
    await alice.sees("it is not known whether zoe@example.com was created")


async def test_values_that_nobody_knows_yet_are_shown_as_they_are(world: World) -> None:
    """A future role or status breaks nothing."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", UnknownVocabulary())
    await alice.types("/ax-user get ada@example.com")
    await alice.sees("User id")


async def test_a_partial_success_is_told_as_one(world: World) -> None:
    """Created, but the developer permission stayed as it was."""
    alice = world.person("alice")
    world.arize.faults.next("update_user", Status(403))
    await creates(alice, "zoe@example.com", "Zoe", Developer_permission="Off")
    told = await alice.sees("zoe@example.com was created.")
    assert "Partly done" in told.text
    assert "The developer permission could not be turned off." in told.text


async def test_an_answer_that_the_response_url_does_not_take_goes_by_direct_message(world: World) -> None:
    """Nobody is left without one."""
    alice = world.person("alice")
    world.slack.faults.next("response_url", SlackError("expired_url"))
    await alice.types("/ax-user roles")
    await alice.reads_dm("Annotator")


async def test_an_answer_that_a_page_swallowed_goes_by_direct_message(world: World) -> None:
    """Something between us and Slack says 200 and shows a page: nobody has heard anything then."""
    alice = world.person("alice")
    world.slack.faults.next("response_url", SlackHtml(200))
    await alice.types("/ax-user roles")
    await alice.reads_dm("Annotator")


async def test_slack_not_answering_at_all_is_survived(world: World) -> None:
    """The next command works."""
    alice = world.person("alice")
    world.expects_errors = True
    world.slack.faults.next("response_url", SlackDrop())
    world.slack.faults.next("conversations.open", SlackDrop())
    await alice.types("/ax-user roles")
    await world.settles()
    await alice.types("/ax-user roles")
    await alice.sees("Annotator")


async def test_patience_with_a_slow_api_ends_in_words(world: World) -> None:
    """The picker answers Slack in time, whatever Arize does."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Latency(4))
    modal = await opens_picker(alice, "get", "Show user")
    assert await modal.search("User", "ada") == ["Arize is slow to answer; type on to try again"]


async def test_what_the_api_refuses_while_a_form_loads_is_said_in_it(world: World) -> None:
    """Which permission the key lacks."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(403))
    await alice.types("/ax-user update ada@example.com")
    modal = await alice.modal("Update user")
    await modal.shows("The bot's Arize key may not do this: it needs USER_UPDATE")


async def test_what_the_api_refuses_in_the_picker_is_said_in_it(world: World) -> None:
    """As an option that cannot be chosen."""
    alice = world.person("alice")
    modal = await opens_picker(alice, "get", "Show user")
    world.arize.faults.next("list_users", Status(403))
    (said,) = await modal.search("User", "ada")
    assert said.startswith("The bot's Arize key may not do this")


async def test_a_form_that_slack_does_not_fill_is_told_outside(world: World) -> None:
    """The loading view stays behind, so it is said beside it; the log has the reason, and it is no bug."""
    alice = world.person("alice")
    world.slack.faults.next("views.update", SlackError("internal_error"))
    await alice.types("/ax-user create")
    await alice.sees("Slack did not show what belongs into this window. Close it, and try again.")
    (record,) = world.events("slack.unavailable")
    assert (record["method"], record["error"]) == ("views.update", "internal_error")


async def test_rows_that_come_twice_are_offered_once(world: World) -> None:
    """Somebody made a space while the pages were turned; Slack would refuse a form that offers one twice."""
    alice = world.person("alice")
    for operation in ("list_organizations", "list_spaces", "list_roles"):
        world.arize.faults.next(operation, RepeatedRows())
    modal = await opens_create(alice)
    offered = modal.options("Organization or space")
    assert "Research / Vision" in offered
    assert len(offered) == len(set(offered))


async def test_where_slack_does_not_answer_about_a_new_user_nothing_is_created(world: World) -> None:
    """Who receives the password must be sure before there is one."""
    alice = world.person("alice")
    world.slack.faults.next("users.lookupByEmail", SlackError("internal_error"))
    await creates(alice, "nia@example.com", "Nia", Invitation="Temporary password")
    await alice.sees("Slack does not say who has this address")
    assert world.calls("create_user") == 0
