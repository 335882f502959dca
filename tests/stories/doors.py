"""Every door to an operation, and what it answers to somebody, read from what they see."""

from __future__ import annotations

import asyncio
import json
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from bot.app.asking import why
from bot.command import Mark
from bot.domain.policy import Verdict
from bot.domain.request import Chore, Ending, Job, Request, State, Target, digest
from bot.store import SqlLedger
from bot.workflow.ledger import Extras, Move
from tests.databases import opened
from tests.stories.forging import last
from tests.stories.offices import POLICY
from tests.world import environment, policy_file

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.simulator.arize import UserRecord
    from bot.simulator.slack import Modal, Person
    from tests.world import World

    Door = Callable[[World, Person, str], Awaitable[Verdict]]

REFUSALS = ("Only", "may not ask for this any more", "not a full member here any more")
LABELS = {"update": "Update user", "resend": "Resend invitation", "reset-password": "Reset password"}
TARGETS = {"update": "ada@example.com", "resend": "jane@example.com", "reset-password": "ada@example.com"}
HURRY = timedelta(hours=1)


async def slash(world: World, person: Person, operation: str) -> Verdict:
    await person.types(f"/ax-user {operation} {TARGETS[operation]}")
    return await _of_form(world, person, operation)


async def button(world: World, person: Person, operation: str) -> Verdict:
    await _clicks(world, person, {"action_id": f"press:{operation}", "value": _value(world, operation)})
    return await _of_form(world, person, operation)


def _value(world: World, operation: str) -> str:
    return json.dumps({"u": _target(world, operation).id, "v": {}})


async def menu(world: World, person: Person, operation: str) -> Verdict:
    chosen = {"value": f"{operation} {_target(world, operation).id}"}
    await _clicks(world, person, {"action_id": "menu", "selected_option": chosen})
    return await _of_form(world, person, operation)


async def home(world: World, person: Person, operation: str) -> Verdict:
    """A button of the App Home, where there is no message to answer beside."""
    await person.opens_home()
    await world.settles()
    payload = _click(world, person, {"action_id": f"press:{operation}", "value": _value(world, operation)})
    payload |= {"container": {"type": "view", "view_id": "V0HOME"}, "view": {"id": "V0HOME", "type": "home"}}
    payload["trigger_id"] = world.slack.triggers.issue(person.id)
    await world.slack.forge("interactive", payload)
    return await _of_form(world, person, operation)


async def shortcut(world: World, person: Person, operation: str) -> Verdict:
    """A button in the modal that the global shortcut opens, which shows that of somebody else."""
    await person.uses_shortcut("Manage AX users")
    payload = last(world)
    opened = await person.modal("Manage AX users")
    await world.slack.changes.until(lambda: _is_opened(world, person) or None, 5)
    (view,) = world.slack.views.stack(person.id)
    pressed = {"block_id": "b", "type": "button", "action_id": f"press:{operation}", "value": _value(world, operation)}
    clicked = {"view": view.as_object(), "actions": [pressed], "trigger_id": world.slack.triggers.issue(person.id)}
    container = {"type": "view", "view_id": view.id}
    await world.slack.forge("interactive", {**payload, "type": "block_actions", "container": container, **clicked})
    await world.slack.changes.until(lambda: len(world.slack.views.stack(person.id)) > 1 or None, 5)
    verdict = await _of_form(world, person, operation)
    await opened.closes()
    return verdict


async def retry(world: World, person: Person, operation: str) -> Verdict:
    """Try again, on a request of theirs that failed."""
    request = await _stored(world, person, operation, State.RUNNING)
    await _end(world, Move(request.id, State.RUNNING, State.FAILED, Ending("FAILED", "It failed.")))
    await _clicks(world, person, {"action_id": "request:again", "value": request.id})
    return await _of_form(world, person, operation)


async def submit(world: World, person: Person, operation: str) -> Verdict:
    """A form of an admin's, sent by somebody else."""
    payload = await _a_sent_form(world, operation)
    payload["user"] |= {"id": person.id, "team_id": person.client.person.team_id}
    payload["view"]["id"] = f"V{uuid4().hex}"
    state = json.loads(payload["view"]["private_metadata"])
    payload["view"]["private_metadata"] = json.dumps(state | {"r": None})
    before = len(person.dm)
    await world.slack.forge("interactive", payload)
    await world.slack.changes.until(lambda: len(person.dm) > before or None, 5)
    return _of_words(person.dm[-1])


async def approval(world: World, person: Person, operation: str) -> Verdict:
    """A request that was let run when it was asked is about to run, and the policy is asked once more."""
    request = await _stored(world, person, operation, State.APPROVED)
    ending = await _ended(world, request)
    return Verdict.RUN if ending.mark == Mark.DONE.name else _of_words(ending.sentence)


