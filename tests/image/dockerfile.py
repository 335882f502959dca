"""The instructions of a Dockerfile, as they stand there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAIR = re.compile(r"""(\w+)=("[^"]*"|\S+)""")


@dataclass(frozen=True)
class Instruction:
    """`FROM build`; `line` is all that follows the word, on one line."""

    word: str
    line: str

    @property
    def words(self) -> list[str]:
        """The arguments of a list in brackets, or of a plain line."""
        return [str(each) for each in json.loads(self.line)] if self.line.startswith("[") else self.line.split()

    @property
    def pairs(self) -> dict[str, str]:
        """Those of ENV."""
        return {name: value.strip('"') for name, value in PAIR.findall(self.line)}


def stages(path: Path) -> list[list[Instruction]]:
    """The instructions of each stage, without its FROM, in their order."""
    found: list[list[Instruction]] = []
    for instruction in _instructions(path.read_text(encoding="utf-8")):
        if instruction.word == "FROM":
            found.append([])
        elif found:
            found[-1].append(instruction)
    return found


def only(stage: list[Instruction], word: str) -> Instruction:
    """The one instruction with this word."""
    (found,) = [each for each in stage if each.word == word]
    return found


def _instructions(text: str) -> Iterator[Instruction]:
    """Comments may stand between the lines of one instruction, and are left out as Docker does."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for whole in "\n".join(lines).replace("\\\n", " ").splitlines():
        word, _, rest = whole.strip().partition(" ")
        yield Instruction(word.upper(), " ".join(rest.split()))
