"""People who left Slack, and the cards that ask about them."""

from __future__ import annotations

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table

from bot.domain.leaver import Stay
from bot.store.tables.base import metadata
from bot.store.types import SafeText, UtcDateTime

leavers = Table(
    "leavers",
    metadata,
    Column("id", SafeText, primary_key=True),
    Column("slack_id", SafeText, nullable=False),
    Column("name", SafeText, nullable=False),
    Column("email", SafeText, nullable=False),
    Column("noticed_at", UtcDateTime, nullable=False),
    Column("user_id", SafeText, nullable=False, index=True),
    Column("target", JSON(none_as_null=True)),
    Column("stay", SafeText, nullable=False),
    Column("by_id", SafeText, nullable=False),
    Column("by_name", SafeText, nullable=False),
    Column("changed_at", UtcDateTime),
    Column("version", Integer, nullable=False),
)

is_away = leavers.c.stay != Stay.BACK.value
one_departure = Index(
    "uq_leavers_away",
    leavers.c.slack_id,
    unique=True,
    sqlite_where=is_away,
    postgresql_where=is_away,
)
"""Slack tells of one departure many times, to any process."""

leaver_cards = Table(
    "leaver_cards",
    metadata,
    Column("channel", SafeText, nullable=False),
    Column("ts", SafeText, nullable=False),
    Column("leaver_id", SafeText, ForeignKey(leavers.c.id), nullable=False, index=True),
    Column("addressee", SafeText, nullable=False),
    Column("drawn", Integer, nullable=False),
    PrimaryKeyConstraint("channel", "ts"),
)
