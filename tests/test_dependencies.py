"""What others wrote and we run: named, pinned, hashed, and under a licence that lets everybody use it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
SETS = {"requirements.txt": None, "requirements-dev.txt": "dev", "requirements-judge.txt": "judge"}
PIN = re.compile(r"^(?P<name>[\w.-]+)(?:\[[\w,]+\])?==(?P<version>[\w.]+)(?P<rest>(?:.*\n(?=[ ]))*)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
PARTS = {"pydantic-core"}
"""Of what is named: pydantic pins it to the letter, and its documentation imports from it."""
LICENCES = ("MIT", "BSD", "Apache", "ISC", "PSF", "Python Software Foundation", "MPL", "Mozilla", "Unlicense")


def pins(name: str) -> dict[str, tuple[str, str]]:
    """Versions and what follows them, by name."""
    text = (ROOT / name).read_text("utf-8")
    return {canonicalize_name(pin["name"]): (pin["version"], pin["rest"]) for pin in PIN.finditer(text)}


def direct(group: str | None) -> list[Requirement]:
    named = [Requirement(each) for each in PROJECT["project"]["dependencies"]]
    return named + ([Requirement(each) for each in PROJECT["dependency-groups"][group]] if group else [])


@pytest.mark.parametrize(("name", "group"), SETS.items())
def test_everything_is_pinned_and_hashed(name: str, group: str | None) -> None:
    """To a version that pyproject.toml allows; nothing comes from an address of its own."""
    pinned, text = pins(name), (ROOT / name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(lines) == len(PIN.findall(text))
    assert [each for each, (_, rest) in pinned.items() if not HASH.search(rest)] == []
    assert [
        each.name
        for each in direct(group)
        if not each.specifier.contains(pinned[canonicalize_name(each.name)][0], prereleases=True)
    ] == []


def test_what_the_bot_imports_is_named() -> None:
    """And not there by chance, because something else needs it."""
    named = {canonicalize_name(each.name) for each in direct(None)} | PARTS
    providers = metadata.packages_distributions()
    foreign = {module for module in imported() if module in providers and module != "bot"}
    assert {module for module in foreign if not named & set(map(canonicalize_name, providers[module]))} == set()


def imported() -> set[str]:
    """The top of each module that the bot imports, but Python's own."""
    found: set[str] = set()
    for path in (ROOT / "bot").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names)


def here() -> list[str]:
    """What is pinned and belongs to this system."""
    installed = {canonicalize_name(each.metadata["Name"]) for each in metadata.distributions()}
    return sorted(installed & pins("requirements.txt").keys())


@pytest.mark.parametrize("name", here())
def test_everybody_may_use_it(name: str) -> None:
    """A licence that asks for no more than its notice, or for changes to itself."""
    about = metadata.metadata(name)
    classifiers = [each for each in about.get_all("Classifier") or [] if each.startswith("License")]
    told = " ".join([*(about.get_all("License-Expression") or []), *classifiers, *(about.get_all("License") or [])])[
        :200
    ]
    assert any(licence in told for licence in LICENCES), told
    assert not re.search(r"\bA?GPL|GNU", told), told


def test_the_list_of_dependencies_names_each() -> None:
    """docs/dependencies.md says why each is there, and how it is kept."""
    told = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    assert [each.name for each in direct("dev") if f"| `{each.name}` |" not in told] == []
