"""The simulated workspace with everything that belongs to it."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from bot.simulator.slack.attempts import Attempts
from bot.simulator.slack.changes import Changes
from bot.simulator.slack.client import Client
from bot.simulator.slack.clock import Clock
from bot.simulator.slack.courier import Courier
from bot.simulator.slack.driver import Person
from bot.simulator.slack.events import Events
from bot.simulator.slack.faults import Faults
from bot.simulator.slack.files import Files
from bot.simulator.slack.http_delivery import HttpDelivery
from bot.simulator.slack.ids import Ids
from bot.simulator.slack.inspector import Inspector
from bot.simulator.slack.interactions import Interactions
from bot.simulator.slack.manifest import read_manifest
from bot.simulator.slack.messages import Message, Messages
from bot.simulator.slack.notices import Notices
from bot.simulator.slack.payloads import Payloads
from bot.simulator.slack.people import PERSONAS
from bot.simulator.slack.posting import Posting
from bot.simulator.slack.refusals import ClientRefusal
from bot.simulator.slack.response_urls import ResponseUrls
from bot.simulator.slack.socket_mode import Connections
from bot.simulator.slack.submissions import Submissions
from bot.simulator.slack.triggers import Triggers
from bot.simulator.slack.views import Views
from bot.simulator.slack.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence
    from pathlib import Path

    from bot.simulator.slack.deliveries import Answer, Delivery, Kind
    from bot.simulator.slack.people import Persona


class SlackSimulator:
    """`url` is known once it is served. Tokens and the signing secret are made up for each run.

    `app_scopes` are those of the app-level token. `violations` holds what the app sent and Slack would refuse, in
    Slack's words.
    """

    def __init__(
        self, manifest: Path | dict[str, Any], clock: Clock | None = None, personas: Sequence[Persona] = PERSONAS
    ) -> None:
        self.bot_token = f"xoxb-sim-{secrets.token_urlsafe(24)}"
        self.app_token = f"xapp-sim-{secrets.token_urlsafe(24)}"
        self.app_scopes: tuple[str, ...] = ("connections:write",)
        self.signing_secret = secrets.token_hex(16)
        self.manifest = read_manifest(manifest)
        self.clock = clock or Clock()
        self.changes = Changes()
        self.violations: list[str] = []
        self.faults = Faults()
        self.workspace = Workspace(personas)
        self.workspace.on_change = self._person_changed
        self._keep_state()
        self._deliver()
        self._later: set[asyncio.Task[None]] = set()
        self._clients: dict[str, Client] = {}

    def _keep_state(self) -> None:
        self.ids = Ids(self.clock)
        self.inspector = Inspector(self.clock, self.changes)
        self.notices = Notices(self.changes)
        self.messages = Messages(self.ids, self.changes)
        self.files = Files(self.ids, self.clock, lambda: self.url)
        self.views = Views(self.ids, self.changes)
        self.triggers = Triggers(self.ids, self.clock)
        self.response_urls = ResponseUrls(self.clock)
        self.offered_in_messages: dict[tuple[str, str], list[dict[str, Any]]] = {}

    def _deliver(self) -> None:
        self.payloads = Payloads(secrets.token_urlsafe(18))
        self.posting = Posting(self.violations)
        self.attempts = Attempts(self.inspector)
        self.connections = Connections(
            self.ids, self.faults, self.changes, self.attempts, self.later, enabled=self.manifest.socket_mode
        )
        self.courier = Courier(self.connections)
        self.interactions = Interactions(self)
        self.submissions = Submissions(self)
        self.events = Events(self)

    @property
    def url(self) -> str:
        return self.response_urls.base

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def last_delivery(self) -> Delivery | None:
        """What was sent to the app last, for tests to forge from."""
        return self.courier.last

    def client(self, user_id: str) -> Client:
        """Raises KeyError for somebody who is not here."""
        person = self.workspace.people[user_id]
        return self._clients.setdefault(person.id, Client(self, person.id))

    def person(self, handle: str) -> Person:
        """Raises LookupError for a handle that nobody has."""
        return Person(self, self.client(self.workspace.person(handle).id))

    def deliver_over_http(self, request_url: str) -> None:
        """Send signed requests to this URL from now on, instead of using Socket Mode."""
        if self.courier.http is None:
            limit = self.connections.ack_limit
            self.courier.http = HttpDelivery(request_url, self.signing_secret, limit, self.attempts)
        self.courier.http.url = request_url
        self.changes.touch()

    def limit_acks(self, seconds: float) -> None:
        """How long the app has for an ack, in real time; Slack gives three seconds."""
        self.connections.ack_limit = seconds
        if self.courier.http is not None:
            self.courier.http.ack_limit = seconds

    async def until_connected(self, timeout: float = 5) -> None:  # noqa: ASYNC109 - it says how long a test waits
        """Return once the app can be reached. Raises TimeoutError after `timeout` seconds."""
        if await self.changes.until(lambda: self.courier.is_connected or None, timeout) is None:
            raise TimeoutError("The app did not connect.")

    async def forge(
        self,
        payload_type: Kind,
        payload: dict[str, Any],
        *,
        connection: int | None = None,
        sign_with: str | None = None,
        timestamp: str | None = None,
    ) -> Answer:
        """Send anything at all to the app. Raises Unanswered where it does not answer in time."""
        return await self.courier.forge(
            payload_type, payload, connection=connection, sign_with=sign_with, timestamp=timestamp
        )

    async def redeliver_last(self) -> Answer:
        """Deliver the last payload once more. Raises LookupError where there was none."""
        return await self.courier.redeliver_last()

    def seen_message(self, person: Persona, channel: str, ts: str) -> Message:
        """Raises ClientRefusal for a message that this person does not see."""
        found = self.messages.find(channel, ts)
        members = self.workspace.channels[channel].members if channel in self.workspace.channels else ()
        if found is None or person.id not in members or found.to not in (None, person.id):
            raise ClientRefusal("That message is not there any more.")
        return found

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do it in the background, until the simulator stops."""
        task = asyncio.get_running_loop().create_task(work)
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def close(self) -> None:
        for task in self._later:
            task.cancel()
        await asyncio.gather(*self._later, return_exceptions=True)
        self.connections.drop()
        await self.courier.close()

    def _person_changed(self, person: Persona) -> None:
        """A deactivated account is logged out: what was open for it is closed."""
        if not person.is_here:
            self.views.clear(person.id)
        self.changes.touch()
        if self.manifest.hears("user_change"):
            self.later(self.events.user_change(person))
