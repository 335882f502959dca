"""What somebody types is answered from memory where that says the same, and from the account where it may not."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import SecretStr

from bot.arize import ArizeClient
from bot.simulator.arize import RunningArize, arize_simulator
from bot.workflow.suggestions import MEMORY, MOST, PICKABLE, Suggestions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ADDRESSES = ("ada@example.com", "Adam@example.org", "jane_doe@example.com", "straße@example.com")


@dataclass
class Typing:
    """Somebody at the picker, on a clock of their own."""

    arize: RunningArize
    suggestions: Suggestions
    time: list[float]

    @property
    def asked(self) -> int:
        return sum(call.operation == "list_users" for call in self.arize.calls)

    async def shows(self, typed: str, person: str = "U0ALICE") -> list[str]:
        return [user.email for user in await self.suggestions.users(person, typed)]


@asynccontextmanager
async def typing(count: int = 0) -> AsyncIterator[Typing]:
    """In an account with the addresses above, and `count` more."""
    time = [0.0]
    async with arize_simulator(seeded=False) as arize:
        for address in (*ADDRESSES, *(f"user{number}@crowd.example" for number in range(count))):
            arize.account.add_user(address, address)
        async with ArizeClient(SecretStr(arize.api_key), base_url=arize.url, warn_prerelease=False) as client:
            yield Typing(arize, Suggestions(client, lambda: time[0]), time)


async def test_what_was_typed_before_is_not_asked_again() -> None:
    """In either case of letters, and by one person; another asks for themselves."""
    async with typing() as at:
        assert await at.shows("ada") == await at.shows("ADA") == ["ada@example.com", "Adam@example.org"]
        assert at.asked == 1
        await at.shows("ada", "U0BEN")
        assert at.asked == 2


async def test_typing_on_narrows_what_is_known() -> None:
    """Without a call, as long as the account had no more to say."""
    async with typing() as at:
        found = [len(await at.shows(typed)) for typed in ("", "a", "ad", "ada", "adam@")]
        assert found == [4, 4, 2, 2, 1]
        assert at.asked == 1


async def test_a_page_that_is_not_all_says_nothing_about_what_is_typed_next() -> None:
    """Whoever stands on the second page is found by typing on."""
    async with typing(2 * PICKABLE) as at:
        assert len(await at.shows("user")) == PICKABLE
        assert await at.shows("user199") == ["user199@crowd.example"]
        assert at.asked == 2


async def test_it_is_forgotten_after_a_moment() -> None:
    """Somebody who was invited since then is found."""
    async with typing() as at:
        assert await at.shows("zoe") == []
        at.arize.account.add_user("Zoe", "zoe@example.com")
        at.time[0] += MEMORY
        assert await at.shows("zoe") == ["zoe@example.com"]


async def test_memory_has_an_end() -> None:
    """The oldest answers go first."""
    async with typing() as at:
        for number in range(MOST + 1):
            await at.shows("jane", f"U{number}")
        asked = at.asked
        await at.shows("jane", f"U{MOST}")
        assert at.asked == asked
        await at.shows("jane", "U0")
        assert at.asked == asked + 1


@settings(max_examples=25)
@given(st.lists(st.text("adm@._ße%", max_size=6), min_size=1, max_size=6))
async def test_what_is_remembered_is_what_the_account_would_say(words: list[str]) -> None:
    """Whatever is typed, and in whatever order."""
    async with typing() as at:
        for word in words:
            page = [user.email for user in at.arize.account.users if word.casefold() in user.email.casefold()]
            assert await at.shows(word) == page
