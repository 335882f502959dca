"""A simulated Arize AX account: the users API over real HTTP, for tests, the demo and newcomers.

It judges the bot's client and therefore shares nothing with it.
"""

from bot.simulator.arize.account import Account
from bot.simulator.arize.faults import (
    Drop,
    ExtraMembers,
    Fault,
    Faults,
    Garbage,
    Hold,
    Html,
    HugeBody,
    Latency,
    LoopingCursor,
    LostAnswer,
    SlowDrip,
    Status,
    UnknownVocabulary,
)
from bot.simulator.arize.records import Created, Mail, UserRecord
from bot.simulator.arize.refusals import Refused
from bot.simulator.arize.running import RunningArize, arize_simulator, run_alone
from bot.simulator.arize.seed import PERSONAS, Persona, seed
from bot.simulator.arize.simulator import ArizeSimulator, Call

__all__ = [
    "PERSONAS",
    "Account",
    "ArizeSimulator",
    "Call",
    "Created",
    "Drop",
    "ExtraMembers",
    "Fault",
    "Faults",
    "Garbage",
    "Hold",
    "Html",
    "HugeBody",
    "Latency",
    "LoopingCursor",
    "LostAnswer",
    "Mail",
    "Persona",
    "Refused",
    "RunningArize",
    "SlowDrip",
    "Status",
    "UnknownVocabulary",
    "UserRecord",
    "arize_simulator",
    "run_alone",
    "seed",
]
