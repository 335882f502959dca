"""The page's routes, over a real socket."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import httpx
import pytest

from bot.serving.server import DRAIN_SECONDS
from bot.simulator.page import serving_page
from bot.simulator.slack.files import File
from bot.simulator.slack.refusals import ClientRefusal
from tests.simulator.page.fake_slack import FakeSlack, message

Web = httpx.AsyncClient
ACTED = {"container": {"type": "view", "view_id": "V1"}, "block_id": "b", "action_id": "a"}
DEEDS: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "a message": ({"do": "send", "channel": "C1", "text": "hello"}, ("send", "C1", "hello")),
    "a click": ({"do": "act", **ACTED}, ("act", ACTED["container"], "b", "a", None, None)),
    "a choice": (
        {"do": "act", **ACTED, "value": ["x", "y"], "values": {"c": {"d": "typed"}}},
        ("act", ACTED["container"], "b", "a", ["x", "y"], {"c": {"d": "typed"}}),
    ),
    "a form": (
        {"do": "submit", "view_id": "V1", "values": {"b": {"a": None}}},
        ("submit", "V1", {"b": {"a": None}}),
    ),
    "a closing": ({"do": "close", "view_id": "V1"}, ("close", "V1")),
    "the home tab": ({"do": "home"}, ("home",)),
    "a shortcut": ({"do": "shortcut", "callback_id": "c"}, ("shortcut", "c", None, None)),
    "a shortcut on a message": (
        {"do": "shortcut", "callback_id": "c", "channel": "C1", "ts": "1.2"},
        ("shortcut", "c", "C1", "1.2"),
    ),
    "taking a file out": (
        {"do": "detach", "view_id": "V1", "block_id": "b", "action_id": "a", "file_id": "F1"},
        ("detach", "V1", "b", "a", "F1"),
    ),
    "taking an account away": ({"do": "deactivate", "user_id": "U0ADA"}, ("deactivate", "U0ADA")),
    "giving an account back": ({"do": "reactivate", "user_id": "U0ADA"}, ("reactivate", "U0ADA")),
    "reading": ({"do": "read", "channel": "C1"}, ("read", "C1")),
}


async def do(web: Web, deed: dict[str, Any], who: str = "U0ALICE") -> httpx.Response:
    return await web.post("/api/do", params={"as": who}, json=deed)


async def test_a_file_is_downloaded_and_never_shown(web: Web, fake: FakeSlack) -> None:
    """As bytes to be kept, whatever the file calls itself; what is not there is said."""
    fake.on["download"] = lambda file_id: File(file_id, 'lïst \r\n".html', 3, content=b"<b>")
    asked = {"as": "U0ALICE", "channel": "C1", "ts": "1.2", "id": "F1"}
    answer = await web.get("/api/file", params=asked)
    assert (answer.content, answer.headers["content-type"]) == (b"<b>", "application/octet-stream")
    kept = "attachment; filename*=UTF-8''l%C3%AFst%20%0D%0A%22.html"
    assert (answer.headers["content-disposition"], answer.headers["x-content-type-options"]) == (kept, "nosniff")
    assert fake.done == [("download", "C1", "1.2", "F1")]

    def gone(_: str) -> File:
        raise ClientRefusal("That file is not there any more.")

    fake.on["download"] = gone
    answer = await web.get("/api/file", params=asked)
    assert (answer.status_code, answer.json()) == (404, {"error": "That file is not there any more."})


async def test_the_page_and_all_it_asks_for_are_there(web: Web) -> None:
    """The HTML names its scripts and styles, and each is served with its type."""
    html = (await web.get("/")).text
    assert "nothing leaves this machine" in html
    scripts = await web.get("/static/js/main.js")
    styles = await web.get("/static/css/base.css")
    assert scripts.headers["content-type"].startswith("text/javascript")
    assert styles.headers["content-type"].startswith("text/css")


@pytest.mark.parametrize("path", ["/static/../routes.py", "/static/%2e%2e/routes.py", "/static/nothing.js"])
async def test_only_the_pages_own_files_are_served(web: Web, path: str) -> None:
    """No path leads out of the folder."""
    assert (await web.get(path)).status_code == 404


async def test_people_are_those_who_can_act(web: Web) -> None:
    """One of each kind is offered first, and two members; whoever left is not offered, and may come back."""
    answer = (await web.get("/api/people")).json()
    assert [person["handle"] for person in answer["gone"]] == ["dora"]
    assert [person["handle"] for person in answer["people"] if not person["can_leave"]] == ["alice", "eve"]
    first = [person["handle"] for person in answer["people"] if person["first"]]
    assert first == ["alice", "ben", "carla", "dev", "gus"]
    handles = {person["handle"] for person in answer["people"]}
    assert "eve" in handles
    assert not {"builder", "dora"} & handles
    assert all(person["title"] and person["says"] for person in answer["people"])
    assert any(hint.get("kind") == "guest" for hint in answer["try"])


async def test_each_person_has_a_view_of_their_own(web: Web, fake: FakeSlack) -> None:
    """A snapshot is one person's."""
    fake.say(message("1.1", "for Ben"), user_id="U0BEN")
    bens, alices = [(await web.get("/api/state", params={"as": who})).json() for who in ("U0BEN", "U0ALICE")]
    assert bens["channels"][0]["messages"][0]["text"] == "for Ben"
    assert (alices["me"]["handle"], alices["channels"][0]["messages"]) == ("alice", [])


