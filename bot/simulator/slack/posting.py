"""Every message of the app passes here, whichever way it came: it is checked in Slack's words and then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.refusals import SlackError
from bot.slack.blockkit import check_message
from bot.slack.blockkit.check import NO_TEXT, TOO_LONG

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator.slack.messages import Block
    from bot.slack.blockkit import Violation


class Posting:
    """`violations` collects what Slack would refuse, and blocks without a `text` beside them."""

    def __init__(self, violations: list[str]) -> None:
        self._violations = violations

    def read(self, message: Mapping[str, Any]) -> tuple[str, tuple[Block, ...]]:
        """The text and the blocks. Raises SlackError for what Slack refuses."""
        text, blocks = message.get("text") or "", message.get("blocks") or []
        if not blocks and not str(text).strip():
            raise SlackError(NO_TEXT)
        found = check_message({"text": text, "blocks": blocks})
        self._violations.extend(map(str, found))
        refused = [violation for violation in found if violation.message != NO_TEXT]
        if refused:
            raise _refusal(refused)
        return str(text), tuple(blocks)


def _refusal(found: list[Violation]) -> SlackError:
    if any(violation.message == TOO_LONG for violation in found):
        return SlackError(TOO_LONG)
    if all(violation.pointer == "/text" for violation in found):
        return SlackError("msg_too_long")
    words = [str(violation) for violation in found]
    messages = [f"[ERROR] {word}" for word in words]
    return SlackError("invalid_blocks", errors=words, response_metadata={"messages": messages})
