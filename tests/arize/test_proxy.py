"""The way out through a proxy of the environment: when it is taken, and what it gets to see."""

from __future__ import annotations

import traceback
from base64 import b64encode

import pytest
from pydantic import SecretStr
from yarl import URL

from bot.arize import AnswerLost, ArizeClient, ArizeError, NotSent, RetryPolicy
from bot.arize.proxy import proxy_for
from tests.arize.story import KEY, always, nowhere, page, telling
from tests.arize.test_secrets import everything
from tests.arize.tunnel import a_tunnel

ONCE = RetryPolicy(attempts=1)
ARIZE = "https://api.arize.example"
PROXY = "http://proxy.example:3128"


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the environment of the tests is."""
    for name in ("http", "https", "all", "no"):
        monkeypatch.delenv(f"{name}_proxy", raising=False)
        monkeypatch.delenv(f"{name}_PROXY".upper(), raising=False)


async def failing() -> ArizeError:
    """How a deletion ends that has to go through the proxy."""
    async with ArizeClient(SecretStr(KEY), base_url=ARIZE, retry=ONCE, timeout=2.0) as client:
        with pytest.raises(ArizeError) as raised:
            await client.delete_user("u1")
    return raised.value


@pytest.mark.parametrize(
    ("variables", "taken"),
    [
        ({}, None),
        ({"HTTPS_PROXY": PROXY}, PROXY),
        ({"https_proxy": PROXY}, PROXY),
        ({"ALL_PROXY": PROXY}, PROXY),
        ({"ALL_PROXY": "http://other.example", "HTTPS_PROXY": PROXY}, PROXY),
        ({"HTTPS_PROXY": "proxy.example:3128"}, PROXY),
        ({"HTTPS_PROXY": "https://proxy.example"}, "https://proxy.example"),
        ({"HTTPS_PROXY": " "}, None),
        ({"HTTP_PROXY": PROXY}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "other.example, arize.example"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": ".arize.example"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "api.arize.example:443"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "*"}, None),
        ({"HTTPS_PROXY": PROXY, "NO_PROXY": "notarize.example,api.arize.example:8443"}, PROXY),
    ],
)
def test_the_environment_says_which_proxy_is_taken(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], taken: str | None
) -> None:
    """In the names and the forms that are usual."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert proxy_for(URL(ARIZE)) == (URL(taken) if taken else None)


@pytest.mark.parametrize("here", ["http://127.0.0.1:8080", "http://localhost", "https://[::1]:8443"])
def test_there_is_no_proxy_for_this_machine(monkeypatch: pytest.MonkeyPatch, here: str) -> None:
    """Whatever the environment says."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, PROXY)
    assert proxy_for(URL(here)) is None


@pytest.mark.parametrize("proxy", ["socks5://u:hush@proxy.example", "http://u:hush@", "http://u:hush@[x", "ftp://hush"])
def test_a_proxy_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    """When the client is made; its address may hold a password, and is not repeated."""
    monkeypatch.setenv("HTTPS_PROXY", proxy)
    with pytest.raises(ValueError, match="has to begin with http:// or https://") as raised:
        ArizeClient(SecretStr(KEY))
    assert "hush" not in "".join(traceback.format_exception(raised.value)) + repr(raised.value.args)


@pytest.mark.parametrize("status", [b"407 Proxy Authentication Required", b"403 Forbidden", b"502 Bad Gateway"])
async def test_a_tunnel_that_is_refused_sends_nothing(monkeypatch: pytest.MonkeyPatch, status: bytes) -> None:
    """The proxy knows where it was to lead, and who asked; neither the key nor what was asked."""
    async with a_tunnel(b"HTTP/1.1 %b\r\nContent-Length: 0\r\n\r\n" % status) as tunnel:
        monkeypatch.setenv("HTTPS_PROXY", tunnel.url("me:hush%2Fhush@"))
        error = await failing()
    assert isinstance(error, NotSent)
    assert not error.may_have_happened
    (head,) = tunnel.heads
    assert head.startswith("CONNECT api.arize.example:443 HTTP/1.1\r\n")
    assert f"Proxy-Authorization: Basic {b64encode(b'me:hush/hush').decode()}\r\n" in head
    assert KEY not in head
    assert "u1" not in head
    for secret in (KEY, "hush", b64encode(b"me:hush/hush").decode()):
        assert secret not in everything(error)


async def test_a_proxy_that_is_out_of_reach_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is its password told."""
    monkeypatch.setenv("HTTPS_PROXY", nowhere().replace("//", "//me:hush@"))
    error = await failing()
    assert isinstance(error, NotSent)
    assert "hush" not in everything(error)


async def test_what_answers_in_the_place_of_arize_gets_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tunnel leads to somebody who has no certificate of Arize's, or speaks no TLS at all."""
    async with telling(always(page())) as told, a_tunnel(to=int(told.url.rpartition(":")[2])) as tunnel:
        monkeypatch.setenv("HTTPS_PROXY", tunnel.url())
        error = await failing()
    assert isinstance(error, NotSent)
    assert told.asked == []


async def test_a_tunnel_that_breaks_before_it_leads_anywhere_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody says whether it led there: so a change may have happened, as long as nobody looks."""
    async with a_tunnel(b"") as tunnel:
        monkeypatch.setenv("HTTPS_PROXY", tunnel.url())
        error = await failing()
    assert isinstance(error, AnswerLost)
    assert error.may_have_happened
