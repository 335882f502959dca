"""Batches: drawn up, under way, and what became of each row."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Float, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table

from bot.store.tables.base import metadata
from bot.store.tables.requests import requests
from bot.store.types import SafeText, UtcDateTime

drafts = Table(
    "drafts",
    metadata,
    Column("id", SafeText, primary_key=True),
    Column("person_id", SafeText, nullable=False),
    Column("operation", SafeText, nullable=False),
    Column("params", JSON, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("made_at", UtcDateTime, nullable=False, index=True),
)
"""Batches that were drawn up and not sent yet; kept for a day."""

batches = Table(
    "batches",
    metadata,
    Column("request_id", SafeText, ForeignKey(requests.c.id), primary_key=True),
    Column("course", SafeText, nullable=False),
    Column("why", SafeText, nullable=False),
    Column("pace", Float, nullable=False),
    Column("channel", SafeText, nullable=False),
    Column("ts", SafeText, nullable=False),
)

batch_rows = Table(
    "batch_rows",
    metadata,
    Column("request_id", SafeText, ForeignKey(requests.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", SafeText, nullable=False),
    Column("begun_at", UtcDateTime),
    Column("mark", SafeText, nullable=False),
    Column("sentence", SafeText, nullable=False),
    PrimaryKeyConstraint("request_id", "number"),
)
"""What became of each row; what it asks for stands in its request, under the digest that was approved."""
Index("ix_batch_rows_state", batch_rows.c.request_id, batch_rows.c.state, batch_rows.c.number)
