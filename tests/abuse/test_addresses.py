"""Addresses that look like another: written in another case, or with a letter of another alphabet."""

from __future__ import annotations

import pytest

from tests.stories.acts import ASKED, creates, opens_delete
from tests.stories.lists import pastes
from tests.world import assert_clean, open_world

ADA = "ada@example.com"
LOOK_ALIKES = [
    "\u0430da@example.com",  # a Cyrillic letter
    "ada@ex\u0430mple.com",
    "ada\u200b@example.com",  # a blank that nobody sees
    "\uff41da@example.com",  # a wide one
    "ada@example.com\u202e",
    "ada@example.co",
    "",
]
OURS_ALONE = """
[roles]
admins    = ["S0ADMINS"]
approvers = ["S0LEADS"]

[operations.create]
request = ["admins"]
approve = ["approvers"]

[[operations.create.when]]
email_domain = ["example.com"]
run          = ["admins"]
"""


async def test_a_deletion_is_confirmed_by_the_very_address() -> None:
    """What only looks like it confirms nothing; any case and blanks around it do no harm."""
    async with open_world() as world:
        modal = await opens_delete(world.person("alice"), ADA)
        for wrong in LOOK_ALIKES[:-1]:
            modal.fill(ASKED, wrong)
            await modal.submits()
            assert list(modal.errors) == [ASKED], wrong
        assert world.calls("delete_user") == 0
        modal.fill(ASKED, " ADA@Example.COM ")
        await modal.submits()
        await world.person("alice").sees("was deleted for good")
        await world.settles()
        assert_clean(world)


@pytest.mark.parametrize(
    ("email", "says"),
    [
        ("zoe@EXAMPLE.com", "was created."),
        ("zoe@\uff45xample.com", "was created."),  # a wide letter is the same one in a domain, and mail goes there
        ("zoe@ex\u0430mple.com", "Sent for approval"),
        ("zoe@example.com.evil.example", "Sent for approval"),
    ],
)
async def test_a_condition_on_the_domain_is_no_matter_of_looks(email: str, says: str) -> None:
    """Only users of the very domain are created without an approval."""
    async with open_world(policy=OURS_ALONE) as world:
        alice = world.person("alice")
        await creates(alice, email)
        await alice.sees(says)
        await world.settles()
        assert world.calls("create_user") == (says == "was created.")
        created = [user.email for user in world.arize.account.users if user.email.startswith("zoe@")]
        assert created == (["zoe@example.com"] if says == "was created." else [])


async def test_one_person_is_on_a_list_once() -> None:
    """In whatever case; a look-alike is somebody else, and is shown as what it is."""
    async with open_world() as world:
        rows = ("zoe@example.com", "ZOE@Example.com", " zoe@EXAMPLE.COM", "zoe@ex\u0430mple.com", ADA.upper())
        modal = await pastes(world.person("alice"), "bulk-create", *rows)
        await modal.shows("created")
        assert "2 users will be created." in modal.text
        assert "twice" in modal.text or "already" in modal.text
