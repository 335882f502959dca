"""Certificates that nobody knows, made by openssl."""

from __future__ import annotations

import asyncio
import os
import shutil
import ssl
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


async def certified(name: str, folder: Path, days: int = 90) -> tuple[Path, ssl.SSLContext]:
    """A certificate for `name` that is its own authority, and what a server shows it with."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    made = await asyncio.create_subprocess_exec(
        *(_openssl(), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}"),
        *("-addext", f"subjectAltName=DNS:{name}", "-days", str(days), "-keyout", key, "-out", certificate),
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert await made.wait() == 0
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return certificate, context


def _openssl() -> str:
    """Skips with one line where there is none, but not in CI."""
    found = shutil.which("openssl")
    if found is None and os.environ.get("CI") != "true":
        pytest.skip("openssl is not installed, so there are no certificates to look at")
    return str(found)
