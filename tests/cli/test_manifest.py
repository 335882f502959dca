"""`ax-user-bot manifest`, as a process: what is pasted into Slack, or handed to Slack's own command line."""

from __future__ import annotations

import json

import pytest

from tests.processes import started
from tests.world import MANIFEST, ROOT

CANNOT = 2


async def printed(*arguments: str) -> tuple[int | None, str, str]:
    """Exit status, stdout and stderr. No variable is set: the manifest comes before there is any token."""
    async with started("manifest", *arguments) as process:
        out, err = await process.communicate()
        return process.returncode, out.decode(), err.decode()


async def test_the_committed_file_is_what_is_printed() -> None:
    """Byte for byte, with its remarks."""
    assert await printed() == (0, (ROOT / "manifest.yml").read_text(encoding="utf-8"), "")


async def test_json_is_for_other_programs() -> None:
    """The same manifest, and nothing beside it on stdout."""
    status, out, err = await printed("--format", "json")
    assert (status, json.loads(out), err) == (0, MANIFEST, "")


async def test_the_manifest_for_http_names_the_address_and_the_command() -> None:
    """As they were typed."""
    status, out, _ = await printed("--transport", "http", "--url", "https://b.example.com", "--command", "/arize")
    assert status == 0
    assert "url: https://b.example.com/slack/events" in out
    assert "command: /arize" in out
    assert "socket_mode_enabled: false" in out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--transport", "http"), "HTTP needs the bot's public address: add --url"),
        (("--url", "https://b.example.com"), "In Socket Mode the app has no address"),
        (("--command", "/Arize"), "--command should be a slash and up to 31 of a-z, 0-9, - and _, such as /ax-user."),
    ],
)
async def test_what_does_not_go_together_is_one_line(arguments: tuple[str, ...], told: str) -> None:
    """Exit status 2, what to do, and no manifest."""
    status, out, err = await printed(*arguments)
    assert (status, out, err.count("\n")) == (CANNOT, "", 1)
    assert told in err
