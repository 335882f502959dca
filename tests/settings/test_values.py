"""Where the bot's secrets may travel."""

from __future__ import annotations

from contextlib import suppress

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import SettingsError, load_settings
from bot.settings.values import is_loopback
from tests.settings.complete import ENOUGH, problem


@pytest.mark.parametrize(
    ("given_url", "kept"),
    [
        ("https://slack.com/api", "https://slack.com/api/"),
        ("https://acme.enterprise.slack.com/api/", "https://acme.enterprise.slack.com/api/"),
        ("https://slack-gov.com/api/", "https://slack-gov.com/api/"),
        ("http://127.0.0.1:8080/api/", "http://127.0.0.1:8080/api/"),
        ("http://localhost:1/api/", "http://localhost:1/api/"),
        ("http://[::1]:1/api/", "http://[::1]:1/api/"),
    ],
)
def test_slack_may_be_at_slack_or_here(given_url: str, kept: str) -> None:
    """Slack's own hosts and this machine are accepted, and the address ends with a slash."""
    assert load_settings({**ENOUGH, "SLACK_API_URL": given_url}).slack_api_url == kept


@pytest.mark.parametrize(
    "url",
    [
        "http://slack.com/api/",
        "https://slack.com.example.com/api/",
        "https://notslack.com/api/",
        "https://example.com/slack.com/",
        "https://slack.com@example.com/api/",
        "https://example.com\\.slack.com/",
        "https://slack.com/api/?to=example.com",
        "https://slack.com/api/#here",
        "https://localhost.example.com/",
        "http://127.0.0.1.example.com/",
        "http://10.0.0.1/",
        "ftp://127.0.0.1/",
        "https://[slack.com/",
        "https://slack.com:port/",
        "https:///api/",
        "slack.com/api/",
    ],
)
def test_the_bot_token_goes_nowhere_else(url: str) -> None:
    """An address that is not Slack's is refused, however much it looks like it."""
    assert problem(SLACK_API_URL=url).startswith("SLACK_API_URL should be an ")


@pytest.mark.parametrize(
    ("given_url", "kept"),
    [
        ("https://api.eu-west-1a.arize.com/", "https://api.eu-west-1a.arize.com"),
        ("https://arize.example.com/v2", "https://arize.example.com/v2"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
    ],
)
def test_arize_may_be_anywhere_over_https(given_url: str, kept: str) -> None:
    """Regions and self-hosted installations have addresses of their own."""
    assert load_settings({**ENOUGH, "ARIZE_BASE_URL": given_url}).arize_base_url == kept


@pytest.mark.parametrize("url", ["http://api.arize.com", "http://10.0.0.1", "api.arize.com", "https://u:p@arize.com"])
def test_the_api_key_never_travels_in_the_clear(url: str) -> None:
    """Plain http leaves this machine for nobody."""
    assert problem(ARIZE_BASE_URL=url).startswith("ARIZE_BASE_URL should be")


@given(st.from_regex(r"[^\x00]{0,9}(slack\.com|127\.0\.0\.1)?[^\x00]{0,9}", fullmatch=True))
def test_any_text_is_an_address_or_a_problem(text: str) -> None:
    """No text, however odd, breaks the reading of an address, and none but Slack's or ours passes."""
    with suppress(SettingsError):
        kept = load_settings({**ENOUGH, "SLACK_API_URL": f"https://{text}"}).slack_api_url
        host = httpx.URL(kept).host
        assert host.endswith(("slack.com", "slack-gov.com")) or is_loopback(host)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///data/bot.db",
        "sqlite+aiosqlite:////var/lib/bot.db",
        "postgresql://bot:pass%40word@db.example.com:5432/bot?ssl=require",
        "postgres://bot@[::1]:5432/bot",
        "postgresql+asyncpg://bot:@/bot?host=/run/postgresql",
    ],
)
def test_databases_that_the_bot_can_use(url: str) -> None:
    """A file, or a PostgreSQL server in any of the usual spellings."""
    assert load_settings({**ENOUGH, "DATABASE_URL": url}).database_url.get_secret_value() == url


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://data/bot.db",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///data/",
        "postgresql://bot:hunter2@db:port/bot",
        "postgresql://bot:hunter2@db",
        "postgresql://bot:hunter2@db/",
        "postgresql+psycopg2://bot:hunter2@db/bot",
        "mysql://bot:hunter2@db/bot",
        "bot.db",
    ],
)
def test_databases_that_it_cannot_use(url: str) -> None:
    """What would be forgotten, cannot be read, or has another driver; the password in it is not told."""
    told = problem(DATABASE_URL=url)
    assert told.startswith("DATABASE_URL should be sqlite:///<file> or postgresql://")
    assert "hunter2" not in told