async def _ended(world: World, request: Request) -> Ending:
    """The sweep of the bot takes it up."""
    async with opened(world.database_url) as engine, asyncio.timeout(5):
        ledger = SqlLedger(engine, world.bot.sweep.now)
        while True:
            stands = await ledger.find(request.id)
            if stands is not None and stands.ending is not None:
                return stands.ending
            await asyncio.sleep(0.05)


async def command_line(world: World, person: Person, operation: str) -> Verdict:
    async with policy_file(POLICY) as named:
        variables = {"DATABASE_URL": world.database_url, **named}
        settings = environment("socket", world.slack, world.arize, variables)
        return (await why(settings, person.id, operation, TARGETS[operation], None)).decision.verdict


DOORS: tuple[Door, ...] = (slash, button, menu, home, shortcut, retry, command_line, approval, submit)
"""The one that leaves something under way comes last."""


async def _of_form(world: World, person: Person, operation: str) -> Verdict:
    """A form that can be sent says whether others have to approve; what cannot be sent says why."""
    await world.slack.changes.until(lambda: _is_opened(world, person) or person.ephemerals or None, 5)
    if person.ephemerals:
        return _of_words(person.ephemerals[-1])
    said = await person.modal("")
    assert said.title == LABELS[operation]
    verdict = _of_words(said.text)
    assert (said.labels == []) == (verdict is Verdict.REFUSE)
    await said.closes()
    return verdict


def _is_opened(world: World, person: Person) -> bool:
    view = world.slack.views.top(person.id)
    return view is not None and "Loading" not in json.dumps(view.raw)


def _of_words(text: str) -> Verdict:
    if any(words in text for words in REFUSALS):
        return Verdict.REFUSE
    asks = "This is a request" in text or "Sent for approval" in text or "It takes an approval now" in text
    return Verdict.REQUEST if asks else Verdict.RUN


async def _clicks(world: World, person: Person, action: dict[str, Any]) -> None:
    """A click that only somebody else is offered: with a trigger and a response_url of their own."""
    await person.types("/ax-user whoami")
    command = last(world)
    await world.slack.changes.until(lambda: person.ephemerals or None, 5)
    person.client.reload()
    payload = _click(world, person, action) | {
        "trigger_id": command["trigger_id"],
        "response_url": command["response_url"],
        "container": {"type": "message", "is_ephemeral": True},
        "channel": {"id": command["channel_id"]},
    }
    await world.slack.forge("interactive", payload)


def _click(world: World, person: Person, action: dict[str, Any]) -> dict[str, Any]:
    """Without the place that was clicked in."""
    return {
        "type": "block_actions",
        "user": {"id": person.id, "team_id": person.client.person.team_id},
        "team": {"id": world.bot.identity.team_id},
        "api_app_id": "A0SIM",
        "actions": [{"block_id": "b", "type": "button", **action}],
    }


async def _a_sent_form(world: World, operation: str) -> dict[str, Any]:
    """Alice fills it in and leaves something out at first, so that hers does nothing."""
    alice = world.person("alice")
    await alice.types(f"/ax-user {operation} {TARGETS[operation]}")
    modal = await alice.modal(LABELS[operation])
    await modal.shows(TARGETS[operation])
    return _sent_by(world, alice, modal)


def _sent_by(world: World, person: Person, modal: Modal) -> dict[str, Any]:
    """What Slack would send for this modal, with another name in it where there is a field for one."""
    if "Name" in modal.labels:
        modal.fill("Name", f"Ada {uuid4().hex[:6]}")
    (view,) = world.slack.views.stack(person.id)
    return deepcopy(world.slack.payloads.submission(person.client.person, view, ""))


async def _stored(world: World, person: Person, operation: str, state: State) -> Request:
    user = _target(world, operation)
    now = world.bot.sweep.now()
    blank = Request(
        id=uuid4().hex,
        submission=uuid4().hex,
        operation=operation,
        requester_id=person.id,
        requester_name=person.client.person.name,
        subject=user.email,
        target=Target(user.id, user.email, user.name, user.role, user.status),
        params={"name": f"Ada {uuid4().hex[:6]}"} if operation == "update" else {},
        needed=0,
        created_at=now,
        expires_at=now + HURRY,
        state=state,
    )
    request = replace(blank, digest=digest(blank))
    async with opened(world.database_url) as engine:
        ledger = SqlLedger(engine, world.bot.sweep.now)
        jobs = [Job(Chore.RUN, request.id, now)] if state is State.APPROVED else []
        assert (await ledger.file(request, Extras(jobs=jobs))).is_new
    return request


async def _end(world: World, move: Move) -> None:
    async with opened(world.database_url) as engine:
        await SqlLedger(engine, world.bot.sweep.now).move(move, Extras())


def _target(world: World, operation: str) -> UserRecord:
    user = world.arize.account.user(TARGETS[operation])
    assert user is not None
    return user
