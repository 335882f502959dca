"""App Homes that were opened, and how many users there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.types import SafeText, UtcDateTime

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "homes",
        sa.Column("person_id", SafeText, nullable=False),
        sa.Column("opened_at", UtcDateTime, nullable=False),
        sa.Column("drawn_at", UtcDateTime),
        sa.Column("hash", SafeText, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_homes"),
    )
    op.create_index("ix_homes_opened_at", "homes", ["opened_at"])
    op.create_table(
        "counts",
        sa.Column("what", SafeText, nullable=False),
        sa.Column("tried_at", UtcDateTime, nullable=False),
        sa.Column("trouble", SafeText, nullable=False),
        sa.Column("counted_at", UtcDateTime),
        sa.Column("by_status", sa.JSON(none_as_null=True)),
        sa.Column("by_role", sa.JSON(none_as_null=True)),
        sa.PrimaryKeyConstraint("what", name="pk_counts"),
    )
