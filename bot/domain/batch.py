"""Many of one operation under one approval: what each row asks for, and what became of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping  # noqa: TC003 - whoever validates a stored row reads its annotations
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from bot.domain.request import Target  # noqa: TC001 - see Mapping

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST = 10_000
"""Rows of one batch."""


@dataclass(frozen=True)
class Row:
    """One of many: whom it is about, the role that it grants, and the values of the single operation.

    `number` counts from 1 within the batch, `line` is where it stood in what was pasted or uploaded, 0 where it came
    from neither. `target` is the user as the API had them when the batch was drawn up; None where one is created.
    """

    number: int
    line: int
    subject: str
    role: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    target: Target | None = None


@dataclass(frozen=True)
class Problem:
    """A row that cannot be done, and why: a sentence."""

    line: int
    subject: str
    why: str


class RowState(Enum):
    """Where a row stands. BEGUN means that a write may have been sent; LEFT_OUT that nobody began it any more."""

    WAITING = "waiting"
    BEGUN = "begun"
    DONE = "done"
    FAILED = "failed"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class RowEnd:
    """What became of a row, in the words that people are told. `mark` is the name of a `Mark`, or empty."""

    number: int
    state: RowState
    mark: str = ""
    sentence: str = ""


class Course(Enum):
    """What is wanted of a batch that is under way."""

    GO_ON = "go on"
    PAUSE = "pause"
    STOP = "stop"


@dataclass(frozen=True)
class Progress:
    """How many rows stand where."""

    done: int = 0
    failed: int = 0
    left_out: int = 0
    begun: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        return self.done + self.failed + self.left_out + self.left

    @property
    def left(self) -> int:
        return self.begun + self.waiting


def key_of(rows: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256, in hex, of whom stored rows are about, in any order: the same for two batches about the same people."""
    subjects = sorted(_who(row) for row in rows)
    return hashlib.sha256(json.dumps(subjects).encode()).hexdigest()


def _who(row: Mapping[str, Any]) -> str:
    target = row.get("target")
    return str(target["id"]) if target else str(row["subject"]).strip().casefold()


def people(count: int) -> str:
    """`1 user`, `12 users`."""
    return "1 user" if count == 1 else f"{count:,} users"
