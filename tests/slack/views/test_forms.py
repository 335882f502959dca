"""A form and its inverse: what is drawn is read back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.command import Choice, ChoiceField, Command, form_fields
from bot.commands import discover
from bot.domain.policy import Decision, Verdict
from bot.slack.blockkit import check_view
from bot.slack.payloads import read_form_state
from bot.slack.views import form_view, picker_view, read_form, read_picker
from bot.slack.views.forms import CONFIRM_BLOCK, approval
from bot.slack.views.inputs import FIELD_BLOCK, VALUE
from bot.slack.views.presses import NOBODY
from bot.workflow.desk import FormFacts
from tests.people import ANY_TEXT, a_user, any_user

if TYPE_CHECKING:
    from bot.arize import User
    from bot.slack.blockkit import View

COMMANDS = {command.name: command for command in discover()}
CHANGES = [command for command in COMMANDS.values() if command.changes]

MAY = Decision(Verdict.RUN, "You may.")
ASKS = Decision(Verdict.REQUEST, "You may ask for it. It takes 2 approvals.", needed=2)


def sent(view: View, typed: dict[str, str] | None = None) -> View:
    """The view as Slack sends it back: what stands in its inputs, or what was typed over it."""
    values = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            values[block["block_id"]] = {block["element"]["action_id"]: _state(block["element"])}
    for block_id, text in (typed or {}).items():
        values[block_id][VALUE] = {"value": text}
    return {**view, "state": {"values": values}}


def _state(element: dict[str, Any]) -> dict[str, Any]:
    if "options" in element:
        return {"selected_option": element.get("initial_option")}
    return {"value": element.get("initial_value")}


def facts(command: Command[Any], user: User) -> FormFacts:
    return FormFacts(command, MAY, user if command.on_user else None, dict(command.prefill(user)))


@given(st.sampled_from(CHANGES), any_user, ANY_TEXT)
def test_slack_takes_every_form(command: Command[Any], user: User, text: str) -> None:
    """Whoever it is about, and whatever was filled in before."""
    values = {name: text for name, field in form_fields(command.params) if not isinstance(field, ChoiceField)}
    assert check_view(form_view(facts(command, user), values, "https://hooks.slack.com/commands/1/2/3")) == ()


@pytest.mark.parametrize("command", CHANGES, ids=lambda command: command.name)
def test_a_form_says_when_others_have_to_approve(command: Command[Any]) -> None:
    """Before anything is filled in; the button says so too, but for a list, which is checked first."""
    view = form_view(replace(facts(command, a_user()), decision=ASKS), {}, None)
    assert check_view(view) == ()
    assert view["submit"]["text"] == ("Check the list" if command.batch else "Send for approval")
    assert "2 other people will have to approve it" in str(view["blocks"])


def test_what_is_filled_in_is_read_back() -> None:
    """Text, choices and the explained ones."""
    create = COMMANDS["create"]
    given_values = {
        "email": "zoe@example.com",
        "name": "Zoe",
        "role": "ANNOTATOR",
        "invite_mode": "NONE",
        "developer": "on",
    }
    view = form_view(FormFacts(create, MAY), given_values, None)
    filled = read_form(create, read_form_state(view["private_metadata"]), sent(view))
    assert filled.errors == {}
    assert given_values.items() <= filled.values.items()


def test_choices_of_the_account_stand_beside_the_fixed_ones() -> None:
    """A custom role can be chosen, and is read back as one."""
    create = COMMANDS["create"]
    custom = {"role": (Choice("custom:Um9sZTo3", "Reviewer"),)}
    values = {"email": "zoe@example.com", "name": "Zoe", "role": "custom:Um9sZTo3"}
    view = form_view(FormFacts(create, MAY, choices=custom), values, None)
    filled = read_form(create, read_form_state(view["private_metadata"]), sent(view))
    assert filled.values["role"] == "custom:Um9sZTo3"


def test_a_value_that_is_left_as_shown_is_not_read() -> None:
    """So that only what a person changed is sent."""
    update = COMMANDS["update"]
    view = form_view(facts(update, a_user()), {}, None)
    state = read_form_state(view["private_metadata"])
    assert "Nothing is different yet" in str(read_form(update, state, sent(view)).errors)
    changed = read_form(update, state, sent(view, {FIELD_BLOCK + "name": "Ada King"}))
    assert (changed.values, changed.errors) == ({"name": "Ada King"}, {})


@pytest.mark.parametrize(
    ("typed", "taken"), [("ada@example.com", True), (" ADA@Example.com ", True), ("ada@example.co", False), ("", False)]
)
def test_deleting_takes_the_address_and_nothing_else(*, typed: str, taken: bool) -> None:
    """In any case, and with spaces around it."""
    delete = COMMANDS["delete"]
    view = form_view(facts(delete, a_user()), {}, None)
    filled = read_form(delete, read_form_state(view["private_metadata"]), sent(view, {CONFIRM_BLOCK: typed}))
    assert (filled.errors == {}) is taken


def test_a_deletion_that_names_nobody_cannot_be_confirmed() -> None:
    """A forged form without an address confirms nothing, whatever is typed."""
    delete = COMMANDS["delete"]
    view = form_view(facts(delete, a_user()), {}, None)
    state = read_form_state('{"c":"delete","u":null,"e":null,"r":null,"s":{}}')
    assert CONFIRM_BLOCK in read_form(delete, state, sent(view, {CONFIRM_BLOCK: ""})).errors


@pytest.mark.parametrize(
    ("chosen", "read"), [({"value": "VXNlcjox"}, "VXNlcjox"), ({"value": NOBODY}, None), (None, None)]
)
def test_a_picker_gives_the_chosen_user(chosen: dict[str, str] | None, read: str | None) -> None:
    """What only explains why nobody is there is no user."""
    view = picker_view(COMMANDS["update"], None)
    assert read_picker({**view, "state": {"values": {"user": {"pick": {"selected_option": chosen}}}}}) == read


def grant_view(*organizations: Choice, roles: tuple[Choice, ...] = ()) -> View:
    choices = {"organization": organizations, "role": roles}
    return form_view(FormFacts(COMMANDS["grant"], MAY, a_user(), choices=choices), {}, None)


def elements(view: View) -> dict[str, dict[str, Any]]:
    return {block["label"]["text"]: block for block in view["blocks"] if block["type"] == "input"}


def test_more_choices_than_slack_shows_are_cut_and_the_hint_says_so() -> None:
    """The first hundred, in order."""
    view = grant_view(*(Choice(f"o{number}", f"Organization {number}") for number in range(130)))
    assert check_view(view) == ()
    field = elements(view)["Organization"]
    assert [each["value"] for each in field["element"]["options"]] == [f"o{number}" for number in range(100)]
    assert field["hint"]["text"] == "Slack shows 100, so these are the first 100 of 130."


def test_where_there_is_nothing_to_choose_there_is_no_field() -> None:
    """Slack takes no empty menu; an id that it cannot carry is no choice."""
    view = grant_view(Choice("o" * 151, "Long"))
    assert check_view(view) == ()
    assert list(elements(view)) == ["Reason"]


def test_an_only_choice_is_made_where_one_has_to_be() -> None:
    """Not where none is needed."""
    one = (Choice("o1", "Research"),)
    choices = {"organization": one, "space": (Choice("o1:s1", "Research / Vision"),)}
    fields = elements(form_view(FormFacts(COMMANDS["grant"], MAY, a_user(), choices=choices), {}, None))
    assert fields["Organization"]["element"]["initial_option"]["value"] == "o1"
    assert "initial_option" not in fields["Space"]["element"]


@pytest.mark.parametrize(
    ("decision", "at_worst", "said"),
    [
        (MAY, None, None),
        (MAY, MAY, None),
        (ASKS, ASKS, "This is a request: 2 other people will have to approve it."),
        (MAY, ASKS, "For some choices, such as a role, others have to approve it first."),
        (
            ASKS,
            replace(ASKS, needed=3),
            (
                "This is a request: 2 other people will have to approve it. "
                "For some choices, such as a role, it takes more people."
            ),
        ),
        (
            MAY,
            Decision(Verdict.REFUSE, "Nobody may."),
            "For some choices, such as a role, it may take more people, or be refused.",
        ),
    ],
)
def test_a_form_says_who_has_to_approve_whatever_is_chosen(
    decision: Decision, at_worst: Decision | None, said: str | None
) -> None:
    """Where nothing that is chosen changes it, that is said alone, or nothing."""
    blocks = approval(decision, at_worst)
    assert [block["elements"][0]["text"] for block in blocks] == ([f":ballot_box_with_ballot: {said}"] if said else [])
