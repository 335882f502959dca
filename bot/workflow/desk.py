"""The use cases: look at something, prepare a form, carry a change out. Slack stays outside."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from bot.command import Call, Concern, Outcome
from bot.domain.errors import Mistake
from bot.workflow.describe import read_params
from bot.workflow.explain import explained
from bot.workflow.records import RecordsOf
from bot.workflow.reviews import ReviewsOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.arize import ArizeClient, User, Wait
    from bot.command import Choice, Command, Params
    from bot.domain.people import Person
    from bot.domain.policy import Decision
    from bot.domain.references import Reference
    from bot.workflow.exports import ExportDesk
    from bot.workflow.gate import Asker, Gate
    from bot.workflow.passwords import PasswordDesk
    from bot.workflow.records import Archive
    from bot.workflow.reviews import Reviews
    from bot.workflow.suggestions import Suggestions
    from bot.workflow.targets import Targets


OUTDATED = "This belongs to an older version of the app. Type the command again."


@dataclass(frozen=True)
class FormFacts:
    """What a form needs to know before it can be drawn. `user` is whom it is about.

    `decision` is the best that may become of it, `at_worst` the strictest; what is filled in tells.
    """

    command: Command[Any]
    decision: Decision
    user: User | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    at_worst: Decision | None = None


@dataclass(frozen=True)
class Desk:
    """What can be asked of the bot. Everything it raises for people is an Expected."""

    gate: Gate
    targets: Targets
    arize: ArizeClient
    passwords: PasswordDesk
    archive: Archive
    suggestions: Suggestions
    commands: tuple[Command[Any], ...]
    page_size: int
    exports: ExportDesk
    reviews: Reviews

    def watching(self, on_wait: Callable[[Wait], None]) -> Desk:
        """The same desk, which reports when it has to wait for Arize."""
        return replace(self, arize=self.arize.watched(on_wait))

    def for_lists(self) -> Desk:
        """The same desk, which lets other people go first where Arize takes only so many requests."""
        return replace(self, arize=self.arize.for_lists())

    def command(self, name: str) -> Command[Any]:
        """Raises Mistake for a name that no command has: a button of an older version, or a forged one."""
        for command in self.commands:
            if command.name == name:
                return command
        raise Mistake(OUTDATED)

    async def enter(self, asker: Asker, command: Command[Any], *, fresh: bool = False) -> Person:
        """The person, once it is clear that they may ask for `command` at all."""
        person = await self.gate.admit(asker, command.name, fresh=fresh)
        await self.gate.insist(person, command)
        return person

    def known(self, asker: Asker, command: Command[Any]) -> Person | None:
        """`enter`, where that needs no waiting: None where somebody has to be asked first, or refused."""
        person = self.gate.known(asker)
        return person if person and self.gate.ask(person, command).allows else None

    async def look(
        self, asker: Asker, command: Command[Any], values: Mapping[str, object], reference: Reference | None = None
    ) -> Outcome:
        """Run a command that only reads. Whatever changes something is a request: filed, decided, and run once."""
        if command.changes:
            raise Mistake(OUTDATED)
        person = await self.enter(asker, command)
        params = read_params(command, values)
        with explained(command):
            user = await self.targets.find(self.arize, person, command, reference) if reference else None
            return await command.run(self.call(person, params, user))

    def tell(self, person: Person, command: Command[Any], values: Mapping[str, object]) -> Outcome:
        """Run a command that asks nobody, for somebody who was found to be `known`. Raises Mistake."""
        if command.tell is None:
            raise LookupError("This command has to ask somebody")
        return command.tell(self.call(person, read_params(command, values), None))

    async def prepare(self, asker: Asker, command: Command[Any], reference: Reference | None = None) -> FormFacts:
        """The facts for a command's form, read now. Raises Mistake where it is known to do nothing for this user."""
        person = await self.enter(asker, command)
        with explained(command):
            user = await self.targets.find(self.arize, person, command, reference) if reference else None
            if user and (why := command.unfit(user)):
                raise Mistake(why)
            choices = await command.choices(self.arize, user) if command.choices else {}
        about = Concern(user.email if user else None)
        offered = {name: each for name, each in choices.items() if self._may_ask(person, command, name)}
        decision, at_worst = self.gate.ask(person, command, about), self._at_worst(person, command, about, offered)
        return FormFacts(command, decision, user, command.prefill(user) if user else {}, offered, at_worst)

    def _at_worst(
        self, person: Person, command: Command[Any], about: Concern, offered: Iterable[str]
    ) -> Decision | None:
        """None where nothing that is filled in is what a policy looks at."""
        if not (command.concerns or command.batch):
            return None
        borrowed = (Concern(operation=command.borrows[name]) for name in offered if name in command.borrows)
        return self.gate.at_worst(person, command, about, *borrowed)

    def _may_ask(self, person: Person, command: Command[Any], parameter: str) -> bool:
        """Nobody should fill in what would be refused when it is sent."""
        operation = command.borrows.get(parameter)
        return operation is None or self.gate.ask(person, command, Concern(operation=operation)).allows

    async def candidates(self, asker: Asker, command: Command[Any], query: str) -> tuple[User, ...]:
        """Users to pick from whose address contains `query`, at most a page: those they may do this to."""
        person = await self.gate.admit(asker, command.name)
        decision = await self.gate.insist(person, command)
        with explained(command):
            users = await self.suggestions.users(person.id, decision.only_about or query)
        return tuple(user for user in self.gate.suitable(person, command, users) if command.suits(user))

    async def saved(self, asker: Asker, channel: str, ts: str) -> None:
        """The message with a temporary password can go. Raises Mistake where it is none, or where Slack keeps it."""
        person = await self.gate.admit(asker, "password")
        await self.passwords.saved(person, channel, ts)

    def call(self, person: Person, params: Params, user: User | None, request_id: str = "") -> Call[Any]:
        """`request_id` names what is carried out; a command that only reads has none."""

        def may(command: Command[Any], about: User | None) -> Decision:
            return self.gate.ask(person, command, Concern(about.email if about else None))

        return Call(
            person,
            params,
            self.arize,
            replace(self.passwords, request_id=request_id),
            RecordsOf(self.archive, person),
            self.exports,
            ReviewsOf(self.reviews, person),
            may,
            lambda command: self.gate.at_worst(person, command),
            SightOf(self, person),
            self.commands,
            self.page_size,
            user,
        )


@dataclass(frozen=True)
class SightOf:
    """Whom one person may see, by the policy."""

    desk: Desk
    person: Person

    def of(self, command: str, users: Iterable[User]) -> Iterable[User]:
        return self.desk.gate.suitable(self.person, self.desk.command(command), users)

    def is_whole(self, command: str) -> bool:
        return self.desk.gate.sees_all(self.person, self.desk.command(command))
