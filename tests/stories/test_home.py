"""The App Home: what somebody can do, what waits for them, and what became of what they asked for."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.arize import Status
from bot.simulator.slack import Error
from bot.workflow.desk import OUTDATED
from tests.stories.acts import ASKED
from tests.stories.offices import approves, asks_for, asks_to_delete, denies
from tests.world import assert_clean, open_world

if TYPE_CHECKING:
    from bot.simulator.slack import Home, Person
    from tests.world import World

LARGE = 50_000


async def opens(person: Person, says: str = "What you can do here") -> Home:
    """Open the home, and wait until it is drawn."""
    home = await person.opens_home()
    await home.shows(says)
    return home


async def test_an_admin_finds_everything(office: World) -> None:
    """Buttons for all that they may do, the numbers, and how the bot is doing."""
    home = await opens(office.person("alice"), "How the bot is doing")
    for words in ("Nothing waits for you.", "Nothing that you asked for is under way.", "Arize AX last answered"):
        assert words in home.text
    for words in ("0 overdue", "0 requests wait for a decision"):
        assert words in home.text
    assert {"List users", "Create user", "Delete user", "Audit"} <= set(home.buttons)
    assert not {"Help", "Request"} & set(home.buttons)


async def test_a_member_finds_what_is_theirs(office: World) -> None:
    """Neither numbers nor health, nor buttons that the policy would refuse."""
    home = await opens(office.person("dev"))
    assert "Create user" in home.buttons
    assert not {"List users", "Roles", "Audit"} & set(home.buttons)
    for words in ("As of", "Counting", "How the bot is doing", "Recent outcomes"):
        assert words not in home.text


@pytest.mark.parametrize(
    ("handle", "words"),
    [
        ("gus", "Only full members of this workspace can use this app. You are a guest."),
        ("eve", "Only full members of this workspace can use this app."),
    ],
)
async def test_whoever_is_refused_finds_only_the_reason(office: World, handle: str, words: str) -> None:
    """In the gate's own words; nothing of the account, and not a button."""
    calls = len(office.arize.calls)
    home = await opens(office.person(handle), words)
    assert home.text.startswith(words)
    assert "\n" not in home.text
    assert home.buttons == []
    assert len(office.arize.calls) == calls


async def test_the_messages_tab_draws_nothing(office: World) -> None:
    """Slack tells of it with the same event."""
    alice = office.person("alice")
    await alice.opens_messages()
    await office.settles()
    assert alice.home is None


async def test_a_home_is_drawn_however_often_slack_tells_of_it(office: World) -> None:
    """An ack may get lost; the second event finds what the first drew, and draws over it."""
    alice = office.person("alice")
    home = await opens(alice)
    await office.slack.redeliver_last()
    await office.settles()
    assert "What you can do here" in home.text
    assert office.events("interaction.failed") == []


async def test_a_request_goes_its_way_before_everybodys_eyes(office: World) -> None:
    """Filed, decided and done: the homes of those whom it concerns follow."""
    dev, carla = office.person("dev"), office.person("carla")
    asked, waits = await opens(dev), await opens(carla)
    await asks_for(dev)
    await waits.shows("zoe@example.com")
    await asked.shows("Waiting (0 of 1)")
    assert "Nothing that you asked for" not in asked.text
    assert "Review" not in asked.buttons
    await waits.clicks("Review")
    modal = await carla.modal("Review request")
    modal.choose("Decision", "Approve")
    await modal.submits()
    await asked.shows("Recent outcomes")
    await asked.shows("Done: zoe@example.com was created.")
    await waits.shows("Nothing waits for you.")


async def test_a_denial_and_a_second_of_two_votes_are_seen_at_once(office: World) -> None:
    """Who has voted has nothing waiting; who asked reads why it was denied."""
    dev, ben, carla = office.person("dev"), office.person("ben"), office.person("carla")
    asked, bens = await opens(dev), await opens(ben)
    await asks_to_delete(dev)
    await bens.shows("ada@example.com")
    await approves(ben, "ada@example.com", confirm="ada@example.com")
    await bens.shows("Nothing waits for you.")
    await asked.shows("Waiting (1 of 2)")
    await denies(carla, "She is needed.", "ada@example.com")
    await asked.shows("Denied by Carla Moreno: She is needed.")


