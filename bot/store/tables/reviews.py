"""Walks over all users, and what each of them found."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table

from bot.domain.roll import Stage
from bot.store.tables.base import metadata
from bot.store.types import SafeText, UtcDateTime

reviews = Table(
    "reviews",
    metadata,
    Column("id", SafeText, primary_key=True),
    Column("person_id", SafeText, nullable=False),
    Column("began_at", UtcDateTime, nullable=False, index=True),
    Column("stage", SafeText, nullable=False),
    Column("walk", Integer, nullable=False),
    Column("beat_at", UtcDateTime, nullable=False),
    Column("people", Integer, nullable=False),
    Column("users", Integer, nullable=False),
    Column("ended_at", UtcDateTime),
    Column("trouble", SafeText, nullable=False),
    Column("channel", SafeText, nullable=False),
    Column("ts", SafeText, nullable=False),
)

is_walking = reviews.c.stage == Stage.WALKING.value
one_walk = Index(
    "uq_reviews_walking",
    reviews.c.person_id,
    unique=True,
    sqlite_where=is_walking,
    postgresql_where=is_walking,
)

review_rows = Table(
    "review_rows",
    metadata,
    Column("review_id", SafeText, ForeignKey(reviews.c.id), nullable=False),
    Column("number", Integer, nullable=False),
    Column("user_id", SafeText, nullable=False),
    Column("email", SafeText, nullable=False),
    Column("name", SafeText, nullable=False),
    Column("reason", SafeText, nullable=False),
    Column("kept_by", SafeText, nullable=False),
    Column("place", Integer),
    PrimaryKeyConstraint("review_id", "number"),
)
"""What a review found. `place` counts those whom its person may choose to delete; the others have none."""
