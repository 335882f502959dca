"""The mails that the account sent, and which of their links still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.simulator.arize.identifiers import mail_token
from bot.simulator.arize.records import RESET_LINK_LIFETIME, Mail

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from random import Random


class Postbox:
    """A later mail of a kind to an address makes the link of the earlier one useless."""

    def __init__(self, *, clock: Callable[[], datetime], ids: Random) -> None:
        self.mails: list[Mail] = []
        self._clock = clock
        self._ids = ids
        self._live: dict[tuple[str, str], Mail] = {}

    def send_invitation(self, email: str) -> None:
        self._send(Mail(email, "invitation", mail_token(self._ids)))

    def send_reset(self, email: str) -> None:
        self._send(Mail(email, "reset", mail_token(self._ids), self._clock() + RESET_LINK_LIFETIME))

    def _send(self, mail: Mail) -> None:
        self.mails.append(mail)
        self._live[mail.to.casefold(), mail.kind] = mail

    def void(self, email: str) -> None:
        """Every link that was mailed to this address stops working."""
        for kind in ("invitation", "reset"):
            self._live.pop((email.casefold(), kind), None)

    def opens(self, token: str) -> bool:
        """Whether the link with this token still works."""
        mail = next((mail for mail in self._live.values() if mail.token == token), None)
        return mail is not None and (mail.valid_until is None or self._clock() < mail.valid_until)
