"""A stored request in words, and what is read back from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from bot.arize import Role
from bot.command import Choice
from bot.commands import discover
from bot.domain.errors import Mistake
from bot.domain.request import State, Target
from bot.workflow.describe import (
    ROOM,
    ROWS_SHOWN,
    WORD,
    compared,
    described,
    labelled,
    news,
    read_params,
    role_of,
    target_of,
    typed_values,
)
from tests.people import a_user
from tests.requests import a_request, a_target, a_vote

if TYPE_CHECKING:
    from bot.arize import ArizeClient, User

COMMANDS = {command.name: command for command in discover()}
ZOE = {"email": "zoe@example.com", "name": "Zoe"}


def asks(operation: str, **params: Any) -> dict[str, str]:  # noqa: ANN401 - as a request keeps them
    request = a_request(operation=operation, params=params)
    return dict(described(COMMANDS[operation], request, ()).asks)


def whom(operation: str, **params: Any) -> str:  # noqa: ANN401 - as a request keeps them
    return described(COMMANDS[operation], a_request(operation=operation, params=params), ()).whom


def test_what_was_filled_in_stands_by_the_labels_of_the_form() -> None:
    """Choices by theirs, or as they are where nobody knows them any more; the reason is told apart."""
    asked = asks("create", **ZOE, role="MEMBER", invite_mode="EMAIL_LINK", recipient="me", reason="She joined.")
    assert (asked["E-mail"], asked["Name"], asked["Role"]) == ("zoe@example.com", "Zoe", "Member")
    assert "She joined." not in asked.values()
    assert "Reason" not in asked
    assert asks("create", **ZOE, role="custom:9")["Role"] == "custom:9"
    assert asks("create", **ZOE, role="custom:9", labels={"role": "Auditor"})["Role"] == "Auditor"


def test_who_receives_a_password_is_told_where_there_is_one() -> None:
    """Nobody should look for one that nobody made."""
    who = "Who receives a temporary password"
    assert asks("create", **ZOE, invite_mode="TEMPORARY_PASSWORD", recipient="new_user")[who] == "The new user"
    for invitation in ("EMAIL_LINK", "NONE"):
        assert who not in asks("create", **ZOE, invite_mode=invitation, recipient="new_user")


def test_what_was_left_empty_is_not_asked() -> None:
    assert list(asks("update", name="Ada King")) == ["Name"]


def test_votes_and_what_it_is_called_go_along() -> None:
    """A list is called as its command, or as what it does to how many."""
    vote, request = a_vote(), a_request(operation="delete")
    facts = described(COMMANDS["delete"], request, (vote,))
    assert (facts.verb, facts.whom) == ("", "")
    assert (facts.request, facts.label, facts.destroys, facts.votes) == (request, "Delete user", True, (vote,))
    batch = COMMANDS["bulk-delete"].batch
    assert batch is not None
    facts = described(COMMANDS["bulk-delete"], a_request(operation="bulk-delete", params={"rows": []}), ())
    assert (facts.label, facts.verb, facts.destroys) == ("Delete many users", batch.verb, True)


def test_of_a_list_those_with_another_role_come_first() -> None:
    """So that no admin among many members is overlooked; by the name that the form has for it, where it has one."""
    rows = [{"subject": "a@x.example"}, {"subject": "b@x.example", "role": "MEMBER"}]
    rows.append({"subject": "c@x.example", "role": "ADMIN"})
    rows.append({"subject": "d@x.example", "role": "custom:9"})
    shown = "a@x.example, c@x.example (Admin), d@x.example (custom:9), b@x.example"
    assert whom("bulk-create", role="MEMBER", rows=rows) == shown
    assert "Users" not in asks("bulk-create", role="MEMBER", rows=rows)


def test_whom_a_list_is_about_is_named_as_far_as_there_is_room() -> None:
    """As the API had them when it was drawn up; and how many more there are is never cut."""
    target = {"id": "1", "email": "a@x.example", "name": "Ada Byron", "role": "ADMIN", "status": "ACTIVE"}
    one = {"subject": "a@x.example", "target": target}
    assert whom("bulk-delete", rows=[one]) == "a@x.example (Ada Byron, Admin)"
    long = {"subject": "b@x.example", "target": target | {"name": "n" * 200, "role": "CUSTOM " * 20}}
    shown = whom("bulk-delete", rows=[one, *[long] * 30])
    assert f"b@x.example ({'n' * WORD}…, " in shown
    assert len(shown) < ROOM + 30
    assert shown.endswith("and 20 more")


def test_what_stands_there_now_is_told_beside_what_is_asked_for() -> None:
    """Where that is known and another; and no more once it is decided."""

    def told(state: State, user: User | None, **params: str) -> dict[str, str]:
        facts = described(COMMANDS["update"], a_request(state, operation="update", params=params), ())
        return dict(compared(COMMANDS["update"], facts, user).asks)

    ada = a_user(name="Ada Byron", is_developer=False)
    shown = told(State.PENDING, ada, name="Ada King", developer="on")
    assert shown == {"Name": "Ada Byron → Ada King", "Developer permission": "Off → On"}
    assert told(State.PENDING, ada, name="Ada Byron") == {"Name": "Ada Byron"}
    assert told(State.PENDING, a_user(is_developer=None), developer="on") == {"Developer permission": "On"}
    assert told(State.PENDING, None, name="Ada King") == {"Name": "Ada King"}
    assert told(State.DENIED, ada, name="Ada King") == {"Name": "Ada King"}


@pytest.mark.parametrize(("more", "end"), [(0, "x40"), (1, "and 1 more"), (1500, "and 1,500 more")])
def test_of_a_long_list_the_first_are_shown(more: int, end: str) -> None:
    rows = [{"subject": f"x{number}"} for number in range(1, ROWS_SHOWN + more + 1)]
    shown = whom("bulk-delete", rows=rows).split(", ")
    assert (shown[0], shown[ROWS_SHOWN - 1]) == ("x1", f"x{ROWS_SHOWN}")
    assert ", ".join(shown).endswith(end)
    assert len(rows) == ROWS_SHOWN + more


def test_parameters_that_are_wrong_are_a_sentence_each() -> None:
    with pytest.raises(Mistake) as raised:
        read_params(COMMANDS["create"], {"email": "zoe", "name": "x" * 300})
    assert str(raised.value).count(". ") >= 1
    read = read_params(COMMANDS["create"], ZOE)
    assert read.model_dump()["name"] == "Zoe"


async def test_labels_that_only_the_api_knows_are_kept_as_it_has_them() -> None:
    """It is asked only where a choice is not one of the form's own; what is not there any more is said."""
    nobody: Any = None
    asked: list[User | None] = []

    async def choices(_arize: ArizeClient, user: User | None) -> dict[str, tuple[Choice, ...]]:
        asked.append(user)
        return {"role": (Choice("custom:9", "Auditor"),)}

    command, ada = replace(COMMANDS["create"], choices=choices), a_user()
    plain = await labelled(nobody, command, read_params(command, ZOE), ada)
    assert (plain.model_dump()["labels"]["role"], asked) == ("Member", [])
    custom = await labelled(nobody, command, read_params(command, {**ZOE, "role": "custom:9"}), ada)
    assert (custom.model_dump()["labels"]["role"], asked) == ("Auditor", [ada])
    with pytest.raises(Mistake, match="Role: what you chose is not there any more"):
        await labelled(nobody, command, read_params(command, {**ZOE, "role": "custom:8"}), ada)


