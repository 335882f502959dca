"""The office of the stories: both transports, each with one of the databases."""

from __future__ import annotations

from tests.stories.conftest import office, pytest_generate_tests

__all__ = ["office", "pytest_generate_tests"]
