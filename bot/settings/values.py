"""What a variable's text may look like. Each function raises ValueError with the end of a sentence: "<VARIABLE> …"."""

from __future__ import annotations

import re
from datetime import timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urlsplit

if TYPE_CHECKING:
    from pydantic import SecretStr

SLACK_HOSTS = ("slack.com", "slack-gov.com")
"""Slack itself, and its GovSlack; their subdomains count too."""

_FILE = re.compile(r"sqlite(\+aiosqlite)?:///(?!:memory:)[^?]*[^?/]")
_SERVER = re.compile(
    r"(postgres|postgresql|postgresql\+asyncpg)://([^@/]*@)?(\[[^]]+]|[^@/:?]*)(:\d{1,5})?/[^/?]+(\?.*)?"
)
"""`postgres` is what some hosters hand out; the host is missing where a query names a folder with a socket."""

_UNITS = {"": 1, "s": 1, "m": 60, "h": 3_600, "d": 86_400}
_DURATION = re.compile(r"(\d{1,9})\s*([smhd]?)")
_HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", re.IGNORECASE)


def lower(text: object) -> object:
    """Words of a fixed list are read in any case."""
    return text.lower() if isinstance(text, str) else text


def duration(text: object) -> object:
    """Read "90", "90s", "30m", "1h" or "7d"; a bare number counts seconds."""
    if not isinstance(text, str):
        return text
    if not (read := _DURATION.fullmatch(text.lower())):
        raise ValueError("should be a number of seconds, or a number with s, m, h or d, such as 30m or 24h")
    return timedelta(seconds=int(read[1]) * _UNITS[read[2]])


def header_value(secret: SecretStr) -> SecretStr:
    """Refuse what cannot travel in an HTTP header, where only visible ASCII is sure to arrive."""
    text = secret.get_secret_value()
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise ValueError("holds a space or a character that no key has; copy it again")
    return secret


def host_name(text: str) -> str:
    """Accept a name or an IP address; a URL or a host with a port is a mistake."""
    if not (_HOST_NAME.fullmatch(text) or _is_ip_address(text)):
        raise ValueError("should be a host name or an IP address alone, such as 127.0.0.1")
    return text


def slack_address(text: str) -> str:
    """Allow Slack over https and this machine: every call carries the bot's token. Ends with a slash."""
    parts = _split(text)
    if not is_loopback(parts.hostname) and not (parts.scheme == "https" and _is_slack(parts.hostname)):
        raise ValueError("should be an https address at slack.com or slack-gov.com, or one on this machine (127.0.0.1)")
    return text.rstrip("/") + "/"


def arize_address(text: str) -> str:
    """Keep plain http on this machine: every call carries the API key. Ends without a slash."""
    parts = _split(text)
    if parts.scheme != "https" and not is_loopback(parts.hostname):
        raise ValueError("should begin with https://; plain http is for this machine alone (127.0.0.1)")
    return text.rstrip("/")


def database_address(url: SecretStr) -> SecretStr:
    """Take what the two databases' addresses look like; a password in it stays unseen."""
    if not (_FILE.fullmatch(url.get_secret_value()) or _SERVER.fullmatch(url.get_secret_value())):
        raise ValueError("should be sqlite:///<file> or postgresql://<user>:<password>@<host>/<database>")
    return url


def is_loopback(host: str | None) -> bool:
    """Whether `host` can only be this machine: localhost, 127.0.0.0/8 or ::1."""
    return host == "localhost" or (_is_ip_address(host or "") and ip_address(host or "").is_loopback)


def _is_slack(host: str | None) -> bool:
    return any(host == slack or (host or "").endswith("." + slack) for slack in SLACK_HOSTS)


def _is_ip_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _split(text: str) -> SplitResult:
    """Refuse what clients read differently from one another: user names, backslashes, queries, odd ports."""
    try:
        parts = urlsplit(text)
        valid = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        valid, parts = False, SplitResult("", "", "", "", "")
    if not valid or not text.isprintable() or set(text) & set(' \\@?#"<>'):
        raise ValueError("should be an address such as https://api.example.com, without user name, query or fragment")
    return parts
