"""Requests that wait for a decision, as the bot files them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.commands import discover
from bot.domain.request import Request, digest
from bot.store import SqlLedger
from bot.workflow.describe import described, read_params
from bot.workflow.ledger import Extras
from tests.databases import opened

if TYPE_CHECKING:
    from bot.command import RequestFacts

CREATE = next(command for command in discover() if command.name == "create")


async def file_requests(url: str, count: int) -> list[RequestFacts]:
    """Dev asks for so many users; nobody was told, so that nothing but the decisions goes on."""
    made = [_request(number) for number in range(count)]
    async with opened(url) as engine:
        ledger = SqlLedger(engine, lambda: datetime.now(UTC))
        for request in made:
            await ledger.file(request, Extras())
    return [described(CREATE, request, ()) for request in made]


def _request(number: int) -> Request:
    email = f"user{number}@example.com"
    params = read_params(CREATE, {"email": email, "name": f"User {number}"})
    now = datetime.now(UTC)
    blank = Request(
        id=f"{number:032x}",
        submission=f"V{number}",
        operation="create",
        requester_id="U0DEV",
        requester_name="Dev Patel",
        subject=email,
        target=None,
        params=params.model_dump(mode="json", exclude_none=True),
        needed=1,
        created_at=now,
        expires_at=now + timedelta(hours=1),
    )
    return replace(blank, digest=digest(blank))
