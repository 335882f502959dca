"""App Homes that were opened, and how many users they show."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Table

from bot.store.tables.base import metadata
from bot.store.types import SafeText, UtcDateTime

homes = Table(
    "homes",
    metadata,
    Column("person_id", SafeText, primary_key=True),
    Column("opened_at", UtcDateTime, nullable=False, index=True),
    Column("drawn_at", UtcDateTime),
    Column("hash", SafeText, nullable=False),
)
"""Whose App Home has been opened, and Slack's name for what it shows; empty where nothing was drawn yet."""

counts = Table(
    "counts",
    metadata,
    Column("what", SafeText, primary_key=True),
    Column("tried_at", UtcDateTime, nullable=False),
    Column("trouble", SafeText, nullable=False),
    Column("counted_at", UtcDateTime),
    Column("by_status", JSON(none_as_null=True)),
    Column("by_role", JSON(none_as_null=True)),
)
"""How many users there are: what the last walk over the account found, and what became of the last one that began."""
