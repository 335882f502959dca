"""What an operator types besides `run`: the database, the policy, the audit."""

from __future__ import annotations

import csv
import io
import json
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.domain.audit import Entry, Fact
from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from bot.store import SqlLedger, newest
from tests.databases import DATABASES, empty_database, fresh_database, opened
from tests.people import MOMENT
from tests.processes import started, variables_for
from tests.stories.offices import POLICY
from tests.world import MANIFEST, policy_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NEEDED = {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_APP_TOKEN": "xapp-x", "ARIZE_API_KEY": "ak-x"}
CANNOT, NOT_SO = 2, 1
NOWHERE = "http://127.0.0.1:9/api/"
ROW = Entry(fact=Fact.ASKED, at=MOMENT, actor_id="U0BEN", subject="ada@example.com", why='=HYPERLINK("x"), "quoted"\n')


async def told(*arguments: str, **variables: str) -> tuple[int | None, str, str]:
    """Exit status, stdout and stderr."""
    async with started(*arguments, variables={**NEEDED, **variables}) as process:
        out, err = await process.communicate()
        return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize("kind", DATABASES)
async def test_the_schema_is_checked_and_upgraded(kind: str) -> None:
    """Behind at first, and up to date afterwards, however often it is upgraded."""
    async with empty_database(kind) as url:
        assert (await told("db", "check", DATABASE_URL=url))[::2] == (
            NOT_SO,
            "The database is empty. Run: ax-user-bot db upgrade\n",
        )
        said = f"The database was empty; its schema is at {newest()} now.\n"
        assert await told("db", "upgrade", DATABASE_URL=url) == (0, said, "")
        assert await told("db", "upgrade", DATABASE_URL=url) == (0, f"The schema is at {newest()}.\n", "")
        assert await told("db", "check", DATABASE_URL=url) == (0, "The schema is up to date.\n", "")


async def test_the_bot_does_not_start_on_a_server_whose_schema_is_behind() -> None:
    """One line that says which command to run."""
    async with empty_database("postgresql") as url, a_slack() as slack:
        assert await told("run", **{**slack, "DATABASE_URL": url}) == (
            CANNOT,
            "",
            "The database is empty. Run: ax-user-bot db upgrade\n",
        )


@pytest.mark.parametrize("command", [("run",), ("db", "check"), ("db", "upgrade"), ("audit", "verify")])
async def test_a_schema_of_a_newer_version_is_left_alone(command: tuple[str, ...]) -> None:
    """One line, whatever is run."""
    async with fresh_database("sqlite") as url, a_slack() as slack:
        async with opened(url) as engine, engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        status, _, err = await told(*command, **{**slack, "DATABASE_URL": url})
    assert status in (CANNOT, NOT_SO)
    assert err.startswith("The database's schema is 9999, which this version does not know: a newer one was here.")
    assert err.count("\n") == 1


async def test_a_database_that_does_not_answer_is_one_line() -> None:
    """And the password in its address is not in it."""
    status, _, err = await told("db", "check", DATABASE_URL="postgresql://bot:hunter2@127.0.0.1:1/bot")
    assert (status, err.count("\n")) == (CANNOT, 1)
    assert "The bot's database does not answer" in err
    assert "hunter2" not in err


async def test_a_policy_file_with_mistakes_is_told_whole() -> None:
    """The bot does not start with half of a policy."""
    async with fresh_database("sqlite") as url, policy_file("[operations.creat]\nrun = ['boss']\n") as named:
        status, _, err = await told("run", DATABASE_URL=url, SLACK_API_URL=NOWHERE, **named)
    assert status == CANNOT
    for mistake in ("policy.toml: there is no role admins", "did you mean create?", "there is no role “boss”"):
        assert mistake in err
    assert "Traceback" not in err


async def test_what_nobody_can_approve_is_warned_of() -> None:
    """At every start; it is no reason not to run."""
    hopeless = '[roles]\nadmins = ["U0ALICE"]\n[operations.delete]\nrequest = ["admins"]\napprove = ["admins"]\n'
    async with fresh_database("sqlite") as url, policy_file(hopeless) as named:
        _, _, err = await told("run", DATABASE_URL=url, SLACK_API_URL=NOWHERE, **named)
    assert "can be requested, but not approved: it takes 1 besides whoever asks" in err


@asynccontextmanager
async def a_slack() -> AsyncIterator[dict[str, str]]:
    """Where everything is well but what the test is about."""
    async with slack_simulator(manifest=MANIFEST) as slack, arize_simulator() as arize:
        yield variables_for(slack, arize, "")


@asynccontextmanager
async def a_workspace(policy: str = POLICY) -> AsyncIterator[dict[str, str]]:
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator() as arize,
        fresh_database("sqlite") as url,
        policy_file(policy) as named,
    ):
        yield {**variables_for(slack, arize, url), **named}


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--user", "U0ALICE", "--operation", "create"), 0, "create: run. You have the role “admins”."),
        (
            ("--user", "U0DEV", "--operation", "delete", "--target", "ada@example.com"),
            0,
            "delete: request. You have the role “requesters”. It takes 2 approvals.\nIt takes 2 of: S0ADMINS, S0LEADS.",
        ),
        (
            ("--user", "U0ALICE", "--operation", "create", "--target", "z@example.com", "--role", "ADMIN"),
            0,
            "create: request. You have the role “requesters”. It takes 2 approvals.",
        ),
        (("--user", "U0DEV", "--operation", "list"), NOT_SO, "list: refuse. Only “admins” may use “list”."),
        (("--user", "U0GUS", "--operation", "create"), NOT_SO, "create: refuse. Only full members"),
        (("--user", "U0DEV", "--operation", "gone"), CANNOT, "There is no operation “gone”. There are: "),
        (("--user", "U0NOBODY", "--operation", "create"), CANNOT, ""),
    ],
)
async def test_the_policy_explains_itself(arguments: tuple[str, ...], status: int, said: str) -> None:
    """With the person as Slack has them, and the answer that they would get."""
    async with a_workspace() as variables, started("policy", "explain", *arguments, variables=variables) as process:
        out, err = (each.decode() for each in await process.communicate())
    assert process.returncode == status, err
    assert said in out + err
    assert "Traceback" not in err


