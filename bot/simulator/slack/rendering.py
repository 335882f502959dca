"""Blocks as people read them, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack import mrkdwn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.simulator.slack.elements import Block, Element
    from bot.simulator.slack.files import File
    from bot.simulator.slack.mrkdwn import Names


class Rendering:
    """`names` gives the name that is shown for a user id."""

    def __init__(self, names: Names) -> None:
        self._names = names

    def message(self, text: str, blocks: Sequence[Block], files: Iterable[File] = ()) -> str:
        """The blocks where there are any; `text` is then for notifications alone. Below, the names of files."""
        said = self.blocks(blocks) if blocks else mrkdwn.read(text, self._names)
        return _lines([said, *(file.title for file in files)])

    def view(self, raw: dict[str, Any]) -> str:
        """The title, the blocks, and the buttons below them."""
        ends = [self.text(raw[name]) for name in ("submit", "close") if raw.get(name)]
        title = [self.text(raw["title"])] if "title" in raw else []
        return _lines([*title, self.blocks(raw["blocks"]), *ends])

    def blocks(self, blocks: Iterable[Block]) -> str:
        return _lines(map(self.block, blocks))

    def block(self, block: Block) -> str:
        """Everything that can be read in a block but the options of menus."""
        parts = [block.get("text"), block.get("label"), block.get("title"), *block.get("fields", ())]
        said = [self.text(part) for part in parts if part]
        elements = [*block.get("elements", ()), block.get("accessory"), block.get("element")]
        more = [self._element(element) for element in elements if element]
        hint = [self.text(block["hint"])] if block.get("hint") else []
        return _lines([*said, *more, *hint, *_table(block)])

    def text(self, part: Any) -> str:  # noqa: ANN401 - a text object, or a bare text
        if isinstance(part, str):
            return part
        return str(part["text"]) if part["type"] == "plain_text" else mrkdwn.read(part["text"], self._names)

    def _element(self, element: Element) -> str:
        """Context texts, buttons, placeholders, pictures, and the runs of rich text."""
        if element["type"] in ("plain_text", "mrkdwn"):
            return self.text(element)
        if "elements" in element:
            return "".join(map(self._element, element["elements"]))
        shown = element.get("text") or element.get("placeholder") or element.get("alt_text") or element.get("name")
        return self.text(shown) if shown else ""


def _table(block: Block) -> list[str]:
    return [" ".join(str(cell.get("text", "")) for cell in row) for row in block.get("rows", ())]


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part for part in parts if part)
