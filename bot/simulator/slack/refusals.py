"""What Slack answers when it does not do something, and what a client tells its person."""

from __future__ import annotations

from typing import Any


class SlackError(Exception):
    """An `ok: false` answer; `more` are further members of it."""

    def __init__(self, code: str, **more: Any) -> None:  # noqa: ANN401 - JSON
        super().__init__(code)
        self.code = code
        self.more = more

    def body(self) -> dict[str, Any]:
        return {"ok": False, "error": self.code, **self.more}


class ClientRefusal(Exception):  # noqa: N818 - a sentence for the person
    """The person's own client does not let them do this; the text says why."""
