"""The vocabulary in which commands are written."""

from bot.command.batch import Batch, BatchParams
from bot.command.command import Call, Command, Delivery, Envelope, Kind, Sight
from bot.command.concerns import Concern
from bot.command.form import (
    ChangeParams,
    Choice,
    ChoiceField,
    EmailField,
    FileField,
    FormField,
    LabelledParams,
    Params,
    TextField,
    form_fields,
)
from bot.command.outcomes import (
    ONLY_SEEN,
    Ability,
    Action,
    Help,
    Identity,
    Listing,
    Mark,
    OneUser,
    Outcome,
    SomeRoles,
    SomeUsers,
    Started,
    Told,
    Waiting,
)
from bot.command.requests import Deciders, OneRequest, RequestFacts, Review, SomeFacts, SomeRequests
from bot.command.reviews import ReviewBegun
from bot.command.sheets import Sent, Sheet
from bot.command.traces import Traces

__all__ = [
    "ONLY_SEEN",
    "Ability",
    "Action",
    "Batch",
    "BatchParams",
    "Call",
    "ChangeParams",
    "Choice",
    "ChoiceField",
    "Command",
    "Concern",
    "Deciders",
    "Delivery",
    "EmailField",
    "Envelope",
    "FileField",
    "FormField",
    "Help",
    "Identity",
    "Kind",
    "LabelledParams",
    "Listing",
    "Mark",
    "OneRequest",
    "OneUser",
    "Outcome",
    "Params",
    "RequestFacts",
    "Review",
    "ReviewBegun",
    "Sent",
    "Sheet",
    "Sight",
    "SomeFacts",
    "SomeRequests",
    "SomeRoles",
    "SomeUsers",
    "Started",
    "TextField",
    "Told",
    "Traces",
    "Waiting",
    "form_fields",
]
