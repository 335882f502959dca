"""The settings themselves. Each description is also the variable's row in docs/operations.md."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationInfo,
    field_validator,
)

from bot.settings.values import arize_address, database_address, duration, header_value, host_name, lower, slack_address

Secret = Annotated[SecretStr, AfterValidator(header_value)]
Duration = Annotated[timedelta, BeforeValidator(duration)]
Lower = BeforeValidator(lower)

COMMAND_PATTERN = r"^/[a-z0-9_-]{1,31}\z"
TOKEN_PREFIXES = {"slack_bot_token": "xoxb-", "slack_app_token": "xapp-"}
TRANSPORT_NEEDS = {"slack_app_token": "socket", "slack_signing_secret": "http"}


class Settings(BaseModel):
    """Read by `load_settings` alone, from the variables that the aliases name."""

    # A secret pasted into the wrong variable must not be echoed either: no error shows what it was given.
    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True, validate_default=True)

    slack_bot_token: Secret = Field(
        alias="SLACK_BOT_TOKEN",
        description="The bot token of the Slack app, from *OAuth & Permissions*; it begins with `xoxb-`.",
    )
    arize_api_key: Secret = Field(
        alias="ARIZE_API_KEY",
        description="The Arize AX API key that the bot works with; its role decides what the bot can do.",
    )
    transport: Annotated[Literal["socket", "http"], Lower] = Field(
        "socket",
        alias="BOT_TRANSPORT",
        description="How Slack reaches the bot: `socket` (Socket Mode, no public address needed) or `http` "
        "(signed requests to `/slack/events`).",
    )
    slack_app_token: Secret = Field(
        SecretStr(""),
        alias="SLACK_APP_TOKEN",
        description="Needed for `socket`: an app-level token with the scope `connections:write`, from "
        "*Basic Information*; it begins with `xapp-`.",
    )
    slack_signing_secret: Secret = Field(
        SecretStr(""),
        alias="SLACK_SIGNING_SECRET",
        description="Needed for `http`: the signing secret from *Basic Information*; unsigned requests are refused.",
    )
    slack_api_url: Annotated[str, AfterValidator(slack_address)] = Field(
        "https://slack.com/api/",
        alias="SLACK_API_URL",
        description="Where Slack's Web API is: an https address at slack.com or slack-gov.com, or one on this machine.",
    )
    arize_base_url: Annotated[str, AfterValidator(arize_address)] = Field(
        "https://api.arize.com",
        alias="ARIZE_BASE_URL",
        description="Where the Arize AX REST API is; other than https only on this machine.",
    )
    arize_enum_case: Annotated[Literal["auto", "upper", "lower"], Lower] = Field(
        "auto",
        alias="ARIZE_ENUM_CASE",
        description="How fixed words such as a role are written to the API: `upper`, `lower`, or `auto` "
        "(as the account's own answers write them).",
    )
    disable_prerelease_warning: bool = Field(
        False,  # noqa: FBT003 - pydantic takes the default first
        alias="DISABLE_PRERELEASE_WARNING",
        description="`true` leaves out the warning that an API function is alpha or beta, logged at its first use.",
    )
    command: str = Field(
        "/ax-user",
        alias="BOT_COMMAND",
        pattern=COMMAND_PATTERN,
        description="The slash command, as it stands in the app's manifest: lower case, at most 32 characters.",
    )
    host: Annotated[str, AfterValidator(host_name)] = Field(
        "127.0.0.1",
        alias="BOT_HOST",
        description="The address that the HTTP server listens on; `0.0.0.0` for every one, as in a container.",
    )
    port: int = Field(
        3000, alias="BOT_PORT", ge=0, le=65_535, description="The port it listens on; 0 lets the system pick one."
    )
    monitor_host: Annotated[str, AfterValidator(host_name)] = Field(
        "127.0.0.1",
        alias="BOT_MONITOR_HOST",
        description="The address at which `/healthz`, `/readyz` and `/metrics` are served, to whoever can reach it: "
        "`0.0.0.0` in a container, behind a network that only the operator's machines are in.",
    )
    monitor_port: int = Field(
        9464,
        alias="BOT_MONITOR_PORT",
        ge=0,
        le=65_535,
        description="The port of these; 0 lets the system pick one, which `bot.ready` names in the log. Each process "
        "on a machine needs its own.",
    )
    password_ttl: Duration = Field(
        timedelta(hours=24),
        alias="BOT_PASSWORD_TTL",
        ge=timedelta(seconds=60),
        le=timedelta(days=7),
        description="How long a message with a temporary password stays before the bot deletes it: seconds, or `30m`, "
        "`24h`, `7d`; from 60 seconds to 7 days.",
    )
    database_url: Annotated[SecretStr, AfterValidator(database_address)] = Field(
        SecretStr("sqlite:///data/ax-user-bot.sqlite3"),
        alias="DATABASE_URL",
        description="Where requests and the audit are kept: `sqlite:///<file>` (its folder is made; one machine), or "
        "`postgresql://<user>:<password>@<host>/<database>` (as many processes as you like).",
    )
    policy_file: Path | None = Field(
        None,
        alias="BOT_POLICY_FILE",
        description="The TOML file that says who may run, request and approve what. Without it workspace owners and "
        "admins may do everything, and approve what other full members request.",
    )
    approvals_channel: str = Field(
        "",
        alias="BOT_APPROVALS_CHANNEL",
        pattern=r"^([CG][A-Z0-9]{2,})?\z",
        description="The id of the channel (`C…`) that every request is put before; the app has to be in it. Without "
        "it those who may approve are sent a direct message each.",
    )
    leavers: bool = Field(
        True,  # noqa: FBT003 - pydantic takes the default first
        alias="BOT_LEAVERS",
        description="`false` leaves it unsaid when somebody is deactivated in Slack who has an Arize AX user. Else "
        "those who may delete users, or approve that, are asked whether to delete or keep the user.",
    )
    request_ttl: Duration = Field(
        timedelta(hours=72),
        alias="BOT_REQUEST_TTL",
        ge=timedelta(minutes=1),
        le=timedelta(days=30),
        description="How long a request waits for a decision before it expires, and a list that somebody paused before "
        "it is stopped: 1 minute to 30 days.",
    )
    reminder: Duration = Field(
        timedelta(hours=24),
        alias="BOT_REMINDER",
        ge=timedelta(minutes=1),
        le=timedelta(days=30),
        description="After how long a request that nobody decided is brought up again, and again: 1 minute to 30 days.",
    )
    lease: Duration = Field(
        timedelta(minutes=5),
        alias="BOT_LEASE",
        ge=timedelta(seconds=2),
        le=timedelta(hours=1),
        description="How long a run belongs to the process that began it; then that is taken for dead, and Arize is "
        "asked what became of the run. 2 seconds to 1 hour; a run is cut off at three quarters of it.",
    )
    sweep_every: Duration = Field(
        timedelta(seconds=15),
        alias="BOT_SWEEP_EVERY",
        ge=timedelta(seconds=1),
        le=timedelta(minutes=10),
        description="How often a process looks for work that is due: expiries, reminders, messages to delete, and what "
        "another process left undone. 1 second to 10 minutes.",
    )
    page_size: int = Field(
        10, alias="BOT_PAGE_SIZE", ge=1, le=20, description="How many users one page of a list shows, 1 to 20."
    )
    directory_ttl: Duration = Field(
        timedelta(seconds=60),
        alias="BOT_DIRECTORY_TTL",
        ge=timedelta(0),
        le=timedelta(minutes=10),
        description="How long a person's Slack profile may be remembered: 0 (asked every time) to 600 seconds. "
        "Somebody who became a guest is noticed this much later by what only reads; before a change Slack is asked.",
    )
    counts_ttl: Duration = Field(
        timedelta(minutes=10),
        alias="BOT_COUNTS_TTL",
        ge=timedelta(minutes=1),
        le=timedelta(days=1),
        description="How long the numbers of users that the App Home shows count as fresh: 1 minute to 1 day. Counting "
        "reads the whole account, a hundred users a call, in the background, and only when somebody opens the home.",
    )
    log_level: Annotated[Literal["debug", "info", "warning", "error"], Lower] = Field(
        "info",
        alias="BOT_LOG_LEVEL",
        description="The least severe of the bot's own records that is logged: `debug`, `info`, `warning` or `error`. "
        "Libraries never go below `info`.",
    )
    log_format: Annotated[Literal["auto", "json", "console"], Lower] = Field(
        "auto",
        alias="BOT_LOG_FORMAT",
        description="`json` (one object a line), `console` (for people), or `auto`: console on a terminal, else json.",
    )

    @field_validator("slack_app_token", "slack_signing_secret")
    @classmethod
    def _needed_by_transport(cls, secret: SecretStr, info: ValidationInfo) -> SecretStr:
        needed_by = TRANSPORT_NEEDS[str(info.field_name)]
        if not secret and info.data.get("transport") == needed_by:
            raise ValueError(f"is not set, and BOT_TRANSPORT={needed_by} needs it")
        return secret

    @field_validator("slack_bot_token", "slack_app_token")
    @classmethod
    def _begins_as_tokens_do(cls, secret: SecretStr, info: ValidationInfo) -> SecretStr:
        prefix = TOKEN_PREFIXES[str(info.field_name)]
        if secret and not secret.get_secret_value().startswith(prefix):
            raise ValueError(f"should begin with {prefix}; other kinds of Slack token do not work here")
        return secret
