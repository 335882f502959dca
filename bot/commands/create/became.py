"""What became of a `create` whose end is not known, as far as looking tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.arize import InviteMode, UserStatus
from bot.command import Mark, Told
from bot.commands.create.existing import has_what_was_asked, is_as_asked, unfinished

if TYPE_CHECKING:
    from bot.arize import ArizeClient, User
    from bot.command import Traces
    from bot.commands.create.params import CreateParams

CLOCKS_DIFFER = timedelta(minutes=1)
"""How much earlier than the run a user may seem to have been created: `check` warns of half of it."""


async def what_became(arize: ArizeClient, params: CreateParams, traces: Traces) -> Told:
    """What is at the address now. Whoever was created since is whom the run made, also if they are active by now."""
    user = await arize.find_user(params.email)
    if user is None:
        return Told(Mark.FAILED, f"{params.email} was not created.")
    if traces.has_delivered or is_as_asked(params, user) or _was_made(params, user, traces):
        return unfinished(params, user, _there(params, user, traces))
    if _may_be_made(params, user, traces):
        return Told(Mark.UNKNOWN, f"{user.email} is there, but it is not known whether this put them there.", user)
    return Told(Mark.FAILED, f"{user.email} was not created: the address belongs to somebody who is there.", user)


def _was_made(params: CreateParams, user: User, traces: Traces) -> bool:
    return has_what_was_asked(params, user) and _was_created_since(traces, user)


def _may_be_made(params: CreateParams, user: User, traces: Traces) -> bool:
    """Another name or role may come from others at the same time; whoever is active may have been invited once more."""
    was_verified = has_what_was_asked(params, user) and user.status == UserStatus.ACTIVE
    return was_verified or _was_created_since(traces, user)


def _was_created_since(traces: Traces, user: User) -> bool:
    return user.created_at is not None and user.created_at >= traces.began - CLOCKS_DIFFER


def _there(params: CreateParams, user: User, traces: Traces) -> Told:
    """Whether the answer was lost or the process that had it, nobody knows."""
    told = Told(Mark.DONE, f"{user.email} is there. How the run ended was lost on the way.", user)
    if params.invite_mode is not InviteMode.TEMPORARY_PASSWORD or user.status == UserStatus.ACTIVE:
        return told
    if traces.has_delivered:
        return replace(told, details=("The temporary password went out by direct message.",))
    return replace(
        told,
        mark=Mark.PARTLY_DONE,
        sentence=f"{user.email} is there, but it is not known whether the temporary password went out.",
        details=(
            "It cannot be recovered. If none came by direct message, resend the invitation, so that they can set one.",
        ),
    )
