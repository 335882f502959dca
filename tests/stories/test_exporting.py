"""Taking the whole list along, as a file in one's own direct message."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Latency, Status
from bot.simulator.slack.faults import Drop, Error, Hold, RateLimited
from bot.simulator.slack.faults import Status as SlackStatus

if TYPE_CHECKING:
    from bot.simulator.slack import Person
    from bot.simulator.slack.faults import Fault
    from tests.world import World

THERE = "in your direct messages with this app"
FILE = "arize-ax-users-"
NOT_TAKEN = "Slack did not take the file, so nothing was sent."
FORBIDDEN = "This workspace does not take such files from the app (file_uploads_disabled)"
UNSURE = "Slack did not say whether it took the file."


async def exported(person: Person) -> list[dict[str, str]]:
    """The rows of the file in their direct message."""
    content = await person.reads_file(FILE)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def test_the_whole_list_is_a_file(world: World) -> None:
    """Of all pages, oldest first, with a mark that spreadsheets know UTF-8 by; the answer comes once it is there."""
    world.arize.account.add_user('=HYPERLINK("evil")', "zoë.ünal@example.com", status="INVITED")
    for number in range(120):
        world.arize.account.add_user(f"Crowd {number}", f"crowd{number}@example.com")
    alice = world.person("alice")
    await alice.types("/ax-user list export")
    answer = await alice.sees(THERE)
    users = world.arize.account.users
    assert f"{len(users)} users are in {FILE}" in answer.text
    assert answer.is_ephemeral
    rows = await exported(alice)
    assert [row["email"] for row in rows] == [user.email for user in users]
    assert list(rows[0]) == ["id", "name", "email", "role", "status", "developer", "created_at"]
    (zoe,) = [row for row in rows if row["email"] == "zoë.ünal@example.com"]
    assert (zoe["name"], zoe["role"], zoe["status"]) == ('\'=HYPERLINK("evil")', "MEMBER", "INVITED")
    assert rows[0]["created_at"].endswith("+00:00")
    assert (await alice.reads_file(FILE)).startswith(b"\xef\xbb\xbfid,")
    assert "All users of Arize AX." in alice.dm[-1]


async def test_only_what_was_asked_for_is_in_it(world: World) -> None:
    """Part of the address and the status, in any order, and the file's message says so; nobody else sees it."""
    alice = world.person("alice")
    await alice.types("/ax-user list EXPORT jane status:invited")
    await alice.sees("1 user is in")
    (row,) = await exported(alice)
    assert (row["email"], row["developer"]) == ("jane@example.com", "true")
    assert "Users of Arize AX, address contains jane, status invited." in alice.dm[-1]
    await world.person("ben").does_not_see(FILE)


async def test_a_list_is_exported_as_it_is_filtered(world: World) -> None:
    """By the button below it, on whichever page."""
    alice = world.person("alice")
    await alice.types("/ax-user list example.com status:active")
    page = await alice.sees("Oldest first")
    await page.clicks("Newer")
    page = await alice.sees("page 2")
    await page.clicks("Export as CSV")
    await alice.sees(THERE)
    wanted = [user.email for user in world.arize.account.users if user.status == "ACTIVE"]
    assert [row["email"] for row in await exported(alice)] == [each for each in wanted if "example.com" in each]


async def test_it_is_exported_from_the_modal_too(world: World) -> None:
    """The shortcut's list has the same button, and its answer is a view."""
    alice = world.person("alice")
    await alice.uses_shortcut("Manage AX users")
    modal = await alice.modal("Manage AX users")
    await modal.shows("What you can do here")
    await modal.clicks("List users")
    listed = await alice.modal("List users")
    await listed.shows("Export as CSV")
    await listed.clicks("Export as CSV")
    await alice.sees(THERE)
    assert len(await exported(alice)) == len(world.arize.account.users)


