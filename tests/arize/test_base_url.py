"""The key goes only to where it is safe, and the version stands in the path once."""

from __future__ import annotations

import pytest

from bot.arize.base_url import checked_base_url, is_loopback


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ("https://api.arize.com", "https://api.arize.com"),
        (" https://api.arize.com/v2/ ", "https://api.arize.com"),
        ("https://api.eu-west-1a.arize.com/v2", "https://api.eu-west-1a.arize.com"),
        ("https://gate.example.com/arize/v2", "https://gate.example.com/arize"),
        ("https://gate.example.com/a%2Fb/", "https://gate.example.com/a%2Fb"),
        ("http://127.0.0.1:8080/v2", "http://127.0.0.1:8080"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://[::1]:8080", "http://[::1]:8080"),
        ("HTTPS://API.Arize.com:443/V2", "https://api.arize.com/V2"),
        ("https://b\N{LATIN SMALL LETTER U WITH DIAERESIS}cher.example/v2", "https://xn--bcher-kva.example"),
        ("https://gate.example.com/a/../b c/v2", "https://gate.example.com/b%20c"),
    ],
)
def test_addresses_that_are_right(given: str, base: str) -> None:
    """Paths before the version are kept."""
    assert str(checked_base_url(given)).rstrip("/") == base


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("http://api.arize.com", "plain http is for this machine alone"),
        ("http://127.0.0.1.example.com", "plain http is for this machine alone"),
        ("http://10.0.0.1", "plain http is for this machine alone"),
        ("http://127.0.0.1@evil.example", "no user name"),
        ("https://user:pass@api.arize.com", "no user name"),
        ("https://api.arize.com?x=1", "no user name, query"),
        ("https://api.arize.com#x", "no user name, query or fragment"),
        ("api.arize.com", "has to be an address such as"),
        ("ftp://api.arize.com", "has to be an address such as"),
        ("https://:@api.arize.com", "no user name"),
        ("http://127.0.0.1\\@evil.example", "has to be an address such as"),
        ("https://api.ari\nze.com", "has to be an address such as"),
        ("https://[::1", "has to be an address such as"),
        ("https://api.arize.com:99999", "has to be an address such as"),
        ("https://", "has to be an address such as"),
        ("https://api.arize.com:port", "has to be an address such as"),
        ("", "has to be an address such as"),
    ],
)
def test_addresses_that_are_wrong(given: str, words: str) -> None:
    """The reason is said in words."""
    with pytest.raises(ValueError, match=words):
        checked_base_url(given)


def test_what_can_only_be_this_machine() -> None:
    """Names that merely look like it are not."""
    assert [is_loopback(host) for host in ("localhost", "127.9.9.9", "::1")] == [True, True, True]
    assert [is_loopback(host) for host in ("localhost.example.com", "127.1", "10.0.0.1", "")] == [False] * 4
