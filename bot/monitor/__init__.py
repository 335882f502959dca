"""How the bot is, for operators' machines: metrics, readiness, and the socket that they are asked for at."""

from bot.monitor.meters import SocketMeter, WorkMeter
from bot.monitor.metrics import METRICS, Kind, Metric
from bot.monitor.monitor import Monitor
from bot.monitor.routes import monitored
from bot.monitor.standing import Backlog, Readiness, Store

__all__ = [
    "METRICS",
    "Backlog",
    "Kind",
    "Metric",
    "Monitor",
    "Readiness",
    "SocketMeter",
    "Store",
    "WorkMeter",
    "monitored",
]
