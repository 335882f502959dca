"""A list becomes rows: whom each is about, what is wrong with it, and what the policy says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.domain.audit import Fact
from bot.domain.errors import Mistake
from bot.workflow.batches.drafting import MOST_MESSAGES
from bot.workflow.batches.matching import FEW, TELL_EVERY
from tests.workflow.batches.lists import ALICE, BEN, CARLA, DEV, NOT_AT_A_PARTNER, drawn_up, ends, files, quiet

if TYPE_CHECKING:
    from bot.workflow.batches.drafting import Preview
    from tests.workflow.life.office import Office


def wrong(preview: Preview) -> dict[int, str]:
    return {problem.line: problem.why for problem in preview.problems}


def whom(preview: Preview) -> list[str]:
    return [row.subject for row in preview.rows]


async def test_users_are_named_by_address_or_by_id(office: Office) -> None:
    """In any case; once, however often and however they are named."""
    jane = office.account.user("jane@example.com")
    assert jane is not None
    lines = ("ADA@example.com", jane.id, "jane@example.com", "ada@EXAMPLE.com", "VXNlcjo5OTk5OTk=")
    preview = await drawn_up(office, *lines, command="bulk-delete")
    assert whom(preview) == ["ada@example.com", "jane@example.com"]
    assert [row.number for row in preview.rows] == [1, 2]
    assert wrong(preview)[3] == "The same user as in line 2."
    assert wrong(preview)[4] == "The same user as in line 1."
    assert "Nobody in Arize AX has this address or id." in wrong(preview)[5]


async def test_an_address_and_an_id_have_to_agree(office: Office) -> None:
    """A list from elsewhere may be older than the account."""
    ada, jane = office.account.user("ada@example.com"), office.account.user("jane@example.com")
    assert ada is not None
    assert jane is not None
    lines = ("email,id", f"ada@example.com,{ada.id}", f"sam@example.com,{jane.id}", f",{jane.id}", ",")
    preview = await drawn_up(office, *lines, command="bulk-delete")
    assert whom(preview) == ["ada@example.com", "jane@example.com"]
    assert wrong(preview) == {3: "The address and the id of this row belong to different users."}


async def test_what_cannot_be_read_is_told_by_its_line(office: Office) -> None:
    """No row is guessed at."""
    preview = await drawn_up(
        office,
        "zoe@example.com,Zoe,Member,on,and more",
        ",Zoe",
        "yan@example.com,,,perhaps",
        f"{'x' * 400}@example.com",
        "xi@example.com,Xi,annotator,OFF",
        "VXNlcjo5OTk5OTk=",
    )
    assert whom(preview) == ["xi@example.com"]
    assert preview.rows[0].role == "ANNOTATOR"
    assert preview.rows[0].values["developer"] == "off"
    assert wrong(preview)[1] == "There is more in this row than there are columns: and more."
    assert wrong(preview)[2] == "There is no e-mail address in this row."
    assert wrong(preview)[3] == "The developer permission cannot be “perhaps”. Write on or off."
    assert 4 in wrong(preview)
    assert wrong(preview)[6] == "This is no e-mail address."


@pytest.mark.parametrize("more", [0, FEW + 1])
async def test_an_address_that_two_users_have_is_nobodys(office: Office, more: int) -> None:
    """Whether they are looked up one by one or in a walk."""
    office.account.change("sam@example.com", email="ada@example.com")
    crowd = [f"nobody{number}@example.com" for number in range(more)]
    preview = await drawn_up(office, "ada@example.com", "jane@example.com", *crowd, command="bulk-delete")
    assert whom(preview) == ["jane@example.com"]
    assert wrong(preview)[1] == "Two users in Arize AX have this address. Use the user's id."


async def test_whoever_waits_for_a_long_walk_hears_how_far_it_is(office: Office) -> None:
    """Each look at many users takes a while in an account of thousands."""
    for number in range(TELL_EVERY):
        office.account.add_user(f"Crowd {number}", f"crowd{number}@example.com")
    heard: list[str] = []

    async def tell(words: str) -> None:
        heard.append(words)

    lines = "\n".join(f"crowd{number}@example.com" for number in range(FEW + 1))
    delete = office.desk.command("bulk-delete")
    preview = await office.lists.drafting.draw_up(office.desk, ALICE, delete, {"text": lines}, tell)
    assert len(preview.rows) == FEW + 1
    assert heard == ["Looking through the account: 2,000 users so far…"]


async def test_the_policy_is_asked_about_each_row(office: Office) -> None:
    """By what it says of one user; what is refused is left out, and stands in the audit in one row."""
    office.restart_with(NOT_AT_A_PARTNER)
    preview = await drawn_up(office, "zoe@example.com", "bo@partner.example", "cy@partner.example")
    assert whom(preview) == ["zoe@example.com"]
    assert wrong(preview)[2] == "By the policy, nobody may use “create”."
    refused = [row.entry for row in await office.rows() if row.entry.fact is Fact.REFUSED]
    assert [(entry.operation, entry.why) for entry in refused] == [
        ("bulk-create", "2 of the list. By the policy, nobody may use “create”.")
    ]


async def test_what_the_policy_says_of_the_batch_holds_as_well(office: Office) -> None:
    """Where it names it: whoever may create one user may be refused a list of them."""
    office.restart_with(
        """
        [roles]
        admins = ["U0ALICE"]
        [operations.create]
        run = ["admins"]
        [operations.bulk-create]
        request = ["admins"]
        approve = ["admins"]
        approvals = 2
        """
    )
    preview = await drawn_up(office, "zoe@example.com")
    assert not preview.decision.runs
    assert preview.decision.needed == 2


async def test_a_list_without_a_good_row_can_be_looked_at_again(office: Office) -> None:
    """Its problems are kept as they were."""
    preview = await drawn_up(office, "nobody")
    opened = await office.lists.drafting.opened(office.desk, ALICE, preview.command, preview.draft_id)
    assert (opened.rows, opened.problems) == ((), preview.problems)


async def test_a_draft_is_its_persons_and_its_commands_alone(office: Office) -> None:
    """And there is none that nobody drew up."""
    preview = await drawn_up(office, "zoe@example.com")
    for asker, command, draft in (
        (BEN, "bulk-create", preview.draft_id),
        (ALICE, "bulk-delete", preview.draft_id),
        (ALICE, "bulk-create", "none"),
    ):
        with pytest.raises(Mistake, match="This preview is not there any more"):
            await office.lists.drafting.opened(office.desk, asker, office.desk.command(command), draft)


async def test_a_number_that_is_another_one_deletes_nobody(office: Office) -> None:
    """It is looked at again when the request is filed."""
    preview = await drawn_up(office, "ada@example.com", command="bulk-delete")
    with pytest.raises(Mistake, match="not the number of users"):
        await files(office, preview, number="2")
    assert await office.requests() == ()


async def test_users_who_were_picked_are_a_list_too(office: Office) -> None:
    """By their ids; whoever is gone meanwhile is told."""
    ada = office.account.user("ada@example.com")
    assert ada is not None
    delete = office.desk.command("bulk-delete")
    preview = await office.lists.drafting.of_users(
        office.desk, ALICE, delete, (ada.id, "VXNlcjo5OTk5OTk=", "<@U0SAM>"), quiet
    )
    assert whom(preview) == ["ada@example.com"]
    assert wrong(preview)[3] == "This is neither an e-mail address nor an Arize user id."
    assert list(wrong(preview)) == [2, 3]


async def test_at_most_so_many_passwords_at_once(office: Office) -> None:
    """Slack is asked about each of their people."""
    lines = "\n".join(f"new{number}@example.com" for number in range(MOST_MESSAGES + 1))
    create = office.desk.command("bulk-create")
    values = {"text": lines, "invite_mode": "TEMPORARY_PASSWORD"}
    with pytest.raises(Mistake, match="At most 50 temporary passwords"):
        await office.lists.drafting.draw_up(office.desk, ALICE, create, values, quiet)


async def test_what_was_all_done_is_not_tried_again(office: Office) -> None:
    """There is nothing left of it."""
    preview = await drawn_up(office, "zoe@example.com")
    request = await ends(office, await files(office, preview))
    with pytest.raises(Mistake, match="Nothing is left"):
        await office.lists.drafting.again(office.desk, ALICE, preview.command, request.id, quiet)


async def test_whoever_may_only_ask_draws_up_a_request(office: Office) -> None:
    """The strictest answer of all rows counts: an admin among them takes two."""
    preview = await drawn_up(office, "zoe@example.com", "bo@example.com, Bo, Admin", asker=DEV)
    assert (preview.decision.needed, preview.decision.runs) == (2, False)
    assert (await drawn_up(office, "zoe@example.com", asker=CARLA)).decision.needed == 1
