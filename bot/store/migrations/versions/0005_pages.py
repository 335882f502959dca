"""Indexes in the order in which pages show requests, so that no page is sorted however many requests there are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name, column in (("ix_requests_state", "state"), ("ix_requests_requester", "requester_id")):
        op.drop_index(name, "requests")
        op.create_index(name, "requests", [column, "created_at", "id"])
    going_on = sa.text("state IN ('approved', 'pending', 'running', 'unknown')")
    op.create_index(
        "ix_requests_going_on",
        "requests",
        ["requester_id", "created_at", "id"],
        sqlite_where=going_on,
        postgresql_where=going_on,
    )
