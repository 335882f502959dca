"""The app's home tab on somebody's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.driver.expecting import PATIENCE, expect
from bot.simulator.slack.driver.shown import Shown

if TYPE_CHECKING:
    from bot.simulator.slack.client import Client
    from bot.simulator.slack.rendering import Rendering
    from bot.simulator.slack.simulator import SlackSimulator
    from bot.simulator.slack.views import View


class Home(Shown):
    """Follows the tab through whatever the app publishes. Raises AssertionError where it published nothing."""

    def __init__(self, slack: SlackSimulator, client: Client, rendering: Rendering) -> None:
        super().__init__(client, rendering, self._named, lambda: self._view().blocks)
        self._slack = slack

    @property
    def text(self) -> str:
        """All that can be read but the options of menus."""
        return self._rendering.view(self._view().raw)

    async def shows(self, text: str, within: float = PATIENCE) -> None:
        """Wait until it says so. Raises AssertionError after `within` seconds of real time."""
        found = await self._slack.changes.until(lambda: text in self._now() or None, within)
        expect(found, f"The home does not say {text!r}, but:\n{self._now()}")

    def _named(self) -> dict[str, Any]:
        return {"type": "view", "view_id": self._view().id}

    def _now(self) -> str:
        view = self._slack.views.home(self._client.person.id)
        return self._rendering.view(view.raw) if view else ""

    def _view(self) -> View:
        view = self._slack.views.home(self._client.person.id)
        if view is None:
            raise AssertionError("The app published no home.")
        return view
