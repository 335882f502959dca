"""A bot that is killed and started again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.databases import DATABASES
from tests.processes import deployment

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.processes import Deployment


@pytest.fixture(params=DATABASES)
async def bot(request: pytest.FixtureRequest) -> AsyncIterator[Deployment]:
    """One process on either database; at the end the log has no bug in it, and no password."""
    async with deployment(request.param) as deployed:
        await deployed.start()
        yield deployed
        assert [
            record["event"] for record in deployed.events("job.failed") + deployed.events("interaction.failed")
        ] == []
        assert not any(password in deployed.said for password in deployed.arize.account.issued_passwords)
