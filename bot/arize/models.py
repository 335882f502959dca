"""What the API speaks of, as frozen values.

They are read leniently: members and words that nobody knows yet are kept as they came, and of a user only `id` and
`email` have to be there. Known words are in upper case here, although older servers write them in lower case.
Of each member the usual form is tried first, which costs no call of ours; whatever is not in it is read leniently.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    WrapValidator,
    field_validator,
    model_validator,
)

from bot.arize.words import UNKNOWN, InviteMode, MemberRole, RoleType, UserRole, UserStatus, known_word

if TYPE_CHECKING:
    from pydantic import ValidatorFunctionWrapHandler

LONGEST_NAME = 255
"""Characters, after trimming."""

_READ = ConfigDict(frozen=True, extra="allow", hide_input_in_errors=True, defer_build=True)
_WRITTEN = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)


def trimmed_name(name: str) -> str:
    """A display name as the API takes it. Raises ValueError where it is blank or longer than 255 characters."""
    trimmed = name.strip()
    if not trimmed:
        raise ValueError("A name is needed.")
    if len(trimmed) > LONGEST_NAME:
        raise ValueError(f"A name has at most {LONGEST_NAME} characters.")
    return trimmed


def _trimmed_email(email: str) -> str:
    trimmed = email.strip()
    if not trimmed:
        raise ValueError("An e-mail address is needed.")
    return trimmed


def or_else(default: object) -> WrapValidator:
    """What cannot be read becomes `default`."""

    def read(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:  # noqa: ANN401 - any JSON
        try:
            return handler(value)
        except ValidationError:
            return default

    return WrapValidator(read)


def _in_utc(moment: datetime | None) -> datetime | None:
    """A time without a zone is meant in UTC, as all the API's are."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


USUAL_FIRST = Field(union_mode="left_to_right")
Nothing = Annotated[None, WrapValidator(lambda _value, _handler: None)]
"""Whatever it was: nothing else of a union is tried after it."""
MaybeText = Annotated[str | Nothing | None, USUAL_FIRST]
MaybeBool = Annotated[Annotated[bool, Field(strict=True)] | Nothing | None, USUAL_FIRST]
MaybeMoment = Annotated[AwareDatetime | Annotated[datetime | None, AfterValidator(_in_utc), or_else(None)], USUAL_FIRST]
RoleTypeWord = Annotated[
    Literal["PREDEFINED", "CUSTOM"]
    | Annotated[str, AfterValidator(lambda word: known_word(word, RoleType)), or_else(UNKNOWN)],
    USUAL_FIRST,
]
StatusWord = Annotated[
    Literal["ACTIVE", "INVITED", "EXPIRED"]
    | Annotated[str, Field(min_length=1), AfterValidator(lambda word: known_word(word, UserStatus)), or_else(UNKNOWN)],
    USUAL_FIRST,
]


class Role(BaseModel):
    """PREDEFINED has a name of UserRole, CUSTOM an id and perhaps a name that somebody made up."""

    model_config = _READ

    type: RoleTypeWord = UNKNOWN
    name: MaybeText = None
    id: MaybeText = None

    @classmethod
    def predefined(cls, role: UserRole | MemberRole) -> Role:
        return cls(type=RoleType.PREDEFINED.value, name=role.value)

    @model_validator(mode="before")
    @classmethod
    def _from_a_bare_word(cls, data: object) -> object:
        """Some examples in the vendor's documentation give the name alone."""
        return {"type": RoleType.PREDEFINED.value, "name": data} if isinstance(data, str) else data

    @field_validator("name")
    @classmethod
    def _known_if_predefined(cls, name: str | None, info: ValidationInfo) -> str | None:
        """The name of a custom role is free text, even where it looks like one of ours."""
        predefined = info.data.get("type") == RoleType.PREDEFINED
        return known_word(known_word(name, UserRole), MemberRole) if name and predefined else name


@lru_cache(maxsize=1_000)
def _same_role(*members: tuple[str, str | None]) -> Role:
    """Most users have one of a few roles. Raises ValidationError."""
    return Role.model_validate(dict(members))


def _role(value: Any, handler: ValidatorFunctionWrapHandler) -> Role:  # noqa: ANN401 - any JSON
    try:
        if isinstance(value, dict) and all(each is None or type(each) is str for each in value.values()):
            return _same_role(*value.items())
        read: Role = handler(value)
    except ValidationError:
        return Role()
    return read


class User(BaseModel):
    """A user of the account. A password among the members is dropped, whatever it is called."""

    model_config = _READ

    id: str = Field(min_length=1)
    name: str
    email: str = Field(min_length=1)
    created_at: MaybeMoment = None
    status: StatusWord = UNKNOWN
    role: Annotated[Role, WrapValidator(_role)] = Role()
    is_developer: MaybeBool = None

    @model_validator(mode="before")
    @classmethod
    def _as_told(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        told = {**data, "name": readable_name(data.get("name")) or data.get("email")}
        if "password" in "\n".join(data).lower():
            return {member: value for member, value in told.items() if "password" not in member.lower()}
        return told


def readable_name(name: object) -> str:
    """The name, or nothing where there is none; half a surrogate pair becomes a question mark."""
    return name.encode(errors="replace").decode().strip() if isinstance(name, str) else ""


class UserPage(BaseModel):
    """One page, oldest first. `next_cursor` is None on the last one.

    `unreadable` counts the rows that were left out because they lack an id or an address.
    """

    model_config = _WRITTEN

    users: tuple[User, ...]
    next_cursor: str | None = None
    unreadable: int = 0


class RoleInfo(BaseModel):
    """A role that exists in the account. `is_predefined` is False for the account's own."""

    model_config = _READ

    id: str = Field(min_length=1)
    name: str
    description: MaybeText = None
    permissions: Annotated[tuple[str, ...], or_else(())] = ()
    is_predefined: Annotated[bool, Field(strict=True), or_else(default=False)] = False

    @model_validator(mode="before")
    @classmethod
    def _as_told(cls, data: object) -> object:
        return data | {"name": readable_name(data.get("name")) or data.get("id")} if isinstance(data, dict) else data


class RolePage(BaseModel):
    """One page; as UserPage."""

    model_config = _WRITTEN

    roles: tuple[RoleInfo, ...]
    next_cursor: str | None = None
    unreadable: int = 0


class NewUser(BaseModel):
    """Whom to add. Raises ValueError for a blank address and for a name that is blank or too long."""

    model_config = _WRITTEN

    name: Annotated[str, AfterValidator(trimmed_name)]
    email: Annotated[str, AfterValidator(_trimmed_email)]
    role: Role
    invite_mode: InviteMode


class Created(BaseModel):
    """How adding a user ended.

    `is_new` is False where a pending invitation for the address was found: nothing was mailed or changed then, unless
    `after_doubt` says that an answer was lost before, so that the invitation found may be the one asked for.
    `temporary_password` is given once, and only to somebody new.
    """

    model_config = _WRITTEN

    user: User
    is_new: bool
    temporary_password: SecretStr | None = None
    after_doubt: bool = False
