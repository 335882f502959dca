"""What was asked for, or why it is not there, shown in a modal that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.slack.troubles import Trouble, attempt
from bot.slack.views.outcomes import sentence
from bot.slack.views.saying import trouble_view

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from bot.slack.blockkit import View
    from bot.slack.handling import Handling
    from bot.slack.payloads import Interaction


async def show_in(
    handling: Handling, interaction: Interaction, view_id: str, title: str, drawing: Awaitable[View]
) -> None:
    """Where Slack does not take it into the modal, that is said outside. It raises nothing."""
    drawn = await attempt(interaction, drawing)
    view = trouble_view(title, drawn.words) if isinstance(drawn, Trouble) else drawn
    shown = await attempt(interaction, handling.modals.fill(view_id, view))
    if isinstance(shown, Trouble):
        await handling.replies.tell(interaction, sentence(":warning:", shown.words))
