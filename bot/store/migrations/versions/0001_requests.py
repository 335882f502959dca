"""Requests, votes, cards, the audit, and work that is due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.domain.audit import BEGINNING
from bot.store.types import SafeText, UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    _requests()
    _votes()
    _cards()
    _audit()
    _jobs()


def _requests() -> None:
    op.create_table(
        "requests",
        sa.Column("id", SafeText, nullable=False),
        _text("submission"),
        _text("operation"),
        _text("requester_id"),
        _text("requester_name"),
        _text("subject"),
        _text("subject_key"),
        sa.Column("target", sa.JSON(none_as_null=True)),
        sa.Column("params", sa.JSON, nullable=False),
        sa.Column("needed", sa.Integer, nullable=False),
        sa.Column("created_at", UtcDateTime, nullable=False),
        sa.Column("expires_at", UtcDateTime, nullable=False),
        _text("digest"),
        _text("state"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", UtcDateTime),
        sa.Column("ending", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("id", name="pk_requests"),
        sa.UniqueConstraint("submission", name="uq_requests_submission"),
    )
    under_way = sa.text("state IN ('approved', 'pending', 'running')")
    op.create_index(
        "uq_requests_under_way",
        "requests",
        ["operation", "subject_key"],
        unique=True,
        sqlite_where=under_way,
        postgresql_where=under_way,
    )
    op.create_index("ix_requests_newest", "requests", ["created_at", "id"])
    op.create_index("ix_requests_state", "requests", ["state", "created_at"])
    op.create_index("ix_requests_requester", "requests", ["requester_id", "created_at"])


def _votes() -> None:
    op.create_table(
        "votes",
        sa.Column("number", sa.Integer, nullable=False),
        _text("request_id"),
        _text("person_id"),
        _text("person_name"),
        sa.Column("approves", sa.Boolean, nullable=False),
        _text("comment"),
        sa.Column("at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_votes"),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_votes_request_id"),
        sa.UniqueConstraint("request_id", "person_id", name="uq_votes_request_id_person_id"),
    )


def _cards() -> None:
    op.create_table(
        "cards",
        _text("channel"),
        _text("ts"),
        _text("request_id"),
        _text("addressee"),
        sa.Column("drawn", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("channel", "ts", name="pk_cards"),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_cards_request_id"),
    )
    op.create_index("ix_cards_request_id", "cards", ["request_id"])


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.BigInteger, autoincrement=False, nullable=False),
        _text("fact"),
        sa.Column("at", UtcDateTime, nullable=False),
        _text("actor_id"),
        _text("operation"),
        _text("request_id"),
        _text("subject"),
        _text("subject_key"),
        _text("why"),
        _text("previous"),
        _text("hash"),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_actor", "audit", ["actor_id", "number"])
    op.create_index("ix_audit_subject", "audit", ["subject_key", "number"])
    head = op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer, autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger, nullable=False),
        _text("hash"),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.bulk_insert(head, [{"id": 1, "number": 0, "hash": BEGINNING}])


def _jobs() -> None:
    op.create_table(
        "jobs",
        _text("chore"),
        _text("key"),
        sa.Column("due_at", UtcDateTime, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("held_until", UtcDateTime),
        sa.Column("again_at", UtcDateTime),
        sa.PrimaryKeyConstraint("chore", "key", name="pk_jobs"),
    )
    op.create_index("ix_jobs_due_at", "jobs", ["due_at"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, SafeText, nullable=False)
