"""What Slack documents that each Web API method may answer, as of September 2026.

Source: the errors of https://docs.slack.dev/reference/methods/<method>, as https://github.com/smstoslack/slack_kit read
them on 2026-09-18 (`priv/docs/methods`); those that all methods share as of May 2026 (`priv/docs/common_errors.json`).
"""

from __future__ import annotations

ANY_METHOD = (
    "access_denied",
    "accesslimited",
    "account_inactive",
    "deprecated_endpoint",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "fatal_error",
    "internal_error",
    "invalid_arg_name",
    "invalid_arguments",
    "invalid_array_arg",
    "invalid_auth",
    "invalid_charset",
    "invalid_form_data",
    "invalid_post_type",
    "method_deprecated",
    "missing_post_type",
    "missing_scope",
    "no_permission",
    "not_allowed_token_type",
    "not_authed",
    "org_login_required",
    "ratelimited",
    "request_timeout",
    "service_unavailable",
    "team_access_not_granted",
    "team_added_to_org",
    "token_expired",
    "token_revoked",
    "two_factor_setup_required",
)
"""Documented for each of them."""

_TEXT = ("channel_not_found", "invalid_blocks", "invalid_blocks_format", "message_limit_exceeded", "no_text")
_POSTED = (*_TEXT, "is_archived", "messages_tab_disabled", "not_in_channel", "restricted_action")
_CONNECT = ("slack_connect_canvas_sharing_blocked", "slack_connect_file_link_sharing_blocked")
_VIEW = ("duplicate_external_id", "view_too_large")
_TRIGGER = ("exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id")
_UPLOAD = ("file_type_not_allowed", "file_uploads_except_images_disabled", "user_is_external_guest")

# Left out is what Slack says of what the bot never sends: `as_user`, `attachments`, `markdown_text`, `metadata`,
# `thread_ts`, `reply_broadcast`, `file_ids`, `client_msg_id`, drafts, streams, contact cards, a message's files or
# sender; `alt_txt`, `snippet_type`, `blocks` and `channels` of a file; `cursor` of a user group; a profile's view.
OF_METHOD: dict[str, tuple[str, ...]] = {
    "apps.connections.open": ("forbidden_team", "insecure_request", "missing_args"),
    "auth.test": (),
    "chat.delete": (
        *("cant_delete_message", "channel_not_found", "message_not_found"),
        "compliance_exports_prevent_deletion",  # in earlier references
    ),
    "chat.postEphemeral": (*_POSTED, "msg_too_long", "user_not_in_channel"),
    "chat.postMessage": (
        *_POSTED,
        *_CONNECT,
        *("app_access_restricted", "msg_blocks_too_long", "rate_limited", "restricted_action_read_only_channel"),
        *("restricted_action_thread_only_channel", "slack_connect_lists_sharing_blocked", "team_not_found"),
        "msg_too_long",  # in earlier references
    ),
    "chat.update": (
        *_TEXT,
        *_CONNECT,
        *("block_mismatch", "cant_update_message", "edit_window_closed", "external_channel_migrating", "is_inactive"),
        *("message_not_found", "msg_too_long", "team_not_found", "update_failed"),
    ),
    "conversations.open": (
        *("channel_not_found", "invalid_user_combination", "method_not_supported_for_channel_type"),
        *("not_enough_users", "too_many_users", "user_disabled", "user_not_found", "user_not_visible"),
        "users_list_not_supplied",
        "cannot_dm_bot",  # undocumented: https://github.com/HubSpot/slack-client/pull/90
    ),
    "files.completeUploadExternal": (
        *_UPLOAD,
        *("channel_not_found", "file_not_found", "file_update_failed", "invalid_channel", "not_in_channel"),
        "posting_to_channel_denied",
    ),
    "files.getUploadURLExternal": (
        *_UPLOAD,
        *("file_upload_size_restricted", "file_uploads_disabled", "missing_argument", "storage_limit_reached"),
    ),
    "files.info": (
        *("canvas_disabled_file_team", "canvas_disabled_user_team", "canvas_globally_disabled", "file_deleted"),
        *("file_not_found", "not_visible", "slack_connect_canvas_sharing_blocked", "template_not_visible"),
    ),
    "usergroups.users.list": ("no_such_subteam", "plan_upgrade_required"),
    "users.info": ("too_many_users", "user_not_found", "user_not_visible"),
    "users.list": ("invalid_cursor", "limit_required", "missing_argument"),
    "users.lookupByEmail": ("users_not_found",),
    "views.open": (*_VIEW, *_TRIGGER),
    "views.publish": (*_VIEW, "hash_conflict", "not_enabled"),
    "views.push": (*_VIEW, *_TRIGGER, "not_found", "push_limit_reached"),
    "views.update": (*_VIEW, "hash_conflict", "not_found"),
}
"""Documented for this one besides."""


def documented(method: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*OF_METHOD[method], *ANY_METHOD)))
