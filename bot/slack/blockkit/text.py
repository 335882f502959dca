"""Text for Slack: measured, clipped and made into text objects.

Slack does not say what it counts as a character. A UTF-16 code unit is the strictest reading (an emoji counts
twice), so that is what `length` counts and what every limit here means.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from bot.slack.blockkit import limits

if TYPE_CHECKING:
    from bot.slack.blockkit.objects import TextObject

NOTHING: Final = "\u2014"
"""What is shown for an empty text, which Slack refuses."""

ELLIPSIS: Final = "\u2026"

# Controls but tab and newline, half characters, and the marks that turn the direction of what follows.
_INVISIBLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
_LINE_BREAK: Final = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")
_VISIBLE: Final = re.compile(
    r"[^\s\xad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u2060-\u206f\u3164\ufe00-\ufe0f]"
)
_ENTITIES: Final = ("&amp;", "&lt;", "&gt;")
_JOINER: Final = "\u200d"
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_FLAGS: Final = range(0x1F1E6, 0x1F200)
_TAGS: Final = range(0xE0020, 0xE0080)


def length(text: str) -> int:
    """Count the UTF-16 code units of `text`."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def escape(text: str) -> str:
    """Replace the three characters with a meaning in mrkdwn. Twice is once too often: `&` becomes `&amp;amp;`."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def one_line(text: str) -> str:
    """Put `text` on one line, with single blanks; a text in which nothing can be seen becomes empty."""
    if _is_plain(text):
        return " ".join(text.split())
    line = " ".join(tidy(text).split())
    return line if _VISIBLE.search(line) else ""


def tidy(text: str) -> str:
    """Make line breaks newlines; take out control characters and marks that turn the reading direction."""
    if _is_plain(text):
        return text
    return _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text))


def _is_plain(text: str) -> bool:
    """Letters, digits, signs and blanks of ASCII, as nearly everything: nothing in it needs a closer look."""
    return text.isascii() and text.isprintable()


def clip(text: str, limit: int) -> str:
    """Shorten `text` to at most `limit` characters (as `length` counts), ending in an ellipsis where it was cut.

    Cuts neither inside `&amp;`, `&lt;`, `&gt;` nor between the parts of one visible character.
    Raises ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError("nothing fits in less than one character")
    if length(text) <= limit:
        return text
    end = _fits(text, limit - 1)
    while end and not _may_cut(text, end):
        end -= 1
    return text[: _before_entity(text, end)].rstrip() + ELLIPSIS


def plain(text: str, limit: int = limits.TEXT, *, emoji: bool = False, multiline: bool = False) -> TextObject:
    """Make a `plain_text` object that shows `text` as it is: no mention, no link, no formatting."""
    shown = tidy(text).strip() if multiline else one_line(text)
    return {"type": "plain_text", "text": clip(_seen(shown), limit), "emoji": emoji}


def mrkdwn(markup: str, limit: int = limits.TEXT) -> TextObject:
    """Make a `mrkdwn` object. The caller has escaped what people wrote, at best with `markup`.

    `verbatim` keeps Slack from making links and mentions out of bare words. A token such as `<!date^…>` that does not
    fit is left out as a whole.
    """
    shown = tidy(markup)
    clipped = clip(shown, limit)
    whole = clipped if clipped == shown else _without_half_token(clipped)
    return {"type": "mrkdwn", "text": _seen(whole), "verbatim": True}


def _seen(text: str) -> str:
    return text if _VISIBLE.search(text) else NOTHING


def _fits(text: str, limit: int) -> int:
    """Return how many code points from the start are at most `limit` code units."""
    return sum(used <= limit for used in accumulate(1 + (char > "\uffff") for char in text[:limit]))


def _may_cut(text: str, end: int) -> bool:
    after, before = text[end], text[end - 1]
    if _continues(after) or before == _JOINER:
        return False
    return not (ord(after) in _FLAGS and _flags_before(text, end) % 2)


def _continues(char: str) -> bool:
    joins = char == _JOINER or ord(char) in _SKIN_TONES or ord(char) in _TAGS
    return joins or unicodedata.category(char).startswith("M")


def _flags_before(text: str, end: int) -> int:
    start = end
    while start and ord(text[start - 1]) in _FLAGS:
        start -= 1
    return end - start


def _before_entity(text: str, end: int) -> int:
    start = text.rfind("&", max(0, end - 4), end)
    inside = start >= 0 and any(text.startswith(entity, start) and start + len(entity) > end for entity in _ENTITIES)
    return start if inside else end


def _without_half_token(clipped: str) -> str:
    start = clipped.rfind("<")
    if start > clipped.rfind(">"):
        return clipped[:start].rstrip() + ELLIPSIS
    return clipped
