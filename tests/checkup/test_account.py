"""The Arize AX account: what the key can be seen to do, without a write."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.simulator.arize.faults import Drop, Fault, Garbage, Status, UnknownVocabulary
from tests.checkup.setup import set_up


async def test_the_key_of_an_admin_may_read_all_that_is_needed() -> None:
    """And nothing was written to find out."""
    async with set_up() as here:
        found = {each.name: each for each in await here.looked_at()}
        assert {call.method for call in here.arize.calls} == {"GET"}
    for name in ("arize.key", "arize.roles", "arize.places", "arize.vocabulary", "arize.clock", "arize.tls"):
        assert found[name].verdict.value == "ok", name
    assert found["arize.writes"].verdict.value == "unseen"
    assert "only known by doing it" in found["arize.writes"].words


async def test_a_key_that_only_reads_users_lacks_the_rest() -> None:
    """Each with what does not work without it."""
    async with set_up() as here:
        here.variables["ARIZE_API_KEY"] = here.arize.read_key
        assert [verdict for verdict, _ in await here.says("arize.key")] == ["ok"]
        assert await here.says("arize.roles") == [
            ("warning", "The key may not read roles: it lacks ROLE_READ; `roles` does not work.")
        ]
        ((verdict, words),) = await here.says("arize.places")
        assert (verdict, "`grant` and `revoke` do not work" in words) == ("warning", True)


async def test_a_key_that_may_nothing_is_wrong_and_the_rest_is_looked_at() -> None:
    """It is a key, though."""
    async with set_up() as here:
        here.variables["ARIZE_API_KEY"] = here.arize.powerless_key
        found = {each.name: each for each in await here.looked_at()}
    assert found["arize.key"].words == "Arize takes the key, but it may not read users: it lacks USER_READ."
    assert found["arize.roles"].verdict.value == "warning"


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Status(401), "Arize refuses ARIZE_API_KEY: it is unknown, expired or revoked."),
        (Status(429), "Arize is limiting how often it may be asked."),
        (Status(503), "Arize failed (status 503 Service Unavailable)."),
        (Drop(), "Arize does not answer at ARIZE_BASE_URL"),
        (Garbage(), "What answers at ARIZE_BASE_URL is not the Arize AX API (the body is not a JSON object)."),
        (Status(404), "What answers at ARIZE_BASE_URL is not the Arize AX API (status 404 Not Found)."),
    ],
)
async def test_what_is_in_the_way_is_told_once(fault: Fault, words: str) -> None:
    """What would only say the same is left out."""
    async with set_up() as here:
        here.arize.faults.next("list_users", fault)
        found = [each for each in await here.looked_at() if each.name.startswith("arize.") and "tls" not in each.name]
    (one,) = found
    assert (one.name, one.verdict.value) == ("arize.key", "wrong")
    assert one.words.startswith(words)
    assert one.remedy


async def test_a_read_that_fails_for_another_reason_is_no_lack_of_rights() -> None:
    """Its own word is told."""
    async with set_up() as here:
        here.arize.faults.next("list_roles", Status(500))
        ((verdict, words),) = await here.says("arize.roles")
    assert (verdict, "status 500" in words) == ("warning", True)


async def test_words_that_nobody_knows_yet_are_told() -> None:
    """They are shown as they are."""
    async with set_up() as here:
        here.arize.faults.next("list_users", UnknownVocabulary())
        assert await here.says("arize.vocabulary") == [
            ("warning", "The account has words that this version does not know: AUDITOR, SUSPENDED.")
        ]


async def test_a_case_that_the_account_does_not_write_is_told() -> None:
    """`auto` follows the account."""
    async with set_up(vocabulary="lower") as here:
        assert [verdict for verdict, _ in await here.says("arize.vocabulary")] == ["ok"]
        here.variables["ARIZE_ENUM_CASE"] = "upper"
        assert await here.says("arize.vocabulary") == [
            ("warning", "Arize writes its words in lower case, and ARIZE_ENUM_CASE is upper.")
        ]


async def test_a_clock_that_is_wrong_is_noticed() -> None:
    """Against Arize's, too."""
    async with set_up(clock=lambda: datetime.now(UTC) - timedelta(minutes=10)) as here:
        ((verdict, words),) = await here.says("arize.clock")
    assert (verdict, words.endswith("s ahead of Arize's.")) == ("wrong", True)


async def test_a_proxy_that_cannot_lead_to_arize_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked through it, and the password in its address is not told."""
    async with set_up() as here:
        monkeypatch.setenv("HTTPS_PROXY", "socks5://me:hush@127.0.0.1")
        here.variables["ARIZE_BASE_URL"] = "https://arize.example"
        ((verdict, words),) = await here.says("arize.key")
    assert (verdict, words) == ("wrong", "The proxy in HTTPS_PROXY or ALL_PROXY has to begin with http:// or https://.")
    assert here.arize.calls == []
