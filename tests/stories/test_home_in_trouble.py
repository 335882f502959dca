"""The App Home of a large account, and of one that does not answer; and a Slack that does not take it."""

from __future__ import annotations

from bot.simulator.arize import Status
from bot.simulator.slack import Error
from tests.stories.homes import opens
from tests.world import World, assert_clean, open_world

LARGE = 50_000


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
