"""One storm after another, each with the next seed, and what each of them broke."""

from __future__ import annotations

import argparse
import asyncio
import sys

from tests.databases import DATABASES
from tests.torture.storm.storms import NAMES, OUTAGES, Storm


def main() -> int:
    """1 where a promise did not hold."""
    asked = _arguments()
    lost = sum(not _holds(storm) for storm in _storms(asked))
    _say(f"{asked.storms} storms of {asked.plot}, from seed {asked.seed} on {asked.database}: {lost or 'nothing'} lost")
    return 1 if lost else 0


def _storms(asked: argparse.Namespace) -> list[Storm]:
    outages = OUTAGES if asked.outages else 0.0
    seeds = range(asked.seed, asked.seed + asked.storms)
    return [Storm(asked.plot, seed, asked.database, outages) for seed in seeds]


def _holds(storm: Storm) -> bool:
    try:
        asyncio.run(storm.run())
    except (AssertionError, TimeoutError) as error:
        _say(f"LOST: {storm}: {error}" if isinstance(error, TimeoutError) else f"LOST: {error}")
        return False
    return True


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.storm", description=__doc__)
    parser.add_argument("--plot", choices=NAMES, default=NAMES[-1], help="what the storms are about")
    parser.add_argument("--seed", type=int, default=1, help="of the first storm")
    parser.add_argument("--storms", type=int, default=1, help="how many")
    parser.add_argument("--database", choices=DATABASES, default=DATABASES[0])
    parser.add_argument("--outages", action="store_true", help="Slack does not answer every call")
    return parser.parse_args()


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
