"""The Compose file fits the image, the proxy and the bot."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from bot.settings import load_settings
from tests.deploy.queries import DEPLOY
from tests.deploy.settings import KNOWN, PORTS
from tests.settings.complete import ENOUGH

BOTS = ("bot-1", "bot-2")
VARIABLE = re.compile(r"\$\{(\w+):\?[^}]*\}")


@pytest.fixture
def services() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DEPLOY.parent / "compose.yml").read_text(encoding="utf-8"))["services"]
    return loaded


def test_two_replicas_share_a_database_that_is_upgraded_first(services: dict[str, Any]) -> None:
    """Neither starts before the schema is this version's, and that is not begun before the database answers."""
    for name in BOTS:
        assert services[name]["depends_on"] == {"upgrade": {"condition": "service_completed_successfully"}}
    assert services["upgrade"]["command"] == ["ax-user-bot", "db", "upgrade"]
    assert services["upgrade"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    assert services["upgrade"]["restart"] == "no"


def test_the_bots_variables_make_a_configuration(services: dict[str, Any]) -> None:
    """Every variable is known; with the secrets of .env they are enough to start over HTTP on PostgreSQL."""
    given = {name: VARIABLE.sub("hex", value) for name, value in services["bot-1"]["environment"].items()}
    assert set(given) <= KNOWN
    loaded = load_settings({**ENOUGH, "SLACK_SIGNING_SECRET": "s", **given})
    assert (loaded.transport, loaded.host, loaded.port) == ("http", "0.0.0.0", PORTS["http"])  # noqa: S104 - in a container
    assert loaded.database_url.get_secret_value() == "postgresql://ax_user_bot:hex@database/ax_user_bot"


def test_the_documented_backup_and_restore_reach_the_database(services: dict[str, Any]) -> None:
    """The service, the role and the database that the Compose file names."""
    page = (DEPLOY.parent / "docs" / "operations" / "databases.md").read_text(encoding="utf-8")
    database = services["database"]["environment"]
    role, name = database["POSTGRES_USER"], database["POSTGRES_DB"]
    assert re.search(rf"exec -T database pg_dump .*--username={role} {name} > ", page)
    assert re.search(rf"exec -T database pg_restore .*--username={role} --dbname={name} < ", page)


def test_the_proxy_asks_the_replicas_that_there_are(services: dict[str, Any]) -> None:
    """Their names, the port that they serve and the one that says how they are."""
    proxy = services["proxy"]
    assert proxy["environment"]["UPSTREAMS"] == " ".join(f"{name}:{PORTS['http']}" for name in BOTS)
    assert proxy["environment"]["MONITOR_PORT"] == str(PORTS["monitor"])
    used = set(re.findall(r"\{\$(\w+)\}", (DEPLOY / "compose" / "Caddyfile").read_text(encoding="utf-8")))
    assert used == set(proxy["environment"])
    assert set(proxy["networks"]) & set(services["bot-1"]["networks"]) == {"front"}


def test_only_the_proxy_is_reached_from_outside(services: dict[str, Any]) -> None:
    """The database is in a network of its own, and the bots publish no port."""
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]
    assert services["database"]["networks"] == ["back"]
    assert "back" not in services["proxy"]["networks"]


def test_the_bots_are_confined(services: dict[str, Any]) -> None:
    """The root file system is read-only, and there is nothing to gain."""
    for name in (*BOTS, "upgrade"):
        service = services[name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["security_opt"] == ["no-new-privileges:true"]
