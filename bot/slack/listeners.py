"""The doors. A listener reads the payload, answers Slack and hands over; nothing here waits on the network.

The one exception is the picker's list of users, which *is* the answer to Slack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.domain.errors import Expected
from bot.slack.doors import UNKNOWN, bound, door
from bot.slack.payloads import (
    Interaction,
    read_anybody,
    read_author,
    read_form_state,
    read_home,
    read_interaction,
    read_slash,
)
from bot.slack.previews import CHECKING
from bot.slack.reviewing import TITLE
from bot.slack.spans import Outcome, Span
from bot.slack.views import loading_view, read_form, read_picker
from bot.slack.views.choosing import read_ticked
from bot.slack.views.forms import USER_BLOCK
from bot.slack.views.previews import read_preview
from bot.slack.views.reviews import read_review
from bot.slack.views.saying import writing_view
from bot.slack.views.settling import read_settled
from bot.workflow.filing import Submission

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from typing import Any

    from bot.slack.background import Background
    from bot.slack.blockkit import View
    from bot.slack.choosing import Choosing
    from bot.slack.clicks import Clicks
    from bot.slack.doors import Ack
    from bot.slack.handling import Handling
    from bot.slack.instant import Instant
    from bot.slack.leaving import Leavers
    from bot.slack.payloads import Payload
    from bot.slack.picker import Picker
    from bot.slack.previews import Previews
    from bot.slack.reviewing import Reviewing
    from bot.slack.spans import Watcher
    from bot.slack.welcoming import Welcome

log = structlog.get_logger(__name__)

UNKNOWN_COMMAND = "This app does not know that command. Ask its operator to compare BOT_COMMAND with the manifest."


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
    instant: Instant
    background: Background
    watcher: Watcher

    @door("slash")
    async def slash(self, ack: Ack, body: Payload, span: Span) -> None:
        """What can be said without asking anybody is said with the ack."""
        interaction, text = bound(read_slash(body, span)), str(body.get("text") or "")
        if (answer := self.instant.answer(interaction, text)) is not None:
            ack.told(answer)
            return
        await ack()
        self._go_on(interaction, self.handling.typed(interaction, text))

    @door("shortcut")
    async def manage(self, ack: Ack, body: Payload, span: Span) -> None:
        """The global shortcut."""
        interaction = bound(read_interaction(body, span))
        await ack()
        self._go_on(interaction, self.handling.managing(interaction))

    @door("message_shortcut")
    async def invite(self, ack: Ack, body: Payload, span: Span) -> None:
        """The shortcut on a message. Only who wrote it is read: what it says is nobody's name and address."""
        interaction = bound(read_interaction(body, span))
        await ack()
        self._go_on(interaction, self.handling.inviting(interaction, read_author(body)))

    @door("action")
    async def click(self, ack: Ack, body: Payload, span: Span) -> None:
        interaction = bound(read_interaction(body, span))
        await ack()
        self._go_on(interaction, self.clicks.work(interaction, body))

    @door("user_change")
    async def changed(self, ack: Ack, body: Payload, span: Span) -> None:
        """Somebody's profile or standing changed: most of what Slack tells ends here, or in one look."""
        change = self.leavers.read(body)
        await ack()
        if change is None or not change.is_deactivated:
            span.tell(Outcome.IGNORED)
        if change is not None:
            interaction = bound(Interaction(change.slack_id, body["team_id"], span))
            self._go_on(interaction, self.leavers.changed(interaction, change))

    @door("home")
    async def home(self, ack: Ack, body: Payload, span: Span) -> None:
        """The app was opened. Its messages are Slack's own to show."""
        opened = read_home(body, span)
        await ack()
        if opened is None:
            span.tell(Outcome.IGNORED)
            return
        interaction = bound(opened[0])
        self._go_on(interaction, self.welcome.opened(interaction, opened[1]))

    @door("review")
    async def decide(self, ack: Ack, body: Payload, span: Span) -> None:
        """A decision was sent: what is missing is told at once, in the form; else it waits for what comes of it."""
        view: View = body["view"]
        interaction = bound(read_interaction(body, span))
        reviewed = read_review(view)
        span.about(request=reviewed.request_id)
        if await ack.wrong(reviewed.errors):
            return
        await ack(response_action="update", view=writing_view(TITLE, "Writing your decision down…"))
        self._go_on(interaction, self.reviewing.decided(interaction, view["id"], reviewed))

    @door("settling")
    async def settle(self, ack: Ack, body: Payload, span: Span) -> None:
        """Somebody says what became of a run."""
        view: View = body["view"]
        interaction = bound(read_interaction(body, span))
        settled = read_settled(view)
        span.about(request=settled.request_id)
        if await ack.wrong(settled.errors):
            return
        await ack(response_action="update", view=writing_view(TITLE, "Writing it down…"))
        self._go_on(interaction, self.reviewing.settled(interaction, view["id"], settled))

    @door("picker")
    async def pick(self, ack: Ack, body: Payload, span: Span) -> None:
        """The picker was sent. A read is answered outside if it can be, a change goes on in the same modal."""
        view: View = body["view"]
        state = read_form_state(view["private_metadata"])
        interaction = bound(read_interaction(body, span), state.response_url)
        if (user_id := read_picker(view)) is None:
            await ack.wrong({USER_BLOCK: "Pick a user from the list."})
            return
        command = self.handling.desk.command(state.command)
        span.about(command.name)
        stays = state.goes_on_in_place(command)
        await (ack(response_action="update", view=loading_view(command)) if stays else ack())
        self._go_on(interaction, self.handling.picked(interaction, view["id"], state, user_id))

    @door("form")
    async def submit(self, ack: Ack, body: Payload, span: Span) -> None:
        """A form was sent: wrong fields are told at once, in the form; right ones close it, or a list is looked at."""
        view: View = body["view"]
        state = read_form_state(view["private_metadata"])
        interaction = bound(read_interaction(body, span), state.response_url)
        command = self.handling.desk.command(state.command)
        span.about(command.name)
        filled = read_form(command, state, view)
        if await ack.wrong(filled.errors):
            return
        if command.batch:
            await ack(response_action="update", view=loading_view(command, CHECKING))
            self._go_on(interaction, self.previews.fill(interaction, view["id"], command, filled.values))
            return
        await ack(response_action="clear")
        submission = Submission(view["id"], command, filled.values, state.user_id, state.email)
        self._go_on(interaction, self.handling.submitted(interaction, submission))

    @door("preview")
    async def confirm(self, ack: Ack, body: Payload, span: Span) -> None:
        """A preview was sent: exactly what it showed is asked for."""
        view: View = body["view"]
        confirmed = read_preview(view)
        interaction = bound(read_interaction(body, span), confirmed.response_url)
        command = self.handling.desk.command(confirmed.command)
        span.about(command.name)
        if await ack.wrong(confirmed.errors):
            return
        await ack(response_action="clear")
        submission = Submission(view["id"], command, {}, confirmed=confirmed.number, draft_id=confirmed.draft_id)
        self._go_on(interaction, self.handling.submitted(interaction, submission))

    @door("choosing")
    async def choose(self, ack: Ack, body: Payload, span: Span) -> None:
        """Users of a review were ticked."""
        interaction = bound(read_interaction(body, span))
        ticked = read_ticked(body["view"])
        if await ack.wrong(ticked.errors):
            return
        await ack(response_action="clear")
        self._go_on(interaction, self.choosing.sent(interaction, ticked))

    @door(UNKNOWN)
    async def outdated(self, ack: Ack, body: Payload, span: Span) -> None:
        """A form, a menu or a shortcut that this version does not know."""
        interaction = bound(read_interaction(body, span))
        await ack()
        self._go_on(interaction, self.handling.outdated(interaction))

    @door("suggestion")
    async def suggest(self, ack: Ack, body: Payload, span: Span) -> None:
        interaction = bound(read_interaction(body, span))
        await ack(options=await self.picker.options(interaction, body["view"], str(body.get("value") or "")))

    def unheard(self, body: Payload, broke: Exception | None = None) -> str:
        """No listener takes it: a command that the manifest has and we do not; other events need no words."""
        log.warning("request.unhandled", type=str(body.get("type", "command")), exc_info=broke)
        span = Span(UNKNOWN, self.watcher)
        bound(read_anybody(body, span))
        words = UNKNOWN_COMMAND if "command" in body else ""
        span.tell(Outcome.DECLINED if words else Outcome.IGNORED, "unhandled")
        span.acked()
        span.listened()
        return words

    def failed(self, error: Exception, body: Payload, span: Span) -> None:
        """What we did not write ourselves is an older form, or a forged one; all else is a bug."""
        interaction = bound(read_anybody(body, span))
        kind = type(error).__name__
        if not interaction.user_id:
            log.error("event.failed", exc_info=error)
            span.tell(Outcome.FAILED, kind)
        elif isinstance(error, ValueError | KeyError | TypeError | Expected):
            log.warning("payload.unknown", error=kind)
            self._go_on(interaction, self.handling.outdated(interaction))
        else:
            log.error("listener.failed", exc_info=error)
            span.tell(Outcome.FAILED, kind)
            self._go_on(interaction, self.handling.broken(interaction))

    def _go_on(self, interaction: Interaction, work: Coroutine[Any, Any, object]) -> None:
        """After the ack. What nobody foresaw is logged by whoever does it."""
        interaction.span.follow(self.background.spawn(work))
