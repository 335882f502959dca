"""What a command is: a value in a file of its own. The flow around it exists once, in `workflow` and `slack`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from bot.command.batch import Batch, BatchParams
from bot.command.concerns import Concern
from bot.command.form import Choice, Params
from bot.command.outcomes import Ability, Action, Outcome, Told
from bot.domain.policy import Audience

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from pydantic import SecretStr

    from bot.arize import ArizeClient, User
    from bot.command.requests import Records
    from bot.command.reviews import Reviews
    from bot.command.sheets import Exports
    from bot.command.traces import Traces
    from bot.domain.people import Person
    from bot.domain.policy import Decision
    from bot.domain.rules import Policy

P = TypeVar("P", bound=Params)


class Kind(Enum):
    READ = "read"
    CHANGE = "change"
    DESTROY = "destroy"


class Delivery(Enum):
    """What became of the one direct message that carries a temporary password."""

    DELIVERED = "delivered"
    FAILED = "failed"
    UNSURE = "unsure"


class Envelope(Protocol):
    """A direct message that is open and whose person was checked, before there is a password to put in."""

    @property
    def recipient(self) -> Person: ...

    async def deliver(self, password: SecretStr, about: User) -> Delivery: ...

    async def close(self) -> None:
        """Take the announcement back where no password was put in; raises nothing."""
        ...


class Passwords(Protocol):
    async def prepare(self, asker: Person, new_user: str | None, *, alone: bool = False) -> Envelope:
        """An envelope for whoever has the address `new_user` in this Slack, else for `asker`; `alone` for nobody else.

        Raises Mistake where that leaves nobody, and Unavailable where Slack opens no direct message: then nothing must
        be created.
        """
        ...


class Sight(Protocol):
    """Whom one person may see by a command that shows many."""

    def of(self, command: str, users: Iterable[User]) -> Iterable[User]: ...

    def is_whole(self, command: str) -> bool:
        """Whether that is everybody, whoever there is."""
        ...


@dataclass(frozen=True)
class Call(Generic[P]):
    """One authorised use of a command. `target` is the user as the API has them now."""

    asker: Person
    params: P
    arize: ArizeClient
    passwords: Passwords
    records: Records
    exports: Exports
    reviews: Reviews
    may: Callable[[Command[Any], User | None], Decision]
    at_worst: Callable[[Command[Any]], Decision]
    sight: Sight
    commands: tuple[Command[Any], ...]
    page_size: int
    target: User | None = None

    @property
    def user(self) -> User:
        """The target of a command that acts on a user; the flow never runs one without."""
        if self.target is None:
            raise LookupError("This command was run without the user it acts on")
        return self.target

    def abilities(self) -> tuple[Ability, ...]:
        """Every command, with what the policy says about this person using it."""
        return tuple(
            Ability(
                command.action(),
                command.usage,
                command.summary,
                self.may(command, None),
                self.at_worst(command) if command.changes else None,
            )
            for command in self.commands
        )

    def actions_on(self, user: User, *names: str) -> tuple[Action, ...]:
        """What this person may do to `user` next; `names` narrows it down."""
        return tuple(
            command.action(user)
            for command in self.commands
            if (not names or command.name in names) and command.suits(user) and self.may(command, user).allows
        )


def _silent(_user: User | None) -> tuple[str, ...]:
    return ()


def _alone(_params: Any) -> tuple[Concern, ...]:  # noqa: ANN401 - of any command
    return ()


def _never(_user: User) -> str | None:
    return None


def _blank(_user: User) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Command(Generic[P]):
    """Everything that help, typed arguments, form, confirmation, menus and README say about one command."""

    name: str
    summary: str
    kind: Kind
    params: type[P]
    run: Callable[[Call[P]], Awaitable[Outcome]]
    place: int
    """Where help and menus list it; smaller comes first."""
    label: str
    """On buttons and in menus, at most 30 characters."""
    submit: str = "Continue"
    """On the form's button, at most 24 characters."""
    permission: str = "USER_READ"
    """What the bot's Arize key needs, for the sentence about a 403."""
    open_to: Audience = Audience.ADMINS
    on_user: bool = False
    """It acts on one user, whom the first typed word names."""
    of_many: bool = False
    """It shows much, of which each part may be about somebody else: the policy is asked for each of them as well."""
    tell: Callable[[Call[P]], Outcome] | None = field(default=None)
    """What `run` answers, where nobody is asked for it, neither Arize nor Slack nor the database: known at once."""
    words: str | None = None
    """The parameter that bare typed words fill."""
    switches: tuple[str, ...] = ()
    """The parameters that a typed word of their own name turns on."""
    arguments: str = ""
    """What may be typed after the name, as help shows it."""
    applies_to: Callable[[User], bool] | None = None
    """Whether menus offer it for a user in this state; None: for all, if it acts on one. The API decides in the end."""
    unfit: Callable[[User], str | None] = _never
    """What makes it do nothing for a user in this state, and what does in its place; then no form is opened for them.

    None where that is not known beforehand. It says nothing of a state that `applies_to` lets pass.
    """
    label_on_user: str = ""
    """Where it is called something else in a user's menu."""
    lasting: tuple[str, ...] = ()
    """What cannot be undone: above the form's fields, and above those of whoever is to approve it."""
    notes: Callable[[User | None], tuple[str, ...]] = _silent
    """Further sentences above the form's fields: what will happen."""
    prefill: Callable[[User], Mapping[str, str]] = _blank
    """What the form shows beforehand; a value that is left as shown is not sent."""
    choices: Callable[[ArizeClient, User | None], Awaitable[Mapping[str, tuple[Choice, ...]]]] | None = field(
        default=None
    )
    """Choices that only the API knows, per parameter; added to the fixed ones. Raises Mistake where there are none."""
    concerns: Callable[[P], Concern] | None = field(default=None)
    """The role that it grants; and whom it is about, where it acts on nobody who is there yet."""
    besides: Callable[[P], tuple[Concern, ...]] = _alone
    """What else it does to the same person, each by the rules of another operation."""
    borrows: Mapping[str, str] = field(default_factory=dict)
    """Parameters that ask for what `besides` does, each with its operation: no form offers what that refuses."""
    reconcile: Callable[[ArizeClient, P, Traces], Awaitable[Told]] | None = field(default=None)
    """What the API shows of a run whose end is not known. Where that tells nothing it is UNKNOWN: a person has to say.

    None where the API never shows anything of it, as of a mail."""
    batch: Batch[Any] | None = field(default=None)
    """It is many of another command at once, each a row of what somebody pastes or uploads; then `run` is not used."""

    @property
    def destroys(self) -> bool:
        return self.kind is Kind.DESTROY

    @property
    def changes(self) -> bool:
        return self.kind is not Kind.READ

    def operations(self, policy: Policy) -> tuple[str, ...]:
        """Those whose rules it has to pass, each by its name.

        A batch passes what each row has to pass; and what the policy says of the batch, where it names it.
        """
        if self.batch is None:
            return (self.name,)
        return (self.batch.of, *([self.name] if self.name in policy.operations else []))

    def is_settled(self, email: str | None) -> bool:
        """Whether the policy is told all there is to a use of it: a look grants no role, and may be at nobody."""
        return not self.changes and (email is not None or not (self.on_user or self.of_many))

    @property
    def usage(self) -> str:
        return " ".join(part for part in (self.name, "<user>" if self.on_user else "", self.arguments) if part)

    def concern(self, params: P, user: User | None) -> Concern:
        asked = self.concerns(params) if self.concerns else Concern()
        return replace(asked, email=user.email) if user else asked

    def concerned(self, params: P, user: User | None) -> tuple[Concern, ...]:
        """Everybody whom it is about."""
        if isinstance(params, BatchParams):
            return params.concerns
        own = self.concern(params, user)
        return (own, *(replace(each, email=own.email) for each in self.besides(params)))

    def suits(self, user: User) -> bool:
        return self.on_user if self.applies_to is None else self.applies_to(user)

    def action(self, user: User | None = None) -> Action:
        label = self.label_on_user if user and self.label_on_user else self.label
        return Action(self.name, label, user.id if user else None, self.destroys)