@pytest.mark.parametrize("path", ["/api/state", "/api/state?as=U0NOBODY"])
async def test_nobody_sees_nothing(web: Web, path: str) -> None:
    """Who is acting must be said."""
    answer = await web.get(path)
    assert (answer.status_code, answer.json()["error"][:17]) == (400, "Say who is acting")


@pytest.mark.parametrize("name", DEEDS)
async def test_a_deed_reaches_the_client(web: Web, fake: FakeSlack, name: str) -> None:
    """With its arguments by name."""
    deed, done = DEEDS[name]
    assert (await do(web, deed)).json() == {"ok": True}
    assert fake.done == [done]


async def test_options_come_back(web: Web, fake: FakeSlack) -> None:
    """Searching is the one deed with an answer."""
    fake.on["options"] = lambda *_: {"options": [{"value": "x"}]}
    answer = await do(web, {"do": "options", **ACTED, "query": "ad"})
    assert answer.json() == {"options": [{"value": "x"}]}
    assert fake.done == [("options", ACTED["container"], "b", "a", "ad")]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", "Invalid JSON"),
        (b"[]", "The body cannot be used"),
        (b'{"do": "fly"}', "fly"),
        (b'{"do": "send", "channel": "C1"}', "send.text: Field required."),
        (b'{"do": "close", "view_id": "V1", "more": 1}', "close.more: Extra inputs are not permitted."),
    ],
)
async def test_what_is_no_deed_is_refused_in_words(web: Web, fake: FakeSlack, body: bytes, said: str) -> None:
    """The sentence names the member that is wrong."""
    answer = await web.post("/api/do?as=U0ALICE", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert said in answer.json()["error"]
    assert fake.done == []


async def test_what_a_client_refuses_is_said(web: Web, fake: FakeSlack) -> None:
    """In the client's own words."""

    def refuse(*_: object) -> None:
        raise ClientRefusal("You are not in that channel.")

    fake.on["send"] = refuse
    answer = await do(web, {"do": "send", "channel": "C9", "text": "hello"})
    assert (answer.status_code, answer.json()) == (400, {"error": "You are not in that channel."})


async def test_the_inspector_tells_what_is_new(web: Web, fake: FakeSlack) -> None:
    """After an id, only what came later."""
    fake.inspector.kept = [{"id": number} for number in (1, 2, 3)]
    assert (await web.get("/api/inspector")).json() == [{"id": 1}, {"id": 2}, {"id": 3}]
    assert (await web.get("/api/inspector", params={"after": 2})).json() == [{"id": 3}]
    wrong = await web.get("/api/inspector", params={"after": "x"})
    assert (wrong.status_code, wrong.json()["error"]) == (400, "“after” must be the id of an entry.")


async def test_unknown_paths_and_methods_are_refused_in_words(web: Web) -> None:
    """Errors are JSON with a sentence, as everywhere."""
    assert (await web.get("/nothing")).json() == {"error": "Not Found"}
    wrong = await web.get("/api/do")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")


async def test_events_tell_of_changes(web: Web, fake: FakeSlack) -> None:
    """One at the start, so that nothing is missed, and one for each change; who goes away is forgotten."""
    async with web.stream("GET", "/api/events") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        events = stream.aiter_text()
        assert await anext(events) == "retry: 1000\nevent: change\ndata: {}\n\n"
        while not fake.changes.watchers:  # noqa: ASYNC110 - the fake has no bell of its own
            await asyncio.sleep(0.01)
        fake.changes.touch()
        assert await anext(events) == "event: change\ndata: {}\n\n"
    async with asyncio.timeout(5):
        while fake.changes.watchers:  # noqa: ASYNC110 - the fake has no bell of its own
            await asyncio.sleep(0.01)


async def test_the_page_closes_although_browsers_follow(fake: FakeSlack) -> None:
    """Ctrl-C does not wait for open tabs: their streams end by themselves, and at once."""
    async with Web(trust_env=False, timeout=10) as web:
        async with serving_page(fake) as url:
            stream = await web.send(web.build_request("GET", f"{url}/api/events"), stream=True)
            events = stream.aiter_text()
            await anext(events)
            began = asyncio.get_running_loop().time()
        assert asyncio.get_running_loop().time() - began < DRAIN_SECONDS
        assert [event async for event in events] == []


async def test_a_stream_ends_with_what_it_follows(fake: FakeSlack) -> None:
    """A workspace that has no more to tell ends the stream."""
    async with serving_page(fake) as url, Web(trust_env=False, timeout=10) as web:
        stream = await web.send(web.build_request("GET", f"{url}/api/events"), stream=True)
        events = stream.aiter_text()
        await anext(events)
        async with asyncio.timeout(5):
            while not fake.changes.watchers:  # noqa: ASYNC110 - the fake has no bell of its own
                await asyncio.sleep(0.01)
        fake.changes.end()
        assert [event async for event in events] == []


async def test_a_taken_port_is_told(fake: FakeSlack) -> None:
    """As an OSError, so that the demo can take another one."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(OSError, match="Cannot listen"):
        async with serving_page(fake, port=taken.getsockname()[1]):
            pass
