"""Who may talk to the page, and what a browser may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from bot.simulator.page import serving_page

if TYPE_CHECKING:
    from tests.simulator.page.fake_slack import FakeSlack

Web = httpx.AsyncClient


@pytest.mark.parametrize("path", ["/", "/static/js/main.js", "/api/people", "/api/nothing", "/api/state"])
async def test_every_answer_names_what_a_page_may_load(web: Web, path: str) -> None:
    """Nothing from elsewhere is loaded, no other page frames this one, and no file is taken for another type."""
    headers = (await web.get(path)).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "[", ""])
async def test_a_rebound_name_gets_no_answer(web: Web, host: str) -> None:
    """A foreign name that points to this machine reads nothing."""
    answer = await web.get("/api/state", params={"as": "U0ALICE"}, headers={"Host": host})
    assert answer.status_code == 403
    assert answer.json() == {"error": "This page answers only to its own address on this machine."}


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]:8080"])
async def test_every_name_of_loopback_is_answered(web: Web, host: str) -> None:
    """With a port and without, in any case."""
    assert (await web.get("/api/people", headers={"Host": host})).status_code == 200


async def test_other_hosts_can_be_told(fake: FakeSlack) -> None:
    """Whoever serves the page under another name says so."""
    async with serving_page(fake, hosts={"demo.example"}) as url, Web(base_url=url, trust_env=False) as web:
        assert (await web.get("/", headers={"Host": "demo.example:8080"})).status_code == 200
        assert (await web.get("/")).status_code == 403


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_what_a_foreign_form_can_send_is_refused(web: Web, fake: FakeSlack, kind: str) -> None:
    """Another page can post forms and text without being asked, but no JSON."""
    answer = await web.post("/api/do?as=U0ALICE", content=b'{"do": "home"}', headers={"Content-Type": kind})
    assert answer.status_code == 415
    assert fake.done == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_another_page_may_not_act(web: Web, fake: FakeSlack, origin: str) -> None:
    """Not even one from another port of this machine."""
    headers = {"Origin": origin, "Content-Type": "application/json; charset=utf-8"}
    answer = await web.post("/api/do?as=U0ALICE", content=b'{"do": "home"}', headers=headers)
    assert (answer.status_code, answer.json()) == (403, {"error": "Another page may not act here."})
    assert fake.done == []


async def test_the_page_itself_may_act(web: Web, fake: FakeSlack) -> None:
    """The origin that a browser sends for it is its own."""
    headers = {"Origin": str(web.base_url).rstrip("/"), "Content-Type": "application/json; charset=utf-8"}
    assert (await web.post("/api/do?as=U0ALICE", content=b'{"do": "home"}', headers=headers)).json() == {"ok": True}
    assert fake.done == [("home",)]
