"""What Slack documents that each Web API method may answer (https://docs.slack.dev/reference/methods/<method>)."""

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

_CHANNEL = ("channel_not_found", "is_archived", "not_in_channel")
_TEXT = ("no_text", "msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format", "rate_limited")
_VIEW = ("duplicate_external_id", "view_too_large", "not_found")
_TRIGGER = ("exchanged_trigger_id", "expired_trigger_id", "invalid_trigger_id")
_FILE = ("file_not_found", "file_deleted", "file_update_failed")

OF_METHOD: dict[str, tuple[str, ...]] = {
    "apps.connections.open": ("forbidden_team", "missing_args"),
    "auth.test": (),
    "chat.delete": (
        *("cant_delete_message", "channel_not_found", "compliance_exports_prevent_deletion", "message_not_found"),
        "rate_limited",
    ),
    "chat.postEphemeral": (*_CHANNEL, *_TEXT, "restricted_action", "user_not_in_channel"),
    "chat.postMessage": (
        *_CHANNEL,
        *_TEXT,
        *("restricted_action", "restricted_action_read_only_channel", "messages_tab_disabled", "too_many_attachments"),
        *("user_not_in_channel", "cannot_reply_to_message", "duplicate_message_not_found", "metadata_too_large"),
    ),
    "chat.update": (
        *_CHANNEL,
        *_TEXT,
        *(
            "cant_update_message",
            "edit_window_closed",
            "message_not_found",
            "block_mismatch",
            "external_channel_migrating",
        ),
    ),
    "conversations.open": (
        *("channel_not_found", "method_not_supported_for_channel_type", "not_enough_users", "too_many_users"),
        *("user_disabled", "user_not_found", "user_not_visible", "users_list_not_supplied", "cannot_dm_bot"),
        "invalid_user_combination",
    ),
    "files.completeUploadExternal": (
        *_FILE,
        *("channel_not_found", "not_in_channel", "invalid_channel", "access_denied", "posting_to_channel_denied"),
    ),
    "files.getUploadURLExternal": (
        *(
            "file_uploads_disabled",
            "file_uploads_disabled_in_region",
            "file_upload_size_restricted",
            "missing_argument",
        ),
        *("storage_limit_reached", "unknown_snippet_type", "alt_txt_too_large"),
    ),
    "files.info": (*_FILE, "file_not_visible", "timezone_count"),
    "usergroups.users.list": ("no_such_subteam", "subteam_not_found", "plan_upgrade_required", "fetch_members_failed"),
    "users.info": ("user_not_found", "user_not_visible"),
    "users.list": ("invalid_cursor", "limit_required"),
    "users.lookupByEmail": ("users_not_found",),
    "views.open": (*_VIEW, *_TRIGGER),
    "views.publish": (*_VIEW, "hash_conflict", "not_enabled"),
    "views.push": (*_VIEW, *_TRIGGER, "push_limit_reached"),
    "views.update": (*_VIEW, "hash_conflict"),
}
"""Documented for this one besides."""


def documented(method: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*OF_METHOD[method], *ANY_METHOD)))
