"""The use cases: look at something, prepare a form, carry a change out. Slack stays outside."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.command import Call, Outcome
from bot.command.mistakes import mistakes
from bot.domain.errors import Mistake
from bot.workflow.explain import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.arize import ArizeClient, User, Wait
    from bot.command import Choice, Command, Params, Passwords
    from bot.domain.people import Person
    from bot.domain.policy import Decision
    from bot.domain.references import Reference
    from bot.workflow.gate import Gate
    from bot.workflow.targets import Targets


OUTDATED = "This belongs to an older version of the app. Type the command again."
PICKABLE = 100
"""What Slack shows in one menu, and what the API gives on one page."""


@dataclass(frozen=True)
class Asker:
    """Who clicked, as the payload says; the gate finds out who that is."""

    slack_id: str
    team_id: str


@dataclass(frozen=True)
class FormFacts:
    """What a form needs to know before it can be drawn. `user` is whom it is about."""

    command: Command[Any]
    user: User | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """What can be asked of the bot. Everything it raises for people is an Expected."""

    gate: Gate
    targets: Targets
    arize: ArizeClient
    passwords: Passwords
    commands: tuple[Command[Any], ...]
    page_size: int

    def watching(self, on_wait: Callable[[Wait], None]) -> Desk:
        """The same desk, which reports when it has to wait for Arize."""
        return replace(self, arize=self.arize.watched(on_wait))

    def command(self, name: str) -> Command[Any]:
        """Raises Mistake for a name that no command has: a button of an older version, or a forged one."""
        for command in self.commands:
            if command.name == name:
                return command
        raise Mistake(OUTDATED)

    async def enter(self, asker: Asker, command: Command[Any], *, fresh: bool = False) -> Person:
        """The person, once it is clear that they may ask for `command` at all."""
        person = await self.gate.admit(asker.slack_id, asker.team_id, fresh=fresh)
        self.gate.insist(person, command, None)
        return person

    async def look(
        self, asker: Asker, command: Command[Any], values: Mapping[str, object], reference: Reference | None = None
    ) -> Outcome:
        """Run a command that only reads."""
        person = await self.enter(asker, command)
        params = read_params(command, values)
        with explained(command):
            user = await self.targets.find(self.arize, person, command, reference) if reference else None
            return await command.run(self.call(person, params, user))

    async def prepare(self, asker: Asker, command: Command[Any], reference: Reference | None = None) -> FormFacts:
        """The facts for a command's form, read now."""
        person = await self.enter(asker, command)
        with explained(command):
            user = await self.targets.find(self.arize, person, command, reference) if reference else None
            choices = await command.choices(self.arize) if command.choices else {}
        return FormFacts(command, user, command.prefill(user) if user else {}, choices)

    async def candidates(self, asker: Asker, command: Command[Any], query: str) -> tuple[User, ...]:
        """Users to pick from whose address contains `query`, at most one page: those the person may do this to."""
        person = await self.gate.admit(asker.slack_id, asker.team_id)
        decision = self.gate.insist(person, command, None)
        with explained(command):
            page = await self.arize.list_users(limit=PICKABLE, email=decision.only_about or query or None)
        allowed = (user for user in page.users if self.gate.ask(person, command, user.email).allows)
        return tuple(user for user in allowed if command.suits(user))

    def call(self, person: Person, params: Params, user: User | None) -> Call[Any]:
        def may(command: Command[Any], about: User | None) -> Decision:
            return self.gate.ask(person, command, about.email if about else None)

        return Call(person, params, self.arize, self.passwords, may, self.commands, self.page_size, user)


def read_params(command: Command[Any], values: Mapping[str, object]) -> Params:
    """Raises Mistake with a sentence for each parameter that is wrong."""
    try:
        params: Params = command.params.model_validate(values)
    except ValidationError as error:
        raise Mistake(" ".join(mistakes(error, command.params).values())) from None
    return params
