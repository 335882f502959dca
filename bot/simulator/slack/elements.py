"""Finding the elements of blocks, and the options of elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Block = dict[str, Any]
Element = dict[str, Any]


class Placed(NamedTuple):
    """An element and the block that holds it."""

    block: Block
    element: Element

    @property
    def block_id(self) -> str:
        return str(self.block.get("block_id", ""))

    @property
    def action_id(self) -> str:
        return str(self.element.get("action_id", ""))

    @property
    def is_input(self) -> bool:
        return self.block.get("type") == "input"

    @property
    def dispatches(self) -> bool:
        """Whether the app hears of it at once, and not only when the view is submitted."""
        return not self.is_input or bool(self.block.get("dispatch_action"))


def placed(blocks: Iterable[Block]) -> Iterator[Placed]:
    """Every element that a person can act on, from top to bottom."""
    for block in blocks:
        for element in _elements(block):
            if "action_id" in element:
                yield Placed(block, element)


def find(blocks: Iterable[Block], block_id: str, action_id: str) -> Placed | None:
    return next((found for found in placed(blocks) if (found.block_id, found.action_id) == (block_id, action_id)), None)


def options_of(holder: dict[str, Any]) -> list[dict[str, Any]]:
    """The options of an element or of an answer to block_suggestion, whether in groups or not."""
    grouped = [option for group in holder.get("option_groups") or () for option in group["options"]]
    return [*(holder.get("options") or ()), *grouped]


def _elements(block: Block) -> list[Element]:
    match block.get("type"):
        case "input":
            return [block["element"]]
        case "section":
            return [block["accessory"]] if "accessory" in block else []
        case "actions":
            return list(block["elements"])
    return []
