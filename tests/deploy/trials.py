"""For each alert what would set it off, in promtool's notation: `0x9 1x50` is ten zeros and then fifty-one ones."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.deploy.queries import DEPLOY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

WHERE = 'job="ax-user-bot",instance="a"'
MINUTES = 60
"""How long each trial goes on, a sample a minute."""
HEALTHY: dict[str, str] = {
    f"up{{{WHERE}}}": "1x400",
    f"process_start_time_seconds{{{WHERE}}}": "0x400",
    f"ax_user_bot_ready{{{WHERE}}}": "1x400",
    f"ax_user_bot_database_up{{{WHERE}}}": "1x400",
    f'ax_user_bot_info{{{WHERE},version="1",transport="socket"}}': "1x400",
    f"ax_user_bot_socket_connections{{{WHERE}}}": "2x400",
    f'ax_user_bot_socket_reconnects_total{{{WHERE},reason="lost"}}': "0+0x400",
    f'ax_user_bot_ack_seconds_bucket{{{WHERE},door="slash",le="0.01"}}': "0+9x400",
    f'ax_user_bot_ack_seconds_bucket{{{WHERE},door="slash",le="3"}}': "0+9x400",
    f'ax_user_bot_ack_seconds_bucket{{{WHERE},door="slash",le="+Inf"}}': "0+9x400",
    f'ax_user_bot_interactions_total{{{WHERE},door="slash",command="list",outcome="ok"}}': "0+9x400",
    f'ax_user_bot_refusals_total{{{WHERE},reason="policy"}}': "0+1x400",
    f"ax_user_bot_sweep_last_round_timestamp_seconds{{{WHERE}}}": "0+60x400",
    f'ax_user_bot_jobs{{{WHERE},state="overdue"}}': "0x400",
    f'ax_user_bot_jobs{{{WHERE},state="failing"}}': "0x400",
    f'ax_user_bot_chores_total{{{WHERE},chore="cards",outcome="done"}}': "0+9x400",
    f'ax_user_bot_requests{{{WHERE},state="unknown"}}': "0x400",
    f'ax_user_bot_request_age_seconds{{{WHERE},state="approved"}}': "0x400",
    f'ax_user_bot_request_age_seconds{{{WHERE},state="running"}}': "0x400",
    f'ax_user_bot_runs_total{{{WHERE},command="create",outcome="succeeded"}}': "0+1x400",
    f'ax_user_bot_arize_calls_total{{{WHERE},operation="list_users",status="200"}}': "0+9x400",
    f'ax_user_bot_slack_calls_total{{{WHERE},method="chat.postMessage",status="ok"}}': "0+9x400",
    f'ax_user_bot_slack_rate_limited_total{{{WHERE},method="users.list"}}': "0+1x400",
    f'ax_user_bot_deliveries_total{{{WHERE},kind="card",outcome="delivered"}}': "0+9x400",
}
"""A bot that nobody has to look at: some clicks, a refusal now and then."""


@dataclass(frozen=True)
class Trial:
    """`series` replace those of the same name and labels, or come on top; `labels` are the alert's."""

    alert: str
    series: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=lambda: {"job": "ax-user-bot"})
    minutes: int = MINUTES


def _one(name: str, values: str, **labels: str) -> dict[str, str]:
    told = "".join(f',{label}="{value}"' for label, value in labels.items())
    return {f"{name}{{{WHERE}{told}}}": values}


INSTANCE = {"job": "ax-user-bot", "instance": "a"}


def _ours(name: str, values: str, **labels: str) -> dict[str, str]:
    return _one(f"ax_user_bot_{name}", values, **labels)


def _with(**labels: str) -> dict[str, str]:
    return {"job": "ax-user-bot", **labels}


RARE = "_x55 1x345"
"""Nothing for most of an hour, and then a counter that is there for the first time."""

