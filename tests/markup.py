"""What Slack would make of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

LIVE = re.compile(r"<[!@#](?!date\^)|<https?:|<mailto:")


def live(drawn: Any) -> list[str]:  # noqa: ANN401 - blocks, views and messages
    """Texts that would ping or link. Plain text objects show anything literally, and values are shown to nobody."""
    return [text for text in _texts(drawn) if LIVE.search(text)]


def _texts(drawn: Any) -> Iterator[str]:  # noqa: ANN401 - see live
    if isinstance(drawn, Mapping):
        if drawn.get("type") == "plain_text":
            return
        if isinstance(drawn.get("text"), str):
            yield drawn["text"]
        for value in drawn.values():
            yield from _texts(value)
    elif isinstance(drawn, Sequence) and not isinstance(drawn, str):
        for each in drawn:
            yield from _texts(each)
