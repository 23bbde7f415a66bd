"""How long a command takes from the shell, against the least app on the same stack."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.timing import process, ratio, report


def rows() -> list[tuple[str, float, float]]:
    """Measure whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "one.yaml"
        plan.write_text("name: one\n", encoding="utf-8")
        least = process("benchmarks/least_app.py", str(plan))
        headcount = ratio(process("-m", "csplan", "headcount", "examples/acme-usd"), least, 15)
    nothing = process("-c", "pass")
    return [
        ("csplan headcount, against the least app on the same stack", headcount, 1.2),
        ("csplan --help, against python -c pass", ratio(process("-m", "csplan", "--help"), nothing), 8),
        ("csplan --version, against python -c pass", ratio(process("-m", "csplan", "--version"), nothing), 3),
    ]


if __name__ == "__main__":
    report(rows())
