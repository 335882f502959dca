from __future__ import annotations

from typing import Any

import pytest

from bot.slack.blockkit import divider, home, input_block, modal, text_input
from bot.slack.blockkit.schema.views import VIEW

MODAL = modal("Users", [divider()], callback_id="users", submit="Add")
FIELD = input_block("x", text_input("a"), block_id="b")
HERE = "must define `submit` to use an `input` block in modals"


@pytest.mark.parametrize(
    ("view", "faults"),
    [
        (MODAL, []),
        (modal("x", [divider(), FIELD], callback_id="c"), [("/blocks/1/input", HERE)]),
        (modal("x", [FIELD], callback_id="c", submit="Go"), []),
        (home([FIELD]), []),
        ({**MODAL, "title": {"type": "plain_text", "text": "x" * 25}}, [
            ("/title/text", "must be less than 25 characters"),
        ]),
        ({**MODAL, "submit": {"type": "mrkdwn", "text": "x"}}, [("/submit/type", "unsupported type: mrkdwn")]),
        ({**MODAL, "private_metadata": "m" * 3001}, [("/private_metadata", "must be less than 3001 characters")]),
        ({**MODAL, "notify_on_close": None}, [("/notify_on_close", "must provide a boolean")]),
        ({**MODAL, "submit_disabled": True}, []),
        ({**MODAL, "id": "V1"}, [("", "invalid additional property: id")]),
        ({**MODAL, "blocks": {}}, [("/blocks", "must provide an array")]),
        ({"type": "modal"}, [("", "missing required field: title"), ("", "missing required field: blocks")]),
        ({**home([]), "title": {}}, [("", "invalid additional property: title")]),
        ({"type": "dialog"}, [("/type", "unsupported type: dialog")]),
        (None, [("", "must provide an object")]),
    ],
)  # fmt: skip
def test_what_slack_refuses_in_a_view(view: Any, faults: list[tuple[str, str]]) -> None:  # noqa: ANN401 - any JSON
    """Each view is held to Slack's table"""
    assert list(VIEW(view)) == faults
