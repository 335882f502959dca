"""Variables come from the process and from a file, and every one is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.settings import SettingsError, load_settings
from tests.settings.complete import ENOUGH, problem

if TYPE_CHECKING:
    from pathlib import Path


def test_a_misspelt_name_gets_a_suggestion() -> None:
    """A setting that would silently do nothing is a mistake."""
    assert problem(BOT_PASSWORDTTL="1h") == (
        "BOT_PASSWORDTTL is not a setting (did you mean BOT_PASSWORD_TTL?); correct or remove it."
    )
    assert problem(BOT_XYZ="1") == "BOT_XYZ is not a setting; correct or remove it."


def test_other_peoples_variables_are_left_alone() -> None:
    """Only names that begin with BOT_ are ours to judge."""
    assert load_settings({**ENOUGH, "PATH": "/bin", "SLACK_CLIENT_ID": "1", "ROBOT_ARM": "x"}).port == 3000


def test_the_oauth_pair_is_refused() -> None:
    """Bolt would take the pair as a wish for OAuth and leave our token unused."""
    assert "remove them" in problem(SLACK_CLIENT_ID="1", SLACK_CLIENT_SECRET="hunter2")


def test_the_env_file_is_read(tmp_path: Path) -> None:
    """Values may stand in a file, quoted or not, and are taken as written."""
    env_file = tmp_path / ".env"
    env_file.write_text(
        "# mine\nexport BOT_PORT='4000'\nARIZE_API_KEY=ak-${HOME}\nBOT_HOST=\nEMPTY\n", encoding="utf-8"
    )
    settings = load_settings({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}, env_file)
    assert (settings.port, settings.arize_api_key.get_secret_value()) == (4000, "ak-${HOME}")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """What is set for this one process counts more; an empty value counts as not set."""
    env_file = tmp_path / ".env"
    env_file.write_text("BOT_PORT=4000\nBOT_PAGE_SIZE=5\n", encoding="utf-8")
    settings = load_settings({**ENOUGH, "BOT_PORT": "5000", "BOT_PAGE_SIZE": ""}, env_file)
    assert (settings.port, settings.page_size) == (5000, 5)


def test_no_env_file_is_no_mistake(tmp_path: Path) -> None:
    """A container has none."""
    assert load_settings(ENOUGH, tmp_path / ".env").port == 3000


def test_a_broken_env_file_is_told_with_its_lines(tmp_path: Path) -> None:
    """A line that means nothing is named by its number, and not shown."""
    env_file = tmp_path / ".env"
    env_file.write_text("BOT_PORT=1\nARIZE_API_KEY='hunter2\n", encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        load_settings(ENOUGH, env_file)
    assert raised.value.problems == (f"{env_file}, line 2, is not NAME=value.",)


def test_an_unreadable_env_file_is_told(tmp_path: Path) -> None:
    """Neither a folder nor a binary file passes for settings."""
    (tmp_path / "binary").write_bytes(b"\xff\xfe")
    for env_file, why in ((tmp_path, "Is a directory"), (tmp_path / "binary", "it is not UTF-8 text")):
        with pytest.raises(SettingsError, match=f"cannot be read: {why}"):
            load_settings(ENOUGH, env_file)
