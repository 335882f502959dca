"""What holds for all builders: whatever people wrote, Slack accepts what we make of it."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SdkBlock
from slack_sdk.models.views import View as SdkView

from bot.slack.blockkit import (
    Block,
    actions,
    bold,
    button,
    check_blocks,
    check_message,
    check_view,
    checkboxes,
    code,
    confirmation,
    context,
    date,
    divider,
    email_input,
    external_select,
    header,
    home,
    input_block,
    markup,
    modal,
    mrkdwn,
    option,
    overflow,
    plain,
    radio_buttons,
    section,
    static_select,
    text_input,
)

TEXTS = st.one_of(
    st.text(st.characters(codec=None), max_size=60),
    st.text(st.sampled_from("<>&*_`\n 👩\u200d\u0301\x00"), max_size=60),
    st.text(min_size=1, max_size=4).map(lambda text: text * 1500),
)
NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


def shown(text: str) -> list[Block]:
    """Return one of each block that shows text."""
    choices = [option(text, "one", text), option(text, "two")]
    sure = confirmation(text, text, text, text, style="danger")
    words = mrkdwn(markup("{a} {b} {c} {d}", a=text, b=bold(text), c=code(text), d=date(NOON, text)))
    return [
        header(text),
        section(plain(text, multiline=True), accessory=overflow("menu", choices, confirm=sure)),
        section(words, fields=[words, plain(text)]),
        context(words, plain(text), block_id="small"),
        divider(block_id="line"),
        actions(
            button(text, "go", value="v", style="primary", confirm=sure, accessibility_label=text),
            button(text, "see", url="https://example.com"),
            block_id="row",
        ),
    ]


def asked(text: str) -> list[Block]:
    """Return one of each block that asks."""
    choices = [option(text, "one", text), option(text, "two")]
    elements = [
        static_select("menu", choices, initial="two", placeholder=text),
        external_select("far", placeholder=text, min_query_length=0, initial=choices[0]),
        radio_buttons("radio", choices, initial="one"),
        checkboxes("boxes", choices, initial=["one", "two"]),
        text_input("free", initial=text[:3000] if len(text) < 1500 else None, multiline=True, placeholder=text),
        email_input("mail", initial="a@example.com", placeholder=text),
    ]
    return [
        input_block(text, element, block_id=f"block {place}", hint=text, optional=True, dispatch_action=True)
        for place, element in enumerate(elements)
    ]


@settings(max_examples=60)
@given(TEXTS)
def test_slack_accepts_any_text_in_any_block(text: str) -> None:
    """No name, reason or API answer can make a view of ours fail"""
    blocks = [*shown(text), *asked(text)]
    assert check_view(modal(text, blocks, callback_id="form", submit=text, close=text)) == ()
    assert check_view(home(blocks, callback_id="home")) == ()
    assert check_blocks(shown(text)) == ()


@given(st.text(max_size=60))
def test_slack_accepts_any_message(text: str) -> None:
    """A message with blocks and its text beside them is taken"""
    assert check_message({"text": f"News: {text}", "blocks": shown(text)}) == ()


def test_slacks_own_library_agrees() -> None:
    """The SDK's models find nothing wrong with what our builders make"""
    blocks = [*shown("Jane"), *asked("Role")]
    for block in SdkBlock.parse_all(blocks):
        block.validate_json()
    SdkView(**modal("Add a user", blocks, callback_id="add", submit="Add")).validate_json()
    SdkView(**home(blocks)).validate_json()
