"""How people get to their App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.simulator.slack import Home, Person


async def opens(person: Person, says: str = "What you can do here") -> Home:
    """Open the home, and wait until it is drawn."""
    home = await person.opens_home()
    await home.shows(says)
    return home
