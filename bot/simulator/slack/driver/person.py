"""Somebody who uses Slack in a test."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from bot.simulator.slack.driver.expecting import PATIENCE, expect
from bot.simulator.slack.driver.home import Home
from bot.simulator.slack.driver.message import Message, shortcut_called
from bot.simulator.slack.driver.modal import Modal
from bot.simulator.slack.rendering import Rendering
from bot.simulator.slack.snapshot import author

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.simulator.slack.client import Client
    from bot.simulator.slack.messages import Message as Sent
    from bot.simulator.slack.simulator import SlackSimulator

DM = "dm"


class Person:
    """Waits end as soon as something is seen; what is not seen in time raises AssertionError with what is."""

    def __init__(self, slack: SlackSimulator, client: Client) -> None:
        self._slack = slack
        self.client = client
        self._rendering = Rendering(lambda user_id: author(slack, user_id)["name"])

    @property
    def id(self) -> str:
        return self.client.person.id

    async def types(self, text: str, channel: str = "general") -> None:
        """Send a command or a message, and return once a command was acknowledged. "dm" is the one with the app."""
        await self.client.send(self._channel(channel), text)

    async def sees(self, text: str, within: float = PATIENCE) -> Message | Modal:
        """The newest message or modal that says so, as soon as there is one."""
        found: Message | Modal | None = await self._slack.changes.until(lambda: self._newest(text), within)
        return found or self._missed(text)

    async def reads_dm(self, text: str, within: float = PATIENCE) -> Message:
        """The newest direct message of the app that says so."""
        found = await self._slack.changes.until(lambda: self._message(text, _in_dm), within)
        return found or self._missed(text)

    async def reads_file(self, name: str, within: float = PATIENCE) -> bytes:
        """What is in the newest file whose name has that in it, as soon as there is one on the screen."""
        found = await self._slack.changes.until(lambda: self._file(name), within)
        return found if found is not None else self._missed(name)

    async def modal(self, title: str, within: float = PATIENCE) -> Modal:
        """The modal on top, once its title begins so."""
        found = await self._slack.changes.until(lambda: self._modal(title), within)
        return found or self._missed(f"a modal {title}")

    async def uses_shortcut(self, name: str) -> None:
        """Choose a global shortcut by its name, and return once the app acknowledged that."""
        await self.client.use_shortcut(shortcut_called(name, self._slack.manifest.offers("global")))

    async def opens_home(self) -> Home:
        """Open the app's home tab, and return once the app acknowledged that; it may be drawn later."""
        await self.client.open_home()
        return Home(self._slack, self.client, self._rendering)

    async def opens_messages(self) -> None:
        """Open the app's messages tab, and return once the app acknowledged that."""
        await self.client.open_messages()

    async def does_not_see(self, text: str) -> None:
        """Raises AssertionError where it is on the screen now."""
        expect(self._newest(text) is None, f"{text!r} is there:\n{self.screen}")

    @property
    def messages(self) -> list[str]:
        """All that they can read in channels and direct messages, oldest first."""
        return self._texts(_any)

    @property
    def ephemerals(self) -> list[str]:
        return self._texts(_is_ephemeral)

    @property
    def dm(self) -> list[str]:
        """The direct messages with the app."""
        return self._texts(_in_dm)

    @property
    def home(self) -> str | None:
        """The app's home tab."""
        view = self._slack.views.home(self.id)
        return self._rendering.view(view.raw) if view else None

    @property
    def notices(self) -> list[str]:
        """The toasts that were shown so far."""
        return self._slack.notices.all(self.id)

    @property
    def screen(self) -> str:
        """What they see, in short: the modal on top, the newest messages and the toast."""
        top = self._slack.views.top(self.id)
        modal = [f"[modal] {self._rendering.view(top.raw)} {top.errors or ''} {top.trouble or ''}"] if top else []
        notice = self._slack.notices.now(self.id)
        return "\n---\n".join([*self.messages[-5:], *modal, *([f"[notice] {notice}"] if notice else [])])

    def _channel(self, name: str) -> str:
        if name == DM:
            return self._slack.workspace.open_dm(self.id).id
        mine = [channel.id for channel in self._slack.workspace.of(self.id) if channel.name == name]
        expect(mine, f"{self.client.person.name} is in no channel called {name!r}.")
        return mine[0]

    def _newest(self, text: str) -> Message | Modal | None:
        """A modal and a message that both fit: the one that changed later."""
        top = self._slack.views.top(self.id)
        last = self._last(text, _any)
        if top and text in self._rendering.view(top.raw) and (last is None or top.seq > last.seq):
            return Modal(self._slack, self.client, self._rendering, top)
        return Message(self._slack, self.client, self._rendering, last) if last else None

    def _file(self, name: str) -> bytes | None:
        newest_first = sorted(self._visible(), key=lambda message: message.seq, reverse=True)
        shown = ((message, file) for message in newest_first for file in message.files if name in file.name)
        for message, file in shown:
            return self.client.download(message.channel, message.ts, file.id).content
        return None

    def _message(self, text: str, fits: Callable[[Sent], bool]) -> Message | None:
        last = self._last(text, fits)
        return Message(self._slack, self.client, self._rendering, last) if last else None

    def _last(self, text: str, fits: Callable[[Sent], bool]) -> Sent | None:
        """Looks from the newest on, and reads no more than it must."""
        newest_first = sorted(self._visible(), key=lambda message: message.seq, reverse=True)
        return next((message for message in newest_first if fits(message) and text in self._read(message)), None)

    def _modal(self, title: str) -> Modal | None:
        top = self._slack.views.top(self.id)
        if top is None or not self._rendering.text(top.raw["title"]).startswith(title):
            return None
        return Modal(self._slack, self.client, self._rendering, top)

    def _visible(self) -> list[Sent]:
        channels = self._slack.workspace.of(self.id)
        return [message for channel in channels for message in self._slack.messages.seen_by(self.id, channel.id)]

    def _texts(self, fits: Callable[[Sent], bool]) -> list[str]:
        ordered = sorted(self._visible(), key=lambda message: message.ts)
        return [self._read(message) for message in ordered if fits(message)]

    def _read(self, message: Sent) -> str:
        return self._rendering.message(message.text, message.blocks, message.files)

    def _missed(self, what: str) -> NoReturn:
        raise AssertionError(f"{self.client.person.name} does not see {what!r}, but:\n{self.screen}")


def _any(_: Sent) -> bool:
    return True


def _in_dm(message: Sent) -> bool:
    return message.channel.startswith("D")


def _is_ephemeral(message: Sent) -> bool:
    return message.is_ephemeral
