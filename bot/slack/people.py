"""Slack's user objects, read into people."""

from __future__ import annotations

from typing import Any

from bot.domain.people import Person, Standing
from bot.slack.payloads import SLACKBOT


def read_person(user: dict[str, Any]) -> Person:
    """A Slack user object. Members that are missing count against the person."""
    profile = user.get("profile") or {}
    return Person(
        id=user["id"],
        team_id=user.get("team_id", ""),
        name=profile.get("real_name") or user.get("real_name") or user.get("name") or user["id"],
        email=profile.get("email") or None,
        standing=_standing(user),
    )


def _standing(user: dict[str, Any]) -> Standing:
    if user.get("deleted", True):
        return Standing.DEACTIVATED
    if user.get("is_bot", True) or user.get("id") == SLACKBOT:
        return Standing.BOT
    if user.get("is_stranger"):
        return Standing.EXTERNAL
    if user.get("is_restricted", True) or user.get("is_ultra_restricted", True):
        return Standing.GUEST
    if user.get("is_owner") or user.get("is_primary_owner"):
        return Standing.OWNER
    return Standing.ADMIN if user.get("is_admin") else Standing.MEMBER
