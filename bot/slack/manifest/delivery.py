"""How Slack is to reach the app, as the manifest says it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.slack.transport import PATH


class NoDelivery(Exception):  # noqa: N818 - a sentence for the operator
    """A transport and an address that do not go together; the text says what to do."""


@dataclass(frozen=True)
class Delivery:
    """`request_url` is None in Socket Mode."""

    request_url: str | None = None


def delivery(transport: str, url: str | None) -> Delivery:
    """`url` is the bot's public address; the path is added where it is not there. Raises NoDelivery."""
    if transport == "socket":
        if url is not None:
            raise NoDelivery("In Socket Mode the app has no address: leave --url out, or add --transport http.")
        return Delivery()
    if url is None:
        raise NoDelivery("HTTP needs the bot's public address: add --url, such as https://ax-user-bot.example.com")
    return Delivery(_checked(url.rstrip("/").removesuffix(PATH) + PATH))


def _checked(url: str) -> str:
    """Slack sends its requests to https addresses alone."""
    try:
        parts = urlsplit(url)
        is_whole = parts.scheme == "https" and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or not (url.isascii() and url.isprintable()) or set(url) & set(' \\@?#"<>'):
        raise NoDelivery("--url should be an https address such as https://ax-user-bot.example.com, with no query.")
    return url
