"""`update <user>`: display name and developer permission. Sends only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator

from bot.command import Call, ChangeParams, Choice, ChoiceField, Command, Kind, Mark, TextField, Told

if TYPE_CHECKING:
    from typing import Self

    from bot.arize import ArizeClient, User
    from bot.command import Traces

DEVELOPER = ChoiceField(
    "Developer permission",
    (Choice("on", "On"), Choice("off", "Off")),
    hint="Whether the user can hold API keys.",
)


class UpdateParams(ChangeParams):
    """A value that was left as it stood is not in here."""

    name: Annotated[str | None, Field(min_length=1, max_length=255), TextField("Name")] = None
    developer: Annotated[Literal["on", "off"] | None, DEVELOPER] = None

    @model_validator(mode="after")
    def _something_changed(self) -> Self:
        if self.name is None and self.developer is None:
            raise ValueError("Nothing is different yet. Change the name or the developer permission.")
        return self


async def update(call: Call[UpdateParams]) -> Told:
    wanted = call.params
    developer = None if wanted.developer is None else wanted.developer == "on"
    user = await call.arize.update_user(call.user.id, name=wanted.name, is_developer=developer)
    return Told(Mark.DONE, f"{user.email} was updated.", user, details=tuple(_differences(call.user, user)))


async def what_became(_arize: ArizeClient, wanted: UpdateParams, traces: Traces) -> Told:
    """Whether the user is now as was wanted."""
    user = traces.target
    if user is None:
        return Told(Mark.FAILED, "Nothing was changed: Arize has no such user any more.")
    as_wanted = wanted.name in (None, user.name) and wanted.developer in (None, _on(user))
    if as_wanted:
        return Told(Mark.DONE, f"{user.email} was updated.", user)
    return Told(Mark.FAILED, f"{user.email} was not updated.", user)


def _differences(before: User, after: User) -> list[str]:
    found = []
    if before.name != after.name:
        found.append(f"Name: {before.name} → {after.name}")
    if before.is_developer != after.is_developer:
        found.append(f"Developer permission: {_on(before)} → {_on(after)}")
    return found


def _on(user: User) -> str:
    return {True: "on", False: "off", None: "not told"}[user.is_developer]


def _prefill(user: User) -> dict[str, str]:
    return {"name": user.name} | ({} if user.is_developer is None else {"developer": _on(user)})


COMMAND = Command(
    name="update",
    place=50,
    summary="Change the display name or the developer permission",
    kind=Kind.CHANGE,
    params=UpdateParams,
    run=update,
    label="Update user",
    submit="Save",
    permission="USER_UPDATE (for the developer permission, the account admin role)",
    on_user=True,
    notes=lambda _user: ("Role, e-mail address and status cannot be changed through the API.",),
    prefill=_prefill,
    reconcile=what_became,
)
