"""A stored request in words: what it does, and with what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.command import ChoiceField, LabelledParams, RequestFacts, form_fields
from bot.command.form import LABELS
from bot.command.glossary import role_word, status_word
from bot.command.mistakes import mistakes
from bot.domain.batch import Course
from bot.domain.errors import Mistake
from bot.domain.request import State, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.arize import ArizeClient, User
    from bot.command import Choice, Command, FormField, Params
    from bot.domain.request import Request, Vote


ROWS_SHOWN = 40
"""Of a batch, in words; the whole of it is to be had as a file."""
ROOM = 1100
"""Characters of those: a card has room for a few more."""
WORD = 40
"""Characters of a name or a role among them."""
WORDS = {"role": role_word, "status": status_word}


def read_params(command: Command[Any], values: Mapping[str, object]) -> Params:
    """Raises Mistake with a sentence for each parameter that is wrong."""
    try:
        params: Params = command.params.model_validate(dict(values))
    except ValidationError as error:
        raise Mistake(" ".join(mistakes(error, command.params).values())) from None
    return params


async def labelled(arize: ArizeClient, command: Command[Any], params: Params, user: User | None) -> Params:
    """With the labels of its choices, where it keeps them. Raises Mistake for a choice that is not there any more."""
    if not isinstance(params, LabelledParams) or command.choices is None:
        return params
    chosen = list(_chosen(params))
    known = {} if all(_is_fixed(asked, value) for _, asked, value in chosen) else await command.choices(arize, user)
    labels = {name: _label(asked, (*asked.choices, *known.get(name, ())), value) for name, asked, value in chosen}
    return params.model_copy(update={LABELS: labels})


def _chosen(params: Params) -> Iterator[tuple[str, ChoiceField, str]]:
    for name, asked in form_fields(type(params)):
        if isinstance(asked, ChoiceField) and (value := getattr(params, name)):
            yield name, asked, str(value)


def _is_fixed(asked: ChoiceField, value: str) -> bool:
    """Whether its label is known without asking."""
    return any(choice.value == value for choice in asked.choices)


def _label(asked: ChoiceField, choices: Iterable[Choice], chosen: str) -> str:
    for choice in choices:
        if choice.value == chosen:
            return choice.label
    raise Mistake(f"{asked.label}: what you chose is not there any more. Open the form again.")


def described(
    command: Command[Any], request: Request, votes: tuple[Vote, ...], course: Course = Course.GO_ON
) -> RequestFacts:
    return RequestFacts(
        request,
        command.label,
        command.destroys,
        tuple(_asks(command, request)),
        votes,
        course,
        verb=command.batch.verb if command.batch else "",
        whom=_whom(command, request) if request.rows else "",
        lasting=command.lasting,
    )


def compared(command: Command[Any], facts: RequestFacts, user: User | None) -> RequestFacts:
    """With what stands there now before what is asked for, where that is known and another, until it is done."""
    now = command.prefill(user) if user and facts.request.state.is_under_way else {}
    return replace(facts, asks=tuple(_asks(command, facts.request, now)))


def _asks(command: Command[Any], request: Request, now: Mapping[str, str] | None = None) -> Iterator[tuple[str, str]]:
    """Each parameter that means something, by the label of its field; the reason is told apart from them."""
    labels = request.params.get(LABELS, {})
    for name, asked in form_fields(command.params):
        value = request.params.get(name)
        if value is not None and name != "reason" and _means_something(asked, request):
            words = labels.get(name) or _in_words(asked, str(value))
            before = _in_words(asked, (now or {}).get(name, "")) or words
            yield asked.label, words if before == words else f"{before} → {words}"


def _means_something(asked: FormField, request: Request) -> bool:
    if not isinstance(asked, ChoiceField) or asked.only_with is None:
        return True
    other, value = asked.only_with
    return bool(request.params.get(other) == value)


def _whom(command: Command[Any], request: Request) -> str:
    """The first of them; those with another role than the rest come first, so that none is overlooked."""
    usual, asked = request.params.get("role"), dict(form_fields(command.params)).get("role")
    rows = sorted(request.params["rows"], key=lambda row: row.get("role") == usual)
    shown = list(_that_fit(_with_role(row, usual, asked) for row in rows[:ROWS_SHOWN]))
    more = len(rows) - len(shown)
    return ", ".join([*shown, *([f"and {more:,} more"] if more else [])])


def _that_fit(words: Iterable[str]) -> Iterator[str]:
    """As many as a card has room for: how many more there are has to be seen."""
    room = ROOM
    for each in words:
        room -= len(each) + len(", ")
        if room < 0:
            return
        yield each


def _with_role(row: Mapping[str, Any], usual: str | None, asked: FormField | None) -> str:
    """Somebody who is there already is named, with the role that they had when the list was drawn up."""
    role, target = row.get("role"), row.get("target")
    if target:
        return f"{row['subject']} ({_shortened(target['name'])}, {_shortened(role_word(target['role']))})"
    return str(row["subject"]) if role is None or role == usual else f"{row['subject']} ({_in_words(asked, role)})"


def _shortened(word: str) -> str:
    return word if len(word) <= WORD else f"{word[:WORD]}…"


def _in_words(asked: FormField | None, value: str) -> str:
    if not isinstance(asked, ChoiceField):
        return value
    return next((choice.label for choice in asked.choices if choice.value == value), value)


def typed_values(request: Request) -> dict[str, str]:
    """What a form shows that is opened once more, as it was filled in."""
    return {name: str(value) for name, value in request.params.items() if name != LABELS}


def target_of(user: User) -> Target:
    """The user as a request keeps them."""
    return Target(user.id, user.email, user.name, role_of(user), user.status)


def role_of(user: User) -> str:
    """By the API's word for it, or the name of a custom one."""
    return user.role.name or user.role.id or user.role.type


def news(then: Target, now: User | None) -> tuple[str, ...]:
    """What is different from when the request was filed, a sentence each; of what an approval depends on."""
    if now is None:
        return (f"{then.email} is not in Arize AX any more.",)
    facts = (
        ("e-mail address", then.email, now.email),
        ("role", then.role, role_of(now)),
        ("status", then.status, now.status),
    )
    return tuple(_change(*fact) for fact in facts if fact[1] != fact[2])


def _change(what: str, before: str, after: str) -> str:
    """Told apart by the API's words, and said in those that people read everywhere else."""
    word = WORDS.get(what, str)
    return f"The {what} was {word(before)} and is {word(after)} now."


def not_kept(request: Request | None) -> str:
    """Why nobody is kept who left Slack: a request may delete their user, or did so just now."""
    if request is None:
        return "Nobody was kept: a request to delete this user ended just now. Look at the card again."
    id_ = request.id[:8]
    asked = f"{request.requester_name} asked to delete this user"
    if request.state is State.PENDING:
        return f"Nobody was kept: {asked}. Cancel or deny request {id_} first; “request {id_}” shows it."
    return f"Nobody was kept: {asked}, and that is under way. “request {id_}” shows how it stands."
