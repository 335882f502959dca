"""Work that is due at a time."""

from __future__ import annotations

from sqlalchemy import Column, Integer, PrimaryKeyConstraint, Table

from bot.store.tables.base import metadata
from bot.store.types import SafeText, UtcDateTime

jobs = Table(
    "jobs",
    metadata,
    Column("chore", SafeText, nullable=False),
    Column("key", SafeText, nullable=False),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("attempts", Integer, nullable=False),
    Column("held_until", UtcDateTime),
    Column("again_at", UtcDateTime),
    PrimaryKeyConstraint("chore", "key"),
)
"""`again_at` is for when a job was asked for once more while somebody was at it."""
