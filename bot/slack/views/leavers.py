"""The card about somebody who left Slack and still has an Arize AX user. It carries nothing but the leaver's id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.domain.leaver import Stay
from bot.slack.blockkit import bold, button, clip, code, joined, lines, markup, mrkdwn, section
from bot.slack.views.cards import row_of
from bot.slack.views.outcomes import message
from bot.slack.views.presses import LEAVER_DELETE, LEAVER_KEEP
from bot.slack.views.requests import ADDRESS, HEAD, NAME, SHORT_ID, STATE, as_it_was, brief, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.leaver import Leaver
    from bot.slack.blockkit import Block, Element, Markup
    from bot.slack.views.outcomes import Message


def leaver_message(leaver: Leaver, *, stated: bool = True) -> Message:
    """What admins see. Without `stated` it says and offers nothing that could become untrue: it is posted so."""
    blocks = [section(mrkdwn(lines(*_head(leaver)), HEAD))]
    if stated:
        blocks += [section(mrkdwn(lines(*_stand(leaver)), STATE)), *row_of(*_offered(leaver))]
    return message(left_words(leaver), *blocks)


def left_words(leaver: Leaver) -> str:
    """For notifications: true at any time."""
    return f"{clip(leaver.name, NAME)} was deactivated in Slack"


def leaver_blocks(leaver: Leaver) -> list[Block]:
    """What is left to decide about somebody, in a few lines, with the buttons of the card."""
    said = markup("{left} and still has an Arize AX user.", left=bold(left_words(leaver)))
    who = markup("{email}", email=code(clip(leaver.target.email, ADDRESS))) if leaver.target else ""
    return [section(mrkdwn(lines(said, who), HEAD)), *row_of(*_offered(leaver))]


def _head(leaver: Leaver) -> Iterator[Markup]:
    yield bold(left_words(leaver))
    yield markup("Noticed {at}", at=moment(leaver.noticed_at))
    if leaver.target:
        yield markup("In Arize AX: {email}", email=code(clip(leaver.target.email, ADDRESS)))
        yield as_it_was("When it was noticed", leaver.target)


def _stand(leaver: Leaver) -> Iterator[Markup]:
    """How they stand, with its mark, and who asked to delete them: that is not decided or done yet."""
    yield _line(leaver)
    if leaver.deletion is not None:
        who, id_ = brief(leaver.deletion.requester_name, NAME), code(leaver.deletion.id[:SHORT_ID])
        yield markup("{who} asked to delete the user: request {id}", who=who, id=id_)


def _line(leaver: Leaver) -> Markup:
    at = markup(", {at}", at=moment(leaver.changed_at)) if leaver.changed_at else ""
    match leaver.stay:
        case Stay.WAITING:
            return markup(":hourglass_flowing_sand: *Waiting:* they still have their Arize AX user.")
        case Stay.KEPT:
            who = brief(leaver.by_name, NAME)
            kept = markup(":heavy_minus_sign: *Kept* by {who}{at}.", who=who, at=at)
            return kept if leaver.deletion else joined(" ", kept, "Nobody is asked about them again.")
        case Stay.GONE:
            return markup(":white_check_mark: *Over:* Arize AX has no such user any more{at}.", at=at)
        case Stay.BACK:
            return markup(":information_source: *Is back* in Slack{at}. Nobody is asked about them any more.", at=at)


def _offered(leaver: Leaver) -> list[Element]:
    if leaver.stay is not Stay.WAITING or leaver.deletion is not None:
        return []
    return [
        button("Delete user", LEAVER_DELETE, value=leaver.id, style="danger"),
        button("Keep user", LEAVER_KEEP, value=leaver.id),
    ]


def stands_message(leaver: Leaver) -> Message:
    """To whoever pressed a button of the card: how it stands now."""
    said = lines(bold(clip(leaver.name, NAME)), *_stand(leaver))
    return message(f"How it stands with {clip(leaver.name, NAME)}", section(mrkdwn(said, STATE)))
