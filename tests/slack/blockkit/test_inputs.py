from __future__ import annotations

import pytest

from bot.slack.blockkit import check_view, email_input, file_input, input_block, modal, text_input


def test_a_field_has_only_the_members_it_was_given() -> None:
    """Slack refuses null, so what is not there is left out"""
    assert text_input("a") == {"type": "plain_text_input", "action_id": "a"}
    assert email_input("a", initial="") == {"type": "email_text_input", "action_id": "a"}


def test_a_text_field_carries_its_lengths() -> None:
    """A bound of zero is a bound too"""
    made = text_input("a", initial="x", multiline=True, min_length=0, max_length=9)
    assert made["min_length"] == 0
    assert made["max_length"] == 9
    assert made["initial_value"] == "x"


@pytest.mark.parametrize(("text", "most"), [("x" * 3001, None), ("xx", 1)])
def test_an_initial_text_is_never_clipped(text: str, most: int | None) -> None:
    """What stands in a field would be sent back as if it had been typed"""
    with pytest.raises(ValueError, match="initial_value"):
        text_input("a", initial=text, max_length=most)


def test_a_field_for_files_is_one_of_a_modal() -> None:
    """It says which files it takes and how many, and Slack's table finds nothing wrong with it"""
    made = file_input("a", filetypes=("csv", "txt"), max_files=1)
    assert made == {"type": "file_input", "action_id": "a", "filetypes": ["csv", "txt"], "max_files": 1}
    assert file_input("a") == {"type": "file_input", "action_id": "a", "max_files": 10}
    field = input_block("CSV file", made, block_id="file", hint="One address in each line")
    assert check_view(modal("Files", [field], callback_id="f", submit="Send")) == ()


@pytest.mark.parametrize("most", [0, 11])
def test_a_field_takes_one_to_ten_files(most: int) -> None:
    """Slack has no other numbers"""
    with pytest.raises(ValueError, match=f"max_files must be 1 to 10, this is {most}"):
        file_input("a", max_files=most)
