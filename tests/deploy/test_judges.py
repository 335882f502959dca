"""Each file that an operator deploys with passes the programs that will read it, and they would tell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.deploy.judges import judged
from tests.deploy.queries import DEPLOY, queries

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.deploy

ROOT = DEPLOY.parent
COMPOSE = ("--builtin-schema", "vendor.compose-spec")
KUBERNETES = sorted(path for path in (DEPLOY / "kubernetes").glob("*.yml") if path.name != "kustomization.yml")
UNIT = DEPLOY / "systemd" / "ax-user-bot.service"
EXPOSED = "15"
"""Of 100, by systemd's own measure; a unit without any of our lines is above 90."""
CADDYFILE = DEPLOY / "compose" / "Caddyfile"
SITE = {"SITE": "localhost", "UPSTREAMS": "127.0.0.1:3000", "MONITOR_PORT": "9464"}


def changed(path: Path, folder: Path, old: str, new: str) -> Path:
    """A copy of the file with something else in it."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    copy = folder / path.name
    copy.write_text(text.replace(old, new), encoding="utf-8")
    return copy


def test_the_dockerfile(tmp_path: Path) -> None:
    """Of hadolint there is nothing to hear, of the shell in it either."""
    assert judged("hadolint", ROOT / "Dockerfile") == (0, "")
    status, said = judged("hadolint", changed(ROOT / "Dockerfile", tmp_path, "WORKDIR /src", "WORKDIR src"))
    assert (status, "DL3000" in said) == (1, True)


def test_the_compose_file(tmp_path: Path) -> None:
    """It is one by Compose's own schema."""
    status, said = judged("check-jsonschema", *COMPOSE, ROOT / "compose.yml")
    assert status == 0, said
    assert (
        judged("check-jsonschema", *COMPOSE, changed(ROOT / "compose.yml", tmp_path, "read_only", "readonly"))[0] == 1
    )


def test_the_kubernetes_files(tmp_path: Path) -> None:
    """Kubernetes' own schemas know every member."""
    status, said = judged("kubernetes-validate", "--strict", *KUBERNETES)
    assert status == 0, said
    wrong = changed(DEPLOY / "kubernetes" / "deployment.yml", tmp_path, "livenessProbe", "livenesProbe")
    assert judged("kubernetes-validate", "--strict", wrong)[0] == 1


def test_the_unit(tmp_path: Path) -> None:
    """It can be read by systemd, which finds it confined; its program is not installed here."""
    unit = changed(UNIT, tmp_path, "/opt/ax-user-bot/bin/ax-user-bot run", "/bin/true")
    assert judged("systemd-analyze", "verify", unit) == (0, "")
    status, said = judged("systemd-analyze", "security", "--offline=yes", f"--threshold={EXPOSED}", unit)
    assert status == 0, said
    bare = changed(unit, tmp_path, "ProtectSystem", "ProtektSystem")
    assert "ProtektSystem" in judged("systemd-analyze", "verify", bare)[1]


def test_the_proxys_configuration(tmp_path: Path) -> None:
    """Caddy takes it, formatted as Caddy formats."""
    status, said = judged("caddy", "validate", "--config", CADDYFILE, "--adapter", "caddyfile", variables=SITE)
    assert status == 0, said
    assert judged("caddy", "fmt", CADDYFILE)[1] == CADDYFILE.read_text(encoding="utf-8")
    wrong = changed(CADDYFILE, tmp_path, "health_uri", "helth_uri")
    assert judged("caddy", "validate", "--config", wrong, "--adapter", "caddyfile", variables=SITE)[0] == 1


def test_the_prometheus_files(tmp_path: Path) -> None:
    """Read by promtool: the alerts, the job that is scraped, and every query of the dashboard."""
    for kind, name in (("rules", "alerts.yml"), ("config", "scrape.yml")):
        status, said = judged("promtool", "check", kind, DEPLOY / "prometheus" / name)
        assert status == 0, said
    recorded = [
        {"record": f"query:{number}", "expr": query.replace("$__rate_interval", "5m")}
        for number, query in enumerate(queries())
    ]
    path = tmp_path / "queries.yml"
    path.write_text(json.dumps({"groups": [{"name": "queries", "rules": recorded}]}), encoding="utf-8")
    status, said = judged("promtool", "check", "rules", path)
    assert status == 0, said
