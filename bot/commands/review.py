"""`review [export]`: the users who are not full members of this Slack."""

from __future__ import annotations

from bot.command import ONLY_SEEN, Call, Command, Kind, Mark, Params, ReviewBegun, Told
from bot.domain.errors import Mistake

NOBODY = "Every user is a full member of this Slack, so there is no file."
NOBODY_SEEN = "Every user whom you may see is a full member of this Slack, so there is no file."


class ReviewParams(Params):
    """`export` asks for a file of what a review found: the one of that `id`, or one's latest."""

    export: bool = False
    id: str = ""


async def review(call: Call[ReviewParams]) -> ReviewBegun | Told:
    return await (_export(call) if call.params.export else call.reviews.begin())


async def _export(call: Call[ReviewParams]) -> Told:
    """Raises Mistake where there is nothing to send."""
    is_whole = call.sight.is_whole(COMMAND.name)
    sent = await call.exports.send(call.asker, await call.reviews.sheet(call.params.id))
    if sent is None:
        raise Mistake(NOBODY if is_whole else NOBODY_SEEN)
    who = "1 user is" if sent.rows == 1 else f"{sent.rows:,} users are"
    said = f"{who} in {sent.name}, in your direct messages with this app."
    return Told(Mark.DONE, said, details=() if is_whole else (ONLY_SEEN,))


COMMAND = Command(
    name="review",
    place=15,
    summary="Find the users who are not full members of this Slack, and why",
    kind=Kind.READ,
    params=ReviewParams,
    run=review,
    of_many=True,
    label="Review all users",
    arguments="[export]",
    switches=("export",),
)
