"""A list's rows, checked one by one: what can be done, and why the others cannot."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.command import Concern
from bot.domain.batch import Problem, Row
from bot.domain.errors import Mistake
from bot.domain.references import ByEmail, ById, read_reference
from bot.workflow.describe import read_params, target_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.arize import User
    from bot.command import Batch, BatchParams, Choice, Command, Params
    from bot.domain.people import Person
    from bot.spreadsheet import Record
    from bot.workflow.batches.matching import Found
    from bot.workflow.gate import Gate

NO_ADDRESS = "This is no e-mail address."
NO_USER = "This is neither an e-mail address nor an Arize user id."
NOBODY = "Nobody in Arize AX has this address or id. They may have been deleted: the two look alike."
TWO = "Two users in Arize AX have this address. Use the user's id."
OTHER_ID = "The address and the id of this row belong to different users."
TOO_MUCH = "There is more in this row than there are columns: {first}."


@dataclass(frozen=True)
class Candidate:
    """A row that can be read. `values` are those of the single command, `params` the same, checked."""

    line: int
    whom: ByEmail | ById
    typed: str
    id: str
    values: Mapping[str, str]
    params: Params


@dataclass
class Sieve:
    """`single` is the command that each row is one of."""

    command: Command[Any]
    batch: Batch[Any]
    single: Command[Any]
    params: BatchParams
    choices: Mapping[str, tuple[Choice, ...]]
    problems: list[Problem] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def candidates(self, records: Iterable[Record]) -> dict[str, Candidate]:
        """Those that can be read, by whom they are about; of two about the same the first."""
        found: dict[str, Candidate] = {}
        for record in records:
            candidate = self._candidate(record)
            if candidate is not None and self._is_first(candidate, found.get(candidate.typed.casefold())):
                found[candidate.typed.casefold()] = candidate
        return found

    def rows(self, candidates: Iterable[Candidate], found: Found, gate: Gate, person: Person) -> tuple[Row, ...]:
        """Those that can be done, numbered; the policy is asked about each."""
        kept: dict[str, tuple[Candidate, Row]] = {}
        for candidate in candidates:
            row = self._row(candidate, found[candidate.whom], len(kept) + 1)
            if row is None or not self._is_allowed(row, candidate, gate, person):
                continue
            key = row.target.id if row.target else row.subject.casefold()
            if self._is_first(candidate, kept[key][0] if key in kept else None):
                kept[key] = candidate, row
        return tuple(row for _, row in kept.values())

    def drop(self, line: int, typed: str, why: str) -> None:
        self.problems.append(Problem(line, typed, why))

    def _candidate(self, record: Record) -> Candidate | None:
        typed = next((record.cells[name] for name in self.batch.who if record.cells.get(name)), "")
        try:
            return self._read(record, typed)
        except (Mistake, ValueError) as wrong:
            self.drop(record.line, typed, str(wrong))
            return None

    def _read(self, record: Record, typed: str) -> Candidate:
        if not typed:
            raise Mistake("There is no e-mail address in this row.")
        if record.excess:
            raise Mistake(TOO_MUCH.format(first=record.excess[0]))
        whom = self._whom(typed)
        values = self.batch.fill(self.params, record.cells, self.choices)
        params = read_params(self.single, {**values, **self._reason})
        return Candidate(record.line, whom, typed, record.cells.get("id", ""), values, params)

    def _whom(self, typed: str) -> ByEmail | ById:
        """Whom a cell names; somebody who is created has an address and nothing else."""
        with suppress(Mistake):
            whom = read_reference(typed)
            if isinstance(whom, ByEmail) or (isinstance(whom, ById) and self.single.on_user):
                return whom
        raise Mistake(NO_USER if self.single.on_user else NO_ADDRESS)

    @property
    def _reason(self) -> dict[str, str]:
        return {"reason": self.params.reason} if self.params.reason else {}

    def _is_first(self, candidate: Candidate, before: Candidate | None) -> bool:
        if before is not None:
            self.drop(candidate.line, candidate.typed, f"The same user as in line {before.line}.")
        return before is None

    def _row(self, candidate: Candidate, found: tuple[User, ...], number: int) -> Row | None:
        why = self._lack(candidate, found) if self.single.on_user else self._clash(found)
        if why is not None:
            self.drop(candidate.line, candidate.typed, why)
            return None
        user = found[0] if self.single.on_user else None
        concern = self.single.concern(candidate.params, user)
        subject = concern.email or candidate.typed
        target = target_of(user) if user else None
        return Row(number, candidate.line, subject, concern.role, candidate.values, target)

    def _lack(self, candidate: Candidate, found: tuple[User, ...]) -> str | None:
        if not found:
            return NOBODY
        if len(found) > 1:
            return TWO
        return OTHER_ID if candidate.id and candidate.id != found[0].id else None

    def _clash(self, found: tuple[User, ...]) -> str | None:
        return next((why for user in found if (why := self.batch.clash(user)) is not None), None)

    def _is_allowed(self, row: Row, candidate: Candidate, gate: Gate, person: Person) -> bool:
        decision = gate.ask(person, self.command, Concern(row.subject, row.role), is_complete=True)
        if not decision.allows:
            self.drop(candidate.line, row.subject, decision.why)
            self.refused.append(decision.why)
        return decision.allows
