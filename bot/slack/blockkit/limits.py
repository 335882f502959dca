"""Every number that Slack sets for Block Kit, in one place.

Text limits are in characters (see `bot.slack.blockkit.text.length`), counts in items.
Source: the Block Kit reference, https://docs.slack.dev/reference/block-kit, unless a line says otherwise.
"""

from __future__ import annotations

from typing import Final

# Surfaces: https://docs.slack.dev/surfaces and https://docs.slack.dev/reference/views
MESSAGE_BLOCKS: Final = 50
VIEW_BLOCKS: Final = 100
VIEW_BYTES: Final = 250_000
VIEW_TITLE: Final = 24
VIEW_SUBMIT: Final = 24
VIEW_CLOSE: Final = 24
PRIVATE_METADATA: Final = 3000
MESSAGE_TEXT: Final = 40_000
"""Beyond this Slack cuts the `text` of a message (`msg_too_long`)."""
MESSAGE_BLOCKS_TEXT: Final = 12_000
"""All text of all blocks of one message: `msg_blocks_too_long`. Undocumented: seen in bug reports."""

# Ids, everywhere
ACTION_ID: Final = 255
BLOCK_ID: Final = 255
CALLBACK_ID: Final = 255
EXTERNAL_ID: Final = 255

# Blocks: https://docs.slack.dev/reference/block-kit/blocks
SECTION_TEXT: Final = 3000
SECTION_FIELD: Final = 2000
SECTION_FIELDS: Final = 10
HEADER_TEXT: Final = 150
CONTEXT_ELEMENTS: Final = 10
CONTEXT_TEXT: Final = 3000
"""The context block names no limit of its own; this one is that of every text object."""
ACTIONS_ELEMENTS: Final = 25
INPUT_LABEL: Final = 2000
INPUT_HINT: Final = 2000
IMAGE_ALT_TEXT: Final = 2000
IMAGE_TITLE: Final = 2000
TABLE_ROWS: Final = 100
TABLE_COLUMNS: Final = 20
VIDEO_TITLE: Final = 199
VIDEO_AUTHOR: Final = 49
URL: Final = 3000

# Elements: https://docs.slack.dev/reference/block-kit/block-elements
BUTTON_TEXT: Final = 75
BUTTON_VALUE: Final = 2000
ACCESSIBILITY_LABEL: Final = 75
PLACEHOLDER: Final = 150
SELECT_OPTIONS: Final = 100
OPTION_GROUPS: Final = 100
OVERFLOW_OPTIONS: Final = 5
CHOICES: Final = 10
"""Options of radio buttons and of checkboxes."""
TEXT_INPUT: Final = 3000
FILE_INPUT_FILES: Final = 10
FILE_INPUT_BYTES: Final = 10_000_000
"""Of each file. Slack says "10MB"; this is the stricter reading of it."""

# Composition objects: https://docs.slack.dev/reference/block-kit/composition-objects
TEXT: Final = 3000
OPTION_TEXT: Final = 75
OPTION_VALUE: Final = 150
OPTION_DESCRIPTION: Final = 75
OPTION_GROUP_LABEL: Final = 75
CONFIRM_TITLE: Final = 100
CONFIRM_TEXT: Final = 300
CONFIRM_BUTTON: Final = 30
