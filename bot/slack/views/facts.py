"""Who did what, as a row of the audit says it to people. Its file keeps the words of `Fact`, which never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.domain.audit import BOT, Fact
from bot.slack.blockkit import clip, markup, mention
from bot.slack.views.requests import NAME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.domain.audit import Entry
    from bot.slack.blockkit import Markup

BY_THE_BOT: Final[Mapping[Fact, str]] = {
    Fact.ASKED: "*Asked*",
    Fact.REFUSED: "*Refused*",
    Fact.APPROVED: "*Approved*",
    Fact.DENIED: "*Denied*",
    Fact.CANCELLED: "*Cancelled*",
    Fact.EXPIRED: "*Expired*",
    Fact.RUN: "*Begun*",
    Fact.SUCCEEDED: "*Done*",
    Fact.FAILED: "*Failed*",
    Fact.UNKNOWN: "*Outcome unknown*",
    Fact.EXPORTED: "*Sent as a file*",
    Fact.ROW_DONE: "*Row done*",
    Fact.ROW_NOT_DONE: "*Row not done*",
    Fact.PAUSED: "*Paused*",
    Fact.RESUMED: "*Goes on*",
    Fact.STOPPED: "*Stopped*",
    Fact.LEFT_SLACK: "*Left Slack*",
    Fact.KEPT: "*Kept*",
    Fact.CAME_BACK: "*Came back to Slack*",
    Fact.PASSWORD_DELIVERED: "*Password delivered*",
    Fact.PASSWORD_NOT_DELIVERED: "*Password not delivered*",
    Fact.PASSWORD_DELETED: "*Password deleted*",
}
BY_SOMEBODY: Final[Mapping[Fact, str]] = {
    Fact.ASKED: "{who} *asked*",
    Fact.REFUSED: "{who} *was refused*",
    Fact.APPROVED: "{who} *approved*",
    Fact.DENIED: "{who} *denied*",
    Fact.CANCELLED: "{who} *cancelled*",
    Fact.SUCCEEDED: "{who} *settled:* done",
    Fact.FAILED: "{who} *settled:* failed",
    Fact.EXPORTED: "{who} *was sent a file*",
    Fact.PAUSED: "{who} *paused*",
    Fact.RESUMED: "{who} *let it go on*",
    Fact.STOPPED: "{who} *stopped*",
    Fact.KEPT: "{who} *kept the user*",
    Fact.PASSWORD_DELETED: "{who} *deleted the password*",
}


def fact_words(entry: Entry) -> Markup:
    """Where there are no words for a person, the bot's words and who it was."""
    if entry.actor_id == BOT:
        return markup(BY_THE_BOT[entry.fact])
    also = f"{BY_THE_BOT[entry.fact]} · {{who}}"
    return markup(BY_SOMEBODY.get(entry.fact, also), who=mention(clip(entry.actor_id, NAME)))
