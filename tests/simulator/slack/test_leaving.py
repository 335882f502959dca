"""People who leave, come back, and change: what the app hears, and what it finds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.simulator.slack import ClientRefusal
from tests.simulator.slack.an_app import a_form

if TYPE_CHECKING:
    from collections.abc import Callable

    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator, Workspace

Json = dict[str, Any]


def hearing(slack: SlackSimulator, app: AsyncApp) -> list[Json]:
    heard: list[Json] = []

    @app.event("user_change")
    async def _(event: Json) -> None:
        heard.append(event)
        slack.changes.touch()

    return heard


async def comes(slack: SlackSimulator, heard: list[Json], number: int) -> Json:
    """The user in the event with this number, as soon as it came."""
    await slack.changes.until(lambda: len(heard) >= number or None, 5)
    user: Json = heard[number - 1]["user"]
    return user


async def test_who_is_deactivated_is_heard_of_and_not_found_by_address(
    slack: SlackSimulator, app: AsyncApp, web: AsyncWebClient
) -> None:
    """users.info and users.list know of them still, and say so; coming back, they are who they were."""
    heard = hearing(slack, app)
    slack.workspace.deactivates("ben")
    gone = await comes(slack, heard, 1)
    assert (gone["id"], gone["deleted"], gone["profile"]["email"]) == ("U0BEN", True, "ben@example.com")
    assert (await web.users_info(user="U0BEN"))["user"] == gone
    assert gone in (await web.users_list())["members"]
    with pytest.raises(SlackApiError, match="users_not_found"):
        await web.users_lookupByEmail(email="ben@example.com")
    slack.workspace.reactivates("ben")
    back = await comes(slack, heard, 2)
    assert (back["deleted"], back["is_admin"]) == (False, True)
    assert (await web.users_lookupByEmail(email="ben@example.com"))["user"] == back


async def test_the_event_is_slacks(slack: SlackSimulator, app: AsyncApp) -> None:
    """With two times: as of when the user object is, and when the event was."""
    heard = hearing(slack, app)
    slack.workspace.deactivates("ben")
    await comes(slack, heard, 1)
    (event,) = heard
    assert event.keys() == {"type", "user", "cache_ts", "event_ts"}
    assert event["cache_ts"] == pytest.approx(float(event["event_ts"]), abs=2)


CHANGES: dict[str, tuple[Callable[[Workspace], None], Callable[[Json], str], str]] = {
    "a name": (
        lambda workspace: workspace.renames("ada", "Ada King"),
        lambda user: f"{user['real_name']}, {user['profile']['real_name']}",
        "Ada King, Ada King",
    ),
    "an address": (
        lambda workspace: workspace.readdresses("ada", "countess@example.com"),
        lambda user: str(user["profile"]["email"]),
        "countess@example.com",
    ),
}


@pytest.mark.parametrize("what", CHANGES)
async def test_other_changes_of_a_person_are_the_same_event(slack: SlackSimulator, app: AsyncApp, what: str) -> None:
    """A name, an address: the event does not say which it was."""
    change, seen, expected = CHANGES[what]
    heard = hearing(slack, app)
    change(slack.workspace)
    user = await comes(slack, heard, 1)
    assert (seen(user), user["id"], user["deleted"]) == (expected, "U0ADA", False)


async def test_without_the_scope_for_addresses_the_event_has_none(slack: SlackSimulator, app: AsyncApp) -> None:
    """As users.info would say it."""
    slack.manifest = replace(slack.manifest, scopes=("users:read",))
    heard = hearing(slack, app)
    slack.workspace.readdresses("ada", "countess@example.com")
    assert "email" not in (await comes(slack, heard, 1))["profile"]


@pytest.mark.parametrize("lacking", ["scope", "subscription"])
async def test_without_scope_or_subscription_nothing_is_heard(slack: SlackSimulator, lacking: str) -> None:
    """Slack sends what was asked for and allowed."""
    lesser: Json = {"scope": {"scopes": ("users:read.email",)}, "subscription": {"events": ("app_home_opened",)}}
    slack.manifest = replace(slack.manifest, **lesser[lacking])
    slack.workspace.deactivates("ben")
    assert not slack.manifest.hears("user_change")
    assert slack.last_delivery is None


async def test_somebody_without_an_account_gets_one_as_a_member(slack: SlackSimulator) -> None:
    """Dora was gone when the workspace began."""
    slack.workspace.reactivates("dora")
    assert slack.workspace.person("dora").kind == "member"


async def test_who_is_deactivated_is_logged_out(slack: SlackSimulator) -> None:
    """The modal that was open is closed, and nothing can be done or had any more."""
    slack.views.open("U0BEN", a_form())
    ben = slack.client("U0BEN")
    slack.workspace.deactivates("ben")
    assert slack.views.stack("U0BEN") == ()
    with pytest.raises(ClientRefusal, match="deactivated"):
        await ben.send("C0GENERAL", "/try")
    with pytest.raises(ClientRefusal, match="deactivated"):
        ben.download("C0GENERAL", "1.2", "F1")
    slack.workspace.reactivates("ben")
    await ben.send("C0GENERAL", "I am back")


async def test_a_visitor_deactivates_and_reactivates(slack: SlackSimulator) -> None:
    """As whoever they act."""
    carla = slack.client("U0CARLA")
    carla.deactivate("U0BEN")
    assert not slack.workspace.person("ben").is_here
    with pytest.raises(ClientRefusal, match="cannot be deactivated"):
        carla.deactivate("U0BEN")
    carla.reactivate("U0BEN")
    assert slack.workspace.person("ben").kind == "admin"
    with pytest.raises(ClientRefusal, match="not deactivated"):
        carla.reactivate("U0BEN")


@pytest.mark.parametrize("user_id", ["U0ALICE", "U0EVE", "U0BUILDER", "U0DORA", "U0NOBODY"])
async def test_not_everybody_can_be_deactivated(slack: SlackSimulator, user_id: str) -> None:
    """The primary owner cannot, nor who is a bot, from elsewhere, gone or nobody."""
    with pytest.raises(ClientRefusal, match="cannot be deactivated"):
        slack.client("U0CARLA").deactivate(user_id)


async def test_who_deactivates_themselves_does_nothing_after_that(slack: SlackSimulator) -> None:
    """Not even taking it back."""
    ben = slack.client("U0BEN")
    ben.deactivate("U0BEN")
    with pytest.raises(ClientRefusal, match="deactivated"):
        ben.reactivate("U0BEN")
