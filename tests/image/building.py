"""What the image holds, made without a container engine: the Dockerfile's own steps, carried out in a folder.

What only a container has is left out: the base image and its packages. Its confinement is made by other means.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from tests.image.dockerfile import only, stages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.image.dockerfile import Instruction

ROOT = Path(__file__).parent.parent.parent
OURS = ("/opt", "/src", "/data")
"""The folders of the image that a step names; each becomes one of the same name below the image's folder."""
UNPRIVILEGED = 10001
CONFINED = ("unshare", "--mount", "--propagation", "private", "sh", str(Path(__file__).parent / "confined.sh"))
PATIENCE = 300.0
"""Seconds for one step; most of it is the registry's."""


@dataclass(frozen=True)
class Image:
    """`variables` are those of its ENV; `command` and `health` what it runs, by the names that it runs them by."""

    folder: Path
    variables: Mapping[str, str]
    command: list[str]
    health: list[str]

    @property
    def tree(self) -> Path:
        return self.folder / "opt" / "ax-user-bot"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def run(self, command: list[str]) -> list[str]:
        """The command's line: confined as its container would be, where we may do that; else as whoever we are."""
        line = [str(self.tree / "bin" / command[0]), *command[1:]]
        places = map(str, (UNPRIVILEGED, self.tree, self.data, sys.base_prefix))
        return [*CONFINED, *places, *line] if _may_confine() else line


def built(folder: Path) -> Image:
    """Carry out all steps that do not need a container, with the packages that the registry has."""
    for name in OURS:
        (folder / name[1:]).mkdir(parents=True)
    build, final = stages(ROOT / "Dockerfile")
    _carry_out(build, folder)
    for step in final:
        if step.word == "COPY" and not step.line.startswith("--from"):
            _copy(step, folder / "opt" / "ax-user-bot")
    variables = {name: _here(value, folder) for name, value in only(final, "ENV").pairs.items()}
    health = only(final, "HEALTHCHECK").line.partition("CMD ")[2]
    return _handed_over(Image(folder, variables, only(final, "CMD").words, json.loads(health)))


def _carry_out(stage: list[Instruction], folder: Path) -> None:
    variables = dict(only(stage, "ENV").pairs)
    cwd = folder
    for step in stage:
        if step.word == "WORKDIR":
            cwd = Path(_here(step.line, folder))
        elif step.word == "COPY":
            _copy(step, cwd)
        elif step.word == "RUN":
            _run(_here(step.line, folder), cwd, variables)


def _run(script: str, cwd: Path, variables: Mapping[str, str]) -> None:
    """As the image's shell would, with our Python in the place of the base image's. Fails with what it wrote."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S603 - the Dockerfile's own step, which is the point
        ["/bin/sh", "-ec", script],
        cwd=cwd,
        env={**os.environ, **variables, "PATH": path},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, f"{script}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"


def _copy(step: Instruction, cwd: Path) -> None:
    """What `.dockerignore` lets through, and nothing else of the folder that the project lies in."""
    *sources, _ = step.words
    for source in _allowed() if sources == ["."] else sources:
        assert source in _allowed(), f".dockerignore keeps {source} away from the build"
        _copy_one(ROOT / source, cwd / source)


def _copy_one(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    else:
        shutil.copy(source, target)


def _allowed() -> list[str]:
    """The names that `.dockerignore` takes back from `*`."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "*", "nothing goes into the build that is not named"
    return [line[1:] for line in lines if line.startswith("!")]


def _here(text: str, folder: Path) -> str:
    for name in OURS:
        text = text.replace(name, f"{folder}{name}")
    return Template(text).safe_substitute(PATH=os.environ["PATH"])


def _handed_over(image: Image) -> Image:
    """Everybody may read the files and nobody write them; the database's folder belongs to whoever runs the bot."""
    image.folder.chmod(0o755)
    for path in image.tree.rglob("*"):
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & ~0o222)
    image.data.chmod(0o700)
    if _may_confine():
        os.chown(image.data, UNPRIVILEGED, UNPRIVILEGED)
    return image


@cache
def _may_confine() -> bool:
    """Whether we are root, with the right to have mounts of our own; in a container root has not."""
    tried = subprocess.run([*CONFINED[:4], "true"], capture_output=True, check=False)  # noqa: S603 - a constant
    return os.geteuid() == 0 and tried.returncode == 0
