"""A believable account: the persons that stories name, and a crowd around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from bot.simulator.arize.crowd import CROWD

if TYPE_CHECKING:
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


def seed(account: Account) -> None:
    """Fill an empty account: the same people every time, created at fixed distances before the account's now."""
    people = (*PERSONAS, *_crowd())
    moment = account.clock() - _STEP * (len(people) + 1)
    for person in people:
        moment += _STEP
        _settle(account, person, moment)


def _crowd() -> list[Persona]:
    return [
        Persona(name, f"{local}@{domain}", role, status)
        for (name, local), (role, status), domain in zip(CROWD, cycle(_KINDS), cycle(_DOMAINS), strict=False)
    ]


def _settle(account: Account, person: Persona, created_at: datetime) -> None:
    deleted = person.status == "DELETED"
    status = "ACTIVE" if deleted else person.status
    user = account.add_user(
        person.name, person.email, role=person.role, status=status, created_at=created_at, sso=person.sso
    )
    if deleted:
        account.forget(user)
