"""Block Kit: pure functions that build it, and a checker that judges it in Slack's words."""

from __future__ import annotations

from bot.slack.blockkit import limits
from bot.slack.blockkit.acks import check_ack
from bot.slack.blockkit.blocks import actions, context, divider, header, input_block, section
from bot.slack.blockkit.check import Violation, check_blocks, check_message, check_view
from bot.slack.blockkit.elements import (
    button,
    checkboxes,
    confirmation,
    external_select,
    option,
    overflow,
    radio_buttons,
    static_select,
)
from bot.slack.blockkit.inputs import email_input, file_input, text_input
from bot.slack.blockkit.markup import Markup, bold, code, date, joined, lines, markup, mention, quote
from bot.slack.blockkit.objects import Block, Element, Option, TextObject, View
from bot.slack.blockkit.text import clip, escape, length, mrkdwn, plain, tidy
from bot.slack.blockkit.views import home, modal

__all__ = [
    "Block",
    "Element",
    "Markup",
    "Option",
    "TextObject",
    "View",
    "Violation",
    "actions",
    "bold",
    "button",
    "check_ack",
    "check_blocks",
    "check_message",
    "check_view",
    "checkboxes",
    "clip",
    "code",
    "confirmation",
    "context",
    "date",
    "divider",
    "email_input",
    "escape",
    "external_select",
    "file_input",
    "header",
    "home",
    "input_block",
    "joined",
    "length",
    "limits",
    "lines",
    "markup",
    "mention",
    "modal",
    "mrkdwn",
    "option",
    "overflow",
    "plain",
    "quote",
    "radio_buttons",
    "section",
    "static_select",
    "text_input",
    "tidy",
]