@pytest.mark.parametrize("kind", DATABASES)
async def test_the_audit_is_exported_and_verified(kind: str) -> None:
    """Every row once, as CSV that no spreadsheet takes for formulas and as JSON lines; from a day on, if asked."""
    async with fresh_database(kind) as url:
        await note(url, ROW, replace(ROW, at=MOMENT.replace(year=2027)))
        assert await told("audit", "verify", DATABASE_URL=url) == (0, "The chain holds: 2 rows.\n", "")
        _, out, err = await told("audit", "export", "--format", "csv", DATABASE_URL=url)
        rows = list(csv.DictReader(io.StringIO(out)))
        assert [(row["number"], row["fact"], row["why"]) for row in rows] == [
            ("1", "asked", f"'{ROW.why}"),
            ("2", "asked", f"'{ROW.why}"),
        ]
        assert err == "2 rows.\n"
        _, out, _ = await told("audit", "export", "--since", "2026-12-31", DATABASE_URL=url)
        (line,) = [json.loads(line) for line in out.splitlines()]
        assert (line["number"], line["why"], line["subject"]) == (2, ROW.why, "ada@example.com")


async def test_a_row_that_somebody_changed_is_named() -> None:
    """Exit status 1, and how many rows before it hold."""
    async with fresh_database("sqlite") as url:
        await note(url, ROW, ROW, ROW)
        async with opened(url) as engine, engine.begin() as connection:
            await connection.execute(text("UPDATE audit SET why = 'another' WHERE number = 2"))
        assert await told("audit", "verify", DATABASE_URL=url) == (
            NOT_SO,
            "",
            "Row 2 breaks the chain: it was changed. The 1 rows before it hold.\n",
        )


async def note(url: str, *entries: Entry) -> None:
    async with opened(url) as engine:
        for entry in entries:
            await SqlLedger(engine, lambda: MOMENT).note(entry)
