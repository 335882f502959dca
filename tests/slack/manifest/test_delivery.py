"""How Slack is to reach the app: what goes together, and what is told of what does not."""

from __future__ import annotations

import pytest

from bot.slack.manifest import Delivery, NoDelivery, delivery

ADDRESS = "https://bot.example.com/slack/events"


def test_socket_mode_needs_no_address() -> None:
    """Nor is there one."""
    assert delivery("socket", None) == Delivery(None)


@pytest.mark.parametrize("url", ["https://bot.example.com", "https://bot.example.com/", ADDRESS, ADDRESS + "/"])
def test_the_path_is_there_once(url: str) -> None:
    """Whether it was typed or not."""
    assert delivery("http", url) == Delivery(ADDRESS)


@pytest.mark.parametrize(
    ("transport", "url", "what_to_do"),
    [
        ("socket", ADDRESS, "leave --url out, or add --transport http"),
        ("http", None, "add --url, such as https://ax-user-bot.example.com"),
        ("http", "http://bot.example.com", "should be an https address"),
        ("http", "bot.example.com", "should be an https address"),
        ("http", "https://", "should be an https address"),
        ("http", "https://bot.example.com:x", "should be an https address"),
        ("http", "https://bot.example.com?a=b", "with no query"),
        ("http", "https://me@bot.example.com", "should be an https address"),
    ],
)
def test_what_does_not_go_together_is_told(transport: str, url: str | None, what_to_do: str) -> None:
    """With what to do."""
    with pytest.raises(NoDelivery, match=what_to_do):
        delivery(transport, url)
