"""`whoami`: who the person is to Slack and to Arize AX, and what they may do and why."""

from __future__ import annotations

from bot.arize import ArizeError, User
from bot.command import Call, Command, Identity, Kind, Params
from bot.domain.policy import Audience


async def show(call: Call[Params]) -> Identity:
    user, checked = await _account(call)
    return Identity(call.asker, user, call.abilities(), account_checked=checked)


async def _account(call: Call[Params]) -> tuple[User | None, bool]:
    """The asker's Arize AX user. Slack knows who they are even while Arize does not answer."""
    if call.asker.email is None:
        return None, False
    try:
        return await call.arize.find_user(call.asker.email, is_to_change=False), True
    except ArizeError:
        return None, False


COMMAND = Command(
    name="whoami",
    place=100,
    summary="Show who you are here, and what you may do and why",
    kind=Kind.READ,
    params=Params,
    run=show,
    label="Who am I",
    open_to=Audience.EVERYBODY,
)
