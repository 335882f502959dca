"""Socket Mode: connections that we open to Slack, and that carry what people do to us.

`keeper` keeps two of them, each of which `door` opens and `connection` reads; `frames` says what Slack sends, `acks`
what it hears back, `refusals` what no retry can mend.
"""

from bot.slack.socket_mode.door import Door
from bot.slack.socket_mode.keeper import SocketMode, kept_open
from bot.slack.socket_mode.pace import SocketPace
from bot.slack.socket_mode.refusals import NoSocketMode

__all__ = ["Door", "NoSocketMode", "SocketMode", "SocketPace", "kept_open"]
