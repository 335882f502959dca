"""Files that are sent to the page, over a real socket."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from bot.simulator.slack.refusals import ClientRefusal

if TYPE_CHECKING:
    from tests.simulator.page.fake_slack import FakeSlack

Web = httpx.AsyncClient
PLACE = {"as": "U0ALICE", "view": "V1", "block": "b", "action": "a", "name": "Zoë & co.csv"}
BYTES = {"Content-Type": "application/octet-stream"}


async def test_a_file_reaches_the_client_as_it_is(web: Web, fake: FakeSlack) -> None:
    """Bytes and name, and the field that it is for."""
    answer = await web.post("/api/file", params=PLACE, content=b"\x00\xff", headers=BYTES)
    assert answer.json() == {"ok": True}
    assert fake.done == [("attach", "V1", "b", "a", "Zoë & co.csv", b"\x00\xff")]


async def test_no_more_of_a_file_is_kept_than_what_is_too_much(web: Web, fake: FakeSlack) -> None:
    """One byte more than Slack takes, so that the field can say so; the rest is not held."""
    answer = await web.post("/api/file", params=PLACE, content=b"x" * 12_000_000, headers=BYTES)
    assert answer.status_code == 200
    ((*_, content),) = fake.done
    assert len(content) == 10_000_001


async def test_what_a_client_refuses_is_said(web: Web, fake: FakeSlack) -> None:
    """In its own words, as of every deed."""

    def refuse(*_: object) -> None:
        raise ClientRefusal("That modal is not open on top any more.")

    fake.on["attach"] = refuse
    answer = await web.post("/api/file", params=PLACE, content=b"x", headers=BYTES)
    assert (answer.status_code, answer.json()) == (400, {"error": "That modal is not open on top any more."})


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=x", "text/csv", ""])
async def test_another_page_cannot_send_a_file(web: Web, fake: FakeSlack, kind: str) -> None:
    """A form of another page has none of the types that are taken."""
    answer = await web.post("/api/file", params=PLACE, content=b"x", headers={"Content-Type": kind})
    assert answer.status_code == 415
    foreign = {**BYTES, "Origin": "https://evil.example"}
    assert (await web.post("/api/file", params=PLACE, content=b"x", headers=foreign)).status_code == 403
    assert fake.done == []
