"""The Kubernetes files fit one another, the image and the bot."""

from __future__ import annotations

from itertools import chain
from typing import Any

import pytest
import yaml
from dotenv import dotenv_values

from bot.app.policies import governed
from bot.policy_file import load_policy
from bot.settings import load_settings
from tests.deploy.queries import DEPLOY
from tests.deploy.settings import KNOWN, PORTS
from tests.image.dockerfile import only, stages

FOLDER = DEPLOY / "kubernetes"
NAME = "ax-user-bot"
SELECTED = {"app.kubernetes.io/name": NAME}


def files() -> dict[str, Any]:
    """Everything that is applied, by its kind."""
    (kustomization,) = yaml.safe_load_all((FOLDER / "kustomization.yml").read_text(encoding="utf-8"))
    named = [*kustomization["resources"], "secret.example.yml"]
    read = chain(*(yaml.safe_load_all((FOLDER / name).read_text(encoding="utf-8")) for name in named))
    return {each["kind"]: each for each in [kustomization, *read]}


@pytest.fixture
def applied() -> dict[str, Any]:
    return files()


@pytest.fixture
def pod(applied: dict[str, Any]) -> dict[str, Any]:
    spec: dict[str, Any] = applied["Deployment"]["spec"]["template"]["spec"]
    return spec


def test_everything_is_of_one_name_and_selects_the_pods(applied: dict[str, Any]) -> None:
    """A selector that matches nothing would be found by nobody."""
    specs = {kind: each.get("spec", {}) for kind, each in applied.items()}
    assert specs["Deployment"]["template"]["metadata"]["labels"] == SELECTED
    assert specs["Deployment"]["selector"]["matchLabels"] == SELECTED
    assert specs["Service"]["selector"] == SELECTED
    assert specs["PodDisruptionBudget"]["selector"]["matchLabels"] == SELECTED
    assert specs["NetworkPolicy"]["podSelector"]["matchLabels"] == SELECTED
    assert {each["metadata"]["name"] for kind, each in applied.items() if kind != "Kustomization"} == {NAME}


def test_slacks_requests_find_their_way_to_the_bot(applied: dict[str, Any], pod: dict[str, Any]) -> None:
    """Ingress to Service to port, for the one path that the bot serves."""
    (bot,) = pod["containers"]
    (rule,) = applied["Ingress"]["spec"]["rules"]
    (path,) = rule["http"]["paths"]
    (port,) = applied["Service"]["spec"]["ports"]
    assert {each["name"]: each["containerPort"] for each in bot["ports"]} == PORTS
    assert (path["path"], path["backend"]["service"]) == ("/slack/events", {"name": NAME, "port": {"name": "http"}})
    assert (port["name"], port["targetPort"]) == ("http", "http")
    assert [each["ports"] for each in applied["NetworkPolicy"]["spec"]["ingress"]] == [
        [{"port": "http"}],
        [{"port": "monitor"}],
    ]


def test_the_probes_ask_the_monitor(pod: dict[str, Any]) -> None:
    """Alive is not ready: a pod without its database gets no requests, and is not killed for it."""
    (bot,) = pod["containers"]
    asked = {kind: bot[f"{kind}Probe"]["httpGet"] for kind in ("startup", "liveness", "readiness")}
    assert {kind: (each["path"], each["port"]) for kind, each in asked.items()} == {
        "startup": ("/healthz", "monitor"),
        "liveness": ("/healthz", "monitor"),
        "readiness": ("/readyz", "monitor"),
    }


def test_every_container_has_the_same_settings_and_rights(pod: dict[str, Any]) -> None:
    """What upgrades the schema is confined as the bot is, as the image's own user."""
    (upgrade,), (bot,) = pod["initContainers"], pod["containers"]
    shared = ("image", "envFrom", "volumeMounts", "securityContext")
    assert {key: upgrade[key] for key in shared} == {key: bot[key] for key in shared}
    assert upgrade["args"] == [NAME, "db", "upgrade"]
    assert bot["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    user = int(only(stages(DEPLOY.parent / "Dockerfile")[-1], "USER").line)
    assert (pod["securityContext"]["runAsUser"], pod["securityContext"]["runAsNonRoot"]) == (user, True)
    assert pod["automountServiceAccountToken"] is False


def test_the_settings_and_secrets_make_a_configuration(applied: dict[str, Any]) -> None:
    """Every variable is known, and together they are enough to start."""
    settings = dotenv_values(FOLDER / "settings.env")
    secrets = {name: value.replace("…", "x") for name, value in applied["Secret"]["stringData"].items()}
    given = {name: value or "" for name, value in {**settings, **secrets}.items()}
    assert set(given) <= KNOWN
    loaded = load_settings(given)
    assert (loaded.transport, loaded.port, loaded.monitor_port) == ("http", PORTS["http"], PORTS["monitor"])


def test_the_policy_is_one_and_is_where_the_settings_say(applied: dict[str, Any], pod: dict[str, Any]) -> None:
    """It would not keep the bot from starting."""
    assert load_policy(FOLDER / "policy.toml", governed()).groups == {"S0ADMINS", "S0LEADS"}
    (mount,) = pod["containers"][0]["volumeMounts"]
    (volume,) = pod["volumes"]
    generated = {each["name"]: each for each in applied["Kustomization"]["configMapGenerator"]}
    assert generated[volume["configMap"]["name"]]["files"] == ["policy.toml"]
    assert dotenv_values(FOLDER / "settings.env")["BOT_POLICY_FILE"] == f"{mount['mountPath']}/policy.toml"
    sources = [next(iter(each.values()))["name"] for each in pod["containers"][0]["envFrom"]]
    assert sources == [NAME, NAME]
    assert generated[NAME]["envs"] == ["settings.env"]
