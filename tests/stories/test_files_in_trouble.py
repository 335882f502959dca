"""A list in a file, when Slack does not hand it over: nothing happens, and the form says what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.slack import Drop, Error, Html, Status
from bot.slack.uploads import LARGEST, NOT_ALLOWED, NOT_THERE, SILENT, TOO_LARGE
from tests.stories.acts import opens
from tests.stories.lists import CREATE, FILE, USERS, attaches, confirms

if TYPE_CHECKING:
    from bot.simulator.slack.faults import Fault
    from tests.world import World

LIST = b"zoe@example.com\n"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Error("missing_scope"), NOT_ALLOWED),
        (Error("file_not_found"), NOT_THERE),
        (Error("file_deleted"), NOT_THERE),
        (Error("not_visible"), NOT_THERE),
        (Error("internal_error"), SILENT),
        (Status(503), SILENT),
        (Html(502), SILENT),
        (Drop(), SILENT),
    ],
)
async def test_what_slack_says_of_a_file_is_said_in_the_form(world: World, fault: Fault, words: str) -> None:
    """With what to do, and nothing was asked for."""
    alice = world.person("alice")
    world.slack.faults.next("files.info", fault, times=5)
    modal = await attaches(alice, "bulk-create", LIST)
    await modal.shows(words)
    assert world.calls("create_user") == 0


@pytest.mark.parametrize("fault", [Html(200), Status(403), Status(302), Drop()])
async def test_a_page_in_place_of_the_file_is_no_list(world: World, fault: Fault) -> None:
    """Slack answers 200 with its login page where it does not let the app in."""
    alice = world.person("alice")
    world.slack.faults.next("download", fault, times=5)
    modal = await attaches(alice, "bulk-create", LIST)
    await modal.shows(SILENT)
    assert world.calls("create_user") == 0


async def test_a_file_that_is_larger_than_a_list_can_be_is_refused(world: World) -> None:
    """Before it is downloaded."""
    alice = world.person("alice")
    modal = await attaches(alice, "bulk-create", b"x" * (LARGEST + 1))
    await modal.shows(TOO_LARGE)
    assert "download" not in [entry["title"] for entry in world.slack.inspector.entries()]


async def test_an_app_that_may_not_read_files_asks_for_a_list_all_the_same(world: World) -> None:
    """An app from an older manifest: the form comes without the file, and pasting works."""
    alice = world.person("alice")
    world.slack.faults.next("views.update", Error("missing_scope"))
    modal = await opens(alice, "bulk-create", CREATE, USERS)
    assert FILE not in modal.text
    modal.fill(USERS, "zoe@example.com")
    await modal.submits()
    await confirms(await alice.modal(CREATE), "1 user will be created.")
    await alice.reads_dm("1 user was created")
    assert [record["needed"] for record in world.events("slack.missing_scope")] == ["files:read"]
