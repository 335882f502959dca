"""Secrets that were committed: `python -m tests.secret_shapes` reads every file of the repository for their shapes.

Only what can be nothing else is looked for, so that no made-up token of a test or of a simulator is a false alarm.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
SHAPES = {
    "a token of Slack": r"\bxox[abeoprs]-(?:\d-)?\d{9,}-[\w-]{20,}",
    "an app token of Slack": r"\bxapp-\d-A[A-Z0-9]{8,}-\d{9,}-[0-9a-f]{32,}",
    "an incoming webhook of Slack": r"hooks\.slack\.com/services/T[A-Z0-9]{8,}/B[A-Z0-9]{8,}/\w{20,}",
    "a signing secret of Slack": r"SIGNING_SECRET\s*[=:]\s*[\"']?[0-9a-f]{32}\b",
    "an Arize key": r"\bak-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\bak-[A-Za-z0-9+/_-]{32,}",
    "a private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20,}",
    "a key of AWS": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "a token of GitHub": r"\bgh[opusr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{50,}",
    "a token of PyPI": r"\bpypi-AgEIcHlwaS[\w-]{50,}",
    "a JSON Web Token": r"\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}",
}
_ANY = re.compile("|".join(f"(?P<s{number}>{shape})" for number, shape in enumerate(SHAPES.values())))
_NAMES = tuple(SHAPES)


def found(text: str) -> Iterator[tuple[int, str]]:
    """The line, from 1, and the kind of each secret in a text. What it is, is not said again."""
    for match in _ANY.finditer(text):
        yield text.count("\n", 0, match.start()) + 1, _NAMES[int(str(match.lastgroup)[1:])]


def committed() -> Iterator[tuple[Path, int, str]]:
    """Each one in what git knows of."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)  # noqa: S607 - whichever git
    for name in filter(None, listed.stdout.decode().split("\0")):
        path = ROOT / name
        if path.is_file():
            yield from ((Path(name), *secret) for secret in found(path.read_text("utf-8", "replace")))


def main() -> int:
    secrets = list(committed())
    for path, line, kind in secrets:
        print(f"{path}:{line}: {kind}. Revoke it, and take it out of the history.")  # noqa: T201 - the report
    return 1 if secrets else 0


if __name__ == "__main__":
    sys.exit(main())