TRIALS = (
    Trial("AxUserBotDown", _one("up", "0x400"), INSTANCE),
    Trial("AxUserBotNotReady", _ours("ready", "0x400"), INSTANCE),
    Trial("AxUserBotRestarting", _one("process_start_time_seconds", "0+60x400"), INSTANCE),
    Trial("AxUserBotDatabaseDown", _ours("database_up", "0x400"), INSTANCE),
    Trial("AxUserBotSocketsClosed", _ours("socket_connections", "0x400"), INSTANCE),
    Trial("AxUserBotSocketsLost", _ours("socket_reconnects_total", "0+1x400", reason="lost"), INSTANCE),
    Trial("AxUserBotAcksSlow", _ours("ack_seconds_bucket", "0+0x400", door="slash", le="0.01")),
    Trial(
        "AxUserBotBugs",
        _ours("interactions_total", RARE, door="slash", command="get", outcome="failed"),
        _with(door="slash", command="get"),
    ),
    Trial("AxUserBotRefusalsMany", _ours("refusals_total", "0+9x400", reason="policy"), _with(reason="policy")),
    Trial("AxUserBotSweepStalled", _ours("sweep_last_round_timestamp_seconds", "0x400"), INSTANCE),
    Trial("AxUserBotJobsOverdue", _ours("jobs", "4x400", state="overdue")),
    Trial("AxUserBotJobsFailing", _ours("jobs", "4x400", state="failing"), minutes=90),
    Trial(
        "AxUserBotJobGivenUp",
        _ours("chores_total", RARE, chore="cards", outcome="given_up"),
        _with(chore="cards"),
    ),
    Trial("AxUserBotRequestUnknown", _ours("requests", "2x400", state="unknown")),
    Trial("AxUserBotRequestNotRun", _ours("request_age_seconds", "9+60x400", state="approved")),
    Trial("AxUserBotBatchLong", _ours("request_age_seconds", "9+60x400", state="running"), minutes=380),
    Trial(
        "AxUserBotRunsFail",
        _ours("runs_total", "0+3x400", command="create", outcome="failed"),
        _with(command="create"),
    ),
    Trial("AxUserBotArizeKeyRefused", _ours("arize_calls_total", RARE, operation="list_users", status="401")),
    Trial(
        "AxUserBotArizeForbids",
        _ours("arize_calls_total", RARE, operation="delete_user", status="403"),
        _with(operation="delete_user"),
    ),
    Trial("AxUserBotArizeFails", _ours("arize_calls_total", "0+9x400", operation="list_users", status="503")),
    Trial(
        "AxUserBotSlackTokenRefused",
        _ours("slack_calls_total", RARE, method="users.info", status="token_revoked"),
        _with(status="token_revoked"),
    ),
    Trial(
        "AxUserBotSlackScopeMissing",
        _ours("slack_calls_total", RARE, method="files.info", status="missing_scope"),
        _with(method="files.info"),
    ),
    Trial(
        "AxUserBotSlackLimits",
        _ours("slack_rate_limited_total", "0+9x400", method="users.list"),
        _with(method="users.list"),
    ),
    Trial(
        "AxUserBotMessagesNotDelivered",
        _ours("deliveries_total", "0+1x400", kind="card", outcome="failed"),
        _with(kind="card"),
    ),
    Trial(
        "AxUserBotVersionsMixed",
        {'ax_user_bot_info{job="ax-user-bot",instance="b",version="2",transport="socket"}': "1x400"},
        minutes=90,
    ),
)


def trial_file(series: Mapping[str, str], minutes: int, expected: Iterable[dict[str, Any]]) -> str:
    """A file for `promtool test rules`; JSON is YAML."""
    given = [{"series": name, "values": values} for name, values in series.items()]
    checks = [{"eval_time": f"{minutes}m", **each} for each in expected]
    tests = [{"interval": "1m", "input_series": given, "alert_rule_test": checks}]
    return json.dumps({"rule_files": [str(DEPLOY / "prometheus" / "alerts.yml")], "tests": tests})


def firing(trial: Trial, rule: dict[str, Any]) -> dict[str, Any]:
    """The alert as it goes off, with the words that whoever is woken reads."""
    summary = re.sub(r"{{ \$labels\.(\w+) }}", lambda found: trial.labels[found[1]], rule["annotations"]["summary"])
    value = next(iter(trial.series.values()))[0]
    told = {
        "exp_labels": {**rule["labels"], **trial.labels},
        "exp_annotations": {"summary": summary.replace("{{ $value }}", value)},
    }
    return {"alertname": trial.alert, "exp_alerts": [told]}
