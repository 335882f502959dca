"""`ax-user-bot check`, as a process: what an operator sees, and what a program gets."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.databases import DATABASES, fresh_database
from tests.processes import started, variables_for
from tests.stories.offices import POLICY
from tests.world import MANIFEST, policy_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

WELL, NOT_SO, CANNOT = 0, 1, 2
SECRETS = ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "ARIZE_API_KEY")


async def checked(variables: Mapping[str, str], *arguments: str) -> tuple[int | None, str, str]:
    """Exit status, stdout and stderr."""
    async with started("check", *arguments, variables=variables) as process:
        out, err = (each.decode() for each in await process.communicate())
    assert not [name for name in SECRETS if variables.get(name, "-- none --") in out + err]
    return process.returncode, out, err


@asynccontextmanager
async def variables(database: str = "sqlite", **more: str) -> AsyncIterator[dict[str, str]]:
    """With which everything is well."""
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator(seeded=True) as arize,
        fresh_database(database) as url,
        policy_file(POLICY) as named,
    ):
        yield {**variables_for(slack, arize, url), **named, "BOT_APPROVALS_CHANNEL": "C0AXADMINS", **more}


@pytest.mark.parametrize("database", DATABASES)
async def test_a_line_for_each_fact(database: str) -> None:
    """Its verdict is a word, since there is no colour where there is no terminal; and what was logged is not told."""
    async with variables(database) as well:
        status, out, err = await checked(well)
    lines = out.splitlines()
    assert (status, err) == (WELL, "")
    assert "ok       slack.token: Slack knows the app as ax-user-bot in Simulated workspace (T0SIM)." in lines
    assert lines[-1].endswith("3 unseen, 0 warning, 0 wrong")
    assert "\x1b" not in out


async def test_what_is_wrong_is_told_with_what_to_do() -> None:
    """Exit status 1, and the rest is looked at all the same."""
    async with variables(SLACK_BOT_TOKEN="xoxb-other") as spoilt:
        status, out, _ = await checked(spoilt)
    assert status == NOT_SO
    assert "wrong    slack.token: Slack refuses SLACK_BOT_TOKEN (invalid_auth).\n" in out
    assert "           Install the app again and copy its token.\n" in out
    assert "ok       arize.key:" in out


async def test_a_warning_is_no_failure() -> None:
    """Exit status 0: a program that looks at the status goes on."""
    async with variables(ARIZE_ENUM_CASE="lower") as warned:
        status, out, _ = await checked(warned)
    assert (status, "warning  arize.vocabulary:" in out) == (WELL, True)


async def test_settings_that_cannot_be_used_are_told_whole() -> None:
    """Exit status 2: nothing else could be looked at."""
    status, out, _ = await checked({"BOT_TRANSPORT": "http", "BOT_COMAND": "/x"})
    assert status == CANNOT
    for name in ("SLACK_BOT_TOKEN", "ARIZE_API_KEY", "SLACK_SIGNING_SECRET", "did you mean BOT_COMMAND?"):
        assert name in out


@pytest.mark.parametrize("is_usable", [True, False])
async def test_programs_get_json(*, is_usable: bool) -> None:
    """In the shape that docs/operations.md describes, whatever is found."""
    async with variables() as well:
        status, out, _ = await checked(well if is_usable else {}, "--json")
    told: dict[str, Any] = json.loads(out)
    assert (status, told["shape"], told["verdict"]) == ((WELL, 1, "unseen") if is_usable else (CANNOT, 1, "wrong"))
    for finding in told["findings"]:
        assert set(finding) == {"name", "verdict", "words", "remedy", "stops"}
        assert finding["verdict"] in ("ok", "unseen", "warning", "wrong")
        assert finding["stops"] == (not is_usable)


async def test_offline_needs_nobody() -> None:
    """Before there is a network, or in a pipeline that has no secrets but made-up ones."""
    made_up = {"SLACK_BOT_TOKEN": "xoxb-a", "SLACK_APP_TOKEN": "xapp-a", "ARIZE_API_KEY": "ak-a"}
    async with fresh_database("sqlite") as url:
        status, out, _ = await checked({**made_up, "DATABASE_URL": url}, "--offline")
    assert (status, out.splitlines()[-1]) == (WELL, "5 ok, 0 unseen, 0 warning, 0 wrong")
