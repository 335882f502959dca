"""A simulated Slack workspace: Web API, Socket Mode and signed HTTP over real sockets, and people who use it.

It judges the bot, and shares nothing with it but the Block Kit checker.
"""

from bot.simulator.slack.changes import Changes
from bot.simulator.slack.client import Client
from bot.simulator.slack.clock import Clock
from bot.simulator.slack.deliveries import Answer, Delivery, Unanswered
from bot.simulator.slack.driver import Home, Message, Modal, Person
from bot.simulator.slack.faults import Drop, Error, Faults, Hold, Html, Latency, RateLimited, Status
from bot.simulator.slack.inspector import Inspector
from bot.simulator.slack.people import PERSONAS, Kind, Persona
from bot.simulator.slack.refusals import ClientRefusal
from bot.simulator.slack.server import run_alone, slack_simulator
from bot.simulator.slack.simulator import SlackSimulator
from bot.simulator.slack.workspace import Workspace

__all__ = [
    "PERSONAS",
    "Answer",
    "Changes",
    "Client",
    "ClientRefusal",
    "Clock",
    "Delivery",
    "Drop",
    "Error",
    "Faults",
    "Hold",
    "Home",
    "Html",
    "Inspector",
    "Kind",
    "Latency",
    "Message",
    "Modal",
    "Person",
    "Persona",
    "RateLimited",
    "SlackSimulator",
    "Status",
    "Unanswered",
    "Workspace",
    "run_alone",
    "slack_simulator",
]
