"""A message on somebody's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.slack.driver.expecting import expect
from bot.simulator.slack.driver.shown import Shown
from bot.simulator.slack.refusals import ClientRefusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.simulator.slack import messages
    from bot.simulator.slack.client import Client
    from bot.simulator.slack.manifest import Shortcut
    from bot.simulator.slack.rendering import Rendering
    from bot.simulator.slack.simulator import SlackSimulator


class Message(Shown):
    def __init__(self, slack: SlackSimulator, client: Client, rendering: Rendering, message: messages.Message) -> None:
        container = {"type": "message", "channel": message.channel, "ts": message.ts}
        super().__init__(client, rendering, lambda: container, lambda: self._now().blocks)
        self._slack = slack
        self.channel = message.channel
        self.ts = message.ts

    @property
    def text(self) -> str:
        """All that can be read but the options of menus. Raises AssertionError where it is gone."""
        now = self._now()
        return self._rendering.message(now.text, now.blocks, now.files)

    @property
    def fallback(self) -> str:
        """What notifications and screen readers say."""
        return self._now().text

    @property
    def is_ephemeral(self) -> bool:
        return self._now().is_ephemeral

    @property
    def is_edited(self) -> bool:
        return self._now().edited is not None

    @property
    def is_gone(self) -> bool:
        return self._slack.messages.find(self.channel, self.ts) is None

    async def uses_shortcut(self, name: str) -> None:
        """Choose a shortcut from the message's menu, and return once the app acknowledged that."""
        callback_id = shortcut_called(name, self._slack.manifest.offers("message"))
        await self._client.use_shortcut(callback_id, self.channel, self.ts)

    def _now(self) -> messages.Message:
        try:
            return self._slack.seen_message(self._client.person, self.channel, self.ts)
        except ClientRefusal as gone:
            raise AssertionError(str(gone)) from None


def shortcut_called(name: str, offered: Sequence[Shortcut]) -> str:
    """The callback_id of the shortcut that is called so. Raises AssertionError where none is."""
    found = [shortcut.callback_id for shortcut in offered if shortcut.name == name]
    expect(found, f"There is no shortcut {name!r}, but there are {[shortcut.name for shortcut in offered]}.")
    return found[0]
