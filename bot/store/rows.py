"""Rows, and what they are in the domain."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.domain.audit import Entry, Fact, Row
from bot.domain.batch import key_of
from bot.domain.request import Card, Chore, Ending, Job, Request, State, Target, Vote

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import RowMapping

REQUEST = ("id", "submission", "operation", "requester_id", "requester_name", "subject", "params", "needed")
TIMES = ("created_at", "expires_at", "digest", "version", "changed_at")


def subject_key(request: Request) -> str:
    """What two requests about the same person have in common, however their address is written; or the same people."""
    if request.rows:
        return key_of(request.params["rows"])
    return request.target.id if request.target else request.subject.strip().casefold()


def request_row(request: Request) -> dict[str, Any]:
    return {
        **{name: getattr(request, name) for name in (*REQUEST, *TIMES)},
        "params": dict(request.params),
        "subject_key": subject_key(request),
        "target": asdict(request.target) if request.target else None,
        "state": request.state.value,
        "ending": ending_row(request.ending),
    }


def ending_row(ending: Ending | None) -> dict[str, Any] | None:
    return asdict(ending) if ending else None


def request_of(row: RowMapping) -> Request:
    return Request(
        **{name: row[name] for name in (*REQUEST, *TIMES)},
        target=Target(**row["target"]) if row["target"] else None,
        state=State(row["state"]),
        ending=_ending(row["ending"]),
    )


def _ending(kept: Mapping[str, Any] | None) -> Ending | None:
    return Ending(kept["mark"], kept["sentence"], tuple(kept["details"])) if kept else None


def vote_of(row: RowMapping) -> Vote:
    return Vote(**{name: row[name] for name in ("request_id", "person_id", "person_name", "approves", "comment", "at")})


def card_of(row: RowMapping) -> Card:
    return Card(**row)


def job_of(row: RowMapping) -> Job:
    return Job(Chore(row["chore"]), row["key"], row["due_at"], row["attempts"], row["held_until"])


def job_row(job: Job) -> dict[str, Any]:
    return {"chore": job.chore.value, "key": job.key, "due_at": job.due_at, "attempts": job.attempts}


def audit_row(row: Row) -> dict[str, Any]:
    entry = row.entry
    return {
        **asdict(entry),
        "fact": entry.fact.value,
        "subject_key": entry.subject.casefold(),
        "number": row.number,
        "previous": row.previous,
        "hash": row.hash,
    }


def audit_of(row: RowMapping) -> Row:
    texts = {name: row[name] for name in ("actor_id", "operation", "request_id", "subject", "why")}
    entry = Entry(fact=Fact(row["fact"]), at=row["at"], **texts)
    return Row(row["number"], entry, row["previous"], row["hash"])