async def test_cancelling_from_the_home(office: World) -> None:
    """It asks back first, says what it did, and the home follows."""
    dev, carla = office.person("dev"), office.person("carla")
    asked = await opens(dev)
    await asks_for(dev)
    waits = await opens(carla, "zoe@example.com")
    await asked.shows("Waiting (0 of 1)")
    await asked.clicks("Cancel request", confirming=True)
    said = await dev.modal("Answer")
    await said.shows("You took it back.")
    await asked.shows("Cancelled by Dev Patel")
    await waits.shows("Nothing waits for you.")


async def test_what_failed_can_be_tried_again_from_the_home(office: World) -> None:
    """The form opens as it was filled in."""
    alice = office.person("alice")
    home = await opens(alice)
    user = office.arize.account.user("ada@example.com")
    assert user is not None
    await home.clicks("Update user")
    picker = await alice.modal("Update user")
    await picker.shows("User")
    await picker.search("User", "ada")
    picker.choose("User", "ada@example.com")
    await picker.submits()
    await picker.shows("Developer permission")
    office.arize.faults.next("update_user", Status(403))
    picker.fill("Name", "Ada King")
    await picker.submits()
    await home.shows("Recent outcomes")
    await home.clicks("Try again")
    again = await alice.modal("Update user")
    await again.shows("Developer permission")
    assert again.value("Name") == "Ada King"


async def test_a_list_opens_over_the_home(office: World) -> None:
    """And so does what is clicked in it: a page, somebody's menu, their form."""
    alice = office.person("alice")
    home = await opens(alice)
    await home.clicks("List users")
    listing = await alice.modal("List users")
    await listing.shows("Oldest first")
    first = listing.text
    await listing.clicks("Newer")
    await listing.shows("page 2")
    assert listing.text != first
    await listing.clicks("Older")
    await listing.shows("alice@example.com")
    await listing.picks("Details", near="ada@example.com")
    card = await alice.modal("Details")
    await card.shows("Ada Byron")
    await card.clicks("Delete user")
    form = await alice.modal("Delete user")
    await form.shows("This is permanent.")
    assert ASKED in form.labels
    assert alice.dm == []


@pytest.mark.parametrize(("button", "says"), [("Roles", "Annotator"), ("Who am I", "In Arize AX you are")])
async def test_what_only_reads_answers_in_a_modal(office: World, button: str, says: str) -> None:
    """Nobody has to look for the answer among their messages."""
    alice = office.person("alice")
    home = await opens(alice)
    await home.clicks(button)
    modal = await alice.modal(button)
    await modal.shows(says)
    assert alice.dm == []


async def test_a_picker_that_reads_answers_in_its_own_place(office: World) -> None:
    alice = office.person("alice")
    home = await opens(alice)
    await home.clicks("Details")
    picker = await alice.modal("Details")
    await picker.shows("User")
    await picker.search("User", "ada")
    picker.choose("User", "ada@example.com")
    await picker.submits()
    await picker.shows("Ada Byron")


async def test_a_form_from_the_home_is_answered_by_direct_message(office: World) -> None:
    """There is no message to answer beside; what it did stands among the outcomes, too."""
    alice = office.person("alice")
    home = await opens(alice)
    await home.clicks("Create user")
    form = await alice.modal("Create user")
    await form.shows("Name")
    form.fill("Name", "Zoe Quist")
    form.fill("E-mail", "zoe@example.com")
    await form.submits()
    await alice.reads_dm("Zoe Quist")
    await home.shows("Recent outcomes")
    assert "zoe@example.com" in home.text


async def test_a_large_account_is_counted_once_and_in_the_background() -> None:
    """Fifty thousand users: the home is there at once, one walk fills in the numbers, and no view asks Arize again."""
    async with open_world(seeded=False) as world:
        for number in range(LARGE):
            status = "INVITED" if number % 10 == 0 else "ACTIVE"
            world.arize.account.add_user(f"User {number}", f"user{number}@example.com", status=status)
        alice, ben = world.person("alice"), world.person("ben")
        before = world.calls("list_users")
        home = await opens(alice)
        assert "Counting…" in home.text
        bens = await opens(ben, "Counting…")
        await home.shows("50,000 users", within=120)
        assert "Active 45,000 · :envelope: Invited 5,000" in home.text
        await bens.shows("50,000 users")
        for _ in range(20):
            await opens(alice, "50,000 users")
        await world.settles()
        assert world.calls("list_users") - before == LARGE / 100
        assert_clean(world)


