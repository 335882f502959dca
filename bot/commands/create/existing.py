"""The endings of `create` in which the address turns out to be known, or nobody can tell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.arize import ArizeError, InviteMode, UserStatus
from bot.command import Mark, Told
from bot.command.doubt import why_in_doubt
from bot.commands.create.developer import unset
from bot.commands.create.joining import unjoined
from bot.commands.create.params import CreateParams, new_user

if TYPE_CHECKING:
    from bot.arize import Conflict, User
    from bot.command import Call

LOOK = "Somebody who looks like that is there by now, and may have been before."
LOOKED_UP = "It is looked up; do not create them again before that."
YOU_HEAR = "It is looked up, and you hear of it by direct message; do not create them again before that."


def already_invited(call: Call[CreateParams], user: User) -> Told:
    return Told(
        Mark.NOTHING_CHANGED,
        f"{user.email} was already invited, and nothing was mailed.",
        user,
        details=("Below is the invitation as it stands; what you just filled in was not used.",),
        actions=call.actions_on(user, "resend"),
    )


async def explain_conflict(call: Call[CreateParams], taken: Conflict) -> Told:
    """A 409 does not say why, so look the address up. In doubt it may be the answer to our own invitation."""
    is_in_doubt = taken.may_have_happened
    try:
        user = await call.arize.find_user(call.params.email)
    except ArizeError:
        return _not_known(call.params.email, taken) if is_in_doubt else _one_of_two(call.params.email)
    return _found(call, user, taken) if user and is_in_doubt else _taken(call, user)


def _one_of_two(email: str) -> Told:
    return Told(
        Mark.NOTHING_CHANGED,
        f"{email} cannot be invited: it belongs to an active or to a deleted user.",
        details=("Which of the two could not be found out just now.",),
    )


def _found(call: Call[CreateParams], user: User, error: ArizeError) -> Told:
    """In doubt. Whoever is active may have followed our invitation: `what_became` looks closer."""
    if is_as_asked(call.params, user):
        return _to_go_on_with(call, user, _there(call.params, user, error))
    if has_what_was_asked(call.params, user):
        return Told(Mark.UNKNOWN, _in_doubt(user.email, error), user, details=(LOOK,))
    return _taken(call, user)


def _not_known(email: str, error: ArizeError) -> Told:
    """Whoever asked is told what is found, by the job that looks."""
    return Told(Mark.UNKNOWN, _in_doubt(email, error), details=(LOOKED_UP,), to_asker={LOOKED_UP: YOU_HEAR})


def _in_doubt(email: str, error: ArizeError) -> str:
    return f"{why_in_doubt(error)}, so it is not known whether {email} was created."


def _taken(call: Call[CreateParams], user: User | None) -> Told:
    if user is None:
        return Told(
            Mark.NOTHING_CHANGED,
            f"{call.params.email} was deleted earlier and cannot return: Arize never invites a deleted address again.",
            details=("Invite them with another address.",),
        )
    if user.status == UserStatus.ACTIVE:
        actions = call.actions_on(user, "get", "update")
        return Told(Mark.NOTHING_CHANGED, f"{user.email} is already active.", user, actions=actions)
    return already_invited(call, user)


async def after_a_lost_answer(call: Call[CreateParams], error: ArizeError) -> Told:
    """Arize may or may not have created the user; only looking tells."""
    email = call.params.email
    try:
        user = await call.arize.find_user(email)
    except ArizeError:
        user = None
    return _not_known(email, error) if user is None else _found(call, user, error)


def is_as_asked(params: CreateParams, user: User) -> bool:
    """Whether this can be the user that was asked for, rather than one who had the address before."""
    status = UserStatus.ACTIVE if params.invite_mode is InviteMode.NONE else UserStatus.INVITED
    return has_what_was_asked(params, user) and user.status == status


def has_what_was_asked(params: CreateParams, user: User) -> bool:
    """The same, whether or not they followed their invitation already."""
    wanted = new_user(params)
    same_role = (user.role.type, user.role.name or user.role.id) == (
        wanted.role.type,
        wanted.role.name or wanted.role.id,
    )
    return user.name == wanted.name and same_role


def found_after_doubt(call: Call[CreateParams], user: User) -> Told:
    """No answer, or a failure, and then a pending invitation: it may be ours, or somebody's before us."""
    told = Told(
        Mark.DONE,
        f"{user.email} is invited.",
        user,
        details=(
            "Arize's first answer did not tell, so whether this was just mailed or was there before is not known.",
        ),
        actions=call.actions_on(user, "resend"),
    )
    return _to_go_on_with(call, user, told)


def _to_go_on_with(call: Call[CreateParams], user: User, told: Told) -> Told:
    """With the commands that do what may be missing."""
    told = unfinished(call.params, user, told)
    if told.mark is not Mark.PARTLY_DONE:
        return told
    return replace(told, actions=call.actions_on(user, "resend", "update", "grant"))


def unfinished(params: CreateParams, user: User, told: Told) -> Told:
    """The user is there; what a call of its own would have done after that may be missing."""
    return unjoined(params, unset(params, user, told))


def _there(params: CreateParams, user: User, error: ArizeError) -> Told:
    if params.invite_mode is not InviteMode.TEMPORARY_PASSWORD:
        return Told(Mark.DONE, f"{user.email} is there, though {why_in_doubt(error)}.", user)
    return Told(
        Mark.PARTLY_DONE,
        f"{user.email} is there, but {why_in_doubt(error)}, and the temporary password is lost with it.",
        user,
        details=("It cannot be recovered. Resend the invitation, so that they can set one.",),
    )