async def test_who_took_the_list_along_is_in_the_audit(office: World) -> None:
    """Before anything is read, and once the file is there."""
    ben = office.person("ben")
    await ben.types("/ax-user list status:active export")
    await ben.sees(THERE)
    await ben.types("/ax-user audit")
    audit = (await ben.sees("What happened")).text
    assert audit.index("@Ben Lindqvist was sent a file") < audit.index("@Ben Lindqvist asked")
    assert "An export: Users of Arize AX, status active." in audit
    assert f"rows in {FILE}" in audit


async def test_who_may_not_see_the_list_may_not_take_it_along(office: World) -> None:
    """The policy of `list` holds, whether it is typed or a button of somebody else's."""
    dev = office.person("dev")
    await dev.types("/ax-user list export")
    await dev.sees("may use “list”")
    assert office.calls("list_users") == 1
    assert dev.dm == []


async def test_nobody_to_export_is_said(world: World) -> None:
    """There is no empty file."""
    alice = world.person("alice")
    await alice.types("/ax-user list nobody@nowhere.example")
    assert "Export as CSV" not in (await alice.sees("No user matches")).buttons
    await alice.types("/ax-user list nobody@nowhere.example export")
    await alice.sees("No user matches, so there is no file.")
    assert alice.dm == []


async def test_a_long_wait_is_told(world: World) -> None:
    """As with every other command."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Status(429, retry_after=2))
    await alice.types("/ax-user list export")
    await alice.sees("Arize asks for patience")
    await alice.sees(THERE)


async def test_arize_failing_in_the_middle_sends_nothing(world: World) -> None:
    """Half a list would be taken for a whole one."""
    for number in range(120):
        world.arize.account.add_user(f"Crowd {number}", f"crowd{number}@example.com")
    alice = world.person("alice")
    world.arize.faults.next("list_users", Latency(0))
    world.arize.faults.next("list_users", Status(403))
    await alice.types("/ax-user list export")
    await alice.sees("needs USER_READ")
    assert alice.dm == []


@pytest.mark.parametrize(
    ("method", "fault", "words"),
    [
        ("conversations.open", Error("internal_error"), NOT_TAKEN),
        ("files.getUploadURLExternal", Error("missing_scope"), "it lacks the permission files:write"),
        ("files.getUploadURLExternal", Error("file_uploads_disabled"), FORBIDDEN),
        ("files.getUploadURLExternal", Drop(), NOT_TAKEN),
        ("upload", SlackStatus(500), NOT_TAKEN),
        ("upload", Drop(), NOT_TAKEN),
        ("files.completeUploadExternal", Error("file_not_found"), NOT_TAKEN),
        ("files.completeUploadExternal", Error("channel_not_found"), NOT_TAKEN),
    ],
)
async def test_a_file_that_slack_does_not_take_is_told(world: World, method: str, fault: Fault, words: str) -> None:
    """Wherever it fails, in words, and no file is claimed."""
    alice = world.person("alice")
    world.slack.faults.next(method, fault, times=2)
    await alice.types("/ax-user list export")
    await alice.sees(words)
    await world.settles()
    assert alice.dm == []
    assert THERE not in "".join(alice.ephemerals)


@pytest.mark.parametrize("fault", [Drop(after=True), SlackStatus(503), Error("internal_error")])
async def test_a_lost_answer_is_told_as_one(world: World, fault: Fault) -> None:
    """The file may be there, so it says where to look."""
    alice = world.person("alice")
    world.slack.faults.next("files.completeUploadExternal", fault)
    await alice.types("/ax-user list export")
    await alice.sees(UNSURE)


async def test_slacks_limits_are_waited_for(world: World) -> None:
    """Slack did nothing when it says so, and is asked again."""
    alice = world.person("alice")
    world.slack.faults.next("files.getUploadURLExternal", RateLimited(1))
    await alice.types("/ax-user list export")
    await alice.sees(THERE)


async def test_nothing_is_claimed_before_the_file_is_there(world: World) -> None:
    """While Slack has not answered the last call, nobody is told anything."""
    alice = world.person("alice")
    last = Hold(after=True)
    world.slack.faults.next("files.completeUploadExternal", last)
    await alice.types("/ax-user list export")
    await last.reached()
    assert alice.ephemerals == []
    last.release()
    await alice.sees(UNSURE)
