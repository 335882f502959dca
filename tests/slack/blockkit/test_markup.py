from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blockkit.markup import Markup, bold, code, date, joined, lines, markup, quote

SPICY = st.text(st.sampled_from("ab1 &<>\n\r*_~`|!@#:/h\u2028é\u202e"), max_size=80)
NOON = datetime(2026, 1, 2, 12, 0, tzinfo=UTC)


@given(SPICY | st.text())
def test_a_value_cannot_speak_mrkdwn(value: str) -> None:
    """No ping, no link, no formatting, no second line comes out of a value"""
    shown = markup("{value}", value=value)
    assert not re.search(r"[<>`\n\r]|^&gt;", shown)
    assert not re.search(r"(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])", shown)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<https://evil.example|https://arize.com>", "&lt;https://evil.example|https://arize.com&gt;"),
        ("*bold*", "\u2217bold\u2217"),
        ("_a_ ~b~ `c`", "\u02cda\u02cd \u223cb\u223c \u02cbc\u02cb"),
        ("jane_doe@example.com", "jane_doe@example.com"),
        ("> quoted", "\u2060&gt; quoted"),
        ("a > b", "a &gt; b"),
        ("two\nlines", "two lines"),
        (42, "42"),
        (None, "None"),
    ],
)
def test_a_value_is_shown_as_it_was_written(value: object, shown: str) -> None:
    """People see the characters that were typed, or their look-alikes"""
    assert quote(value) == shown


def test_markup_escapes_values_once_and_templates_never() -> None:
    """Our own words are formatted, foreign ones are not, and parts can be put together"""
    inner = markup("*{name}*", name="A & B")
    assert markup("> {inner}: {why}", inner=inner, why="<x>") == "> *A &amp; B*: &lt;x&gt;"


def test_a_template_may_hold_any_name() -> None:
    """A value may be called as our own parameter is"""
    assert markup("{template}", template="x") == "x"


def test_a_missing_value_is_an_error() -> None:
    """A forgotten value is found at once"""
    with pytest.raises(KeyError, match="name"):
        markup("{name}")


def test_lines_leaves_out_what_is_empty() -> None:
    """An optional line leaves no gap"""
    assert lines(bold("A"), "", "<b>") == "*A*\n&lt;b&gt;"
    assert isinstance(lines(), Markup)


@pytest.mark.parametrize(("value", "shown"), [("a* b", "*a\u2217 b*"), ("", "*\u2014*"), (code("x"), "*`x`*")])
def test_bold_is_bold_whatever_is_in_it(value: str, shown: str) -> None:
    """A star in a value does not end the bold text"""
    assert bold(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("jane_doe+x@example.com", "`jane_doe+x@example.com`"),
        ("_*~@example.com", "`_*~@example.com`"),
        ("a`b", "`a\u02cbb`"),
        ("<!here>", "`&lt;!here&gt;`"),
        (" ", "`\u2014`"),
    ],
)
def test_code_copies_clean(value: str, shown: str) -> None:
    """An address that is copied from a card is the address, without invisible characters"""
    assert code(value) == shown


def test_a_date_is_shown_in_the_readers_time_zone() -> None:
    """Slack draws the date; old clients show our words"""
    assert date(NOON, "noon <UTC> | x") == ("<!date^1767355200^{date_short_pretty} at {time}|noon &lt;UTC&gt; / x>")
    assert date(NOON, "").endswith("|\u2014>")


def test_a_date_without_a_time_zone_is_refused() -> None:
    """Nobody is told a time that may be hours off"""
    with pytest.raises(ValueError, match="time zone"):
        date(NOON.replace(tzinfo=None), "noon")


def test_parts_are_joined_on_one_line_and_quoted() -> None:
    """What is Markup already stays as it is."""
    assert joined(" · ", bold("Ada"), "<!channel>") == "*Ada* · &lt;!channel&gt;"
