"""How a driver tells a test that something is not as it should be."""

from __future__ import annotations

PATIENCE = 15.0
"""Seconds of real time that a person waits for something to appear; it ends as soon as it does."""


def expect(truth: object, otherwise: str) -> None:
    """Raise AssertionError with these words unless it is true."""
    if not truth:
        raise AssertionError(otherwise)
