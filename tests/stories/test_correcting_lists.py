"""A list that is not right yet: it is corrected where it was written, and nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize.faults import Latency
from tests.stories.lists import CREATE, DELETE, FILE, USERS, attaches, confirms, pastes, results

if TYPE_CHECKING:
    from tests.world import World


@pytest.mark.parametrize("line", ["zoe@example.com, Zoe, King", "nobody"])
async def test_a_list_with_mistakes_is_corrected_where_it_was_written(world: World, line: str) -> None:
    """The way back from the preview leads to the form, with all that was filled in, whether a row was right or none."""
    alice, right = world.person("alice"), "yan@example.com" if "King" in line else "xi"
    preview = await pastes(alice, "bulk-create", line, right, Reason="New team", Role="Annotator")
    await preview.shows("left out:")
    assert "Back" in preview.text
    await preview.closes()
    form = await alice.modal(CREATE)
    assert form.value(USERS) == f"{line}\n{right}"
    assert (form.value("Reason"), form.value("Role")) == ("New team", "Annotator")
    form.fill(USERS, "zoe@example.com, Zoe\nyan@example.com")
    await form.submits()
    await confirms(await alice.modal(CREATE), "2 users will be created.")
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done", "done"]
    assert "[modal]" not in alice.screen


async def test_a_file_with_mistakes_is_still_in_the_form_behind_its_preview(world: World) -> None:
    """So it can be taken out, and another one chosen; where the file is no list at all, too."""
    alice = world.person("alice")
    for content, words in ((b"nobody", "Nobody can be created."), (b"\n", "There is nobody in this list.")):
        preview = await attaches(alice, "bulk-create", content)
        await preview.shows(words)
        await preview.closes()
        form = await alice.modal(CREATE)
        assert form.value(FILE) == ["users.csv"]
        await form.closes()


async def test_a_list_is_checked_and_confirmed_from_the_shortcut(world: World) -> None:
    """There the preview is the third modal; closing it leads back, and confirming it closes all of them."""
    alice = world.person("alice")
    await alice.uses_shortcut("Manage AX users")
    await (await alice.sees("bulk-create")).clicks(CREATE)
    form = await alice.modal(CREATE)
    await form.shows(USERS)
    form.fill(USERS, "zoe@example.com")
    await form.submits()
    preview = await alice.modal(CREATE)
    await preview.shows("1 user will be created.")
    await preview.clicks("All rows as CSV")
    answer = await alice.modal("Answer")
    await answer.shows("is in your direct messages")
    await answer.closes()
    assert form.value(USERS) == "zoe@example.com"
    await form.submits()
    await confirms(await alice.modal(CREATE), "1 user will be created.")
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"]
    assert "[modal]" not in alice.screen


async def test_whoever_closes_the_form_still_gets_the_preview(world: World) -> None:
    """A message brings it back, exactly as it was drawn up."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Latency(0.3))
    modal = await pastes(alice, "bulk-create", "zoe@example.com")
    await modal.closes()
    await (await alice.modal(CREATE)).closes()
    message = await alice.sees("The list of zoe@example.com is checked: 1 user will be created.")
    await message.clicks("Look at it")
    again = await alice.modal(CREATE)
    await confirms(again, "1 user will be created.")
    assert [row["outcome"] for row in await results(alice, "bulk-create")] == ["done"]


async def test_a_list_that_was_corrected_meanwhile_is_not_offered(world: World) -> None:
    """It was sent again while the first one was looked at: only what is right is shown."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Latency(0.5))
    await (await pastes(alice, "bulk-create", "wrong@example.com")).closes()
    form = await alice.modal(CREATE)
    form.fill(USERS, "right@example.com")
    await form.submits()
    await (await alice.modal(CREATE)).shows("right@example.com")
    await world.settles()
    assert not any("is checked" in message for message in alice.ephemerals)


async def test_two_lists_that_are_ready_can_be_told_apart(world: World) -> None:
    """By whom they are about: the list of another command is not the newer one of this."""
    alice = world.person("alice")
    world.arize.faults.next("list_users", Latency(0.5))
    await (await pastes(alice, "bulk-create", "zoe@example.com", "yan@example.com")).closes()
    await (await alice.modal(CREATE)).closes()
    world.arize.faults.next("list_users", Latency(0.5))
    await (await pastes(alice, "bulk-delete", "nobody@example.com")).closes()
    await (await alice.modal(DELETE)).closes()
    await alice.sees("The list of zoe@example.com and 1 more is checked: 2 users will be created.")
    await alice.sees("The list of nobody@example.com is checked: Nobody can be deleted.")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\n", "There is nobody in this list."),
        (b"PK\x03\x04 not a list", "CSV"),
        (b'"never closed', "line 1"),
    ],
)
async def test_a_file_that_is_no_list_is_refused_with_what_to_do(world: World, content: bytes, words: str) -> None:
    """Nothing happened, and the words say how to go on."""
    alice = world.person("alice")
    modal = await attaches(alice, "bulk-create", content)
    await modal.shows(words)
    assert world.calls("create_user") == 0


async def test_a_form_with_no_list_or_with_two_says_so(world: World) -> None:
    """At the field, and what was filled in stays."""
    alice = world.person("alice")
    modal = await pastes(alice, "bulk-create", "")
    assert modal.errors == {USERS: "Paste the users here, or choose a file below."}
    modal.fill(USERS, "zoe@example.com")
    await modal.attaches(FILE, "users.csv", b"yan@example.com")
    await modal.submits()
    assert modal.errors == {USERS: "Use either this field or the file, not both: the lines could not be told apart."}
    assert modal.value(USERS) == "zoe@example.com"
