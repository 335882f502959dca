"""Whether what travels to Slack and Arize is sealed, and for how long their certificates hold."""

from __future__ import annotations

import asyncio
import ssl
import time
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.app.checkup.finding import ok, unseen, warning, wrong

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.app.checkup.finding import Finding
    from bot.settings import Settings

SOON = 14
"""Days before its end at which a certificate should have been renewed."""
DAY = 86_400
HTTPS = 443


async def slack_certificate(settings: Settings) -> AsyncIterator[Finding]:
    yield await _certificate("slack.tls", "SLACK_API_URL", settings.slack_api_url)


async def arize_certificate(settings: Settings) -> AsyncIterator[Finding]:
    yield await _certificate("arize.tls", "ARIZE_BASE_URL", settings.arize_base_url)


async def _certificate(name: str, variable: str, url: str) -> Finding:
    parts = urlsplit(url)
    if parts.scheme != "https":
        return ok(name, f"{variable} is plain http, on this machine alone.")
    try:
        ends = await _end_of(str(parts.hostname), parts.port or HTTPS)
    except ssl.SSLCertVerificationError as error:
        words = f"The certificate at {variable} is not accepted: {error.verify_message}."
        return wrong(name, words, "Renew it, or give its authority to the bot in SSL_CERT_FILE.")
    except OSError as error:
        words = f"The certificate at {variable} cannot be looked at from here ({type(error).__name__})."
        return unseen(name, words, "That is so behind a proxy; else check the network.")
    return _for_days(name, variable, (ends - time.time()) / DAY)


def _for_days(name: str, variable: str, days: float) -> Finding:
    words = f"The certificate at {variable} holds for {days:.0f} more days."
    return ok(name, words) if days > SOON else warning(name, words, "Tell those who run it to renew it.")


async def _end_of(host: str, port: int) -> float:
    """Seconds since 1970. Raises OSError, of which what the ssl module raises is a kind."""
    _, writer = await asyncio.open_connection(host, port, ssl=ssl.create_default_context())
    try:
        shown = writer.get_extra_info("peercert")
        return ssl.cert_time_to_seconds(shown["notAfter"])
    finally:
        writer.close()
