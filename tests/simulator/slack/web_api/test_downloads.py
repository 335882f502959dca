"""What an app reads of files: files.info, and their private URLs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest
from slack_sdk.errors import SlackApiError

from bot.simulator.slack import Drop, Error, Hold, Html, Latency, RateLimited, Status, slack_simulator
from bot.slack.blockkit import file_input, input_block, modal
from tests.simulator.slack.an_app import a_manifest, web_client

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator

CSV = b"name,email\nJane,jane@example.com\n"


async def an_uploaded_file(slack: SlackSimulator) -> str:
    """The id of a file that Alice put into a form."""
    field = input_block("CSV file", file_input("value", filetypes=["csv"]), block_id="file")
    slack.views.open("U0ALICE", modal("Files", [field], callback_id="form", submit="Send"))
    form = await slack.person("alice").modal("Files")
    await form.attaches("CSV file", "users.csv", CSV)
    (view,) = slack.views.stack("U0ALICE")
    return str(view.values["file", "value"]["files"][0]["id"])


async def fetched(url: str, token: str | None) -> httpx.Response:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(trust_env=False, timeout=5) as http:
        return await http.get(url, headers=headers)


async def test_a_file_is_found_and_downloaded_with_the_token(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """files.info says of it what the form said, and both of its URLs give the bytes with their type."""
    file_id = await an_uploaded_file(slack)
    file = (await web.files_info(file=file_id))["file"]
    (view,) = slack.views.stack("U0ALICE")
    assert file == view.values["file", "value"]["files"][0]
    for url in (file["url_private_download"], file["url_private"]):
        answer = await fetched(url, slack.bot_token)
        assert (answer.status_code, answer.content) == (200, CSV)
        assert answer.headers["content-type"].startswith("text/csv")


async def test_a_file_of_the_apps_own_is_found_once_it_is_whole(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Not while it is only announced."""
    place = await web.files_getUploadURLExternal(filename="users.csv", length=len(CSV))
    with pytest.raises(SlackApiError, match="file_not_found"):
        await web.files_info(file=place["file_id"])
    async with httpx.AsyncClient(trust_env=False) as http:
        await http.post(place["upload_url"], content=CSV)
    await web.files_completeUploadExternal(files=[{"id": place["file_id"]}])
    file = (await web.files_info(file=place["file_id"]))["file"]
    assert (file["user"], file["title"]) == ("U0APP", "users.csv")
    assert (await fetched(file["url_private_download"], slack.bot_token)).content == CSV


async def test_what_is_not_there_is_not_found(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """By the method in Slack's word for it, by the URL as a page."""
    with pytest.raises(SlackApiError, match="file_not_found"):
        await web.files_info(file="F0NOTHING")
    answer = await fetched(f"{slack.url}/files-pri/T0SIM-F0NOTHING/download/users.csv", slack.bot_token)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")


@pytest.mark.parametrize("token", [None, "xoxb-wrong", "the app's"])
async def test_who_is_not_let_in_gets_a_page_and_no_error(slack: SlackSimulator, token: str | None) -> None:
    """The trap: the status is 200, and what comes is the page to log in with."""
    file = slack.files.find(await an_uploaded_file(slack)).as_object()
    answer = await fetched(file["url_private_download"], slack.app_token if token == "the app's" else token)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Sign in" in answer.text
    assert "jane" not in answer.text
    assert [(entry["title"], entry["ok"]) for entry in slack.inspector.entries()] == [("download", False)]


async def test_without_the_scope_nothing_is_read() -> None:
    """The method says which one is missing, the URL gives the page that strangers get, and no field asks for files."""
    async with slack_simulator(manifest=a_manifest(scopes=["commands", "files:write"])) as slack:
        web = web_client(slack)
        file_id = await an_uploaded_file(slack)
        with pytest.raises(SlackApiError) as refused:
            await web.files_info(file=file_id)
        said = {name: refused.value.response[name] for name in ("error", "needed", "provided")}
        assert said == {"error": "missing_scope", "needed": "files:read", "provided": "commands,files:write"}
        answer = await fetched(slack.files.find(file_id).as_object()["url_private_download"], slack.bot_token)
        assert (answer.status_code, "Sign in" in answer.text) == (200, True)
        (view,) = slack.views.stack("U0ALICE")
        with pytest.raises(SlackApiError, match="missing_scope"):
            await web.views_update(view_id=view.id, view=view.raw)


async def test_an_app_that_was_removed_is_let_in_nowhere(slack: SlackSimulator) -> None:
    """Its token opens nothing."""
    file = slack.files.find(await an_uploaded_file(slack)).as_object()
    slack.workspace.uninstall()
    assert "Sign in" in (await fetched(file["url_private_download"], slack.bot_token)).text


@pytest.mark.parametrize(
    ("fault", "status", "kind"),
    [
        (Status(503), 503, "text/plain"),
        (RateLimited(1), 429, "application/json"),
        (Html(), 502, "text/html"),
        (Html(200), 200, "text/html"),
        (Latency(0.01), 200, "text/csv"),
    ],
)
async def test_a_download_breaks_on_demand(
    slack: SlackSimulator, fault: Status | RateLimited | Html | Latency, status: int, kind: str
) -> None:
    """Under a name of its own: "*" is for methods; the next one is as before."""
    file = slack.files.find(await an_uploaded_file(slack)).as_object()
    slack.faults.next("*", Error("not for downloads"))
    slack.faults.next("download", fault)
    answer = await fetched(file["url_private_download"], slack.bot_token)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (status, kind)
    assert (await fetched(file["url_private_download"], slack.bot_token)).content == CSV


async def test_a_download_hangs_and_is_cut_on_demand(slack: SlackSimulator) -> None:
    """As every other call does."""
    file = slack.files.find(await an_uploaded_file(slack)).as_object()
    hold = Hold()
    slack.faults.next("download", hold)
    slack.faults.next("download", Drop())
    asked = asyncio.create_task(fetched(file["url_private_download"], slack.bot_token))
    await hold.reached()
    hold.release()
    for asking in (asked, fetched(file["url_private_download"], slack.bot_token)):
        with pytest.raises(httpx.TransportError):
            await asking


async def test_finding_a_file_fails_on_demand(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """files.info is a method like others."""
    file_id = await an_uploaded_file(slack)
    slack.faults.next("files.info", Error("fatal_error"))
    with pytest.raises(SlackApiError, match="fatal_error"):
        await web.files_info(file=file_id)


async def test_the_inspector_shows_how_much_was_downloaded(slack: SlackSimulator) -> None:
    """Neither what was in it, nor the token."""
    file_id = await an_uploaded_file(slack)
    await fetched(slack.files.find(file_id).as_object()["url_private_download"], slack.bot_token)
    (entry,) = slack.inspector.entries()
    assert (entry["request"], entry["ok"]) == ({"file": file_id}, True)
    assert entry["response"] == {"status": 200, "content_type": "text/csv; charset=utf-8", "bytes": len(CSV)}