async def test_numbers_that_cannot_be_had_say_why(world: World) -> None:
    """The home is drawn all the same; nobody asks again at once."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(403))
    home = await opens(alice, "Counting failed")
    assert "The bot's Arize key may not do this: it needs USER_READ." in home.text
    calls = world.calls("list_users")
    await opens(alice, "Counting failed")
    await world.settles()
    assert world.calls("list_users") == calls


async def test_while_arize_is_away_the_home_says_so(world: World) -> None:
    """Since when, to those who can do something about it."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(503), times=10)
    home = await opens(alice, "Counting failed")
    await home.shows("Arize failed (status 503).")
    assert "Since" in home.text


async def test_while_slack_does_not_say_who_somebody_is_the_home_is_closed(world: World) -> None:
    """Failing closed, in words; the next time it is open again."""
    alice = world.person("alice")
    world.slack.faults.next("users.info", Error("internal_error"))
    home = await opens(alice, "Slack does not say who you are, so nothing was done.")
    assert home.buttons == []
    await opens(alice)


async def test_a_home_that_slack_does_not_take_is_drawn_the_next_time(world: World) -> None:
    """Also not the words for it: there is nothing but the log."""
    carla = world.person("carla")
    world.slack.faults.next("views.publish", Error("internal_error"), times=2)
    await carla.opens_home()
    await world.settles()
    assert carla.home is None
    assert len(world.events("slack.unavailable")) == 2
    world.slack.faults.next("views.publish", Error("user_not_found"))
    await carla.opens_home()
    await world.settles()
    assert len(world.events("home.unreachable")) == 1
    await opens(carla)


async def test_a_home_that_was_drawn_over_elsewhere_is_drawn_once_more(world: World) -> None:
    """Slack says so by a hash that does not fit any more."""
    alice = world.person("alice")
    home = await opens(alice, "As of")
    await world.settles()
    world.slack.faults.next("views.publish", Error("hash_conflict"))
    await alice.opens_home()
    await world.settles()
    published = [entry for entry in world.slack.inspector.entries() if entry["title"] == "views.publish"]
    assert [entry["ok"] for entry in published[-2:]] == [False, True]
    assert published[-2]["request"]["hash"]
    assert "What you can do here" in home.text


async def test_every_button_of_the_home_is_answered(world: World) -> None:
    """Whatever it carries: an old one, a forged one, one that Slack opens no modal for any more."""
    alice = world.person("alice")
    home = await opens(alice, "As of")
    await home.clicks("Roles")
    roles = await alice.modal("Roles")
    await roles.shows("Annotator")
    await roles.closes()
    payload = deepcopy(_last(world))
    for action_id, value in (("press:frobnicate", "{}"), ("turn:frobnicate:x", '{"u":null,"v":{}}'), ("menu", "x")):
        payload["actions"][0] |= {"action_id": action_id, "value": value}
        before = len(alice.dm)
        await world.slack.forge("interactive", payload)
        await world.slack.changes.until(lambda before=before: len(alice.dm) > before or None, 5)  # type: ignore[misc]  # its default is an int
        assert OUTDATED in alice.dm[-1]


async def test_slack_can_make_sure_of_the_request_url() -> None:
    """Over HTTP it asks once, when events are switched on."""
    async with open_world("http") as world:
        asked = {"type": "url_verification", "token": "t", "challenge": "3eZbrw1aB"}
        answer = await world.slack.forge("events_api", asked)
        assert "3eZbrw1aB" in str(answer.body)
        assert_clean(world)


async def test_an_event_that_cannot_be_read_is_a_line_in_the_log(world: World) -> None:
    """There is nobody to tell; Slack is not asked to send it again."""
    world.expects_errors = True
    event = {"type": "event_callback", "team_id": "T0SIM", "event": {"type": "app_home_opened", "tab": "home"}}
    answer = await world.slack.forge("events_api", event)
    assert answer.ok
    assert len(world.events("event.failed")) == 1


def _last(world: World) -> dict[str, Any]:
    delivery = world.slack.last_delivery
    assert delivery is not None
    return delivery.payload
