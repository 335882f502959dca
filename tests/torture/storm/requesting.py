"""What people do with single requests: they ask, decide, look, take back, and say what became of what nobody knows."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain.request import Card, State
from bot.workflow.decisions import Ballot
from bot.workflow.filing import Submission
from bot.workflow.gate import Asker
from tests.workflow.life.homes import ALICE, BEN, CARLA, DEV, NIA
from tests.workflow.life.office import USERS
from tests.workflow.life.town import TEAM

if TYPE_CHECKING:
    from random import Random

    from bot.domain.request import Request
    from tests.torture.storm.scene import Scene

PEOPLE = (ALICE, BEN, CARLA, DEV, NIA)
DECIDERS = (ALICE, BEN, CARLA)
NEWCOMERS = ("zoe", "yan")
OPERATIONS = ("create", "update", "delete", "delete", "resend")
APPROVE = 0.85
GLANCES, GLANCE = 40, 0.002
"""How often somebody looks whether there is a new card, and seconds between two looks."""


async def asks(scene: Scene, chance: Random) -> None:
    """Somebody sends a form, or the same form comes twice at the same time."""
    person, form = chance.choice(PEOPLE), _form(scene, chance)
    if form is not None:
        for _ in range(chance.choice((1, 1, 2))):
            scene.begins(scene.replica(chance).filing.submit(person, form))


def _form(scene: Scene, chance: Random) -> Submission | None:
    """None where whom it is about is gone."""
    operation = chance.choice(OPERATIONS)
    if operation != "create":
        return form_about(scene, chance, operation, f"{chance.choice(USERS)}@example.com")
    values = {"email": f"{chance.choice(NEWCOMERS)}@example.com", "name": "Zoe"}
    return Submission(scene.new_form(), scene.office.desk.command(operation), values)


def form_about(scene: Scene, chance: Random, operation: str, email: str) -> Submission | None:
    user = scene.office.account.user(email)
    if user is None:
        return None
    values = {"name": f"Name {chance.randrange(100)}"} if operation == "update" else {}
    return Submission(scene.new_form(), scene.office.desk.command(operation), values, user.id, email)


async def decide(scene: Scene, chance: Random) -> None:
    """Up to three people decide the same request at the same time."""
    request = await scene.some_request(chance, State.PENDING)
    if request is not None:
        ballot = replace(approval(request), approves=chance.random() < APPROVE)
        for person in chance.sample(DECIDERS, chance.randint(1, len(DECIDERS))):
            scene.begins(scene.replica(chance).decisions.decide(person, ballot))


def approval(request: Request) -> Ballot:
    return Ballot(request.id, request.digest, approves=True, comment="because", confirmed=request.confirmation)


async def takes_back(scene: Scene, chance: Random) -> None:
    request = await scene.some_request(chance, State.PENDING)
    if request is not None:
        await scene.replica(chance).decisions.cancel(Asker(request.requester_id, TEAM), request.id)


async def clicks_a_new_card(scene: Scene, chance: Random) -> None:
    """Somebody waits for a card, and clicks it as soon as Slack shows it."""
    known = len(scene.cards.posted)
    for _ in range(GLANCES):
        await asyncio.sleep(GLANCE)
        if len(scene.cards.posted) > known:
            _, card = scene.cards.posted[-1]
            await scene.replica(chance).decisions.review(chance.choice(DECIDERS), card.request_id, _clicked(card))
            return


async def looks(scene: Scene, chance: Random) -> None:
    """They open a request by a card of it, which may not be written down yet."""
    request = await scene.some_request(chance)
    if request is not None:
        there = [card for _, card in scene.cards.posted if card.request_id == request.id]
        clicked = _clicked(chance.choice(there)) if there else None
        await scene.replica(chance).decisions.review(chance.choice(DECIDERS), request.id, clicked)


def _clicked(card: Card) -> Card:
    """All that a click tells of the message that it was on."""
    return Card(card.request_id, card.channel, card.channel, card.ts)


async def checks(scene: Scene, chance: Random) -> None:
    request = await scene.some_request(chance, State.UNKNOWN)
    if request is not None:
        await scene.replica(chance).decisions.check(chance.choice(DECIDERS), request.id)


async def says_what_became_of_it(scene: Scene, chance: Random) -> None:
    request = await scene.some_request(chance, State.UNKNOWN, State.RUNNING)
    if request is not None:
        person, happened = chance.choice(DECIDERS), chance.random() < 0.5
        await scene.replica(chance).decisions.settle(person, request.id, happened=happened, comment="I looked.")


async def opens_home(scene: Scene, chance: Random) -> None:
    """Slack says which view it shows to them, or does not."""
    person = chance.choice(PEOPLE)
    known = scene.office.tabs.shown.get(person.slack_id, ("",))[0] if chance.random() < 0.5 else ""
    await scene.replica(chance).homes.opened(person, known)
