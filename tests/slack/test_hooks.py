"""A response_url that does not do what it should: nobody is taken to have heard what Slack did not surely take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from bot.serving.server import serving
from bot.slack.hooks import respond
from bot.slack.web import slack_session, web_client

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

SAID = {"text": "Hello"}


class Ear:
    """Hears what is counted."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        self.limits: list[str] = []
        self.deliveries: list[bool] = []

    def called(self, method: str, status: str) -> None:
        self.calls.append((method, status))

    def limited(self, method: str) -> None:
        self.limits.append(method)

    def delivered(self, kind: str, *, taken: bool) -> None:
        assert kind == "response_url"
        self.deliveries.append(taken)


async def told(*answers: Response) -> tuple[bool, Ear, list[str]]:
    """Whether it was heard, what was counted, and the paths that were asked."""
    ear, left, paths = Ear(), list(answers), []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        paths.append(scope["path"])
        await left.pop(0)(scope, receive, send)

    async with serving(app) as url, slack_session() as session:
        web = web_client("xoxb-1", f"{url}/api/", session, direct=True, watcher=ear)
        heard = await respond(web, session, f"{url}/response/1", SAID)
    return heard, ear, paths


@pytest.mark.parametrize("answer", [PlainTextResponse("ok"), Response(), Response(b"\xff\xfe")])
async def test_what_is_taken_is_taken(answer: Response) -> None:
    """Whatever Slack says besides; one call and one delivery."""
    heard, ear, _ = await told(answer)
    assert heard
    assert (ear.calls, ear.deliveries, ear.limits) == ([("response_url", "ok")], [True], [])


@pytest.mark.parametrize(
    ("answer", "status"),
    [(HTMLResponse(" <html>Sign in</html>"), "ok"), (PlainTextResponse("no_service", 404), "404")],
)
async def test_a_page_and_a_refusal_are_no_yes(answer: Response, status: str) -> None:
    """Something between said it, or Slack did."""
    heard, ear, _ = await told(answer)
    assert not heard
    assert ear.calls == [("response_url", status)]


@pytest.mark.parametrize("status", [302, 307])
async def test_nobody_is_followed_to_another_address(status: int) -> None:
    """What is for one person goes to the address that Slack gave, and to no other."""
    heard, ear, paths = await told(RedirectResponse("/elsewhere", status), PlainTextResponse("ok"))
    assert not heard
    assert paths == ["/response/1"]
    assert ear.deliveries == [False]


async def test_a_limit_is_waited_for_twice() -> None:
    """Then somebody else has to tell: it is one call that failed, and each limit is counted."""
    limited = [PlainTextResponse("", 429, {"retry-after": after}) for after in ("0", "soon", "0")]
    heard, ear, paths = await told(*limited)
    assert not heard
    assert len(paths) == 3
    assert (ear.calls, ear.limits) == ([("response_url", "429")], ["response_url"] * 3)
