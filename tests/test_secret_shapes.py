"""The scan for committed secrets finds what it is for, and nothing that tests and simulators make up."""

from __future__ import annotations

import secrets

import pytest

from tests.secret_shapes import committed, found

HEX, WORD, NUMBER = "0123456789abcdef" * 4, "aB3dE5gH7jK9" * 5, "1234567890123"
REAL = {
    "a token of Slack": f"xoxb-{NUMBER}-{NUMBER}-{WORD[:24]}",
    "an app token of Slack": f"xapp-1-A0{'1B' * 5}-{NUMBER}-{HEX}",
    "an incoming webhook of Slack": f"https://hooks.slack.com/services/T{'0A' * 5}/B{'0A' * 5}/{WORD[:24]}",
    "a signing secret of Slack": f"SLACK_SIGNING_SECRET={HEX[:32]}",
    "an Arize key": f"ARIZE_API_KEY=ak-{WORD[:40]}",
    "a private key": f"-----BEGIN RSA PRIVATE {'KEY'}-----\n{WORD}",
    "a key of AWS": f"AKIA{'0A' * 8}",
    "a token of GitHub": f"ghp_{WORD[:36]}",
    "a token of PyPI": f"pypi-AgEIcHlwaS{WORD}",
    "a JSON Web Token": f"eyJ{WORD[:24]}.eyJ{WORD[:24]}.{WORD[:24]}",
}
"""In the forms that their makers give them, put together here so that none stands in this file."""


@pytest.mark.parametrize(("kind", "secret"), REAL.items())
def test_each_kind_is_found_where_it_stands(kind: str, secret: str) -> None:
    """With its line, and without itself."""
    assert list(found(f"first\nname: {secret}\nlast")) == [(2, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "xoxb-… xapp-… ak-…",
        "xoxb-1-2-abcDEF",
        "ARIZE_API_KEY=ak-made-up",
        "a soak-test-that-goes-on-for-the-longest-time-of-all",
        f"sha256:{HEX}",
    ],
)
def test_what_was_made_up_is_no_alarm(text: str) -> None:
    """Nor a hash, nor a word."""
    assert list(found(text)) == []


@pytest.mark.parametrize("kind", ["xoxb", "xapp"])
def test_tokens_of_a_simulator_are_no_alarm(kind: str) -> None:
    """They are made anew each time, and open nothing."""
    assert list(found(f"{kind}-sim-{secrets.token_urlsafe(24)}")) == []


def test_nothing_is_committed() -> None:
    """Of any kind."""
    assert list(committed()) == []
