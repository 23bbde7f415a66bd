"""All speed goals in one command: ``python -m benchmarks.run``. Prints ratios; exits with 1 where a goal is missed."""

from __future__ import annotations

import sys

from benchmarks import account_book, engine, loading, options, startup, timelog
from benchmarks.timing import report

if __name__ == "__main__":
    met = [report(module.rows()) for module in (startup, loading, account_book, timelog, options, engine)]
    sys.exit(not all(met))
