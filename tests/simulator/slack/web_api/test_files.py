"""Files: a place to upload to, the upload, and the message that shows it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.simulator.slack import ClientRefusal, Status, slack_simulator
from tests.simulator.slack.an_app import a_manifest, web_client

if TYPE_CHECKING:
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.simulator.slack import SlackSimulator

CONTENT = b"id,name\n1,Ada\n"
GENERAL = "C0GENERAL"


async def place(web: AsyncWebClient, length: int = len(CONTENT)) -> tuple[str, str]:
    """The id of a file to come, and where to upload it."""
    answer = await web.files_getUploadURLExternal(filename="users.csv", length=length)
    return answer["file_id"], answer["upload_url"]


async def uploads(web: AsyncWebClient) -> str:
    """A file that is uploaded, and that nobody sees yet."""
    file_id, url = await place(web)
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.post(url, content=CONTENT)).text == f"OK - {len(CONTENT)}"
    return file_id


async def test_the_sdk_uploads_a_file_in_its_way(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """Slack's own client judges the three calls; the file is in a message, with its comment."""
    dm = (await web.conversations_open(users="U0ALICE"))["channel"]["id"]
    done = await web.files_upload_v2(
        channel=dm, content=CONTENT, filename="users.csv", title="All users", initial_comment="Here: *all*"
    )
    assert (done["file"]["name"], done["file"]["title"]) == ("users.csv", "All users")
    alice = slack.person("alice")
    assert await alice.reads_file("users.csv") == CONTENT
    assert (await alice.reads_dm("Here")).text == "Here: all\nAll users"
    (message,) = (await web.conversations_history(channel=dm))["messages"]
    assert [(file["mimetype"], file["size"]) for file in message["files"]] == [("text/csv", len(CONTENT))]


async def test_without_a_channel_nobody_sees_it(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """It stays the app's own; without a title it is called as the file is, and nobody else can have it."""
    file_id = await uploads(web)
    done = await web.files_completeUploadExternal(files=[{"id": file_id}])
    assert done["files"][0]["title"] == "users.csv"
    assert slack.messages.in_channel(GENERAL) == []


async def test_a_file_is_downloaded_from_its_message_alone(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """By those who see the message, and by the id that is in it."""
    dm = (await web.conversations_open(users="U0ALICE"))["channel"]["id"]
    file_id = await uploads(web)
    await web.files_completeUploadExternal(files=[{"id": file_id}], channel_id=dm)
    (message,) = slack.messages.in_channel(dm)
    assert slack.client("U0ALICE").download(dm, message.ts, file_id).content == CONTENT
    with pytest.raises(ClientRefusal):
        slack.client("U0ALICE").download(dm, message.ts, "F0OTHER")
    with pytest.raises(ClientRefusal):
        slack.client("U0BEN").download(dm, message.ts, file_id)
    (shown,) = slack.client("U0ALICE").snapshot()["channels"][-1]["messages"]
    assert shown["files"] == [{"id": file_id, "name": "users.csv", "title": "users.csv", "size": len(CONTENT)}]
    with pytest.raises(AssertionError, match="does not see"):
        await slack.person("ben").reads_file("users.csv", within=0.05)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"length": 5}, "missing required field: filename"),
        ({"filename": "a.csv"}, "missing required field: length"),
        ({"filename": "a.csv", "length": "0"}, "must be greater than 0"),
        ({"filename": "a.csv", "length": "many"}, "must be greater than 0"),
    ],
)
async def test_a_place_needs_a_name_and_a_length(web: AsyncWebClient, asked: dict[str, Any], words: str) -> None:
    """Slack says which is wrong."""
    with pytest.raises(SlackApiError, match=words):
        await web.api_call("files.getUploadURLExternal", params=asked)


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("U0ALICE", r"input must match regex pattern: \^\[CGDZ\]"),
        ("C0NOWHERE", "channel_not_found"),
        ("D0ALICE", "channel_not_found"),
        ("C0AXADMINS", "channel_not_found"),
        (GENERAL, "not_in_channel"),
    ],
)
async def test_a_file_goes_where_the_app_can_write(
    slack: SlackSimulator, web: AsyncWebClient, channel: str, error: str
) -> None:
    """A person's id is no channel, a direct message has to be opened first; the file can be sent elsewhere then."""
    slack.workspace.leave("app", GENERAL)
    slack.workspace.leave("app", "C0AXADMINS")
    file_id = await uploads(web)
    with pytest.raises(SlackApiError, match=error):
        await web.files_completeUploadExternal(files=[{"id": file_id}], channel_id=channel)
    await web.files_completeUploadExternal(files=[{"id": file_id}])


async def test_only_a_whole_file_is_found_and_only_once(web: AsyncWebClient) -> None:
    """Not one that nobody uploaded, none that is shown already, none that never was."""
    announced, _ = await place(web)
    done = await uploads(web)
    await web.files_completeUploadExternal(files=[{"id": done}], channel_id=GENERAL)
    for file_id in (announced, done, "F0NOTHING"):
        with pytest.raises(SlackApiError, match="file_not_found"):
            await web.files_completeUploadExternal(files=[{"id": file_id}], channel_id=GENERAL)
    for files in ("", "[]", "nonsense", json.dumps(["F1"])):
        with pytest.raises(SlackApiError, match="missing required field: files"):
            await web.api_call("files.completeUploadExternal", params={"files": files})


async def test_a_place_takes_what_was_announced_once(web: AsyncWebClient) -> None:
    """Not more, not less, and not again."""
    _, url = await place(web)
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.post(url, content=CONTENT + b"x")).status_code == 400
        assert (await http.post(url, content=CONTENT)).status_code == 400


async def test_trouble_on_the_way_is_had_on_demand(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """The upload has a name among the faults."""
    slack.faults.next("upload", Status(503))
    with pytest.raises(SlackRequestError, match="Failed to upload a file"):
        await web.files_upload_v2(content=CONTENT, filename="users.csv")


async def test_files_need_their_scope() -> None:
    """Both calls; an app that was installed before has to be installed again."""
    async with slack_simulator(manifest=a_manifest(scopes=["chat:write"])) as slack:
        web = web_client(slack)
        with pytest.raises(SlackApiError, match="missing_scope"):
            await place(web)
        with pytest.raises(SlackApiError, match="missing_scope"):
            await web.files_completeUploadExternal(files=[{"id": "F1"}])


async def test_the_inspector_does_not_show_what_is_in_a_file(slack: SlackSimulator, web: AsyncWebClient) -> None:
    """How large it was, and that it went somewhere; not what was said to one person with it."""
    dm = (await web.conversations_open(users="U0ALICE"))["channel"]["id"]
    file_id = await uploads(web)
    await web.files_completeUploadExternal(files=[{"id": file_id}], channel_id=dm, initial_comment="for Alice alone")
    shown = json.dumps(slack.inspector.entries())
    assert f'"bytes": {len(CONTENT)}' in shown
    assert "Ada" not in shown
    assert "for Alice alone" not in shown
