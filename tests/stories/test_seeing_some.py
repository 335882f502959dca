"""Policies that let somebody see the users of one domain alone: every place that shows users keeps to them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from tests.stories.homes import opens
from tests.world import open_world

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.world import World

SOME = """
run = ["admins"]
[[operations.{name}.when]]
email_domain = ["partner.example"]
run = ["all"]
"""
POLICY = """
[roles]
admins = ["S0ADMINS"]
all = ["*"]
""" + "".join(f"[operations.{name}]{SOME.format(name=name)}" for name in ("list", "get", "audit", "roles", "review"))
ONLY_SEEN = "Only users whom you may see are shown."
ONLY_ROWS_SEEN = "Only what is about users whom you may see is shown."


@pytest.fixture
async def split() -> AsyncIterator[World]:
    """Every third user has the domain that everybody may see; all others are for admins."""
    async with open_world(policy=POLICY, settings={"BOT_PAGE_SIZE": "5"}) as world:
        for number in range(30):
            domain = "partner.example" if number % 3 == 0 else "example.com"
            world.arize.account.add_user(f"Crowd {number}", f"crowd{number}@{domain}")
        yield world


async def test_a_list_shows_whom_its_reader_may_see(split: World) -> None:
    """Pages have fewer rows, say so, and can all be turned; whoever may see everybody sees them."""
    dev, alice = split.person("dev"), split.person("alice")
    await dev.types("/ax-user list crowd")
    page = await dev.sees("crowd0@partner.example")
    assert ("crowd3@partner.example" in page.text, "example.com" in page.text, ONLY_SEEN in page.text) == (
        True,
        False,
        True,
    )
    await page.clicks("Newer")
    page = await dev.sees("crowd6@partner.example")
    assert ("page 2" in page.text, "example.com" in page.text) == (True, False)
    await alice.types("/ax-user list crowd")
    page = await alice.sees("crowd1@example.com")
    assert ONLY_SEEN not in page.text


async def test_an_export_has_whom_its_reader_may_see(split: World) -> None:
    """The answer says that others are left out, and nothing calls it a file of all users."""
    dev = split.person("dev")
    await dev.types("/ax-user list export")
    answer = await dev.sees("are in arize-ax-users-")
    assert ONLY_SEEN in answer.text
    content = await dev.reads_file("arize-ax-users-")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [row["email"] for row in rows if row["email"].startswith("crowd")] == [
        f"crowd{number}@partner.example" for number in range(0, 30, 3)
    ]
    assert all(row["email"].endswith("@partner.example") for row in rows)
    assert "All users" not in dev.dm[-1]


@pytest.mark.parametrize("asked", ["list {}", "list {} status:invited", "list export {}", "audit {}", "get {}"])
async def test_whether_somebody_exists_whom_one_may_not_see_is_not_told(split: World, asked: str) -> None:
    """The same words, but for the address, whether there is such a user or not, and whatever their status is."""
    dev, alice = split.person("dev"), split.person("alice")
    await alice.types("/ax-user get crowd1@example.com")
    answers = []
    for address in ("crowd1@example.com", "nobody@example.com"):
        await dev.types(f"/ax-user {asked.format(address)}")
        await split.settles()
        answers.append(dev.ephemerals[-1].replace(address, "…"))
    assert answers[0] == answers[1]


async def test_a_review_tells_a_reader_of_a_part_nothing_of_the_rest(split: World) -> None:
    """Neither how many users there are, nor whether others are on the list."""
    dev = split.person("dev")
    await dev.types("/ax-user review")
    found = await dev.reads_dm("It ended", within=20)
    assert ONLY_SEEN in found.text
    assert f"{len(split.arize.account.users)} users" not in found.text
    assert "gus@partner.example" in found.text
    await found.clicks("Export as CSV")
    answer = await dev.sees("are in arize-ax-review-")
    assert ONLY_SEEN in answer.text


async def test_the_audit_shows_what_its_reader_may_see(split: World) -> None:
    """By the address that a row is about; what is about nobody goes by the rule itself."""
    dev, alice = split.person("dev"), split.person("alice")
    await dev.types("/ax-user get crowd1@example.com")
    await dev.sees("Only “admins” may use “get”.")
    await dev.types("/ax-user audit")
    shown = await dev.sees("What happened")
    assert ONLY_ROWS_SEEN in shown.text
    assert "crowd1@example.com" not in shown.text
    await alice.types("/ax-user audit")
    shown = await alice.sees("crowd1@example.com")
    assert ONLY_ROWS_SEEN not in shown.text


async def test_what_is_about_nobody_goes_by_the_rule_itself(split: World) -> None:
    """Neither the roles nor the numbers of the home are about anybody of that domain."""
    dev, alice = split.person("dev"), split.person("alice")
    await dev.types("/ax-user roles")
    await dev.sees("Only “admins” may use “roles”.")
    await opens(alice, "How the bot is doing")
    await opens(dev)
    assert "How the bot is doing" not in str(dev.home)
