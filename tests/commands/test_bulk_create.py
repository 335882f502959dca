"""What a row of a list of new users may say, and what is said of one that cannot be used."""

from __future__ import annotations

import pytest

from bot.command import Choice
from bot.commands.bulk_create import ROLES_NAMED, BulkCreateParams, fill

OURS = "“Admin”, “Member”, “Member - UI Only”"


@pytest.mark.parametrize(
    ("custom", "words"),
    [
        ((), f"There are {OURS} and “Annotator”."),
        (("Auditor",), f"There are {OURS}, “Annotator” and “Auditor”."),
        (("Auditor", "Guest"), f"There are {OURS}, “Annotator”, “Auditor” and “Guest”."),
        (("Auditor", "Guest", "Lab", "Ops"), f"There are {OURS}, “Annotator”, “Auditor”, “Guest” and 2 more."),
    ],
)
def test_a_role_that_is_not_there_is_answered_with_those_that_are(custom: tuple[str, ...], words: str) -> None:
    """By name, for not everybody who may send a list may look at the roles; the first ones where there are many."""
    assert ROLES_NAMED == 6
    choices = {"role": tuple(Choice(f"id-{name}", name, "") for name in custom)}
    with pytest.raises(ValueError, match="There is no role “King”") as refused:
        fill(BulkCreateParams(text="bo"), {"email": "bo@example.com", "role": "King"}, choices)
    assert str(refused.value) == f"There is no role “King”. {words}"
