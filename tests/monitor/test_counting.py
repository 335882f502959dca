"""What people do is counted once, and as the log tells it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.simulator.arize.faults import Status
from bot.simulator.slack.faults import Error, RateLimited
from tests.monitor.scraping import scraped
from tests.stories.acts import opens_update
from tests.stories.offices import approves, asks_for, denies
from tests.world import BRISK

if TYPE_CHECKING:
    from tests.world import World


async def test_one_click_is_one_ack_and_one_interaction(office: World) -> None:
    """With its command, its time to the ack and its whole time, in the metrics and in one line of the log."""
    alice = office.person("alice")
    await alice.types("/ax-user get ada@example.com")
    await alice.sees("Ada Byron")
    seen = await scraped(office)
    assert seen.value("acks_total") == seen.value("acks_total", door="slash") == 1
    assert seen.value("interactions_total", door="slash", command="get", outcome="ok") == 1
    (line,) = office.events("interaction.done")
    assert (line["level"], line["user"], line["door"], line["command"]) == ("info", alice.id, "slash", "get")
    assert 0 < line["ms_ack"] < line["ms_total"]
    assert abs(seen.value("ack_seconds_sum", door="slash") * 1_000 - line["ms_ack"]) < 0.1
    assert abs(seen.value("interaction_seconds_sum", door="slash") * 1_000 - line["ms_total"]) < 0.1


async def test_the_log_and_the_metrics_tell_the_same(office: World) -> None:
    """Of whatever people do: each line is one of the counter, and no arrival is lost."""
    dev, carla, gus = office.person("dev"), office.person("carla"), office.person("gus")
    await asks_for(dev)
    await (await approves(carla)).shows("You approved it")
    await gus.types("/ax-user list")
    await gus.sees("Only full members")
    await dev.opens_home()
    await dev.types("/ax-user nonsense")
    await dev.sees("What you can do here")
    seen = await scraped(office)
    lines = office.events("interaction.done")
    for (door, outcome), count in Counter((line["door"], line["outcome"]) for line in lines).items():
        assert seen.value("interactions_total", door=door, outcome=outcome) == count
        assert seen.value("interaction_seconds_count", door=door) == sum(line["door"] == door for line in lines)
    assert seen.value("interactions_total") == seen.value("acks_total") == len(lines)
    assert len({line["interaction"] for line in lines}) == len(office.events("interaction.arrived")) == len(lines)
    assert [line["reason"] for line in lines if line["outcome"] == "refused"] == ["not_a_member"]
    assert seen.value("refusals_total", reason="not_a_member") == 1


async def test_a_request_is_counted_from_its_vote_to_its_end(office: World) -> None:
    """How long the decision took, what became of the run, where requests stand, and the messages about it."""
    dev, carla = office.person("dev"), office.person("carla")
    await asks_for(dev)
    await asks_for(dev, "yan@example.com")
    await approves(carla)
    await dev.reads_dm("Done")
    waiting = await scraped(office)
    await denies(carla, "Not now", "yan@example.com")
    await dev.reads_dm("Denied")
    seen = await scraped(office)
    assert seen.value("runs_total") == seen.value("runs_total", command="create", outcome="succeeded") == 1
    assert (waiting.value("decision_seconds_count"), seen.value("decision_seconds_count")) == (1, 2)
    assert waiting.value("requests", state="pending") == waiting.value("requests", state="succeeded") == 1
    assert 0 < waiting.value("request_age_seconds", state="pending") < 60
    assert seen.value("deliveries_total", kind="direct_message", outcome="delivered") > 4
    assert seen.value("deliveries_total", kind="response_url", outcome="delivered") >= 2
    votes = [line["request"] for line in office.events("interaction.done") if line["door"] == "review"]
    assert set(votes) == {record["request"] for record in office.events("request.submitted")}


async def test_calls_to_arize_are_counted_with_their_repetitions(office: World) -> None:
    """As often as the account was asked; what was tried again is one call."""
    alice = office.person("alice")
    office.arize.faults.next("list_users", Status(503), times=2)
    await alice.types("/ax-user list")
    await alice.sees("Oldest first")
    office.arize.faults.next("list_users", Status(403))
    await alice.types("/ax-user list")
    await alice.sees("needs USER_READ")
    office.arize.faults.next("list_users", Status(503), times=BRISK.arize.attempts)
    await alice.types("/ax-user list")
    await alice.sees("Arize failed (status 503)")
    seen = await scraped(office)
    assert seen.value("arize_calls_total", operation="list_users", status="403") == 1
    assert seen.value("arize_calls_total", operation="list_users", status="503") == 1
    assert seen.value("arize_retries_total", operation="list_users") == 2 + BRISK.arize.attempts - 1
    calls = seen.value("arize_calls_total", operation="list_users")
    assert calls + seen.value("arize_retries_total", operation="list_users") == office.calls("list_users")
    assert seen.value("arize_call_seconds_count", operation="list_users") == calls
    assert [line["outcome"] for line in office.events("interaction.done")] == ["ok", "declined", "declined"]


async def test_calls_to_slack_are_counted_by_how_they_ended(office: World) -> None:
    """Limits as often as they were met, and Slack's words as far as they are known ones."""
    alice = office.person("alice")
    faults = office.slack.faults
    faults.next("views.open", RateLimited(0), times=2)
    await opens_update(alice, "ada@example.com")
    faults.next("views.open", Error("expired_trigger_id"))
    faults.next("response_url", RateLimited(0))
    await alice.types("/ax-user update ada@example.com")
    await alice.sees("Slack did not open the form in time")
    faults.next("views.open", Error("a_word_of_next_year"))
    await alice.types("/ax-user update ada@example.com")
    seen = await scraped(office)
    assert seen.value("slack_rate_limited_total", method="views.open") == 2
    assert seen.value("slack_rate_limited_total", method="response_url") == 1
    for status in ("ok", "expired_trigger_id", "other"):
        assert seen.value("slack_calls_total", method="views.open", status=status) == 1
    assert seen.value("slack_calls_total", method="response_url", status="ok") == 2
    assert seen.value("slack_calls_total", method="auth.test", status="ok") == 1
