"""Variables of the process and of an `.env` file, read into one value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dotenv.parser import parse_stream
from pydantic import ValidationError

from bot.settings import problems
from bot.settings.model import Settings
from bot.settings.problems import SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def load_settings(environ: Mapping[str, str], env_file: Path | None = None) -> Settings:
    """Build the settings from `environ`, which wins, and `env_file`, which need not exist.

    An empty value counts as not set. Raises SettingsError with all that is wrong at once.
    """
    filed, found = _read(env_file) if env_file else ({}, [])
    given = {name: text.strip() for name, text in (*filed.items(), *environ.items()) if text.strip()}
    found += problems.of_names(given)
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        raise SettingsError([*found, *problems.of_values(error)]) from None
    if found:
        raise SettingsError(found)
    return settings


def _read(env_file: Path) -> tuple[dict[str, str], list[str]]:
    """Read values as written: nothing is put in the place of `${…}`, since a secret may hold such a thing."""
    try:
        with env_file.open(encoding="utf-8") as lines:
            bindings = list(parse_stream(lines))
    except FileNotFoundError:
        return {}, []
    except (OSError, UnicodeDecodeError) as error:
        return {}, [f"{env_file} cannot be read: {getattr(error, 'strerror', 'it is not UTF-8 text')}."]
    wrong = [f"{env_file}, line {each.original.line}, is not NAME=value." for each in bindings if each.error]
    return {each.key: each.value for each in bindings if each.key and each.value is not None}, wrong
