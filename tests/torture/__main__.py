"""Attack the bot for a bounded time, and say how many attacks there were and what was lost."""

from __future__ import annotations

import argparse
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.torture.attacks import Errand
from tests.torture.every import ATTACKS
from tests.torture.parts import shared_out
from tests.torture.report import line, written

if TYPE_CHECKING:
    from tests.torture.attacks import Attack, Tally

SECONDS = 25.0
PEOPLE = 12
JOBS = 3


def main() -> int:
    """1 where something was lost."""
    asked = _arguments()
    say(f"seed {asked.seed} (once more: python -m tests.torture --seed {asked.seed})")
    tallies = [(attack, _attacked(attack, asked)) for attack in ATTACKS if asked.only in attack.name]
    if asked.write:
        asked.write.write_text(written(tallies, _once_more(asked)), encoding="utf-8")
    return 1 if any(tally.lost for _, tally in tallies) else 0


def _once_more(asked: argparse.Namespace) -> str:
    numbers = f"--seed {asked.seed} --seconds {asked.seconds:.0f} --people {asked.people} --jobs {asked.jobs}"
    return f"python -m tests.torture {numbers}"


def _attacked(attack: Attack, asked: argparse.Namespace) -> Tally:
    whole = sum(each.share for each in ATTACKS if asked.only in each.name)
    errand = Errand(attack.name, asked.seed, asked.seconds * attack.share / whole, asked.people)
    tally = shared_out(errand, asked.jobs if attack.in_several else 1)
    say(line(attack, tally))
    for case, how in tally.lost:
        say(f"LOST: {case}\n{how}")
    return tally


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000), help="what chance begins with")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for all attacks together")
    parser.add_argument("--people", type=int, default=PEOPLE, help="who work at once where there are many")
    parser.add_argument("--jobs", type=int, default=JOBS, help="processes that attack at once")
    parser.add_argument("--only", default="", help="the attacks whose name has this in it")
    parser.add_argument("--write", type=Path, help="write the figures into this file")
    return parser.parse_args()


def say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
