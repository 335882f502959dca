"""What the documents tell an operator to type."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOCUMENTS = (*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/*.md")), *sorted(ROOT.glob("docs/operations/*.md")))
CODE = re.compile(r"`[^`\n]+`|^(?![#|]).*$", re.MULTILINE)
COMMAND = re.compile(
    r"(?<![\w/.-])ax-user-bot((?: [a-z]+(?:-[a-z]+)*)+(?: --[a-z-]+(?: [^\s`#|>-][^\s`]*)?)*)(?=[`\s]|$)"
)
MARKED = r"<!-- {name}: begin -->\s+```sh\n(.*?)```\s+<!-- {name}: end -->"


def marked(document: str, name: str) -> str:
    """The script between two markers of a page under docs/."""
    page = (ROOT / "docs" / document).read_text(encoding="utf-8")
    (script,) = re.findall(MARKED.format(name=name), page, re.DOTALL)
    return textwrap.dedent(script)


def texts() -> dict[str, str]:
    """Every document by its path from the root; what changed in the past may name what is no more."""
    return {
        str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
        for path in DOCUMENTS
        if path.name != "CHANGELOG.md"
    }


def typed_commands() -> set[str]:
    """Each command line of ours, in code: `ax-user-bot db check`, without the values of its options."""
    lines = [line for text in texts().values() for line in CODE.findall(text)]
    return {found.group().strip() for line in lines for found in COMMAND.finditer(line)}
