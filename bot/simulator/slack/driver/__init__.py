"""People for tests: they find things by what is written on them, and cannot do what a person could not."""

from bot.simulator.slack.driver.home import Home
from bot.simulator.slack.driver.message import Message
from bot.simulator.slack.driver.modal import Modal
from bot.simulator.slack.driver.person import Person

__all__ = ["Home", "Message", "Modal", "Person"]
