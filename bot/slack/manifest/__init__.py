"""The Slack app's manifest, made from the code."""

from bot.slack.manifest.contents import HEADING, contents
from bot.slack.manifest.delivery import Delivery, NoDelivery, delivery
from bot.slack.manifest.noted import as_json, as_yaml, plain

__all__ = ["HEADING", "Delivery", "NoDelivery", "as_json", "as_yaml", "contents", "delivery", "plain"]
