"""Finding an element by what is written on it. What is not there, or there twice, raises AssertionError."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.driver.expecting import expect
from bot.simulator.slack.elements import Placed, options_of, placed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.simulator.slack.elements import Block
    from bot.simulator.slack.rendering import Rendering


class Finder:
    """Over the blocks of one message or view."""

    def __init__(self, blocks: Sequence[Block], rendering: Rendering) -> None:
        self._blocks = blocks
        self._rendering = rendering

    def buttons(self) -> list[str]:
        return [self._text(found.element["text"]) for found in placed(self._blocks) if _is_button(found)]

    def button(self, label: str, near: str | None) -> Placed:
        return self._one(
            lambda found: _is_button(found) and self._text(found.element["text"]) == label, f"button {label!r}", near
        )

    def with_option(self, label: str, near: str | None) -> Placed:
        """A menu that offers this."""
        return self._one(lambda found: label in self.option_labels(found), f"menu with {label!r}", near)

    def box(self, label: str) -> Placed:
        """The checkboxes of which one reads so."""
        return self._one(lambda found: _is_boxes(found) and label in self.option_labels(found), f"box {label!r}", None)

    def menu(self, near: str | None) -> Placed:
        return self._one(lambda found: bool(options_of(found.element)), "menu", near)

    def input(self, label: str) -> Placed:
        """An input by its label; a select or a text field elsewhere by its placeholder."""
        return self._one(lambda found: self.label(found) == label, f"field {label!r}", None)

    def labels(self) -> list[str]:
        """The labels of inputs, from top to bottom."""
        return [self.label(found) for found in placed(self._blocks) if found.is_input]

    def label(self, found: Placed) -> str:
        if found.is_input:
            return self._text(found.block["label"])
        return self._text(found.element["placeholder"]) if "placeholder" in found.element else ""

    def option_labels(self, found: Placed) -> list[str]:
        return [self._text(option["text"]) for option in options_of(found.element)]

    def option(self, found: Placed, label: str, offered: Sequence[dict[str, Any]] = ()) -> str:
        """The value of the option that reads `label`."""
        options = [*options_of(found.element), *offered]
        values = [str(option["value"]) for option in options if self._text(option["text"]) == label]
        labels = [self._text(option["text"]) for option in options]
        expect(values, f"There is no option {label!r}, but there are {labels}.")
        return values[-1]

    def confirmation(self, found: Placed) -> dict[str, str] | None:
        """The texts of the dialog that asks back, if there is one."""
        confirm = found.element.get("confirm")
        return confirm and {name: self._text(confirm[name]) for name in ("title", "text", "confirm") if name in confirm}

    def _one(self, fits: Callable[[Placed], bool], what: str, near: str | None) -> Placed:
        fitting = [found for found in placed(self._blocks) if fits(found)]
        closest = fitting if near is None else self._near(fitting, near)
        place = "" if near is None else f" near {near!r}"
        shown = self._rendering.blocks(self._blocks)
        expect(closest, f"There is no {what}{place} in:\n{shown}")
        expect(len(closest) == 1, f"There are {len(closest)} of {what}{place}; say near=… in:\n{shown}")
        return closest[0]

    def _near(self, fitting: list[Placed], near: str) -> list[Placed]:
        """Those in a block that says it; else those in the block after one that does."""
        here = [found for found in fitting if self._says(found.block, near)]
        return here or [found for found in fitting if (above := self._above(found.block)) and self._says(above, near)]

    def _above(self, block: Block) -> Block | None:
        index = next(index for index, one in enumerate(self._blocks) if one is block)
        return self._blocks[index - 1] if index else None

    def _says(self, block: Block, near: str) -> bool:
        return near in self._rendering.block(block)

    def _text(self, part: Any) -> str:  # noqa: ANN401 - a text object
        return self._rendering.text(part)


def _is_button(found: Placed) -> bool:
    return bool(found.element["type"] == "button")


def _is_boxes(found: Placed) -> bool:
    return bool(found.element["type"] == "checkboxes")
