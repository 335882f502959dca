"""The image's own steps give a bot that starts, says how it is, stops, and writes nothing but its database."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.serving.listening import listen
from bot.simulator.arize import arize_simulator
from bot.simulator.slack import slack_simulator
from tests.processes import variables_for
from tests.world import MANIFEST

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Mapping

    from tests.image.building import Image

pytestmark = pytest.mark.image

PATIENCE = 30.0
"""Seconds for one process to start, on a machine that is busy."""


async def test_the_image_serves_says_that_it_is_well_and_stops_in_order(image: Image) -> None:
    """Its CMD as somebody without rights, its HEALTHCHECK beside it, and SIGTERM as its STOPSIGNAL says."""
    before = contents(image)
    async with (
        slack_simulator(manifest=MANIFEST) as slack,
        arize_simulator(seeded=True) as arize,
    ):
        variables = {**variables_for(slack, arize, image.variables["DATABASE_URL"]), "BOT_MONITOR_PORT": free_port()}
        async with started(image, image.command, variables) as bot:
            await slack.until_connected(PATIENCE)
            await asked(image, [*image.health, "--ready"], variables)
            await asked(image, image.health, variables)
            bot.terminate()
            assert await bot.wait() == 0
        assert await ended(image, image.health, variables) != 0, "nobody is there to be well"
    assert contents(image) == before
    assert [path.name for path in image.data.iterdir() if path.suffix == ".sqlite3"] == ["ax-user-bot.sqlite3"]


async def test_nothing_in_the_image_builds_or_tests(image: Image) -> None:
    """No installer, no compiler's front end and no tests travel with it."""
    packages = installed(image)
    assert {"ax-user-bot", "slack-bolt"} <= packages
    assert packages.isdisjoint({"pip", "setuptools", "wheel", "pytest", "hatchling", "cyclonedx-bom"})
    assert not list(image.tree.rglob("tests/world.py"))


async def test_the_bill_of_materials_is_what_is_installed(image: Image) -> None:
    """Every package in its version, and no other; none of a machine's paths."""
    text = (image.tree / "sbom.cdx.json").read_text(encoding="utf-8")
    bill = json.loads(text)
    listed = {named(each["name"]) for each in [*bill["components"], bill["metadata"]["component"]]}
    assert bill["bomFormat"] == "CycloneDX"
    assert listed == installed(image)
    assert str(image.folder) not in text


def contents(image: Image) -> dict[str, int]:
    """Every file of the tree, and when it was last written."""
    return {str(path): path.lstat().st_mtime_ns for path in image.tree.rglob("*")}


def installed(image: Image) -> set[str]:
    """The names of the packages that lie in its environment."""
    return {named(path.name.partition("-")[0]) for path in image.tree.glob("lib/*/site-packages/*.dist-info")}


def named(name: str) -> str:
    """A package's name in the one form that all others stand for."""
    return re.sub(r"[-_.]+", "-", name).lower()


def free_port() -> str:
    with listen("127.0.0.1", 0) as bound:
        return str(bound.getsockname()[1])


@asynccontextmanager
async def started(image: Image, command: list[str], variables: Mapping[str, str]) -> AsyncIterator[Process]:
    """One of the image's commands, as its user, in its folder and with its variables."""
    process = await asyncio.create_subprocess_exec(
        *image.run(command), cwd=image.tree, env={"HOME": os.environ["HOME"], **image.variables, **variables}
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            os.kill(process.pid, signal.SIGKILL)
            await process.wait()


async def ended(image: Image, command: list[str], variables: Mapping[str, str]) -> int:
    async with started(image, command, variables) as process:
        return await process.wait()


async def asked(image: Image, command: list[str], variables: Mapping[str, str]) -> None:
    """Return once the command ends well."""
    async with asyncio.timeout(PATIENCE):
        while await ended(image, command, variables) != 0:  # noqa: ASYNC110 - only asking tells
            await asyncio.sleep(0.2)
