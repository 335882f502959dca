"""What the process says of itself when it is asked: whether it can work, and how much work there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

STARTING = "The bot is starting."
STOPPING = "The bot is stopping."


@dataclass(frozen=True)
class Store:
    """What was found out about the database; `trouble` is a sentence, or empty."""

    reachable: bool
    fits: bool
    trouble: str = ""


@dataclass(frozen=True)
class Backlog:
    """`requests` counts them by state, `ages` are seconds since the oldest was filed, `jobs` counts work by state."""

    requests: Mapping[str, int] = field(default_factory=dict)
    ages: Mapping[str, float] = field(default_factory=dict)
    jobs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Readiness:
    """`slack` is whether Slack's payloads can come in."""

    slack: bool
    database: bool
    schema: bool
    stopping: bool
    why: tuple[str, ...] = ()

    @property
    def is_ready(self) -> bool:
        return self.slack and self.database and self.schema and not self.stopping

    def problem(self) -> dict[str, object]:
        """The members of RFC 9457, and each fact by its name."""
        facts = {"slack": self.slack, "database": self.database, "schema": self.schema, "stopping": self.stopping}
        title, status = ("Ready", 200) if self.is_ready else ("Not ready", 503)
        return {"type": "about:blank", "title": title, "status": status, "detail": " ".join(self.why), **facts}
