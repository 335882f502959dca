"""The vocabulary in which commands are written."""

from bot.command.command import Call, Command, Delivery, Envelope, Kind, Passwords
from bot.command.form import (
    ChangeParams,
    Choice,
    ChoiceField,
    EmailField,
    FormField,
    Params,
    TextField,
    form_fields,
)
from bot.command.outcomes import (
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
    Told,
)

__all__ = [
    "Ability",
    "Action",
    "Call",
    "ChangeParams",
    "Choice",
    "ChoiceField",
    "Command",
    "Delivery",
    "EmailField",
    "Envelope",
    "FormField",
    "Help",
    "Identity",
    "Kind",
    "Listing",
    "Mark",
    "OneUser",
    "Outcome",
    "Params",
    "Passwords",
    "SomeRoles",
    "SomeUsers",
    "TextField",
    "Told",
    "form_fields",
]
