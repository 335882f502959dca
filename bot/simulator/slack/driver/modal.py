"""A modal on somebody's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.driver.expecting import PATIENCE, expect
from bot.simulator.slack.driver.shown import Shown
from bot.simulator.slack.elements import options_of
from bot.simulator.slack.values import MEMBER, OPTIONAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.simulator.slack.client import Client
    from bot.simulator.slack.elements import Placed
    from bot.simulator.slack.rendering import Rendering
    from bot.simulator.slack.simulator import SlackSimulator
    from bot.simulator.slack.views import View

Value = str | list[str] | None


class Modal(Shown):
    """Follows its view through updates. Nothing can be done with it while another covers it, or once it is closed."""

    def __init__(self, slack: SlackSimulator, client: Client, rendering: Rendering, view: View) -> None:
        container = {"type": "view", "view_id": view.id}
        super().__init__(client, rendering, lambda: container, lambda: self._view().blocks)
        self._slack = slack
        self.id = view.id

    @property
    def is_open(self) -> bool:
        return any(view.id == self.id for view in self._slack.views.stack(self._client.person.id))

    @property
    def is_on_top(self) -> bool:
        top = self._slack.views.top(self._client.person.id)
        return top is not None and top.id == self.id

    @property
    def title(self) -> str:
        return self._rendering.text(self._view().raw["title"])

    @property
    def is_ephemeral(self) -> bool:
        return False

    @property
    def text(self) -> str:
        """All that can be read but the options of menus. Raises AssertionError where it is closed or covered."""
        return self._rendering.view(self._view().raw)

    @property
    def labels(self) -> list[str]:
        """The labels of its fields, from top to bottom."""
        return self._finder().labels()

    @property
    def errors(self) -> dict[str, str]:
        """What is said at fields, by the label of the field."""
        view = self._view()
        blocks = {block["block_id"]: block for block in view.blocks}
        return {self._rendering.text(blocks[block_id]["label"]): words for block_id, words in view.errors.items()}

    @property
    def trouble(self) -> str | None:
        """What Slack itself says on the modal when the app did not do its part."""
        return self._view().trouble

    def fill(self, label: str, value: str) -> None:
        """Type into a field."""
        found = self._quiet(label)
        expect(MEMBER[found.element["type"]] not in OPTIONAL, f"{label!r} is a choice: use choose or check.")
        self._client.fill(self.id, found.block_id, found.action_id, value)

    def choose(self, label: str, *options: str) -> None:
        """Choose by the visible labels of options; several where the field takes several."""
        found = self._quiet(label)
        self._client.fill(self.id, found.block_id, found.action_id, self._values(found, options))

    def check(self, label: str, option: str) -> None:
        """Tick one of the boxes."""
        self.choose(label, *{*self._ticked(label), option})

    def uncheck(self, label: str, option: str) -> None:
        """Take the tick out of one of the boxes."""
        expect(option in self._ticked(label), f"{option!r} has no tick.")
        self.choose(label, *(one for one in self._ticked(label) if one != option))

    async def ticks(self, *boxes: str) -> None:
        """Tick boxes by what is written on them, wherever they stand; the app hears of it where it asked to."""
        for box in boxes:
            await self._sets(box, ticked=True)

    async def unticks(self, *boxes: str) -> None:
        """Take the ticks out of boxes by what is written on them."""
        for box in boxes:
            await self._sets(box, ticked=False)

    async def attaches(self, label: str, name: str, content: bytes) -> None:
        """Choose a file for a field: it is uploaded at once. What the field does not take is in `errors`."""
        found = self._finder().input(label)
        self._client.attach(self.id, found.block_id, found.action_id, name, content)

    async def removes(self, label: str, name: str) -> None:
        """Take a file out of a field again."""
        found = self._finder().input(label)
        files = self._view().values[found.block_id, found.action_id].get("files", ())
        ids = [file["id"] for file in files if file["name"] == name]
        expect(ids, f"There is no file {name!r} in {label!r}.")
        self._client.detach(self.id, found.block_id, found.action_id, ids[-1])

    async def enters(self, label: str, value: str) -> None:
        """Type or choose where the app hears of it at once, and return when it has acknowledged that."""
        found = self._finder().input(label)
        takes_options = MEMBER[found.element["type"]] in OPTIONAL
        chosen = self._values(found, (value,)) if takes_options else value
        await self._client.act(self.container, found.block_id, found.action_id, chosen)

    async def search(self, label: str, query: str) -> list[str]:
        """Type into an external select; the labels that are offered then."""
        found = self._finder().input(label)
        answer = await self._client.options(self.container, found.block_id, found.action_id, query)
        return [self._rendering.text(option["text"]) for option in options_of(answer)]

    def options(self, label: str) -> list[str]:
        """The labels of a field's options."""
        finder = self._finder()
        return finder.option_labels(finder.input(label))

    def value(self, label: str) -> Value:
        """What stands in a field: a text, the label of an option, several of them, the names of files, or None."""
        found = self._finder().input(label)
        state = self._view().values[found.block_id, found.action_id]
        value = state[MEMBER[state["type"]]]
        if value is None:
            return "" if "value" in state else None
        return [self._label(one) for one in value] if isinstance(value, list) else self._label(value)

    async def submits(self) -> None:
        """Click the submit button, and return once the app's answer was carried out."""
        expect(self._view().raw.get("submit"), f"There is nothing to submit in:\n{self.text}")
        await self._client.submit(self.id, {})

    async def closes(self) -> None:
        """Click the X."""
        self._view()
        await self._client.close(self.id)

    async def shows(self, text: str, within: float = PATIENCE) -> None:
        """Wait until it says so. Raises AssertionError after `within` seconds of real time."""
        found = await self._slack.changes.until(lambda: (self.is_on_top and text in self.text) or None, within)
        if not found:
            raise AssertionError(f"The modal does not say {text!r}, but:\n{self.text}")

    def _view(self) -> View:
        top = self._slack.views.top(self._client.person.id)
        if top is None or not self.is_open:
            raise AssertionError("The modal was closed.")
        expect(top.id == self.id, f"Another modal covers it: {self._rendering.text(top.raw['title'])!r}.")
        return top

    def _quiet(self, label: str) -> Placed:
        """A field that the app hears of when the modal is submitted."""
        found = self._finder().input(label)
        expect(not found.dispatches, f"The app hears of {label!r} at once: use `await modal.enters(…)`.")
        return found

    def _values(self, found: Placed, labels: Sequence[str]) -> object:
        finder = self._finder()
        offered = self._view().offered.get((found.block_id, found.action_id), [])
        values = [finder.option(found, label, offered) for label in labels]
        return values if MEMBER[found.element["type"]] == "selected_options" else values[0]

    async def _sets(self, box: str, *, ticked: bool) -> None:
        finder = self._finder()
        found = finder.box(box)
        value = finder.option(found, box)
        state = self._view().values[found.block_id, found.action_id]
        others = [one["value"] for one in state["selected_options"] if one["value"] != value]
        expect(ticked or len(others) < len(state["selected_options"]), f"{box!r} has no tick.")
        chosen = [*others, value] if ticked else others
        if found.dispatches:
            await self._client.act(self.container, found.block_id, found.action_id, chosen)
        else:
            self._client.fill(self.id, found.block_id, found.action_id, chosen)

    def _ticked(self, label: str) -> list[str]:
        value = self.value(label)
        if not isinstance(value, list):
            raise AssertionError(f"{label!r} has no boxes to tick.")  # noqa: TRY004 - it fails a test
        return value

    def _label(self, value: Any) -> str:  # noqa: ANN401 - an option, a file or a plain value
        if isinstance(value, dict):
            return self._rendering.text(value["text"]) if "text" in value else str(value["name"])
        return str(value)
