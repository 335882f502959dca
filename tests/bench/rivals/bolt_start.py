"""`AsyncApp.start()`: `python -m tests.bench.rivals.bolt_start PORT PEERS`."""

from __future__ import annotations

import sys

from tests.bench.rivals.bolt import acking

if __name__ == "__main__":
    acking(sys.argv[2]).start(port=int(sys.argv[1]), host="127.0.0.1")
