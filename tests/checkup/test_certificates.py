"""How long what travels to Arize stays sealed: real certificates, on a real socket."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.app.checkup.certificates import arize_certificate
from bot.settings import Settings
from tests.certificates import certified

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.app.checkup.finding import Finding


@asynccontextmanager
async def shown(folder: Path, days: int) -> AsyncIterator[tuple[str, Path]]:
    """The address of a server with a certificate that holds for so many days, and the certificate."""
    certificate, context = await certified("localhost", folder, days)
    async with await asyncio.start_server(_hang_up, "127.0.0.1", 0, ssl=context) as server:
        yield f"https://localhost:{server.sockets[0].getsockname()[1]}", certificate


async def _hang_up(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def found_at(url: str) -> Finding:
    needed = {"SLACK_BOT_TOKEN": "xoxb-a", "SLACK_APP_TOKEN": "xapp-a", "ARIZE_API_KEY": "ak-a"}
    settings = Settings.model_validate({**needed, "ARIZE_BASE_URL": url})
    (finding,) = [each async for each in arize_certificate(settings)]
    return finding


@pytest.mark.parametrize(("days", "verdict"), [(90, "ok"), (5, "warning")])
async def test_a_certificate_that_ends_soon_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, verdict: str
) -> None:
    """From two weeks before its end; its authority is one that the operator named."""
    async with shown(tmp_path, days) as (url, certificate):
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        found = await found_at(url)
    assert (found.verdict.value, found.words) == (
        verdict,
        f"The certificate at ARIZE_BASE_URL holds for {days} more days.",
    )


async def test_a_certificate_that_nobody_vouches_for_is_wrong(tmp_path: Path) -> None:
    """With what the library says of it, and where its authority can be named."""
    async with shown(tmp_path, 90) as (url, _):
        found = await found_at(url)
    assert (found.verdict.value, "is not accepted: self" in found.words) == ("wrong", True)
    assert "SSL_CERT_FILE" in found.remedy


async def test_where_nothing_answers_nothing_is_said_of_the_certificate() -> None:
    """It is so behind a proxy; that Arize cannot be reached, if it cannot, is told elsewhere."""
    found = await found_at("https://127.0.0.1:9")
    assert (found.verdict.value, "cannot be looked at from here" in found.words) == ("unseen", True)
