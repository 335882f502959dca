from __future__ import annotations

import pytest

from bot.slack.blockkit import check_ack, divider, input_block, modal, option, plain, text_input

FORM = modal("Add", [divider(), input_block("Mail", text_input("m"), block_id="mail")], callback_id="add", submit="Add")
GROUP = {"label": plain("Roles"), "options": [option("Admin", "admin")]}


@pytest.mark.parametrize(
    "body",
    [
        None,
        "",
        {},
        "Working on it",
        {"text": "Working on it", "response_type": "ephemeral"},
        {"options": [option("Admin", "admin")]},
        {"option_groups": [GROUP]},
        {"response_action": "clear"},
        {"response_action": "errors", "errors": {"mail": "Taken"}},
        {"response_action": "update", "view": FORM},
        {"response_action": "push", "view": FORM},
    ],
)
def test_good_answers_pass(body: object) -> None:
    """Each kind of answer that Slack understands is let through"""
    assert check_ack(body, view=FORM) == ()


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ([], ["must provide an object [json-pointer:]"]),
        ({"response_action": "close"}, ["must be a valid enum value [json-pointer:/response_action]"]),
        ({"response_action": "clear", "view": FORM}, ["invalid additional property: view [json-pointer:]"]),
        ({"response_action": "update"}, ["missing required field: view [json-pointer:]"]),
        ({"response_action": "push", "view": {**FORM, "type": "x"}}, ["unsupported type: x [json-pointer:/view/type]"]),
        ({"response_action": "errors"}, ["missing required field: errors [json-pointer:]"]),
        ({"response_action": "errors", "errors": {}}, ["missing required field: errors [json-pointer:]"]),
        ({"response_action": "errors", "errors": {"mail": " "}}, [
            "must be more than 0 characters [json-pointer:/errors/mail]",
        ]),
        ({"response_action": "errors", "errors": {"nail": "Taken"}}, [
            "no input block has the block_id nail [json-pointer:/errors]",
        ]),
        ({"options": []}, ["an empty options list leaves the modal stuck [json-pointer:/options]"]),
        ({"option_groups": []}, ["an empty options list leaves the modal stuck [json-pointer:/option_groups]"]),
        ({"options": [option("x", str(i)) for i in range(101)]}, [
            "no more than 100 items allowed [json-pointer:/options]",
        ]),
        ({"options": {}}, ["must provide an array [json-pointer:/options]"]),
        ({"options": ["x"]}, ["must provide an object [json-pointer:/options/0]"]),
        ({"options": [], "option_groups": []}, ["must define either `options` or `option_groups` [json-pointer:]"]),
        ({"blocks": [divider()]}, ["no_text [json-pointer:/text]"]),
    ],
)  # fmt: skip
def test_bad_answers_are_found_before_slack_shrugs(body: object, found: list[str]) -> None:
    """People would only read "We had some trouble connecting"; we know why"""
    assert list(map(str, check_ack(body, view=FORM))) == found


def test_without_the_submitted_view_any_block_may_have_an_error() -> None:
    """What we cannot know we do not judge"""
    assert check_ack({"response_action": "errors", "errors": {"nail": "Taken"}}) == ()
