"""The `ax-user-bot` command. The only place that reads argv and the environment."""

from __future__ import annotations

import os
import sys

from bot.cli import program
from bot.cli.keeping import leave_out


def main() -> None:
    """The console script."""
    leave_out()
    program(sys.argv[1:], obj=os.environ)


if __name__ == "__main__":
    main()
