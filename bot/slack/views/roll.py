"""A review of all users on the screen: that it began, how far it is, and what it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.command import ONLY_SEEN, ReviewBegun
from bot.domain.roll import Reason, Stage
from bot.slack.blockkit import (
    Markup,
    bold,
    button,
    clip,
    code,
    context,
    header,
    joined,
    lines,
    markup,
    mrkdwn,
    plain,
    section,
)
from bot.slack.views.cards import row_of
from bot.slack.views.outcomes import message, show
from bot.slack.views.presses import CHOOSE, PRESS, Press
from bot.slack.views.requests import ADDRESS, NAME, brief, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.domain.roll import Found, Review
    from bot.slack.blockkit import Block, Element
    from bot.slack.views.outcomes import Message
    from bot.workflow.rollbook import Findings

TITLE = "Users who are not full members of this Slack"
BEGAN = "A review of all users"
REASON_WORDS = {
    Reason.NOBODY: "Nobody here has the address",
    Reason.DEACTIVATED: "Deactivated in Slack",
    Reason.GUEST: "Guest",
    Reason.EXTERNAL: "From another organization",
    Reason.BOT: "An app has the address",
}
ROW = 450
"""Characters of one user, as escaped: ten of them and the rest make one message."""


@show.register(ReviewBegun)
def _(begun: ReviewBegun) -> Message:
    first = "The review has begun." if begun.is_new else "Your review is under way already."
    said = lines(
        markup(":hourglass_flowing_sand: {first}", first=bold(first)),
        "" if begun.is_new else _so_far(begun.people, begun.users),
        "How far it is, and what it finds, is shown in your direct messages with this app.",
    )
    return message(first, section(mrkdwn(said)))


def begun_message(review: Review) -> Message:
    """True at any time: it is posted so, and changed as the walk goes on."""
    said = lines(bold(BEGAN), markup("It began {at}", at=moment(review.began_at)))
    return message(BEGAN, section(mrkdwn(said)))


def roll_message(findings: Findings) -> Message:
    """How it stands now."""
    match findings.review.stage:
        case Stage.WALKING:
            return _moving(findings)
        case Stage.FAILED:
            return _failed(findings)
        case Stage.DONE:
            return _found(findings)


def _moving(findings: Findings) -> Message:
    review = findings.review
    users = None if findings.is_partial else review.users
    said = markup(":hourglass_flowing_sand: *Reading…* {so_far}", so_far=_so_far(review.people, users))
    return message(BEGAN, *begun_message(review)["blocks"], section(mrkdwn(said)))


def _so_far(people: int, users: int | None) -> Markup:
    """`users` is None for whoever may not see them all."""
    read = [f"{people:,} accounts of this Slack", *([] if users is None else [f"{users:,} users of Arize AX"])]
    return markup("{read} so far.", read=" and ".join(read))


def _failed(findings: Findings) -> Message:
    review = findings.review
    said = lines(
        markup(":warning: *It did not come to its end,* so nothing is shown."), brief(review.trouble), _ended(review)
    )
    return message(BEGAN, section(mrkdwn(bold(BEGAN))), section(mrkdwn(said)), *row_of(_again()))


def _found(findings: Findings) -> Message:
    review, totals = findings.review, findings.totals
    rows = [section(mrkdwn(_line(found), ROW)) for found in findings.first]
    counted = lines(*_counts(findings)) if totals.users else _none(findings)
    return message(
        TITLE,
        header(TITLE),
        section(mrkdwn(counted)),
        *rows,
        *_rest(findings),
        *([context(plain(review.trouble))] if review.trouble else []),
        context(mrkdwn(lines(_read(findings), _ended(review)))),
        *row_of(*([_again()] if findings.is_over else _offered(findings))),
    )


def _none(findings: Findings) -> Markup:
    every = "Every user whom you may see" if findings.is_partial else "Every user"
    return markup(":white_check_mark: {every} is a full member of this Slack.", every=every)


def _counts(findings: Findings) -> Iterator[Markup]:
    totals = findings.totals
    for reason, words in REASON_WORDS.items():
        if totals.by_reason.get(reason):
            yield markup("{words}: {count}", words=words, count=bold(f"{totals.by_reason[reason]:,}"))
    if totals.kept:
        yield markup("Kept when they left Slack: {count} of them", count=bold(f"{totals.kept:,}"))


def _line(found: Found) -> Markup:
    kept = [markup("kept by {who}", who=brief(found.kept_by, NAME))] if found.kept_by else []
    why = joined(" · ", REASON_WORDS[found.reason], *kept)
    who = markup("{name}  {email}", name=bold(clip(found.name, NAME)), email=code(clip(found.email, ADDRESS)))
    return lines(who, why)


def _rest(findings: Findings) -> tuple[Block, ...]:
    more = findings.totals.users - len(findings.first)
    return (context(mrkdwn(markup("and {more} more", more=f"{more:,}"))),) if more > 0 else ()


def _read(findings: Findings) -> Markup:
    review = findings.review
    users = "the users" if findings.is_partial else f"{review.users:,} users"
    said = markup(
        "Compared {users} of Arize AX with {people} accounts of this Slack.", users=users, people=f"{review.people:,}"
    )
    return joined(" ", said, *([ONLY_SEEN] if findings.is_partial else []))


def _ended(review: Review) -> Markup:
    return markup("It ended {at}; what it found is kept for a day.", at=moment(review.ended_at or review.began_at))


def _offered(findings: Findings) -> list[Element]:
    """There is nobody to choose where all were kept, or where the person may not delete anybody."""
    review_id, totals = findings.review.id, findings.totals
    choose = [button("Choose whom to delete", CHOOSE, value=review_id)] if totals.places else []
    carried = Press("review", None, {"export": True, "id": review_id}).to_value()
    export = [button("Export as CSV", f"{PRESS}review", value=carried)] if totals.users else []
    return choose + export


def _again() -> Element:
    return button("Review again", f"{PRESS}review", value=Press("review").to_value())
