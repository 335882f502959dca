"""How the bot is, for operators' machines: metrics, readiness, and the socket that they are asked for at."""

from bot.monitor.meters import WorkMeter
from bot.monitor.metrics import METRICS
from bot.monitor.monitor import Monitor
from bot.monitor.routes import monitored
from bot.monitor.standing import Backlog, Store

__all__ = [
    "METRICS",
    "Backlog",
    "Monitor",
    "Store",
    "WorkMeter",
    "monitored",
]
