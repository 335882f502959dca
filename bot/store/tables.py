"""What is kept. There is no column for a secret, and no temporary password ever comes here."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

from bot.domain.leaver import Stay
from bot.domain.request import UNDER_WAY, State
from bot.domain.roll import Stage
from bot.store.types import SafeText, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

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
