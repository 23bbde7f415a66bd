"""All speed goals in one command: ``python -m benchmarks.run``. Prints ratios; exits with 1 where a goal is missed."""

from __future__ import annotations

import sys

from benchmarks import (
    account_book,
    assign,
    desks,
    engine,
    explain,
    growth,
    hire,
    loading,
    options,
    record,
    startup,
    timelog,
    validation,
)
from benchmarks.timing import report

MODULES = (
    startup,
    loading,
    validation,
    account_book,
    timelog,
    engine,
    explain,
    options,
    growth,
    hire,
    desks,
    assign,
    record,
)

if __name__ == "__main__":
    met = [report(module.rows()) for module in MODULES]
    sys.exit(not all(met))
