"""What people in stories do again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.slack import Modal, Person

ASKED = "Type the e-mail address to confirm"


async def opens(person: Person, command: str, title: str, shows: str) -> Modal:
    """Type a command that leads to a form, and wait until the form is filled."""
    await person.types(f"/ax-user {command}".rstrip())
    modal = await person.modal(title)
    await modal.shows(shows)
    return modal


async def opens_create(person: Person, email: str = "") -> Modal:
    return await opens(person, f"create {email}", "Create user", "Name")


async def opens_update(person: Person, email: str) -> Modal:
    return await opens(person, f"update {email}", "Update user", "Developer permission")


async def opens_picker(person: Person, command: str, title: str) -> Modal:
    return await opens(person, command, title, "User")


async def opens_delete(person: Person, email: str) -> Modal:
    return await opens(person, f"delete {email}", "Delete user", "This is permanent.")


async def deletes(person: Person, email: str) -> None:
    modal = await opens_delete(person, email)
    modal.fill(ASKED, email)
    await modal.submits()


async def creates(person: Person, email: str, name: str = "Zoe Quist", **choices: str) -> None:
    """`choices` are options by the label of their field, blanks written as underscores."""
    modal = await opens_create(person, email)
    modal.fill("Name", name)
    for label, option in choices.items():
        modal.choose(label.replace("_", " "), option)
    await modal.submits()


async def invites_with_a_password(person: Person, email: str, name: str, to: str = "The new user") -> None:
    await creates(person, email, name, Invitation="Temporary password", Who_receives_a_temporary_password=to)
