"""What a person does on the page, as the body of `POST /api/do`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.simulator.slack.files import File

DONE = {"ok": True}


class Client(Protocol):
    """One person's Slack client. Raises ClientRefusal, with a sentence, for what it does not let them do."""

    def snapshot(self) -> dict[str, Any]: ...

    async def send(self, channel: str, text: str) -> None: ...

    def mark_read(self, channel: str) -> None: ...

    async def act(
        self,
        container: dict[str, Any],
        block_id: str,
        action_id: str,
        value: object = None,
        values: dict[str, dict[str, object]] | None = None,
    ) -> None: ...

    async def options(
        self, container: dict[str, Any], block_id: str, action_id: str, query: str
    ) -> Mapping[str, Any]: ...

    async def submit(self, view_id: str, values: dict[str, dict[str, object]]) -> None: ...

    async def close(self, view_id: str) -> None: ...

    async def open_home(self) -> None: ...

    def attach(self, view_id: str, block_id: str, action_id: str, name: str, content: bytes) -> None: ...

    def detach(self, view_id: str, block_id: str, action_id: str, file_id: str) -> None: ...

    def deactivate(self, user_id: str) -> None: ...

    def reactivate(self, user_id: str) -> None: ...

    def download(self, channel: str, ts: str, file_id: str) -> File: ...

    async def use_shortcut(self, callback_id: str, channel: str | None = None, ts: str | None = None) -> None: ...


class _Deed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Send(_Deed):
    do: Literal["send"]
    channel: str
    text: str

    async def by(self, client: Client) -> dict[str, Any]:
        await client.send(self.channel, self.text)
        return DONE


class Act(_Deed):
    do: Literal["act"]
    container: dict[str, Any]
    block_id: str
    action_id: str
    value: str | list[str] | None = None
    values: dict[str, dict[str, Any]] | None = None

    async def by(self, client: Client) -> dict[str, Any]:
        await client.act(self.container, self.block_id, self.action_id, self.value, self.values)
        return DONE


class Options(_Deed):
    do: Literal["options"]
    container: dict[str, Any]
    block_id: str
    action_id: str
    query: str

    async def by(self, client: Client) -> dict[str, Any]:
        return dict(await client.options(self.container, self.block_id, self.action_id, self.query))


class Submit(_Deed):
    do: Literal["submit"]
    view_id: str
    values: dict[str, dict[str, Any]]

    async def by(self, client: Client) -> dict[str, Any]:
        await client.submit(self.view_id, self.values)
        return DONE


class Detach(_Deed):
    """Take a file out of a form; they are put in by a route of their own, as bytes."""

    do: Literal["detach"]
    view_id: str
    block_id: str
    action_id: str
    file_id: str

    async def by(self, client: Client) -> dict[str, Any]:
        client.detach(self.view_id, self.block_id, self.action_id, self.file_id)
        return DONE


class Close(_Deed):
    do: Literal["close"]
    view_id: str

    async def by(self, client: Client) -> dict[str, Any]:
        await client.close(self.view_id)
        return DONE


class Read(_Deed):
    do: Literal["read"]
    channel: str

    async def by(self, client: Client) -> dict[str, Any]:
        client.mark_read(self.channel)
        return DONE


class Home(_Deed):
    do: Literal["home"]

    async def by(self, client: Client) -> dict[str, Any]:
        await client.open_home()
        return DONE


class Shortcut(_Deed):
    """On a message where `channel` and `ts` name one."""

    do: Literal["shortcut"]
    callback_id: str
    channel: str | None = None
    ts: str | None = None

    async def by(self, client: Client) -> dict[str, Any]:
        await client.use_shortcut(self.callback_id, self.channel, self.ts)
        return DONE


class Account(_Deed):
    """Take somebody's account away, or give it back."""

    do: Literal["deactivate", "reactivate"]
    user_id: str

    async def by(self, client: Client) -> dict[str, Any]:
        (client.deactivate if self.do == "deactivate" else client.reactivate)(self.user_id)
        return DONE


Deed = Annotated[
    Send | Act | Options | Submit | Detach | Close | Read | Home | Shortcut | Account, Field(discriminator="do")
]
_DEEDS: TypeAdapter[Deed] = TypeAdapter(Deed)


def read_deed(body: bytes) -> Deed:
    """Raises ValueError, with a sentence, for what is no deed."""
    try:
        return _DEEDS.validate_json(body)
    except ValidationError as error:
        # Without a chain: pydantic's error quotes what was typed.
        raise ValueError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    place = ".".join(str(step) for step in first["loc"])
    return f"The body cannot be used: {f'{place}: ' if place else ''}{first['msg']}."
