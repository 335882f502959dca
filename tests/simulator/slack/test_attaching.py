"""Files that people put into a modal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bot.simulator.slack import ClientRefusal
from bot.slack.blockkit import file_input, input_block, modal, text_input

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.simulator.slack import Modal, SlackSimulator

Json = dict[str, Any]
CSV = b"name,email\nJane,jane@example.com\n"
MEGABYTE = 1_000_000


def a_form(*, optional: bool = False, **field: Any) -> Json:  # noqa: ANN401 - JSON
    """A modal with a field for files, and one for a name."""
    files = input_block("CSV file", file_input("value", **field), block_id="file", optional=optional)
    name = input_block("Name", text_input("value"), block_id="name", optional=True)
    return modal("Many at once", [files, name], callback_id="form", submit="Send")


async def the_form(slack: SlackSimulator, view: Json) -> Modal:
    slack.views.open("U0ALICE", view)
    return await slack.person("alice").modal("")


def hearing(app: AsyncApp) -> list[Json]:
    heard: list[Json] = []

    @app.view("form")
    async def _(ack: AsyncAck, body: Json) -> None:
        heard.append(body)
        await ack()

    return heard


async def test_a_file_is_uploaded_when_it_is_chosen_and_told_when_the_form_is_sent(
    slack: SlackSimulator, app: AsyncApp
) -> None:
    """As Slack's file object, under `files`; the content is not in it, and nowhere in the inspector."""
    heard = hearing(app)
    form = await the_form(slack, a_form(filetypes=["csv"], max_files=1))
    before = int(slack.clock.timestamp())
    await form.attaches("CSV file", "New Users.csv", CSV)
    assert form.value("CSV file") == ["New Users.csv"]
    assert heard == []
    await form.submits()
    assert not form.is_open
    state = heard[0]["view"]["state"]["values"]["file"]["value"]
    (file,) = state["files"]
    assert state["type"] == "file_input"
    assert (file["name"], file["title"], file["size"]) == ("New Users.csv", "New Users.csv", len(CSV))
    assert (file["mimetype"], file["filetype"], file["pretty_type"]) == ("text/csv", "csv", "CSV")
    assert (file["user"], file["mode"], file["is_public"]) == ("U0ALICE", "hosted", False)
    assert before <= file["created"] == file["timestamp"] <= slack.clock.timestamp()
    assert file["url_private_download"].endswith(f"/files-pri/T0SIM-{file['id']}/download/new_users.csv")
    assert file["url_private"].endswith(f"/files-pri/T0SIM-{file['id']}/new_users.csv")
    assert "jane@example.com" not in str(slack.inspector.entries())


async def test_several_files_are_one_field(slack: SlackSimulator, app: AsyncApp) -> None:
    """In the order in which they came; one that was taken out is not sent."""
    heard = hearing(app)
    form = await the_form(slack, a_form())
    for name in ("one.csv", "two.txt", "three"):
        await form.attaches("CSV file", name, CSV)
    await form.removes("CSV file", "one.csv")
    with pytest.raises(AssertionError, match=r"There is no file 'one\.csv'"):
        await form.removes("CSV file", "one.csv")
    await form.submits()
    files = heard[0]["view"]["state"]["values"]["file"]["value"]["files"]
    assert [(file["name"], file["filetype"], file["pretty_type"]) for file in files] == [
        ("two.txt", "txt", "Plain Text"),
        ("three", "binary", "Binary"),
    ]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("users.xlsx", b"x", "“users.xlsx” cannot be attached. Allowed: csv, txt."),
        ("csv", b"x", "“csv” cannot be attached. Allowed: csv, txt."),
        ("users", b"x", "“users” cannot be attached. Allowed: csv, txt."),
        ("users.csv", b"", "“users.csv” is empty."),
        ("users.csv", b"x" * (10 * MEGABYTE + 1), "“users.csv” is larger than 10 MB."),
        ("USERS.CSV", b"x" * 10 * MEGABYTE, ""),
    ],
)
async def test_what_a_field_does_not_take_is_told_at_the_field(
    slack: SlackSimulator, name: str, content: bytes, words: str
) -> None:
    """At once, without asking the app; the next one that fits takes the words away."""
    form = await the_form(slack, a_form(filetypes=["csv", "txt"]))
    await form.attaches("CSV file", name, content)
    assert form.errors == ({"CSV file": words} if words else {})
    assert form.value("CSV file") == ([] if words else [name])
    await form.attaches("CSV file", "fine.csv", CSV)
    assert form.errors == {}
    assert slack.last_delivery is None


@pytest.mark.parametrize(("most", "words"), [(1, "No more than 1 file can"), (2, "No more than 2 files can")])
async def test_no_more_files_than_the_field_takes(slack: SlackSimulator, most: int, words: str) -> None:
    """Until one is taken out."""
    form = await the_form(slack, a_form(max_files=most))
    for number in range(most + 1):
        await form.attaches("CSV file", f"{number}.csv", CSV)
    assert form.errors == {"CSV file": f"{words} be attached here."}
    await form.removes("CSV file", "0.csv")
    await form.attaches("CSV file", "more.csv", CSV)
    assert form.errors == {}


async def test_a_file_that_is_missing_is_told_as_for_other_fields(slack: SlackSimulator, app: AsyncApp) -> None:
    """Where the field may stay empty, an empty list is sent."""
    heard = hearing(app)
    form = await the_form(slack, a_form())
    await form.submits()
    assert form.errors == {"CSV file": "Please complete this required field."}
    form = await the_form(slack, a_form(optional=True))
    await form.submits()
    assert heard[0]["view"]["state"]["values"]["file"]["value"] == {"type": "file_input", "files": []}


async def test_files_stay_when_the_form_is_changed(slack: SlackSimulator, app: AsyncApp) -> None:
    """As everything does that people did to a field whose ids stay."""

    @app.view("form")
    async def _(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"file": "Line 2 has no address"})

    form = await the_form(slack, a_form())
    await form.attaches("CSV file", "users.csv", CSV)
    await form.submits()
    assert form.errors == {"CSV file": "Line 2 has no address"}
    (view,) = slack.views.stack("U0ALICE")
    slack.views.update(view, a_form())
    assert form.value("CSV file") == ["users.csv"]


async def test_files_go_into_their_fields_alone(slack: SlackSimulator) -> None:
    """A name is not for files, a file is not typed, and nobody puts one into a modal that is not theirs."""
    form = await the_form(slack, a_form())
    with pytest.raises(ClientRefusal, match="takes no files"):
        await form.attaches("Name", "users.csv", CSV)
    with pytest.raises(ClientRefusal, match="nothing can be typed"):
        form.fill("CSV file", "users.csv")
    with pytest.raises(AssertionError, match=r"no file 'users\.csv'"):
        await form.removes("Name", "users.csv")
    with pytest.raises(ClientRefusal, match="not in this form"):
        slack.client("U0ALICE").detach(form.id, "file", "value", "F0OTHER")
    with pytest.raises(ClientRefusal, match="not open on top"):
        slack.client("U0BEN").attach(form.id, "file", "value", "users.csv", CSV)
