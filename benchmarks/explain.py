"""How long `csplan explain` takes from the shell, against `csplan headcount` on the same plan."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.timing import process, ratio, report

FIGURES = (
    ("acme-usd", "gross_margin"),
    ("acme-usd", "operating_margin"),
    ("yunfan-cny", "gross_margin"),
    ("yunfan-cny", "csms_by_cost", "--segment", "制造大客户"),
)
"""The figures whose trees are the largest: the others take less."""
SEGMENTS = 2000


def rows() -> list[tuple[str, float, float]]:
    """Measure whole processes."""
    found = []
    for example, *figure in FIGURES:
        plan = f"examples/{example}"
        headcount = process("-m", "csplan", "headcount", plan)
        measured = ratio(process("-m", "csplan", "explain", plan, *figure), headcount, 15)
        found.append((f"csplan explain {plan} {' '.join(figure)}, against headcount", measured, 1.2))
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "large.yaml"
        large.write_text(large_plan(), encoding="utf-8")
        headcount = process("-m", "csplan", "headcount", str(large))
        explain = process("-m", "csplan", "explain", str(large), "gross_margin")
        found.append((f"csplan explain gross_margin, {SEGMENTS:,} segments", ratio(explain, headcount, 5), 1.2))
    return found


def large_plan() -> str:
    """Return the first example with its first segment many times."""
    text = (Path(__file__).parents[1] / "examples" / "acme-usd" / "csplan.yaml").read_text(encoding="utf-8")
    text = text.partition("\nscenarios:")[0] + "\n"  # of segments that are not there
    before, _, rest = text.partition("segments:\n")
    first = rest.partition("  - name: logistics mid")[0]
    after = rest[rest.index("# What CSMs do") :].replace("time_log:\n  file: timelog.yaml", "unused:")
    after = after[: after.index("# What CSMs really did")] + after[after.index("# What margin") :]
    many = "".join(first.replace("retail enterprise", f"segment {number}") for number in range(SEGMENTS))
    return f"{before}segments:\n{many}\n{after}"


if __name__ == "__main__":
    report(rows())
