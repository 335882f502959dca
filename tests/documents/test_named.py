"""What the documents name is there: commands and their options, settings, events of the log, places to read on."""

from __future__ import annotations

import asyncio
import re
import sys

import pytest

from bot.commands import discover
from bot.settings import Settings
from tests.documents.commands import DOCUMENTS, ROOT, texts, typed_commands

SETTING = re.compile(r"\b(?:BOT|ARIZE|SLACK)_[A-Z_]+\b|\bDATABASE_URL\b")
NOT_OURS = frozenset({"SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"})
"""Refused, and told so."""
EVENT = re.compile(r"`([a-z]+\.[a-z_]+)`")
LOGGED = re.compile(r"""["']([a-z]+\.[a-z_]+)["']""")
FILES = (".md", ".py", ".toml", ".yml", ".json", ".com", ".txt", ".html")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)#([^)]+)\)")


@pytest.mark.parametrize("line", sorted(typed_commands()))
async def test_a_command_that_is_told_of_can_be_typed(line: str) -> None:
    """With every option that stands there."""
    _, *words = line.partition(" --")[0].split()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", *words, "--help", cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    assert [option for option in re.findall(r"--[a-z-]+", line) if option not in said.decode()] == []


def test_a_slash_command_that_is_told_of_is_there() -> None:
    """`/ax-user requests waiting` and all others."""
    known = {command.name for command in discover()}
    told = {word for text in texts().values() for word in re.findall(r"`/ax-user ([a-z-]+)", text)}
    assert {"requests", "review"} <= told
    assert told <= known


def test_a_setting_that_is_told_of_is_there() -> None:
    """Whoever sets it gets what was told, and not a start that is refused."""
    known = {str(field.alias) for field in Settings.model_fields.values()}
    for name, text in texts().items():
        assert set(SETTING.findall(text)) - NOT_OURS <= known, name


def test_an_event_of_the_log_that_is_told_of_is_logged() -> None:
    """Whoever looks for it in the log may find it."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "bot").rglob("*.py")]
    logged = {event for source in sources for event in LOGGED.findall(source)}
    told = {event for text in texts().values() for event in EVENT.findall(text) if not event.endswith(FILES)}
    first = {event.partition(".")[0] for event in logged}
    assert "job.put_off" in told
    assert {event for event in told if event.partition(".")[0] in first} <= logged


def test_links_into_a_page_lead_to_a_heading() -> None:
    """Every link with a `#`, in this page or another."""
    for document in DOCUMENTS:
        for target, heading in LINK.findall(document.read_text(encoding="utf-8")):
            page = (document.parent / target).resolve() if target else document
            assert heading in _headings(page.read_text(encoding="utf-8")), f"{document.name}: {target}#{heading}"


def _headings(text: str) -> set[str]:
    """As GitHub names them: lower case, without punctuation, with hyphens for spaces."""
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}