async def test_where_a_command_keeps_no_labels_there_are_none() -> None:
    """Whether or not it has choices that only the API knows."""
    nobody: Any = None

    async def choices(_arize: ArizeClient, _user: User | None) -> dict[str, tuple[Choice, ...]]:
        raise AssertionError

    update = COMMANDS["update"]
    params = read_params(update, {"name": "Ada"})
    for command in (update, replace(update, choices=choices)):
        assert await labelled(nobody, command, params, None) is params


def test_a_form_opens_as_it_was_filled_in() -> None:
    """Labels are not what somebody typed."""
    request = a_request(params={"name": "Ada", "many": 3, "labels": {"role": "Auditor"}})
    assert typed_values(request) == {"name": "Ada", "many": "3"}


@pytest.mark.parametrize(
    ("role", "kept"),
    [
        (Role(type="PREDEFINED", name="ADMIN", id=None), "ADMIN"),
        (Role(type="CUSTOM", name="", id="cm9sZQ=="), "cm9sZQ=="),
        (Role(type="CUSTOM", name="", id=""), "CUSTOM"),
    ],
)
def test_a_role_is_kept_by_its_name_or_what_else_there_is(role: Role, kept: str) -> None:
    user = a_user().model_copy(update={"role": role})
    assert role_of(user) == kept
    assert target_of(user) == Target("VXNlcjox==", "ada@example.com", "Ada Byron", kept, "ACTIVE")


def test_what_an_approval_depends_on_is_told_where_it_changed() -> None:
    """A name is not among it."""
    then = a_target()
    assert news(then, None) == ("ada@example.com is not in Arize AX any more.",)
    assert news(then, a_user("Ada King")) == ()
    assert news(then, a_user(email="a@x.example", role="ADMIN", status="INVITED")) == (
        "The e-mail address was ada@example.com and is a@x.example now.",
        "The role was Member and is Admin now.",
        "The status was Active and is Invited now.",
    )
