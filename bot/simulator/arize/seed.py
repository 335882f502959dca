"""A believable account: the persons that stories name, and a crowd around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from bot.simulator.arize.crowd import CROWD
from bot.simulator.arize.records import PlaceRole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.simulator.arize.account import Account


@dataclass(frozen=True)
class Persona:
    """`status` may also be DELETED, which the API never shows."""

    name: str
    email: str
    role: str = "MEMBER"
    status: str = "ACTIVE"
    sso: bool = False


PERSONAS = (
    Persona("Alice Okafor", "alice@example.com", "ADMIN"),
    Persona("Ben Lindqvist", "ben@example.com", "ADMIN"),
    Persona("Carla Moreno", "carla@example.com"),
    Persona("Dev Patel", "dev@example.com", "MEMBER_UI_ONLY"),
    Persona("Gus Guest", "gus@partner.example", "ANNOTATOR"),
    Persona("Ada Byron", "ada@example.com"),
    Persona("Jane Doe", "jane@example.com", status="INVITED"),
    Persona("Eli Expired", "eli@example.com", status="EXPIRED"),
    Persona("Sam Sso", "sam@example.com", sso=True),
    Persona("Dora Gone", "dora@example.com", status="DELETED"),
)

_KINDS = (
    ("MEMBER", "ACTIVE"),
    ("MEMBER", "ACTIVE"),
    ("ANNOTATOR", "ACTIVE"),
    ("MEMBER_UI_ONLY", "ACTIVE"),
    ("MEMBER", "ACTIVE"),
    ("MEMBER", "INVITED"),
    ("ADMIN", "ACTIVE"),
    ("MEMBER", "ACTIVE"),
    ("ANNOTATOR", "INVITED"),
    ("MEMBER_UI_ONLY", "ACTIVE"),
    ("MEMBER", "EXPIRED"),
)
_DOMAINS = (
    "example.com",
    "example.com",
    "example.org",
    "example.com",
    "example.net",
    "labs.example",
    "partner.example",
)
_STEP = timedelta(days=2, hours=7, minutes=13)


@dataclass(frozen=True)
class Place:
    """An organization, its spaces, and who is in all of them: a persona's address, and the role."""

    name: str
    description: str
    spaces: tuple[str, ...]
    members: Mapping[str, str]


PLACES = (
    Place(
        "Research",
        "Models that are tried out",
        ("Language", "Vision"),
        {"alice@example.com": "ADMIN", "ada@example.com": "MEMBER"},
    ),
    Place(
        "Production",
        "Models that serve",
        ("Ranking", "Search"),
        {"alice@example.com": "ADMIN", "ben@example.com": "ADMIN"},
    ),
    Place(
        "Partners", "Work with others", ("Labelling",), {"ben@example.com": "ADMIN", "gus@partner.example": "ANNOTATOR"}
    ),
)


def seed(account: Account) -> None:
    """Fill an empty account: the same people every time, created at fixed distances before the account's now."""
    people = (*PERSONAS, *_crowd())
    moment = account.clock() - _STEP * (len(people) + 1)
    for person in people:
        moment += _STEP
        _settle(account, person, moment)
    for place in PLACES:
        _found(account, place)


def _crowd() -> list[Persona]:
    return [
        Persona(name, f"{local}@{domain}", role, status)
        for (name, local), (role, status), domain in zip(CROWD, cycle(_KINDS), cycle(_DOMAINS), strict=False)
    ]


def _found(account: Account, place: Place) -> None:
    organization = account.places.add_organization(place.name, place.description)
    made = [organization.id, *(account.places.add_space(organization, name).id for name in place.spaces)]
    users = {user.email: user.id for user in account.users}
    for email, role in place.members.items():
        for place_id in made:
            account.places.join(place_id, users[email], PlaceRole(role))


def _settle(account: Account, person: Persona, created_at: datetime) -> None:
    deleted = person.status == "DELETED"
    status = "ACTIVE" if deleted else person.status
    user = account.add_user(
        person.name, person.email, role=person.role, status=status, created_at=created_at, sso=person.sso
    )
    if deleted:
        account.forget(user)
