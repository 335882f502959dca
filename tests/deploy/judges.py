"""Programs that judge the files an operator deploys with."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BROUGHT_BY = {
    "hadolint": "requirements-deploy.txt",
    "check-jsonschema": "requirements-deploy.txt",
    "kubernetes-validate": "requirements-deploy.txt",
    "promtool": "Debian's package prometheus",
    "caddy": "Debian's package caddy",
    "systemd-analyze": "Debian's package systemd",
}


def program(name: str) -> str:
    """Where it is. Skips where it is not at hand, but not in CI, where it has to be."""
    found = shutil.which(name)
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is not there; {BROUGHT_BY[name]} brings it.")
    if found is None:
        pytest.skip(f"{name} is not there; {BROUGHT_BY[name]} brings it.")
    return found


def judged(name: str, *arguments: str | Path, variables: Mapping[str, str] | None = None) -> tuple[int, str]:
    """The exit status, and all that it said."""
    command = [program(name), *map(str, arguments)]
    environment = {**os.environ, **(variables or {})}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603 - our own files
    return done.returncode, done.stdout + done.stderr
