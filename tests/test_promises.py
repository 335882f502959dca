"""What the README says is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from bot.commands import discover

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]+) \| (read|change|destroy) \|$", re.MULTILINE)


def test_the_readmes_table_lists_every_command_as_it_is() -> None:
    """Usage, summary and kind, in the order of the help."""
    rows = ROW.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert rows == [(command.usage, command.summary, command.kind.value) for command in discover()]


def test_the_readmes_two_commands_exist() -> None:
    """`make demo` and `make test` are all that a newcomer types."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert f"make {target}" in readme
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_links_between_documents_lead_somewhere() -> None:
    """Every relative link of every document."""
    for document in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name} links to {target}"


def test_the_demo_shows_every_emoji_that_the_bot_uses() -> None:
    """A shortcode that the page does not know would stand there as text."""
    known = (ROOT / "bot/simulator/page/static/js/emoji.js").read_text(encoding="utf-8")
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "bot/slack").rglob("*.py"))
    used = set(re.findall(r"(?<![\w/]):([a-z][a-z_]+):(?!\w)", sources))
    assert "warning" in used
    assert [name for name in sorted(used) if not re.search(rf"\b{name}: ", known)] == []


def test_one_module_reads_the_environment_and_what_was_typed() -> None:
    """Everybody else is handed values, so that nothing depends on where it runs."""
    readers = re.compile(r"\bos\.(environ|getenv)\b|\bsys\.argv\b|from os import|from sys import")
    sources = {path.relative_to(ROOT): path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py")}
    assert [str(path) for path, source in sources.items() if readers.search(source)] == ["bot/__main__.py"]
