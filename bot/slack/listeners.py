"""The doors. A listener reads the payload, answers Slack and hands over; nothing here waits on the network.

The one exception is the picker's list of users, which *is* the answer to Slack.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Expected
from bot.slack.payloads import (
    Interaction,
    Payload,
    read_author,
    read_form_state,
    read_home,
    read_interaction,
    read_slash,
    read_user_change,
)
from bot.slack.previews import CHECKING
from bot.slack.reviewing import TITLE
from bot.slack.views import loading_view, read_form, read_picker
from bot.slack.views.choosing import read_ticked
from bot.slack.views.forms import USER_BLOCK
from bot.slack.views.previews import read_preview
from bot.slack.views.reviews import read_review
from bot.slack.views.saying import waiting_view
from bot.slack.views.settling import read_settled
from bot.workflow.filing import Submission

if TYPE_CHECKING:
    from slack_bolt.context.ack.async_ack import AsyncAck

    from bot.slack.background import Background
    from bot.slack.blockkit import View
    from bot.slack.choosing import Choosing
    from bot.slack.clicks import Clicks
    from bot.slack.handling import Handling
    from bot.slack.leaving import Leavers
    from bot.slack.picker import Picker
    from bot.slack.previews import Previews
    from bot.slack.reviewing import Reviewing
    from bot.slack.welcoming import Welcome

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Listeners:
    handling: Handling
    clicks: Clicks
    reviewing: Reviewing
    previews: Previews
    picker: Picker
    welcome: Welcome
    leavers: Leavers
    choosing: Choosing
    background: Background

    async def slash(self, ack: AsyncAck, body: Payload) -> None:
        interaction = _bound(read_slash(body), "slash")
        await ack()
        self.background.spawn(self.handling.typed(interaction, str(body.get("text") or "")))

    async def manage(self, ack: AsyncAck, body: Payload) -> None:
        """The global shortcut."""
        interaction = _bound(read_interaction(body), "shortcut")
        await ack()
        self.background.spawn(self.handling.managing(interaction))

    async def invite(self, ack: AsyncAck, body: Payload) -> None:
        """The shortcut on a message. Only who wrote it is read: what it says is nobody's name and address."""
        interaction = _bound(read_interaction(body), "message_shortcut")
        await ack()
        self.background.spawn(self.handling.inviting(interaction, read_author(body)))

    async def click(self, ack: AsyncAck, body: Payload) -> None:
        interaction = _bound(read_interaction(body), "action")
        await ack()
        self.background.spawn(self.clicks.work(interaction, body))

    async def changed(self, ack: AsyncAck, body: Payload) -> None:
        """Somebody's profile or standing changed: most of what Slack tells ends here, or in one look."""
        change = read_user_change(body) if self.leavers.is_on else None
        await ack()
        if change is not None:
            interaction = Interaction(change.slack_id, body["team_id"])
            named = _bound(interaction, "user_change") if change.is_deactivated else interaction
            self.background.spawn(self.leavers.changed(named, change))

    async def home(self, ack: AsyncAck, body: Payload) -> None:
        """The app was opened. Its messages are Slack's own to show."""
        opened = read_home(body)
        await ack()
        if opened is not None:
            interaction, shown = opened
            self.background.spawn(self.welcome.opened(_bound(interaction, "home"), shown))

    async def decide(self, ack: AsyncAck, body: Payload) -> None:
        """A decision was sent: what is missing is told at once, in the form; else it waits for what comes of it."""
        view: View = body["view"]
        interaction = _bound(read_interaction(body), "review")
        reviewed = read_review(view)
        if reviewed.errors:
            await ack(response_action="errors", errors=dict(reviewed.errors))
            return
        await ack(response_action="update", view=waiting_view(TITLE, "Writing your decision down…"))
        self.background.spawn(self.reviewing.decided(interaction, view["id"], reviewed))

    async def settle(self, ack: AsyncAck, body: Payload) -> None:
        """Somebody says what became of a run."""
        view: View = body["view"]
        interaction = _bound(read_interaction(body), "settling")
        settled = read_settled(view)
        if settled.errors:
            await ack(response_action="errors", errors=dict(settled.errors))
            return
        await ack(response_action="update", view=waiting_view(TITLE, "Writing it down…"))
        self.background.spawn(self.reviewing.settled(interaction, view["id"], settled))

    async def pick(self, ack: AsyncAck, body: Payload) -> None:
        """The picker was sent. A read is answered outside if it can be, a change goes on in the same modal."""
        view: View = body["view"]
        state = read_form_state(view["private_metadata"])
        interaction = _bound(read_interaction(body), "picker", state.response_url)
        user_id = read_picker(view)
        if user_id is None:
            await ack(response_action="errors", errors={USER_BLOCK: "Pick a user from the list."})
            return
        command = self.handling.desk.command(state.command)
        stays = state.goes_on_in_place(command)
        await (ack(response_action="update", view=loading_view(command)) if stays else ack())
        self.background.spawn(self.handling.picked(interaction, view["id"], state, user_id))

    async def submit(self, ack: AsyncAck, body: Payload) -> None:
        """A form was sent: wrong fields are told at once, in the form; right ones close it, or a list is looked at."""
        view: View = body["view"]
        state = read_form_state(view["private_metadata"])
        interaction = _bound(read_interaction(body), "form", state.response_url)
        command = self.handling.desk.command(state.command)
        filled = read_form(command, state, view)
        if filled.errors:
            await ack(response_action="errors", errors=dict(filled.errors))
            return
        if command.batch:
            await ack(response_action="update", view=loading_view(command, CHECKING))
            self.background.spawn(self.previews.fill(interaction, view["id"], command, filled.values))
            return
        await ack(response_action="clear")
        submission = Submission(view["id"], command, filled.values, state.user_id, state.email)
        self.background.spawn(self.handling.submitted(interaction, submission))

    async def confirm(self, ack: AsyncAck, body: Payload) -> None:
        """A preview was sent: exactly what it showed is asked for."""
        view: View = body["view"]
        confirmed = read_preview(view)
        interaction = _bound(read_interaction(body), "preview", confirmed.response_url)
        command = self.handling.desk.command(confirmed.command)
        if confirmed.errors:
            await ack(response_action="errors", errors=dict(confirmed.errors))
            return
        await ack(response_action="clear")
        submission = Submission(view["id"], command, {}, confirmed=confirmed.number, draft_id=confirmed.draft_id)
        self.background.spawn(self.handling.submitted(interaction, submission))

    async def choose(self, ack: AsyncAck, body: Payload) -> None:
        """Users of a review were ticked."""
        interaction = _bound(read_interaction(body), "choosing")
        ticked = read_ticked(body["view"])
        if ticked.errors:
            await ack(response_action="errors", errors=dict(ticked.errors))
            return
        await ack(response_action="clear")
        self.background.spawn(self.choosing.sent(interaction, ticked))

    async def outdated(self, ack: AsyncAck, body: Payload) -> None:
        """A form, a menu or a shortcut that this version does not know."""
        interaction = _bound(read_interaction(body), "unknown")
        await ack()
        self.background.spawn(self.handling.outdated(interaction))

    def failed(self, error: Exception, body: Payload) -> str:
        """A listener raised, before its ack. What we did not write ourselves is an older form, or a forged one."""
        if "event" in body:
            log.error("event.failed", exc_info=error)
            return ""
        interaction = _bound(read_interaction(body), "unknown")
        if isinstance(error, ValueError | KeyError | TypeError | Expected):
            log.warning("payload.unknown", error=type(error).__name__)
            self.background.spawn(self.handling.outdated(interaction))
        else:
            log.error("listener.failed", exc_info=error)
            self.background.spawn(self.handling.broken(interaction))
        return ""

    async def suggest(self, ack: AsyncAck, body: Payload) -> None:
        interaction = _bound(read_interaction(body), "suggestion")
        await ack(options=await self.picker.options(interaction, body["view"], str(body.get("value") or "")))


def _bound(interaction: Interaction, door: str, response_url: str | None = None) -> Interaction:
    """Name the interaction, in the log as well. Forms bring the response_url of the click that opened them."""
    named = replace(interaction, id=secrets.token_hex(4), response_url=interaction.response_url or response_url)
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(interaction=named.id, user=named.user_id, team=named.team_id, door=door)
    log.info("interaction.arrived")
    return named
