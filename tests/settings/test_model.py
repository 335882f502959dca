"""The configuration is read once, checked whole, and told in words."""

from __future__ import annotations

import traceback
from datetime import timedelta

import pytest
from pydantic import ValidationError

from bot.settings import Settings, SettingsError, load_settings
from tests.settings.complete import ENOUGH, problem

VARIABLES = {str(field.alias): field for field in Settings.model_fields.values()}


def test_three_secrets_are_enough_to_start() -> None:
    """A newcomer sets three variables; all others have a default that works."""
    settings = load_settings(ENOUGH)
    assert (settings.transport, settings.command, settings.host, settings.port) == (
        "socket",
        "/ax-user",
        "127.0.0.1",
        3000,
    )
    assert (settings.slack_api_url, settings.arize_base_url) == ("https://slack.com/api/", "https://api.arize.com")
    assert (settings.password_ttl, settings.directory_ttl) == (timedelta(hours=24), timedelta(seconds=60))
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"


def test_every_problem_is_told_at_once() -> None:
    """One start shows all mistakes, a line each that begins with the variable's name."""
    with pytest.raises(SettingsError) as raised:
        load_settings({"SLACK_APP_TOKEN": "xoxp-1", "BOT_PORT": "http", "BOT_PAGE_SIZE": "21", "BOT_COMAND": "/a"})
    lines = str(raised.value).splitlines()
    assert [line.split()[0] for line in lines] == [
        "BOT_COMAND",
        "SLACK_BOT_TOKEN",
        "ARIZE_API_KEY",
        "SLACK_APP_TOKEN",
        "BOT_PORT",
        "BOT_PAGE_SIZE",
    ]
    assert all(line.endswith((".", "`.")) for line in lines)


def test_what_is_missing_is_explained() -> None:
    """Whoever lacks a variable reads where to find its value."""
    assert problem(SLACK_BOT_TOKEN="") == (
        "SLACK_BOT_TOKEN is not set. It is the bot token of the Slack app, from *OAuth & Permissions*; "
        "it begins with `xoxb-`."
    )


@pytest.mark.parametrize(
    ("transport", "without"),
    [("socket", "SLACK_APP_TOKEN"), ("http", "SLACK_SIGNING_SECRET"), ("HTTP", "SLACK_SIGNING_SECRET")],
)
def test_each_transport_needs_its_secret(transport: str, without: str) -> None:
    """HTTP mode never starts without a signing secret, for an empty one would let anybody sign."""
    assert problem(BOT_TRANSPORT=transport, **{without: " "}) == (
        f"{without} is not set, and BOT_TRANSPORT={transport.lower()} needs it."
    )


def test_the_other_transports_secret_is_not_needed() -> None:
    """HTTP mode asks for no app token."""
    environ = {**ENOUGH, "BOT_TRANSPORT": "http", "SLACK_APP_TOKEN": "", "SLACK_SIGNING_SECRET": "s"}
    assert not load_settings(environ).slack_app_token


@pytest.mark.parametrize(
    ("environ", "sentence"),
    [
        ({"SLACK_BOT_TOKEN": "xoxp-1"}, "should begin with xoxb-"),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, "should begin with xapp-"),
        ({"ARIZE_API_KEY": "ak 1"}, "holds a space or a character that no key has"),
        ({"ARIZE_API_KEY": "ak-1\r\nX: y"}, "holds a space or a character that no key has"),
        ({"ARIZE_API_KEY": "ak-é"}, "holds a space or a character that no key has"),
        ({"ARIZE_ENUM_CASE": "title"}, "should be auto, upper or lower"),
        ({"DISABLE_PRERELEASE_WARNING": "perhaps"}, "should be true or false"),
        ({"BOT_COMMAND": "ax-user"}, "should be a slash and up to 31 of"),
        ({"BOT_COMMAND": "/Ax"}, "should be a slash and up to 31 of"),
        ({"BOT_COMMAND": "/" + "a" * 32}, "should be a slash and up to 31 of"),
        ({"BOT_TRANSPORT": "email"}, "should be socket or http"),
        ({"BOT_HOST": "http://127.0.0.1"}, "should be a host name or an IP address alone"),
        ({"BOT_HOST": "127.0.0.1:3000"}, "should be a host name or an IP address alone"),
        ({"BOT_PORT": "65536"}, "should be less than or equal to 65535"),
        ({"BOT_PORT": "3000.5"}, "should be a whole number"),
        ({"BOT_PASSWORD_TTL": "59"}, "should be greater than or equal to 1 minute"),
        ({"BOT_PASSWORD_TTL": "8d"}, "should be less than or equal to 7 days"),
        ({"BOT_PASSWORD_TTL": "a day"}, "should be a number of seconds, or a number with s, m, h or d"),
        ({"BOT_DIRECTORY_TTL": "601"}, "should be less than or equal to 10 minutes"),
        ({"BOT_PAGE_SIZE": "0"}, "should be greater than or equal to 1"),
        ({"BOT_LOG_LEVEL": "loud"}, "should be debug, info, warning or error"),
        ({"BOT_LOG_FORMAT": "xml"}, "should be auto, json or console"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(environ: dict[str, str], sentence: str) -> None:
    """A wrong value is named with what it should be."""
    (name,) = environ
    assert problem(**environ).startswith(f"{name} {sentence}")


@pytest.mark.parametrize("name", VARIABLES)
def test_what_was_given_is_never_echoed(name: str) -> None:
    """A secret in any variable, right or wrong, shows in no message, traceback or repr."""
    told = "".join(traceback.format_exception(raised_by({**ENOUGH, name: "hunter2 é", "BOT_TYPO": "hunter2"})))
    assert "BOT_TYPO" in told
    assert "hunter2" not in told


def raised_by(environ: dict[str, str]) -> SettingsError:
    with pytest.raises(SettingsError) as raised:
        load_settings(environ)
    return raised.value


def test_secrets_are_not_in_the_repr() -> None:
    """Printing the settings gives nothing away."""
    shown = repr(load_settings({**ENOUGH, "SLACK_SIGNING_SECRET": "hunter2"}))
    assert not [secret for secret in ("xoxb-1", "xapp-1", "ak-1", "hunter2") if secret in shown]


def test_settings_do_not_change() -> None:
    """What was read at the start holds until the end."""
    with pytest.raises(ValidationError, match="frozen"):
        load_settings(ENOUGH).port = 1  # type: ignore[misc]  # the point of the test


@pytest.mark.parametrize(
    ("text", "expected"),
    [("90", 90), ("90s", 90), ("30m", 1_800), ("1h", 3_600), ("24 H", 86_400), ("7d", 604_800)],
)
def test_durations_are_written_as_people_write_them(text: str, expected: int) -> None:
    """Seconds, minutes, hours and days are understood."""
    assert load_settings({**ENOUGH, "BOT_PASSWORD_TTL": text}).password_ttl == timedelta(seconds=expected)


def test_words_are_read_in_any_case() -> None:
    """`INFO` and `info` are the same."""
    settings = load_settings({**ENOUGH, "BOT_LOG_LEVEL": "DEBUG", "ARIZE_ENUM_CASE": "Upper"})
    assert (settings.log_level, settings.arize_enum_case) == ("debug", "upper")
