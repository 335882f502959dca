"""`create [email]`: invite or pre-provision a user, and tell the four ways it can end apart."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.arize import ArizeError, Conflict, Created, User, UserRole, UserStatus
from bot.command import Call, Command, Kind, Mark, Told
from bot.command.newcomers import custom_roles
from bot.command.places import ROLES, places
from bot.commands.create.became import what_became
from bot.commands.create.developer import set_developer
from bot.commands.create.existing import (
    after_a_lost_answer,
    already_invited,
    explain_conflict,
    found_after_doubt,
)
from bot.commands.create.handover import hand_over, opened
from bot.commands.create.joining import join
from bot.commands.create.params import GRANT, CreateParams, besides, concerns, new_user
from bot.domain.errors import Mistake

if TYPE_CHECKING:
    from bot.arize import ArizeClient
    from bot.command import Choice, Envelope

AN_HOUR = timedelta(hours=1)


async def create(call: Call[CreateParams]) -> Told:
    """Open the envelope before anything is created: a password without a way to its person helps nobody."""
    async with opened(call) as envelope:
        try:
            created = await call.arize.create_user(new_user(call.params))
        except Conflict as taken:
            return await explain_conflict(call, taken)
        except ArizeError as error:
            if not error.may_have_happened:
                raise
            return await after_a_lost_answer(call, error)
        if not created.is_new:
            if not created.after_doubt:
                return already_invited(call, created.user)
            return found_after_doubt(call, created.user)
        return await _created(call, created, envelope)


async def _created(call: Call[CreateParams], created: Created, envelope: Envelope | None) -> Told:
    """The password goes out first: what comes after may fail, and it must not be lost with it."""
    handed_over = await hand_over(call, envelope, created)
    user, set_up, about_developer = await set_developer(call, created.user)
    is_in, about_place = await join(call, user)
    mark = Mark.DONE if handed_over.is_fine and set_up and is_in else Mark.PARTLY_DONE
    again = () if handed_over.is_fine else call.actions_on(user, "resend")
    sentence = f"{user.email} was {'invited again' if _is_known(created.user) else 'created'}."
    next_steps = (*again, *call.actions_on(user, "grant"))
    return Told(
        mark,
        sentence,
        user,
        details=(handed_over.said or _invited(created.user), *about_developer, *about_place),
        actions=next_steps,
        to_asker={handed_over.said: handed_over.to_asker},
    )


def _is_known(user: User) -> bool:
    """Whether an invitation of theirs expired before: a user who was made just now is no hour old by any clock."""
    is_old = user.created_at is not None and datetime.now(UTC) - user.created_at > AN_HOUR
    return is_old and user.status == UserStatus.INVITED


def _invited(user: User) -> str:
    return (
        "They are active and can sign in." if user.status == UserStatus.ACTIVE else "Arize mailed them an invitation."
    )


async def _choices(arize: ArizeClient, user: User | None) -> dict[str, tuple[Choice, ...]]:
    """The account's own roles, its organizations and its spaces; what the key may not list the form goes without."""
    roles, where = await asyncio.gather(custom_roles(arize, user), _places(arize))
    return {**roles, **where}


async def _places(arize: ArizeClient) -> dict[str, tuple[Choice, ...]]:
    try:
        known = await places(arize)
    except (ArizeError, Mistake):
        return {}
    return {"place": (*known.organization_choices(), *known.space_choices()), "place_role": ROLES}


def _prefill(user: User) -> dict[str, str]:
    role = user.role.name if user.role.name in UserRole.__members__ else UserRole.MEMBER
    return {"email": user.email, "name": user.name, "role": str(role)}


COMMAND = Command(
    name="create",
    place=40,
    summary="Invite somebody, or add them for single sign-on",
    kind=Kind.CHANGE,
    params=CreateParams,
    run=create,
    label="Create user",
    label_on_user="Invite again",
    submit="Create",
    permission="USER_CREATE or the account admin role (for roles other than Member and Annotator)",
    arguments="[email]",
    words="email",
    applies_to=lambda user: user.status == UserStatus.EXPIRED,
    prefill=_prefill,
    choices=_choices,
    concerns=concerns,
    besides=besides,
    borrows={"place": GRANT, "place_role": GRANT},
    reconcile=what_became,
)
