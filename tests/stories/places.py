"""How people grant access to organizations and spaces, and revoke it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.stories.acts import opens

if TYPE_CHECKING:
    from bot.simulator.slack import Modal, Person
    from tests.torture.scene import Scene
ADA = "ada@example.com"
GUS = "gus@partner.example"


async def opens_grant(person: Person, email: str = ADA) -> Modal:
    return await opens(person, f"grant {email}", "Grant access", "Role in the organization")


async def opens_revoke(person: Person, email: str = ADA) -> Modal:
    return await opens(person, f"revoke {email}", "Revoke access", "Take out of")


async def grants(person: Person, email: str = ADA, **choices: str) -> Modal:
    """`choices` are options by the label of their field, blanks written as underscores."""
    modal = await opens_grant(person, email)
    for label, option in choices.items():
        modal.choose(label.replace("_", " "), option)
    await modal.submits()
    return modal


async def grants_a_space(person: Person, role: str = "Read only") -> Modal:
    return await grants(person, Organization="Production", Space="Production / Ranking", Role_in_the_space=role)


async def revokes(person: Person, place: str, email: str = ADA) -> None:
    modal = await opens_revoke(person, email)
    modal.choose("Take out of", place)
    await modal.submits()


def role(world: Scene, email: str, *names: str) -> str | None:
    """In the organization of this name, or in its space where two names are given."""
    user = world.arize.account.user(email)
    assert user is not None
    return world.arize.account.places.role_of(user.id, *names)
