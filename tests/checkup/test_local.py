"""What is seen without any network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.app.checkup.local import unusable
from tests.checkup.setup import set_up
from tests.databases import DATABASES, empty_database, opened

if TYPE_CHECKING:
    from pathlib import Path

WELL = "The database answers, and its schema is this version's."
READ_ONLY = "/proc/self/status"
"""A file that is there, in a folder that not even root may write to."""


async def test_offline_asks_nobody() -> None:
    """Neither Slack nor Arize hears of it."""
    async with set_up() as here:
        found = await here.looked_at(offline=True)
        assert (here.slack.inspector.entries(), here.arize.calls) == ([], [])
    assert [(each.name, each.verdict.value) for each in found] == [
        ("settings", "ok"),
        ("tokens.slack", "ok"),
        ("tokens.arize", "ok"),
        ("policy.file", "ok"),
        ("database", "ok"),
    ]


async def test_a_database_on_a_server_is_not_asked_offline() -> None:
    """It is on the network."""
    async with set_up(database="postgresql") as here:
        assert "database" not in {each.name for each in await here.looked_at(offline=True)}


async def test_a_key_that_looks_like_none_is_a_warning() -> None:
    """Other kinds of token may work."""
    async with set_up() as here:
        here.variables["ARIZE_API_KEY"] = "eyJhbGciOi"
        ((verdict, words),) = await here.says("tokens.arize")
    assert (verdict, "does not begin with ak-" in words, "eyJ" in words) == ("warning", True, False)


async def test_every_mistake_of_the_policy_file_is_told() -> None:
    """Each with its line; who is named in it is not asked about."""
    async with set_up(policy="[operations.creat]\nrun = ['boss']\n") as here:
        found = await here.looked_at()
    mistakes = [each for each in found if each.name == "policy.file"]
    assert len(mistakes) == 3
    assert all(each.stops and each.verdict.value == "wrong" for each in mistakes)
    assert [each for each in found if each.name == "policy.people"] == []


async def test_what_can_never_be_approved_is_a_warning() -> None:
    """As it is at every start."""
    policy = '[roles]\nadmins = ["U0ALICE"]\n[operations.delete]\nrequest = ["admins"]\napprove = ["admins"]\n'
    async with set_up(policy=policy) as here:
        ((verdict, words),) = await here.says("policy.approvals")
    assert (verdict, "can be requested, but not approved" in words) == ("warning", True)


@pytest.mark.parametrize(("role", "remedy"), [("ADMN", "Did you mean ADMIN?"), ("zzz", "There are: ADMIN, MEMBER")])
async def test_a_condition_on_a_role_that_there_is_not_is_a_warning(role: str, remedy: str) -> None:
    """It would never match, and nobody would notice."""
    policy = f'[roles]\nadmins = ["U0ALICE"]\n[[operations.create.when]]\nrole = ["{role}", "member"]\nrun = []\n'
    async with set_up(policy=policy) as here:
        (found,) = [each for each in await here.looked_at(offline=True) if each.name == "policy.roles"]
    assert found.words == f"A condition of “create” names the role “{role}”, which this version does not know."
    assert found.remedy.startswith(remedy)


@pytest.mark.parametrize("kind", DATABASES)
async def test_a_database_with_this_versions_schema_is_well(kind: str) -> None:
    """Of either kind."""
    async with set_up(database=kind) as here:
        assert await here.says("database") == [("ok", WELL)]


async def test_a_file_that_is_not_there_is_not_made() -> None:
    """The bot makes it when it starts."""
    async with set_up() as here, empty_database("sqlite") as url:
        here.variables["DATABASE_URL"] = url
        for _ in range(2):
            ((verdict, words),) = await here.says("database")
            assert (verdict, "is not there yet" in words) == ("ok", True)


async def test_a_folder_that_is_none_is_wrong(tmp_path: Path) -> None:
    """A database cannot be made inside of a file."""
    (tmp_path / "taken").touch()
    async with set_up() as here:
        here.variables["DATABASE_URL"] = f"sqlite:///{tmp_path}/taken/bot.db"
        ((verdict, _),) = await here.says("database")
    assert verdict == "wrong"


async def test_a_file_that_nobody_may_write_to_is_wrong() -> None:
    """A volume that is mounted read-only, or the file of another user: it is said before anybody asks for anything."""
    async with set_up() as here:
        here.variables["DATABASE_URL"] = f"sqlite:///{READ_ONLY}"
        (found,) = [each for each in await here.looked_at() if each.name == "database"]
    assert found.words == f"The file {READ_ONLY} cannot be used: /proc/self may not be written to."
    assert (found.verdict.value, found.stops) == ("wrong", True)
    assert "Give the bot's user the right to write there" in found.remedy


async def test_an_older_file_is_well_and_an_older_server_is_not() -> None:
    """A file is brought up to date at the start, a server's schema is its operator's."""
    async with set_up() as here:
        await spoil(here.variables["DATABASE_URL"], "0001")
        ((verdict, words),) = await here.says("database")
        assert (verdict, "brought up to date when the bot starts" in words) == ("ok", True)
    async with set_up() as here, empty_database("postgresql") as url:
        here.variables["DATABASE_URL"] = url
        (found,) = [each for each in await here.looked_at() if each.name == "database"]
    assert (found.verdict.value, found.words, found.stops) == ("wrong", "The database is empty.", True)
    assert found.remedy == "Run: ax-user-bot db upgrade"


async def test_a_newer_schema_is_wrong() -> None:
    """This version does not know what is in it."""
    async with set_up() as here:
        await spoil(here.variables["DATABASE_URL"], "9999")
        ((verdict, words),) = await here.says("database")
    assert (verdict, "a newer one was here" in words) == ("wrong", True)


async def test_a_server_that_does_not_answer_is_wrong_without_its_password() -> None:
    """With the kind of what went wrong."""
    async with set_up() as here:
        here.variables["DATABASE_URL"] = "postgresql://bot:hunter2@127.0.0.1:1/bot"
        ((verdict, words),) = await here.says("database")
    assert (verdict, "does not answer" in words, "hunter2" in words) == ("wrong", True, False)


async def spoil(url: str, revision: str) -> None:
    async with opened(url) as engine, engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = :to"), {"to": revision})


def test_settings_that_cannot_be_used_are_a_finding_each() -> None:
    """Nothing else can be looked at then."""
    found = unusable(("BOT_PORT should be a whole number.", "ARIZE_API_KEY is not set."))
    assert [(each.name, each.verdict.value, each.words, each.stops) for each in found] == [
        ("settings", "wrong", "BOT_PORT should be a whole number.", True),
        ("settings", "wrong", "ARIZE_API_KEY is not set.", True),
    ]
