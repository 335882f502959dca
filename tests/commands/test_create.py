"""What a look at Arize tells of a `create` whose end is not known."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.command import Mark, Traces
from bot.commands.create.became import what_became
from bot.commands.create.params import CreateParams
from tests.arize.story import ADA, always, page, telling

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_somebody_of_whom_arize_does_not_say_since_when_is_not_taken_for_new() -> None:
    """Older servers may leave it out: then it is not guessed either way."""
    ada = {name: value for name, value in ADA.items() if name != "created_at"}
    params = CreateParams(email="ada@example.com", name="Ada Byron", role="ADMIN")
    async with telling(always(page(ada))) as told:
        became = await what_became(told.client, params, Traces(NOW))
    assert became.mark is Mark.UNKNOWN
    assert became.sentence == "ada@example.com is there, but it is not known whether this put them there."
