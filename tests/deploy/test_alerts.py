"""Each alert goes off when it should, and none does while all is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.deploy.judges import judged
from tests.deploy.queries import alerts
from tests.deploy.trials import HEALTHY, TRIALS, Trial, firing, trial_file

if TYPE_CHECKING:
    from pathlib import Path

RULES = {rule["alert"]: rule for rule in alerts()}


def test_each_alert_has_a_trial() -> None:
    """One that nobody ever saw go off may never do so."""
    assert [trial.alert for trial in TRIALS] == list(RULES)


@pytest.mark.deploy
@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.alert)
def test_it_goes_off(trial: Trial, tmp_path: Path) -> None:
    """With the labels that say where, and the words that say what."""
    path = tmp_path / "trial.yml"
    series = {**HEALTHY, **trial.series}
    path.write_text(trial_file(series, trial.minutes, [firing(trial, RULES[trial.alert])]), encoding="utf-8")
    status, said = judged("promtool", "test", "rules", path)
    assert status == 0, said


@pytest.mark.deploy
@pytest.mark.parametrize("minutes", [30, 390])
def test_none_goes_off_while_all_is_well(minutes: int, tmp_path: Path) -> None:
    """Neither soon after a start nor hours later."""
    path = tmp_path / "trial.yml"
    silent = [{"alertname": name, "exp_alerts": []} for name in RULES]
    path.write_text(trial_file(HEALTHY, minutes, silent), encoding="utf-8")
    status, said = judged("promtool", "test", "rules", path)
    assert status == 0, said
