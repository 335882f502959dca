"""What messages and modals have in common: text to read, buttons and menus to use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.driver.expecting import expect
from bot.simulator.slack.driver.finding import Finder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.simulator.slack.client import Client
    from bot.simulator.slack.elements import Block, Placed
    from bot.simulator.slack.rendering import Rendering


class Shown:
    """Something on a person's screen. It follows what it shows: after an update, it reads as the update does."""

    def __init__(
        self,
        client: Client,
        rendering: Rendering,
        container: Callable[[], dict[str, Any]],
        blocks: Callable[[], Sequence[Block]],
    ) -> None:
        """`container` tells how the client names it, `blocks` reads what it shows now."""
        self._client = client
        self._rendering = rendering
        self._blocks = blocks
        self._container = container

    @property
    def container(self) -> dict[str, Any]:
        return self._container()

    @property
    def blocks(self) -> Sequence[Block]:
        """Raw Block Kit, as it stands now. Raises AssertionError where it is gone."""
        return self._blocks()

    @property
    def buttons(self) -> list[str]:
        """Their labels, from top to bottom."""
        return self._finder().buttons()

    def menu(self, near: str | None = None) -> list[str]:
        """The labels in a menu."""
        finder = self._finder()
        return finder.option_labels(finder.menu(near))

    async def clicks(self, label: str, *, near: str | None = None, confirming: bool | str = False) -> None:
        """Click a button, and return once the app acknowledged it.

        `near` is a text in the same block, or in the block just before. A button that asks back must be clicked with
        `confirming=True`, or with the label of the button that confirms.
        """
        finder = self._finder()
        await self._act(finder, finder.button(label, near), None, confirming)

    async def picks(self, label: str, *, near: str | None = None, confirming: bool | str = False) -> None:
        """Choose from a menu, and return once the app acknowledged it."""
        finder = self._finder()
        found = finder.with_option(label, near)
        await self._act(finder, found, finder.option(found, label), confirming)

    async def _act(self, finder: Finder, found: Placed, value: object, confirming: bool | str) -> None:  # noqa: FBT001 - or a label
        _confirm(finder.confirmation(found), confirming)
        await self._client.act(self.container, found.block_id, found.action_id, value)

    def _finder(self) -> Finder:
        return Finder(self.blocks, self._rendering)


def _confirm(asked: dict[str, str] | None, confirming: bool | str) -> None:  # noqa: FBT001 - or a label
    expect(asked or not confirming, "Nothing asks to confirm this.")
    if asked is None:
        return
    expect(confirming, f"It asks back, so say confirming=True: {asked}")
    expect(confirming in (True, asked["confirm"]), f"The button to confirm reads {asked['confirm']!r}.")
