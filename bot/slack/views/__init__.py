"""What people see. Pure: data in, Block Kit out."""

from bot.slack.views import progress as progress
from bot.slack.views import records as records
from bot.slack.views import roll as roll
from bot.slack.views.forms import form_view, picker_view, read_form, read_picker
from bot.slack.views.outcomes import show
from bot.slack.views.saying import checking_view, loading_view, message_view, trouble_view

__all__ = [
    "checking_view",
    "form_view",
    "loading_view",
    "message_view",
    "picker_view",
    "read_form",
    "read_picker",
    "show",
    "trouble_view",
]
