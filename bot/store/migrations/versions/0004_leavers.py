"""People who left Slack and what became of their users, and reviews of all users."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.types import SafeText, UtcDateTime

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _leavers()
    _leaver_cards()
    _reviews()
    _review_rows()


def _leavers() -> None:
    op.create_table(
        "leavers",
        _text("id"),
        _text("slack_id"),
        _text("name"),
        _text("email"),
        sa.Column("noticed_at", UtcDateTime, nullable=False),
        _text("user_id"),
        sa.Column("target", sa.JSON(none_as_null=True)),
        _text("stay"),
        _text("by_id"),
        _text("by_name"),
        sa.Column("changed_at", UtcDateTime),
        sa.Column("version", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_leavers"),
    )
    away = sa.text("stay != 'back'")
    op.create_index("uq_leavers_away", "leavers", ["slack_id"], unique=True, sqlite_where=away, postgresql_where=away)
    op.create_index("ix_leavers_user_id", "leavers", ["user_id"])


def _leaver_cards() -> None:
    op.create_table(
        "leaver_cards",
        _text("channel"),
        _text("ts"),
        _text("leaver_id"),
        _text("addressee"),
        sa.Column("drawn", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("channel", "ts", name="pk_leaver_cards"),
        sa.ForeignKeyConstraint(["leaver_id"], ["leavers.id"], name="fk_leaver_cards_leaver_id"),
    )
    op.create_index("ix_leaver_cards_leaver_id", "leaver_cards", ["leaver_id"])


def _reviews() -> None:
    op.create_table(
        "reviews",
        _text("id"),
        _text("person_id"),
        sa.Column("began_at", UtcDateTime, nullable=False),
        _text("stage"),
        sa.Column("walk", sa.Integer, nullable=False),
        sa.Column("beat_at", UtcDateTime, nullable=False),
        sa.Column("people", sa.Integer, nullable=False),
        sa.Column("users", sa.Integer, nullable=False),
        sa.Column("ended_at", UtcDateTime),
        _text("trouble"),
        _text("channel"),
        _text("ts"),
        sa.PrimaryKeyConstraint("id", name="pk_reviews"),
    )
    walking = sa.text("stage = 'walking'")
    op.create_index(
        "uq_reviews_walking", "reviews", ["person_id"], unique=True, sqlite_where=walking, postgresql_where=walking
    )
    op.create_index("ix_reviews_began_at", "reviews", ["began_at"])


def _review_rows() -> None:
    op.create_table(
        "review_rows",
        _text("review_id"),
        sa.Column("number", sa.Integer, nullable=False),
        _text("user_id"),
        _text("email"),
        _text("name"),
        _text("reason"),
        _text("kept_by"),
        sa.Column("place", sa.Integer),
        sa.PrimaryKeyConstraint("review_id", "number", name="pk_review_rows"),
        sa.ForeignKeyConstraint(["review_id"], ["reviews.id"], name="fk_review_rows_review_id"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, SafeText, nullable=False)
