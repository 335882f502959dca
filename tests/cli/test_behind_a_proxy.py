"""Arize behind a proxy, with a certificate of an authority that the operator named: the bot as a process."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.arize.tunnel import a_tunnel, led
from tests.certificates import certified
from tests.databases import fresh_database
from tests.processes import started, variables_for
from tests.world import MANIFEST

if TYPE_CHECKING:
    import ssl
    from asyncio import StreamReader, StreamWriter
    from collections.abc import AsyncIterator
    from pathlib import Path

ARIZE = "arize.example"
KEY_IS_WELL = "ok       arize.key: Arize takes the key, and it may read users."


@asynccontextmanager
async def sealed(context: ssl.SSLContext, url: str) -> AsyncIterator[int]:
    """A port that ends TLS before this address."""
    behind = int(url.rpartition(":")[2])

    async def lead(reader: StreamReader, writer: StreamWriter) -> None:
        await led(reader, writer, behind)

    async with await asyncio.start_server(lead, "127.0.0.1", 0, ssl=context) as server:
        yield server.sockets[0].getsockname()[1]


async def checked(variables: dict[str, str]) -> str:
    async with started("check", variables=variables) as process:
        out, _ = await process.communicate()
    return out.decode()


@pytest.mark.parametrize("is_named", [True, False])
async def test_arize_is_reached_through_the_proxy_and_by_a_named_authority(tmp_path: Path, is_named: bool) -> None:  # noqa: FBT001 - two tellings of one story
    """HTTPS_PROXY leads to it and SSL_CERT_FILE vouches for it; without the second it is not asked anything."""
    certificate, context = await certified(ARIZE, tmp_path)
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator(seeded=True) as arize,
        fresh_database("sqlite") as database,
        sealed(context, arize.url) as port,
        a_tunnel(to=port) as tunnel,
    ):
        variables = {**variables_for(slack, arize, database), "ARIZE_BASE_URL": f"https://{ARIZE}"}
        named = {"SSL_CERT_FILE": str(certificate)} if is_named else {}
        out = await checked({**variables, **named, "HTTPS_PROXY": tunnel.url()})
        assert (KEY_IS_WELL in out.splitlines()) is is_named
        assert bool(arize.calls) is is_named
    assert tunnel.heads[0].startswith(f"CONNECT {ARIZE}:443 HTTP/1.1\r\n")


async def test_a_proxy_of_another_kind_is_told_before_anything_begins() -> None:
    """In one sentence, by a check and by a start."""
    needed = {"SLACK_BOT_TOKEN": "xoxb-x", "SLACK_APP_TOKEN": "xapp-x", "ARIZE_API_KEY": "ak-x"}
    variables = {**needed, "HTTPS_PROXY": "socks5://me:hush@127.0.0.1", "BOT_MONITOR_PORT": "0"}
    async with fresh_database("sqlite") as database:
        for command in ("check", "run"):
            async with started(command, variables={**variables, "DATABASE_URL": database}) as process:
                told = b"".join(await process.communicate()).decode()
            assert "The proxy in HTTPS_PROXY or ALL_PROXY has to begin with http:// or https://." in told
            assert "hush" not in told
            assert "Traceback" not in told
