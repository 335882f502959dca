"""Journeys of somebody who may change things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.stories.acts import ASKED
from tests.torture.journeys.journey import Journey

if TYPE_CHECKING:
    from bot.simulator.arize.records import UserRecord
    from tests.torture.scene import Scene
    from tests.torture.stage import Stage

ADA, JANE, NIA, ZOE = "ada@example.com", "jane@example.com", "nia@example.com", "zoe@example.com"
WHO_RECEIVES = "Who receives a temporary password"


def user(world: Scene, email: str) -> UserRecord | None:
    return world.arize.account.user(email)


async def create(stage: Stage, handle: str, email: str, **choices: str) -> None:
    person = stage.person(handle)
    modal = await stage.form(person, f"create {email}", "Create user", "Name")
    modal.fill("Name", "Zoe Quist")
    for label, option in choices.items():
        stage.choose(modal, label.replace("_", " "), option)
    await stage.act(person, modal.submits())


async def _invites(stage: Stage) -> None:
    await create(stage, "alice", ZOE)
    await stage.sees(stage.person("alice"), f"{ZOE} was created")


async def _adds(stage: Stage) -> None:
    await create(stage, "alice", ZOE, Invitation="None")
    await stage.sees(stage.person("alice"), ZOE)


async def _hands_a_password_over(stage: Stage) -> None:
    """And the message that carries it is deleted by whoever got it."""
    nia = stage.person("nia")
    await create(stage, "alice", NIA, Invitation="Temporary password")
    message = await stage.reads_dm(nia, "with this temporary password", within=0.5)
    await stage.sees(stage.person("alice"), f"{NIA} was created")
    await stage.act(nia, message.clicks("Saved it, delete this message"))


async def _updates(stage: Stage) -> None:
    alice = stage.person("alice")
    modal = await stage.form(alice, f"update {ADA}", "Update user", "Developer permission")
    modal.fill("Name", "Ada King")
    await stage.act(alice, modal.submits())
    await stage.sees(alice, f"{ADA} was updated")


async def _resends(stage: Stage) -> None:
    alice = stage.person("alice")
    modal = await stage.form(alice, f"resend {JANE}", "Resend invitation", "Mails a new invitation")
    await stage.act(alice, modal.submits())
    await stage.sees(alice, f"A new invitation was mailed to {JANE}")


async def _resets(stage: Stage) -> None:
    alice = stage.person("alice")
    modal = await stage.form(alice, f"reset-password {ADA}", "Reset password", "30 minutes")
    await stage.act(alice, modal.submits())
    await stage.sees(alice, f"A password reset link was mailed to {ADA}")


async def _deletes(stage: Stage) -> None:
    alice = stage.person("alice")
    modal = await stage.form(alice, f"delete {ADA}", "Delete user", "This is permanent.")
    modal.fill(ASKED, ADA)
    await stage.act(alice, modal.submits())
    await stage.sees(alice, "was deleted for good")


def _mailed(world: Scene, email: str, kind: str) -> bool:
    return any((mail.to, mail.kind) == (email, kind) for mail in world.arize.account.mails)


def _is_renamed(world: Scene) -> bool:
    ada = user(world, ADA)
    return ada is not None and ada.name == "Ada King"


CHANGING = (
    Journey("create by e-mail", _invites, lambda world: user(world, ZOE) is not None, mails=ZOE),
    Journey("create for single sign-on", _adds, lambda world: user(world, ZOE) is not None),
    Journey("create with a temporary password", _hands_a_password_over, lambda world: user(world, NIA) is not None),
    Journey("update", _updates, _is_renamed),
    Journey("resend", _resends, lambda world: _mailed(world, JANE, "invitation"), mails=JANE),
    Journey("reset-password", _resets, lambda world: _mailed(world, ADA, "reset"), mails=ADA),
    Journey("delete", _deletes, lambda world: user(world, ADA) is None),
)
