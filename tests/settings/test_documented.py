"""What the documents say of the settings is what the code does."""

from __future__ import annotations

import re

from dotenv import dotenv_values

from bot.settings import Settings, load_settings
from tests.settings.complete import ENOUGH
from tests.settings.table import PAGE, default_text, table, written

EXAMPLE = PAGE.parent.parent / ".env.example"
VARIABLES = {str(field.alias): field for field in Settings.model_fields.values()}


def test_the_settings_table_is_the_settings() -> None:
    """docs/operations.md says what the code does; `python -m tests.settings.table` brings it up to date."""
    page = PAGE.read_text(encoding="utf-8")
    assert table() in page
    assert written(page) == page


def test_the_example_names_every_variable() -> None:
    """`.env.example` holds all variables with their defaults, and no other."""
    text = EXAMPLE.read_text(encoding="utf-8")
    shown = dict(re.findall(r"^#? ?([A-Z_]+)=(.*)$", text, re.MULTILINE))
    assert shown == {name: default_text(field) for name, field in VARIABLES.items()}


def test_the_example_runs_once_its_blanks_are_filled() -> None:
    """Copied to `.env` with the secrets filled in, it is a whole configuration."""
    filled = {name: text or ENOUGH[name] for name, text in dotenv_values(EXAMPLE).items()}
    assert load_settings(filled) == load_settings(ENOUGH)
