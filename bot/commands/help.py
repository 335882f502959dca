"""`help`: what this person may do."""

from __future__ import annotations

from bot.command import Call, Command, Help, Kind, Params
from bot.domain.policy import Audience


class HelpParams(Params):
    """`unknown` is what was typed instead of a command; `suggestions` are commands that look like it."""

    unknown: str | None = None
    suggestions: tuple[str, ...] = ()


def tell_help(call: Call[HelpParams]) -> Help:
    allowed = tuple(ability for ability in call.abilities() if ability.decision.allows)
    return Help(allowed, call.params.unknown, call.params.suggestions)


async def show_help(call: Call[HelpParams]) -> Help:
    return tell_help(call)


COMMAND = Command(
    name="help",
    place=0,
    summary="What you can do here",
    kind=Kind.READ,
    params=HelpParams,
    run=show_help,
    tell=tell_help,
    label="Help",
    open_to=Audience.EVERYBODY,
)
