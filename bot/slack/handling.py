"""What happens after the ack. Every path ends in words for the person who clicked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.command import Mark, Told
from bot.domain.errors import Mistake, Unavailable
from bot.domain.references import ById
from bot.slack.asked import Asked
from bot.slack.patience import Patience
from bot.slack.spans import Outcome
from bot.slack.troubles import MISTAKE, Trouble, attempt, bug_words
from bot.slack.views import form_view, message_view, picker_view, show, trouble_view
from bot.slack.views.outcomes import sentence
from bot.slack.views.saying import waiting_view
from bot.workflow.desk import OUTDATED

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.domain.request import Job
    from bot.slack.background import Background
    from bot.slack.blockkit import View
    from bot.slack.modals import Modals
    from bot.slack.payloads import FormState, Interaction
    from bot.slack.previews import Previews
    from bot.slack.replies import Replies
    from bot.slack.views.outcomes import Message
    from bot.slack.views.presses import Press
    from bot.workflow.desk import Desk
    from bot.workflow.filing import Filing, Submission
    from bot.workflow.ledger import Ledger

log = structlog.get_logger(__name__)

MANAGING = "Manage AX users"
"""What the global shortcut opens is called as the shortcut is."""
NOT_DONE = (Mark.FAILED, Mark.UNKNOWN)


@dataclass(frozen=True)
class Handling:
    """`desk` and `filing` do the work, `replies` and `modals` show what came of it."""

    desk: Desk
    filing: Filing
    ledger: Ledger
    replies: Replies
    modals: Modals
    background: Background
    previews: Previews

    async def typed(self, interaction: Interaction, text: str) -> None:
        """A slash command."""
        await self._or_say(interaction, self._go(interaction, lambda: Asked.typed(text, self.desk)))

    async def managing(self, interaction: Interaction) -> None:
        """The global shortcut: what help shows, with its buttons."""
        await self._or_say(interaction, self._go(interaction, lambda: Asked(self.desk.command("help"), title=MANAGING)))

    async def inviting(self, interaction: Interaction, author: str) -> None:
        """The shortcut on a message: the form to create a user, for whoever wrote it."""
        await self._or_say(
            interaction, self._go(interaction, lambda: Asked(self.desk.command("create"), author=author))
        )

    async def pressed(self, interaction: Interaction, press: Press) -> None:
        """A button or a menu entry that leads to a command."""
        await self._or_say(interaction, self._go(interaction, lambda: self._carried(press)))

    async def turned(self, interaction: Interaction, press: Press) -> None:
        """The next or the previous page takes the place of this one."""
        interaction.span.about(press.command)
        if interaction.modal:
            await self._or_say(interaction, self._turn_in(interaction, press))
            return
        drawn = await attempt(interaction, self._page(interaction, press))
        if isinstance(drawn, Trouble):
            await self.replies.tell(interaction, _said(drawn))
        else:
            await self.replies.replace(interaction, drawn)

    async def _page(self, interaction: Interaction, press: Press) -> Message:
        asked = self._carried(press)
        if asked.needs_a_form:
            raise Mistake(OUTDATED)
        return await self._look(interaction, asked)

    async def _turn_in(self, interaction: Interaction, press: Press) -> None:
        await self._fill(interaction, interaction.modal, self._carried(press))

    async def picked(self, interaction: Interaction, view_id: str, state: FormState, user_id: str) -> None:
        """A user was chosen in a form that asked for one."""
        asked = Asked(self.desk.command(state.command), ById(user_id))
        stays = state.goes_on_in_place(asked.command)
        work = self._fill(interaction, view_id, asked) if stays else self._show(interaction, asked)
        await self._or_say(interaction, work)

    async def submitted(self, interaction: Interaction, submission: Submission) -> None:
        """A form was sent; its fields were right."""
        await self._or_say(interaction, self._submit(interaction, submission))

    async def saved(self, interaction: Interaction, channel: str, ts: str) -> None:
        """The message with a temporary password can go."""
        await self._or_say(interaction, self.desk.saved(interaction.asker, channel, ts))

    async def outdated(self, interaction: Interaction) -> None:
        interaction.span.tell(Outcome.DECLINED, "outdated")
        await self.replies.tell(interaction, _said(Trouble(OUTDATED)))

    async def broken(self, interaction: Interaction) -> None:
        await self.replies.tell(interaction, _said(Trouble(bug_words(interaction))))

    def _carried(self, press: Press) -> Asked:
        return Asked.again(self.desk.command(press.command), press.user_id, press.values)

    async def _go(self, interaction: Interaction, read: Callable[[], Asked]) -> None:
        await self.go(interaction, read())

    async def go(self, interaction: Interaction, asked: Asked) -> None:
        """Open the form that it needs, or answer at once; in a modal where a view was clicked in. Raises Expected."""
        interaction.span.about(asked.command.name)
        if asked.is_mistyped:
            interaction.span.tell(Outcome.DECLINED, MISTAKE)
        log.debug("command.asked", command=asked.command.name, form=asked.needs_a_form)
        if asked.needs_a_form or interaction.surface:
            loading = waiting_view(asked.heading)
            view_id = await self.modals.open(interaction.trigger_id, loading, interaction.modal)
            await self._fill(interaction, view_id, asked)
        else:
            await self._show(interaction, asked)

    async def _show(self, interaction: Interaction, asked: Asked) -> None:
        await self.replies.tell(interaction, await self._look(interaction, asked))

    async def _look(self, interaction: Interaction, asked: Asked) -> Message:
        desk = self.desk.watching(self._progress(interaction))
        return show(await desk.look(interaction.asker, asked.command, asked.values, asked.reference))

    async def _submit(self, interaction: Interaction, submission: Submission) -> None:
        desk = self.desk.watching(self._progress(interaction))
        submitted = await self.filing.submit(interaction.asker, submission, desk)
        outcome = submitted.outcome
        interaction.span.about(request=submitted.request_id)
        if isinstance(outcome, Told) and outcome.mark in NOT_DONE:
            interaction.span.tell(Outcome.DECLINED, outcome.mark.name.lower())
        if await self.replies.tell(interaction, show(outcome)) and submitted.tell:
            await self._is_told(submitted.tell)

    async def _is_told(self, tell: Job) -> None:
        """Another process need not tell it too. What was found out meanwhile has a job of its own, which stays.

        Where the database is away it is told twice, which beats a word about trouble after what was done.
        """
        with suppress(Unavailable):
            await self.ledger.drop_job(tell)

    async def _fill(self, interaction: Interaction, view_id: str, asked: Asked) -> None:
        """Once a modal is open, what goes wrong is said in it; who closed it still hears why there is no answer."""
        if asked.names_a_list:
            await self.previews.fill(interaction, view_id, asked.command, asked.values)
            return
        draw = self._form if asked.needs_a_form else self._answer
        drawn = await attempt(interaction, draw(interaction, view_id, asked))
        if not isinstance(drawn, Trouble):
            await self.modals.fill(view_id, drawn)
        elif not await self.modals.fill(view_id, trouble_view(asked.heading, drawn.words)) and not asked.needs_a_form:
            await self.replies.tell(interaction, _said(drawn))

    async def _form(self, interaction: Interaction, view_id: str, asked: Asked) -> View:
        async with self._patience(interaction, view_id, asked.heading) as patience:
            waiting = self.desk.watching(patience)
            facts = await waiting.prepare(interaction.asker, asked.command, asked.reference)
        if asked.command.on_user and facts.user is None:
            return picker_view(asked.command, interaction.response_url)
        values = asked.values if asked.author is None else await self._profile(asked.author)
        return form_view(facts, values, interaction.response_url)

    async def _profile(self, author: str) -> Mapping[str, str]:
        """What the form shows of somebody who wrote a message: as Slack knows them, not as the message says."""
        person = await self.desk.targets.author(author)
        return {"name": person.name, "email": person.email or ""}

    async def _answer(self, interaction: Interaction, view_id: str, asked: Asked) -> View:
        """What would be a message."""
        async with self._patience(interaction, view_id, asked.heading) as patience:
            waiting = self.desk.watching(patience)
            outcome = await waiting.look(interaction.asker, asked.command, asked.values, asked.reference)
        return message_view(asked.heading, show(outcome))

    async def _or_say(self, interaction: Interaction, work: Awaitable[None]) -> None:
        trouble = await attempt(interaction, work)
        if trouble is not None:
            await self.replies.tell(interaction, _said(trouble))

    def _progress(self, interaction: Interaction) -> Patience:
        async def tell(words: str) -> None:
            await self.replies.tell(interaction, sentence(":hourglass_flowing_sand:", words))

        return Patience(interaction, self.background, tell)

    def _patience(self, interaction: Interaction, view_id: str, title: str) -> Patience:
        async def show_it(words: str) -> None:
            await self.modals.hint(view_id, waiting_view(title, words))

        return Patience(interaction, self.background, show_it)


def _said(trouble: Trouble) -> Message:
    return sentence(":warning:", trouble.words)
