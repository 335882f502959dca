"""The ledger, in SQLite or in PostgreSQL: one class, and the URL picks."""

from bot.store.batches import SqlBatches
from bot.store.engine import ELSEWHERE, database, file_of, unwritable
from bot.store.homes import SqlHomes
from bot.store.leavers import SqlLeavers
from bot.store.reviews import SqlReviews
from bot.store.schema import Ahead, Behind, insist_on_schema, newest, revision, upgrade
from bot.store.sql import SqlLedger
from bot.store.standing import requests_by_state

__all__ = [
    "ELSEWHERE",
    "Ahead",
    "Behind",
    "SqlBatches",
    "SqlHomes",
    "SqlLeavers",
    "SqlLedger",
    "SqlReviews",
    "database",
    "file_of",
    "insist_on_schema",
    "newest",
    "requests_by_state",
    "revision",
    "unwritable",
    "upgrade",
]
