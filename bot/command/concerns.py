"""Whom and what an act concerns, as far as a policy may look at it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Concern:
    """The address of the person it is about, and the role that is granted; None is unknown, or none.

    `operation` names another one whose rules count for this part of an act; empty for the command's own.
    """

    email: str | None = None
    role: str | None = None
    operation: str = ""
