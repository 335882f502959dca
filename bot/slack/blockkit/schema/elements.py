"""Tables of the block elements, and in which block each may stand.

Source: https://docs.slack.dev/reference/block-kit/block-elements. One thing is stricter than Slack: every interactive
element needs an `action_id`, because a click on one without cannot be answered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.slack.blockkit import limits
from bot.slack.blockkit.schema.inputs import INPUTS
from bot.slack.blockkit.schema.objects import (
    ACTION_ID,
    CHOICE_OPTION,
    CONFIRM,
    MENU_OPTION,
    OPTION_GROUP,
    OVERFLOW_OPTION,
    STYLE,
    URL,
    distinct_values,
    initial_among_options,
    plain_text,
)
from bot.slack.blockkit.schema.rules import (
    FINE,
    anything,
    array,
    boolean,
    fault,
    integer,
    one_of,
    pattern,
    shape,
    string,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.slack.blockkit.schema.rules import Also, Faults, Rule

_ID: Final = string(limits.ACTION_ID)
_PLACEHOLDER: Final = plain_text(limits.PLACEHOLDER)
_MENU_OPTIONS: Final = array(MENU_OPTION, limits.SELECT_OPTIONS)
_MENU: Final = {"placeholder": _PLACEHOLDER, "confirm": CONFIRM, "focus_on_load": boolean}
_MULTI: Final = {**_MENU, "max_selected_items": integer(1, limits.SELECT_OPTIONS)}
_LISTED: Final = {"options": _MENU_OPTIONS, "option_groups": array(OPTION_GROUP, limits.OPTION_GROUPS)}
_ASKED: Final = {"min_query_length": integer(0, limits.TEXT_INPUT)}
_CONVERSATIONS: Final = {"default_to_current_conversation": boolean, "filter": shape({
    "include": array(one_of("im", "mpim", "private", "public"), 4),
    "exclude_external_shared_channels": boolean,
    "exclude_bot_users": boolean,
}, ())}  # fmt: skip
_ANSWERS: Final = {"response_url_enabled": boolean}


def _element(members: dict[str, Rule], required: Collection[str] = (), *also: Also) -> Rule:
    return shape({"type": anything, "action_id": ACTION_ID, **members}, ("type", "action_id", *required), *also)


def _either_list(element: dict[str, Any]) -> Faults:
    given = ("options" in element) + ("option_groups" in element)
    return FINE if given == 1 else fault("must define either `options` or `option_groups`", "/type")


def _ids(limit: int = limits.SELECT_OPTIONS) -> Rule:
    return array(_ID, limit)


def _choices(**members: Rule) -> Rule:
    listed = {"options": array(CHOICE_OPTION, limits.CHOICES), "confirm": CONFIRM, "focus_on_load": boolean}
    return _element({**listed, **members}, ("options",), distinct_values, initial_among_options)


_BUTTON: Final = _element(
    {
        "text": plain_text(limits.BUTTON_TEXT),
        "value": string(limits.BUTTON_VALUE),
        "url": URL,
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": string(limits.ACCESSIBILITY_LABEL),
    },
    ("text",),
)
_OVERFLOW: Final = _element(
    {"options": array(OVERFLOW_OPTION, limits.OVERFLOW_OPTIONS), "confirm": CONFIRM}, ("options",), distinct_values
)

_MENUS: Final[dict[str, Rule]] = {
    "static_select": _element(
        {**_MENU, **_LISTED, "initial_option": MENU_OPTION}, (), _either_list, distinct_values, initial_among_options
    ),
    "external_select": _element({**_MENU, **_ASKED, "initial_option": MENU_OPTION}),
    "users_select": _element({**_MENU, "initial_user": _ID}),
    "conversations_select": _element({**_MENU, **_CONVERSATIONS, **_ANSWERS, "initial_conversation": _ID}),
    "channels_select": _element({**_MENU, **_ANSWERS, "initial_channel": _ID}),
    "radio_buttons": _choices(initial_option=CHOICE_OPTION),
    "checkboxes": _choices(initial_options=array(CHOICE_OPTION, limits.CHOICES)),
    "datepicker": _element(
        {**_MENU, "initial_date": pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "must be a date in the format YYYY-MM-DD")}
    ),
    "timepicker": _element(
        {**_MENU, "initial_time": pattern(r"[0-9]{2}:[0-9]{2}", "must be a time in the format HH:mm")}
    ),
}
_MULTI_MENUS: Final[dict[str, Rule]] = {
    "multi_static_select": _element(
        {**_MULTI, **_LISTED, "initial_options": _MENU_OPTIONS},
        (),
        _either_list,
        distinct_values,
        initial_among_options,
    ),
    "multi_external_select": _element({**_MULTI, **_ASKED, "initial_options": _MENU_OPTIONS}),
    "multi_users_select": _element({**_MULTI, "initial_users": _ids()}),
    "multi_conversations_select": _element({**_MULTI, **_CONVERSATIONS, "initial_conversations": _ids()}),
    "multi_channels_select": _element({**_MULTI, "initial_channels": _ids()}),
}


def _has_picture(image: dict[str, Any]) -> Faults:
    given = ("image_url" in image) + ("slack_file" in image)
    return FINE if given == 1 else fault("must define either `image_url` or `slack_file`", "/type")


def image(**more: Rule) -> Rule:
    """Accept an image, as an element or with `more` members as a block."""
    members = {"image_url": URL, "slack_file": anything, "alt_text": string(limits.IMAGE_ALT_TEXT)}
    return shape({"type": anything, **members, **more}, ("type", "alt_text"), _has_picture)


IN_ACTIONS: Final[dict[str, Rule]] = {"button": _BUTTON, "overflow": _OVERFLOW, **_MENUS}
IN_SECTION: Final[dict[str, Rule]] = {**IN_ACTIONS, **_MULTI_MENUS, "image": image()}
IN_INPUT: Final[dict[str, Rule]] = {**_MENUS, **_MULTI_MENUS, **INPUTS}
IN_INPUT_OF_MODAL: Final[dict[str, Rule]] = {
    **IN_INPUT,
    "file_input": _element(
        {
            # Slack does not say how long the list may be: the number is ours.
            "filetypes": array(pattern(r"[A-Za-z0-9]+", "must be a file extension without its dot"), 100),
            "max_files": integer(1, limits.FILE_INPUT_FILES),
        }
    ),
}
