"""What is kept. There is no column for a secret, and no temporary password ever comes here."""

from bot.store.tables.audit import audit, audit_head
from bot.store.tables.base import metadata
from bot.store.tables.batches import batch_rows, batches, drafts
from bot.store.tables.homes import counts, homes
from bot.store.tables.jobs import jobs
from bot.store.tables.leavers import is_away, leaver_cards, leavers
from bot.store.tables.requests import cards, is_going_on, is_under_way, requests, votes
from bot.store.tables.reviews import is_walking, review_rows, reviews

__all__ = [
    "audit",
    "audit_head",
    "batch_rows",
    "batches",
    "cards",
    "counts",
    "drafts",
    "homes",
    "is_away",
    "is_going_on",
    "is_under_way",
    "is_walking",
    "jobs",
    "leaver_cards",
    "leavers",
    "metadata",
    "requests",
    "review_rows",
    "reviews",
    "votes",
]
