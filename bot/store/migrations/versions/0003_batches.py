"""Batches that were drawn up, batches under way, and what became of each of their rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.types import SafeText, UtcDateTime

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _drafts()
    _batches()
    _rows()


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", SafeText, nullable=False),
        _text("person_id"),
        _text("operation"),
        sa.Column("params", sa.JSON, nullable=False),
        sa.Column("problems", sa.JSON, nullable=False),
        sa.Column("made_at", UtcDateTime, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafts"),
    )
    op.create_index("ix_drafts_made_at", "drafts", ["made_at"])


def _batches() -> None:
    op.create_table(
        "batches",
        _text("request_id"),
        _text("course"),
        _text("why"),
        sa.Column("pace", sa.Float, nullable=False),
        _text("channel"),
        _text("ts"),
        sa.PrimaryKeyConstraint("request_id", name="pk_batches"),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_batches_request_id"),
    )


def _rows() -> None:
    op.create_table(
        "batch_rows",
        _text("request_id"),
        sa.Column("number", sa.Integer, nullable=False),
        _text("state"),
        sa.Column("begun_at", UtcDateTime),
        _text("mark"),
        _text("sentence"),
        sa.PrimaryKeyConstraint("request_id", "number", name="pk_batch_rows"),
        sa.ForeignKeyConstraint(["request_id"], ["requests.id"], name="fk_batch_rows_request_id"),
    )
    op.create_index("ix_batch_rows_state", "batch_rows", ["request_id", "state", "number"])


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, SafeText, nullable=False)
