"""A request that somebody filed, and what is due for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain.request import Target
from bot.workflow.ledger import Extras
from tests.jobs import jobs_due
from tests.requests import REQUEST_ID, a_request

if TYPE_CHECKING:
    from typing import Any

    from bot.domain.request import Chore, Request
    from tests.workflow.life.office import Office


async def pending(office: Office, operation: str = "update", **members: Any) -> Request:  # noqa: ANN401 - any member of a request
    """Dev's, about Ada as she is now; it takes one person."""
    user = office.account.user("ada@example.com")
    assert user is not None
    shown: dict[str, Any] = {
        "operation": operation,
        "target": Target(user.id, user.email, user.name, user.role, user.status),
        "params": {"name": "Ada King"} if operation == "update" else {},
        "requester_id": "U0DEV",
        "needed": 1,
        "created_at": office.now,
        "expires_at": office.now + timedelta(hours=72),
    }
    request = a_request(**{**shown, **members})
    await office.ledger.file(request, Extras())
    return request


async def due(office: Office, within: timedelta = timedelta()) -> set[Chore]:
    due = await jobs_due(office.ledger.engine, office.now + within)
    return {job.chore for job in due if job.key == REQUEST_ID}
