from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blockkit.text import ELLIPSIS, NOTHING, clip, escape, length, mrkdwn, one_line, plain, tidy

ANY_TEXT = st.text(st.characters(codec=None), max_size=200)
SPICY_TEXT = st.text(st.sampled_from("ab &<>\n\r\t*_~`|!@#>\u200d\u0301\ufe0f👩🏽🇩🇪\u202e\x00é"), max_size=120)
FAMILY = "👩\u200d👩\u200d👧"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize(("text", "count"), [("", 0), ("abc", 3), ("é", 1), ("👩", 2), ("\ud83d", 1)])
def test_length_counts_utf16_code_units(text: str, count: int) -> None:
    """An emoji counts twice, as it may for Slack"""
    assert length(text) == count


def test_escape_touches_the_three_characters_only() -> None:
    """Everything but &, < and > stays as it was written"""
    assert escape("<!channel> & *b* 'q' \"d\"") == "&lt;!channel&gt; &amp; *b* 'q' \"d\""


@given(ANY_TEXT)
def test_escaped_text_holds_no_token(text: str) -> None:
    """No mention, link or date can come out of escaped text"""
    escaped = escape(text)
    assert "<" not in escaped
    assert ">" not in escaped
    assert escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@pytest.mark.parametrize(
    ("text", "limit", "clipped"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("ab cd", 4, "ab…"),
        ("abcd", 1, "…"),
        ("a&amp;b", 7, "a&amp;b"),
        ("a&amp;bc", 6, "a…"),
        ("a&amp;bc", 7, "a&amp;…"),
        ("a&lt;&gt;", 8, "a&lt;…"),
        ("AT&T and more", 6, "AT&T…"),
        ("ab👩c", 4, "ab…"),
        ("ab👩cd", 5, "ab👩…"),
        ("ab👩🏽cd", 6, "ab…"),
        ("xe\u0301yz", 3, "x…"),
        (f"a{FAMILY}b", 7, "a…"),
        (f"a{FAMILY}b", 6, "a…"),
        ("🇩🇪🇫🇷🇮🇹", 8, "🇩🇪…"),
        (f"a{ENGLAND}b", 9, "a…"),
    ],
)
def test_clip_ends_where_a_reader_would_end(text: str, limit: int, clipped: str) -> None:
    """A clipped text never shows half an entity or half an emoji"""
    assert clip(text, limit) == clipped


def test_clip_refuses_a_limit_in_which_nothing_fits() -> None:
    """A limit below one is a mistake of the caller"""
    with pytest.raises(ValueError, match="less than one"):
        clip("abc", 0)


@given(ANY_TEXT | SPICY_TEXT, st.integers(1, 60))
def test_a_clipped_text_fits_and_begins_as_the_whole(text: str, limit: int) -> None:
    """Clipping shortens, and changes nothing but the end"""
    clipped = clip(text, limit)
    assert length(clipped) <= limit
    assert clipped == text or text.startswith(clipped.removesuffix(ELLIPSIS))


@given(SPICY_TEXT, st.integers(1, 60))
def test_clipping_after_escaping_breaks_no_entity(text: str, limit: int) -> None:
    """What is left of escaped text is itself escaped text"""
    clipped = clip(escape(text), limit)
    assert "&" not in clipped.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")


@pytest.mark.parametrize("blank", ["", "  ", "\n\t", "\x00\x1f", "\u200b\u200d", "\u3164", "\u202e"])
def test_a_text_without_anything_to_see_is_shown_as_a_dash(blank: str) -> None:
    """Slack refuses empty texts, so we never send one"""
    assert plain(blank)["text"] == NOTHING
    assert plain(blank, multiline=True)["text"] == NOTHING
    assert mrkdwn(blank)["text"] == NOTHING


def test_one_line_stays_one_line() -> None:
    """A name with line breaks cannot draw a second line on a card"""
    assert one_line(" Jane\r\n\u2028Approved\x85by\tCEO\u202e ") == "Jane Approved by CEO"


def test_tidy_keeps_lines_and_drops_what_cannot_be_seen() -> None:
    """Line breaks of all kinds become newlines; controls and half characters go"""
    assert tidy("a\r\nb\rc\u2029d\x07\ud83de") == "a\nb\nc\nde"


def test_plain_says_whether_emoji_codes_become_emoji() -> None:
    """`:tada:` in somebody's name stays text unless we ask for emoji"""
    assert plain("x") == {"type": "plain_text", "text": "x", "emoji": False}
    assert plain("x", emoji=True)["emoji"] is True


def test_plain_keeps_lines_where_they_are_wanted() -> None:
    """A longer text keeps its paragraphs"""
    assert plain("a\r\n\r\nb ", multiline=True)["text"] == "a\n\nb"


def test_mrkdwn_makes_no_links_out_of_bare_words() -> None:
    """Slack links nothing by itself"""
    assert mrkdwn("*a*") == {"type": "mrkdwn", "text": "*a*", "verbatim": True}


def test_mrkdwn_never_shows_half_a_token() -> None:
    """A date or a mention that does not fit is left out as a whole"""
    assert mrkdwn("ask <@U123456789>", limit=12)["text"] == "ask…"
    assert mrkdwn("<@U1> and a long story", limit=12)["text"] == "<@U1> and a…"
