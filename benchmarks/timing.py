"""Ratios of two things, each measured in turn, so that a machine whose speed drifts misleads nobody."""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from csplan.__main__ import COLLECT_AFTER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[1]


def ratio(ours: Callable[[], object], theirs: Callable[[], object], runs: int = 9) -> float:
    """Return the median of ours / theirs over interleaved runs, after one of each that does not count.

    Ours runs under the garbage collector that csplan sets for its commands, theirs under Python's.
    """
    ours()
    theirs()
    return statistics.median(seconds(ours, COLLECT_AFTER) / seconds(theirs) for _ in range(runs))


def seconds(work: Callable[[], object], collect_after: int = gc.get_threshold()[0]) -> float:
    """Return how long one run takes."""
    gc.collect()
    gc.set_threshold(collect_after)
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def process(*arguments: str) -> Callable[[], object]:
    """Return a run of Python as a whole process, with compiled modules and output thrown away."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(ROOT / "src")

    def run() -> None:
        command = [sys.executable, *arguments]
        subprocess.run(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True
        )

    return run


def report(rows: Sequence[tuple[str, float, float]]) -> bool:
    """Print what was measured against its goal; return whether every goal is met."""
    for name, measured, goal in rows:
        verdict = "" if measured <= goal else "  MISSED"
        sys.stdout.write(f"{name:<72} {measured:6.2f}  goal {goal:g}{verdict}\n")
        sys.stdout.flush()
    return all(measured <= goal for _, measured, goal in rows)
