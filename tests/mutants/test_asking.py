"""Which tests are asked first, and for how long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.mutants.asking import Asking
from tests.mutants.progress import Progress, Record
from tests.mutants.project import Mutant
from tests.mutants.report import Figures, survivors, table

if TYPE_CHECKING:
    from pathlib import Path

MUTANT = Mutant("bot.workflow.gate.x_f__mutmut_1", "bot/workflow/gate.py", "1", ("slow", "quick", "quicker"))
OTHER = replace(MUTANT, name="bot.workflow.gate.x_f__mutmut_2")
MEASURED = {"slow": 5.0, "quick": 0.5, "quicker": 0.1}


def test_the_quickest_is_asked_first_and_what_takes_too_long_is_not() -> None:
    """A test is given up when it takes much longer than it does where nothing is changed."""
    task = Asking(MEASURED, {}, budget=2.0).task(MUTANT)
    assert list(task.tests) == ["quicker", "quick"]
    assert 10 < task.tests["quicker"] < task.tests["quick"]


def test_one_is_asked_however_long_it_takes() -> None:
    assert list(Asking(MEASURED, {}, budget=0.0).task(MUTANT).tests) == ["quicker"]


def test_what_comes_by_fewer_functions_is_more_about_each() -> None:
    asking = Asking(MEASURED, {"quicker": 50, "quick": 5}, budget=2.0)
    assert list(asking.task(MUTANT).tests) == ["quick", "quicker"]


def test_what_noticed_one_change_of_a_function_is_asked_first_about_the_next() -> None:
    asking = Asking(MEASURED, {}, budget=2.0)
    asking.learn(OTHER, "quick")
    asking.learn(OTHER, "quick")
    assert list(asking.task(MUTANT).tests) == ["quick", "quicker"]


def test_the_work_is_taken_up_where_it_was_left(tmp_path: Path) -> None:
    """Of a function that changed since nothing is known; the last word counts."""
    progress = Progress(tmp_path / "tried.jsonl")
    assert progress.known([MUTANT, OTHER]) == {}
    progress.keep(Record(MUTANT.name, "1", "", 2, 3, 1.5))
    progress.keep(Record(OTHER.name, "1", "quick", 2, 3, 0.5))
    assert survivors([MUTANT, OTHER], progress.known([MUTANT, OTHER])) == [MUTANT]
    assert progress.known([replace(MUTANT, version="2")]) == {}
    progress.keep(Record(MUTANT.name, "1", "slow", 3, 3, 6.5))
    assert survivors([MUTANT, OTHER], progress.known([MUTANT, OTHER])) == []


def test_the_figures_say_how_many_there_are_and_how_many_were_tried() -> None:
    known = {OTHER.name: Record(OTHER.name, "1", "quick", 2, 3, 0.5)}
    assert list(table([MUTANT, OTHER], known))[-1] == "| `workflow/gate` | 2 | 1 | 1 (100.0 %) |"
    assert Figures.of([MUTANT, OTHER], known).sentence == (
        "1 of 1 mutants noticed, 100.0 % (95 %: 20.7 to 100.0 %); there are 2."
    )
