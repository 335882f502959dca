"""Who did what, when and why: a chain of rows, and where it ends."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, Table

from bot.store.tables.base import metadata
from bot.store.types import SafeText, UtcDateTime

audit = Table(
    "audit",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("fact", SafeText, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("actor_id", SafeText, nullable=False),
    Column("operation", SafeText, nullable=False),
    Column("request_id", SafeText, nullable=False),
    Column("subject", SafeText, nullable=False),
    Column("subject_key", SafeText, nullable=False),
    Column("why", SafeText, nullable=False),
    Column("previous", SafeText, nullable=False),
    Column("hash", SafeText, nullable=False),
)
Index("ix_audit_actor", audit.c.actor_id, audit.c.number)
Index("ix_audit_subject", audit.c.subject_key, audit.c.number)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
    Column("hash", SafeText, nullable=False),
)
"""One row, apart from the rows that it speaks of, so that a tail that was cut off is missed."""
