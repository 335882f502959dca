"""The Events API: what the app subscribed to, tried again at once, after a minute and after five."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.simulator.slack.deliveries import Delivery, Retry, Unanswered
from bot.simulator.slack.people import user_object

if TYPE_CHECKING:
    from bot.simulator.slack.channels import Channel
    from bot.simulator.slack.messages import Message
    from bot.simulator.slack.people import Persona
    from bot.simulator.slack.simulator import SlackSimulator

WAITS = (0, 60, 5 * 60)
"""Seconds before each retry (https://docs.slack.dev/apis/events-api)."""


class Events:
    def __init__(self, slack: SlackSimulator) -> None:
        self._slack = slack

    async def home_opened(self, person: Persona) -> None:
        if not self._slack.manifest.home_tab:
            return
        home = self._slack.views.home(person.id)
        await self._opened(person, "home", {"view": home.as_object()} if home else {})

    async def messages_opened(self, person: Persona) -> None:
        """The same event; only a home tab that was opened brings its view."""
        await self._opened(person, "messages", {})

    async def _opened(self, person: Persona, tab: str, shown: dict[str, Any]) -> None:
        channel = self._slack.workspace.open_dm(person.id).id
        event = {"type": "app_home_opened", "user": person.id, "channel": channel, "tab": tab, **shown}
        await self.publish("app_home_opened", {**event, "event_ts": self._slack.ids.ts()})

    async def message(self, channel: Channel, message: Message) -> None:
        if channel.is_dm:
            event = {**message.as_object(), "channel": channel.id, "channel_type": "im", "event_ts": message.ts}
            await self.publish("message.im", event)

    async def user_change(self, person: Persona) -> None:
        """Says who they are now, and not what changed (https://docs.slack.dev/reference/events/user_change)."""
        with_email = "users:read.email" in self._slack.manifest.scopes
        user = user_object(person, with_email=with_email)
        told = {"type": "user_change", "user": user, "cache_ts": int(self._slack.clock.timestamp())}
        await self.publish("user_change", {**told, "event_ts": self._slack.ids.ts()})

    async def publish(self, subscription: str, event: dict[str, Any]) -> None:
        """Return after the first try; the others follow in the background, by the simulator's clock."""
        slack = self._slack
        if not slack.manifest.hears(subscription) or not slack.workspace.installed:
            return
        payload = slack.payloads.event(event, slack.ids.event(), int(slack.clock.timestamp()))
        delivery = Delivery("events_api", payload)
        reason = await self._try(delivery, None)
        if reason:
            slack.later(self._again(delivery, reason))

    async def _again(self, delivery: Delivery, reason: str) -> None:
        for number, wait in enumerate(WAITS, 1):
            await self._slack.clock.sleep(wait)
            failed = await self._try(delivery, Retry(number, reason))
            if not failed:
                return
            reason = failed

    async def _try(self, delivery: Delivery, retry: Retry | None) -> str:
        """Why it failed in Slack's words, or nothing."""
        try:
            await self._slack.courier.deliver(delivery, retry)
        except Unanswered as trouble:
            if trouble.status is not None:
                return "http_error"
            return "http_timeout" if trouble.code == "operation_timeout" else "connection_failed"
        return ""
