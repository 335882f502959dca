"""From a list to a draft: what a batch would do, and what is wrong with its rows. Nothing is changed yet."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog

from bot.command import BatchParams
from bot.domain.batch import MOST, Problem, Row, RowState
from bot.domain.errors import Mistake
from bot.spreadsheet import Record, Unreadable, records
from bot.workflow.batchbook import Draft
from bot.workflow.batches.matching import matched
from bot.workflow.batches.sieve import Sieve
from bot.workflow.batches.weighing import heavier
from bot.workflow.describe import read_params
from bot.workflow.explain import explained

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from bot.command import Batch, Command, Concern
    from bot.domain.people import Person
    from bot.domain.policy import Decision
    from bot.workflow.batchbook import BatchBook
    from bot.workflow.batches.matching import Tell
    from bot.workflow.batches.weighing import Heavier
    from bot.workflow.desk import Desk
    from bot.workflow.gate import Asker
    from bot.workflow.ports import Uploads

log = structlog.get_logger(__name__)

MOST_MESSAGES = 50
"""People of one batch who are sent something here; Slack is asked about each, and takes about fifty a minute."""
TOO_MANY_MESSAGES = (
    f"At most {MOST_MESSAGES} temporary passwords can be handed out at once. "
    "Choose another invitation, or send the others afterwards."
)
NO_COLLEAGUE = "No full member of this Slack has this address, so a temporary password has no way to them."
NOTHING_IN_IT = "There is nobody in this list. Write one user per line, or choose a file that has some."
GONE = "This preview is not there any more. Start again."
PICKED = "Picked from a list"
"""Stands for the text of a list that nobody wrote."""
ALL_DONE = "Nothing is left of this to try again."


@dataclass(frozen=True)
class Preview:
    """What a draft would do, for whoever drew it up. `decision` is the policy's for all of its rows together.

    `heavier` are those for which that is more than the others would take; None where there are none.
    """

    command: Command[Any]
    draft_id: str
    params: BatchParams
    problems: tuple[Problem, ...]
    decision: Decision
    heavier: Heavier | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.params.rows


@dataclass(frozen=True)
class Drafting:
    book: BatchBook
    uploads: Uploads
    now: Callable[[], datetime]
    new_id: Callable[[], str]

    async def draw_up(
        self, desk: Desk, asker: Asker, command: Command[Any], values: Mapping[str, object], tell: Tell
    ) -> Preview:
        """Read the list, look everybody up, ask the policy about each. Raises Expected where there is no list."""
        person = await desk.enter(asker, command, fresh=True)
        params = _params(command, values)
        return await self._sifted(desk, person, command, params, await self._records(command, params), tell)

    async def of_users(
        self, desk: Desk, asker: Asker, command: Command[Any], user_ids: Sequence[str], tell: Tell
    ) -> Preview:
        """The same for users who were picked, by their ids."""
        person = await desk.enter(asker, command, fresh=True)
        listed = tuple(Record(number, {"id": user_id}) for number, user_id in enumerate(user_ids, start=1))
        params = _params(command, {"text": PICKED})
        return await self._sifted(desk, person, command, params, listed, tell)

    async def again(self, desk: Desk, asker: Asker, command: Command[Any], request_id: str, tell: Tell) -> Preview:
        """The rows of a batch that were not done, checked once more as if they were new. Raises Mistake for none."""
        person = await desk.enter(asker, command, fresh=True)
        request = await desk.archive.find(person, request_id)
        params = _params(command, request.params)
        ended = {end.number: end.state for end in await self.book.ends(request.id)}
        left = [row for row in params.rows if ended.get(row.number) is not RowState.DONE]
        if not left:
            raise Mistake(ALL_DONE)
        return await self._sifted(desk, person, command, params, tuple(_as_record(row) for row in left), tell)

    async def opened(self, desk: Desk, asker: Asker, command: Command[Any], draft_id: str) -> Preview:
        """One that was drawn up before. Raises Mistake where it is not there, or somebody else's."""
        person = await desk.enter(asker, command)
        draft = await self._kept(person, command, draft_id)
        params = _params(command, draft.params)
        return _preview(desk, person, command, draft, params)

    async def params(self, person: Person, command: Command[Any], draft_id: str) -> BatchParams:
        """What would be filed, exactly as it was shown. Raises Mistake as `opened`."""
        draft = await self._kept(person, command, draft_id)
        return _params(command, draft.params)

    async def is_outdated(self, preview: Preview) -> bool:
        """Whether its person sent another list for the same command to be checked since this one."""
        return await self.book.has_newer(preview.draft_id)

    async def _kept(self, person: Person, command: Command[Any], draft_id: str) -> Draft:
        draft = await self.book.draft(draft_id)
        if draft is None or draft.person_id != person.id or draft.operation != command.name:
            raise Mistake(GONE)
        return draft

    async def _records(self, command: Command[Any], params: BatchParams) -> tuple[Record, ...]:
        content = await self.uploads.read(params.file) if params.file else params.text or ""
        try:
            listed = await asyncio.to_thread(records, content, batch_of(command).columns, most=MOST)
        except Unreadable as why:
            raise Mistake(str(why)) from why
        if not listed:
            raise Mistake(NOTHING_IN_IT)
        return listed

    async def _sifted(  # noqa: PLR0913, PLR0917 - all that is known of a list
        self,
        desk: Desk,
        person: Person,
        command: Command[Any],
        params: BatchParams,
        listed: Iterable[Record],
        tell: Tell,
    ) -> Preview:
        batch, began = batch_of(command), self.now()
        with explained(command):
            choices = await command.choices(desk.arize, None) if command.choices else {}
            sieve = Sieve(command, batch, desk.command(batch.of), params, choices)
            candidates = await asyncio.to_thread(sieve.candidates, listed)
            found = await matched(desk.arize, {each.whom for each in candidates.values()}, tell)
        rows = sieve.rows(candidates.values(), found, desk.gate, person)
        await desk.gate.note_rows(person, command, sieve.refused)
        if rows and batch.colleagues_only(params):
            rows = await self._reachable(desk, sieve, rows)
        kept = params.model_copy(update=_only(rows))
        return _preview(desk, person, command, await self._keep(person, command, kept, sieve.problems, began), kept)

    async def _reachable(self, desk: Desk, sieve: Sieve, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        if len(rows) > MOST_MESSAGES:
            raise Mistake(TOO_MANY_MESSAGES)
        kept = []
        for row in rows:
            if await desk.passwords.colleague(row.subject) is None:
                sieve.drop(row.line, row.subject, NO_COLLEAGUE)
            else:
                kept.append(row)
        return tuple(Row(n, row.line, row.subject, row.role, row.values) for n, row in enumerate(kept, start=1))

    async def _keep(
        self, person: Person, command: Command[Any], params: BatchParams, problems: list[Problem], began: datetime
    ) -> Draft:
        """The later one is the one that was sent later, whichever was checked first."""
        in_order = tuple(sorted(problems, key=lambda problem: problem.line))
        kept = params.model_dump(mode="json", exclude_none=True)
        draft = Draft(self.new_id(), person.id, command.name, kept, in_order, began)
        await self.book.keep_draft(draft)
        log.info("batch.drawn_up", operation=command.name, rows=len(params.rows), problems=len(in_order))
        return draft


def _preview(desk: Desk, person: Person, command: Command[Any], draft: Draft, params: BatchParams) -> Preview:
    def ask(*concerns: Concern) -> Decision:
        return desk.gate.ask(person, command, *concerns, is_complete=bool(params.rows))

    more = heavier(person, params.rows, ask)
    return Preview(command, draft.id, params, draft.problems, ask(*params.concerns), more)


def batch_of(command: Command[Any]) -> Batch[Any]:
    assert command.batch is not None, command.name  # noqa: S101 - nobody draws up a list for any other
    return command.batch


def _params(command: Command[Any], values: Mapping[str, object]) -> BatchParams:
    params = read_params(command, values)
    assert isinstance(params, BatchParams), command.name  # noqa: S101 - nor any other params
    return params


def _only(rows: tuple[Row, ...]) -> dict[str, object]:
    """The rows stand for where they came from, once there are any."""
    return {"rows": rows, "text": None, "file": None} if rows else {}


def _as_record(row: Row) -> Record:
    """As it would stand in a list."""
    target = {"id": row.target.id} if row.target else {}
    return Record(row.line, {**{name: value for name, value in row.values.items() if value}, **target})
