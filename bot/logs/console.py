"""Records that people read on a terminal, where a line break or an escape sequence in a value could forge another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from structlog.typing import EventDict

_MANY_LINES = ("exception", "stack")


def show_control_characters(_logger: Any, _method: str, event_dict: EventDict) -> EventDict:  # noqa: ANN401 - any logger
    """Write each as its escape: a record stays on its line, and a terminal obeys nobody's name."""
    return {
        _visible(name): _visible(value) if isinstance(value, str) and name not in _MANY_LINES else value
        for name, value in event_dict.items()
    }


def indent_tracebacks(_logger: Any, _method: str, event_dict: EventDict) -> EventDict:  # noqa: ANN401 - any logger
    """Keep the lines of a traceback apart from records: its message may hold any text."""
    for name in _MANY_LINES:
        if name in event_dict:
            lines = str(event_dict[name]).splitlines()
            event_dict[name] = "\n".join(f"    {_visible(line)}" for line in lines)
    return event_dict


def _visible(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode("ascii") for each in text)
