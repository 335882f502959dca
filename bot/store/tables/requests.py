"""Requests, the votes about them, and the cards that show them."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Table, UniqueConstraint

from bot.domain.request import UNDER_WAY, State
from bot.store.tables.base import metadata
from bot.store.types import SafeText, UtcDateTime

requests = Table(
    "requests",
    metadata,
    Column("id", SafeText, primary_key=True),
    Column("submission", SafeText, nullable=False, unique=True),
    Column("operation", SafeText, nullable=False),
    Column("requester_id", SafeText, nullable=False),
    Column("requester_name", SafeText, nullable=False),
    Column("subject", SafeText, nullable=False),
    Column("subject_key", SafeText, nullable=False),
    Column("target", JSON(none_as_null=True)),
    Column("params", JSON, nullable=False),
    Column("needed", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("digest", SafeText, nullable=False),
    Column("state", SafeText, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", UtcDateTime),
    Column("ending", JSON(none_as_null=True)),
)

is_under_way = requests.c.state.in_(sorted(state.value for state in UNDER_WAY))

one_under_way = Index(
    "uq_requests_under_way",
    requests.c.operation,
    requests.c.subject_key,
    unique=True,
    sqlite_where=is_under_way,
    postgresql_where=is_under_way,
)
"""The last word on duplicates: two processes may both find nothing, and only one can insert."""
Index("ix_requests_newest", requests.c.created_at, requests.c.id)
Index("ix_requests_state", requests.c.state, requests.c.created_at, requests.c.id)
Index("ix_requests_requester", requests.c.requester_id, requests.c.created_at, requests.c.id)
is_going_on = requests.c.state.in_(sorted(state.value for state in State if not state.is_over))
Index(
    "ix_requests_going_on",
    requests.c.requester_id,
    requests.c.created_at,
    requests.c.id,
    sqlite_where=is_going_on,
    postgresql_where=is_going_on,
)
"""What somebody has going on is little, and stands between years of what they had."""

votes = Table(
    "votes",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("request_id", SafeText, ForeignKey(requests.c.id), nullable=False),
    Column("person_id", SafeText, nullable=False),
    Column("person_name", SafeText, nullable=False),
    Column("approves", Boolean, nullable=False),
    Column("comment", SafeText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    UniqueConstraint("request_id", "person_id"),
)

cards = Table(
    "cards",
    metadata,
    Column("channel", SafeText, nullable=False),
    Column("ts", SafeText, nullable=False),
    Column("request_id", SafeText, ForeignKey(requests.c.id), nullable=False, index=True),
    Column("addressee", SafeText, nullable=False),
    Column("drawn", Integer, nullable=False),
    PrimaryKeyConstraint("channel", "ts"),
)
