"""The image, made once."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import pytest

from tests.image.building import Image, built

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def image() -> Iterator[Image]:
    """In a folder that others may look into, unlike pytest's own."""
    folder = Path(mkdtemp(prefix="image"))
    try:
        yield built(folder)
    finally:
        shutil.rmtree(folder)
