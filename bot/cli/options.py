"""Options that more than one command has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

MANIFEST = Path("manifest.yml")
Level = Literal["debug", "info", "warning", "error"]
Port = Annotated[int, typer.Option(min=0, max=65535, help="0 lets the system pick one.")]
