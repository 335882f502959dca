"""Slack's payloads, and what we put into them for later."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.payloads import (
    FormState,
    read_author,
    read_form_state,
    read_home,
    read_interaction,
    read_slash,
    read_user_change,
)
from bot.slack.spans import Span
from bot.slack.views.presses import Press, read_menu, read_press
from bot.workflow.leaving import Change

TEXT = st.text()
SPAN = Span()
MAYBE = st.none() | TEXT


def test_a_slash_command_brings_its_person_and_ways_to_answer() -> None:
    """The user, the team, the response_url and the trigger_id."""
    body = {"user_id": "U1", "team_id": "T1", "response_url": "https://hooks.slack.com/x", "trigger_id": "1.2"}
    interaction = read_slash(body, SPAN)
    assert (interaction.user_id, interaction.team_id) == ("U1", "T1")
    assert (interaction.response_url, interaction.trigger_id) == ("https://hooks.slack.com/x", "1.2")


@pytest.mark.parametrize(
    ("body", "team"),
    [
        ({"user": {"id": "U1", "team_id": "T0THEIRS"}, "team": {"id": "T0OURS"}}, "T0THEIRS"),
        ({"user": {"id": "U1"}, "team": {"id": "T0OURS"}}, "T0OURS"),
        ({"user": {"id": "U1"}, "team": None}, ""),
        ({"user": {"id": "U1"}}, ""),
    ],
)
def test_the_team_is_the_persons_own(body: dict[str, object], team: str) -> None:
    """In a shared channel the message's team is not the team of the one who clicks; no team at all is nobody's."""
    assert read_interaction(body, SPAN).team_id == team


@pytest.mark.parametrize(
    ("kind", "view", "seen"),
    [
        ("block_actions", {"id": "V1", "type": "modal"}, "V1"),
        ("block_actions", {"id": "V1", "type": "home"}, ""),
        ("block_actions", None, ""),
        ("view_submission", {"id": "V1", "type": "modal"}, ""),
        ("shortcut", None, ""),
    ],
)
def test_a_modal_that_was_clicked_in_can_be_gone_back_to(kind: str, view: dict[str, str] | None, seen: str) -> None:
    """One that was sent is closed, and the app's home is no modal."""
    container = {"type": "view"} if kind == "block_actions" and view else None
    interaction = read_interaction({"type": kind, "user": {"id": "U1"}, "container": container, "view": view}, SPAN)
    assert (interaction.modal, interaction.response_url) == (seen, None)


@pytest.mark.parametrize(
    ("message", "author"),
    [({"user": "U1", "text": "<@U2>"}, "U1"), ({"bot_id": "B1", "text": "U3"}, ""), (None, "")],
)
def test_the_author_is_who_slack_says_it_is(message: dict[str, str] | None, author: str) -> None:
    """And nobody whom the text mentions."""
    assert read_author({"message": message}) == author


@given(TEXT, MAYBE, st.dictionaries(TEXT, TEXT))
def test_a_button_carries_its_command_there_and_back(command: str, user_id: str | None, values: dict[str, str]) -> None:
    """Whatever the values are."""
    press = Press(command, user_id, values)
    assert read_press(command, press.to_value()) == press


@given(TEXT, MAYBE, MAYBE, MAYBE, st.dictionaries(TEXT, TEXT))
def test_a_form_knows_itself_again(
    command: str, user_id: str | None, email: str | None, response_url: str | None, shown: dict[str, str]
) -> None:
    """Through `private_metadata`."""
    state = FormState(command, user_id, email, response_url, shown)
    assert read_form_state(state.to_metadata()) == state


@pytest.mark.parametrize("value", ["", "{", "[]", "null", '{"u": 1}', '{"u": null, "v": []}'])
def test_values_that_we_did_not_write_are_told_apart(value: str) -> None:
    """They raise one kind of error, so that every door can answer."""
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the promise
        read_press("list", value)
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the promise
        read_form_state(value)


def test_a_menu_entry_names_command_and_user() -> None:
    """Separated by the first space; without one it is not ours."""
    assert read_menu("delete VXNlcjox==") == Press("delete", "VXNlcjox==")
    with pytest.raises(ValueError):  # noqa: PT011 - the kind is the promise
        read_menu("delete")


def a_change(**members: object) -> dict[str, object]:
    user = {"id": "U1", "team_id": "T1", "deleted": True, "profile": {"real_name": "Ada", "email": "ada@example.com"}}
    return {"team_id": "T1", "event": {"type": "user_change", "user": {**user, **members}}}


def test_a_change_says_who_it_is_about_and_whether_they_left() -> None:
    """With as much as the profile shows."""
    assert read_user_change(a_change(), "T1") == Change("U1", "Ada", "ada@example.com", is_deactivated=True)
    assert read_user_change(a_change(deleted=False), "T1") == Change(
        "U1", "Ada", "ada@example.com", is_deactivated=False
    )
    assert read_user_change(a_change(profile=None), "T1") == Change("U1", "U1", "", is_deactivated=True)


@pytest.mark.parametrize(
    "members", [{"is_bot": True}, {"id": "USLACKBOT"}, {"team_id": "T2"}, {"team_id": None}, {"is_stranger": True}]
)
def test_apps_and_other_workspaces_are_none_of_ours(members: dict[str, object]) -> None:
    """The address of a stranger proves nothing."""
    assert read_user_change(a_change(**members), "T1") is None


def test_an_event_of_another_workspace_is_none_of_ours() -> None:
    """Whatever it says of itself: it is compared with the workspace that the bot is installed in."""
    assert read_user_change(a_change(), "T2") is None
    assert read_user_change({**a_change(team_id="T2"), "team_id": "T2"}, "T1") is None
    assert read_user_change({**a_change(), "team_id": "T2"}, "T1") is None


@pytest.mark.parametrize("odd", [None, "", 7, [], {}, True])
def test_what_is_no_id_is_nobodys(odd: object) -> None:
    """Of a person, a team or a view: a payload with one is none of Slack's."""
    event = {"tab": "home", "user": odd}
    for read in (
        lambda: read_slash({"user_id": odd, "team_id": "T1"}, SPAN),
        lambda: read_slash({"user_id": "U1", "team_id": odd}, SPAN),
        lambda: read_interaction({"user": {"id": odd}, "team": {"id": "T1"}}, SPAN),
        lambda: read_interaction({"user": {"id": "U1"}, "view": {"id": odd}}, SPAN),
        lambda: read_home({"event": event, "team_id": "T1"}, SPAN),
        lambda: read_user_change(a_change(id=odd), "T1"),
    ):
        with pytest.raises(TypeError, match="not an id"):
            read()


@pytest.mark.parametrize("name", ["response_url", "trigger_id"])
def test_what_is_no_text_answers_nobody(name: str) -> None:
    """Slack sends a text, or nothing."""
    with pytest.raises(TypeError, match="not a text"):
        read_slash({"user_id": "U1", "team_id": "T1", name: ["https://hooks.slack.com/x"]}, SPAN)


@pytest.mark.parametrize("value", ["[" * 30_000, '{"u": 7, "v": {}}', '{"c":"get","u":7,"e":null,"r":null,"s":{}}'])
def test_a_value_that_is_too_deep_or_of_another_type_is_none_of_ours(value: str) -> None:
    """It is told apart like any other."""
    with pytest.raises(ValueError, match="of ours"):
        read_press("list", value)
    with pytest.raises(ValueError, match="of ours"):
        read_form_state(value)
