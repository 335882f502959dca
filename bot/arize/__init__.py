"""A client for the users, roles, organizations and spaces of an Arize AX account; it knows nothing of the bot."""

from bot.arize.client import ArizeClient
from bot.arize.ended import Ended
from bot.arize.errors import (
    AmbiguousEmail,
    AnswerLost,
    ArizeError,
    BadRequest,
    Conflict,
    Forbidden,
    NotFound,
    NotSent,
    ProblemError,
    RateLimited,
    ReplacedAnswer,
    ServerError,
    TransportError,
    Unauthenticated,
    Unprocessable,
    UnreadableAnswer,
)
from bot.arize.memberships import Membership, Organization, OrganizationPage, Space, SpacePage
from bot.arize.models import (
    Created,
    NewUser,
    Role,
    RoleInfo,
    RolePage,
    User,
    UserPage,
)
from bot.arize.places import Places
from bot.arize.retry import RetryPolicy, Wait
from bot.arize.vocabulary import EnumCase
from bot.arize.words import InviteMode, MemberRole, UserRole, UserStatus

__all__ = [
    "AmbiguousEmail",
    "AnswerLost",
    "ArizeClient",
    "ArizeError",
    "BadRequest",
    "Conflict",
    "Created",
    "Ended",
    "EnumCase",
    "Forbidden",
    "InviteMode",
    "MemberRole",
    "Membership",
    "NewUser",
    "NotFound",
    "NotSent",
    "Organization",
    "OrganizationPage",
    "Places",
    "ProblemError",
    "RateLimited",
    "ReplacedAnswer",
    "RetryPolicy",
    "Role",
    "RoleInfo",
    "RolePage",
    "ServerError",
    "Space",
    "SpacePage",
    "TransportError",
    "Unauthenticated",
    "Unprocessable",
    "UnreadableAnswer",
    "User",
    "UserPage",
    "UserRole",
    "UserStatus",
    "Wait",
]
