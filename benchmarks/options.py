"""Ways out and their combinations on 50 segments, nearly all of which misfit, against headcount on the same plan.

The segments are those of the example in turn, each a team of its own, with prices that vary.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import yaml

import csplan
from benchmarks.timing import ROOT, process, ratio, report
from csplan.answers.ways.answer import options
from csplan.values import read_count, read_money

SEGMENTS, MANY = 50, 400
GOAL = 10.0


def write(folder: Path, segments: int) -> Path:
    """Write a plan of so many segments; return its path."""
    some = random.Random(1)  # noqa: S311 - data for a benchmark
    plan = yaml.safe_load((ROOT / "examples" / "acme-usd" / "csplan.yaml").read_text(encoding="utf-8"))
    del plan["time_log"], plan["scenarios"]  # of segments that are not there
    # Tiers are stated; bands wide enough keep warnings out of what is timed.
    plan["checks"] = {"ignore": ["acv-outside-tier"], "because": "prices vary"}
    plan["segments"] = [
        {
            **(each := plan["segments"][number % 4]),
            "name": f"segment {number}",
            "customers": read_count(str(each["customers"])),
            "arr": round(read_money(each["arr"]).amount * some.uniform(0.8, 1.2)),
        }
        for number in range(segments)
    ]
    path = folder / f"{segments}.yaml"
    path.write_text(yaml.safe_dump(plan, sort_keys=False), encoding="utf-8")
    return path


def rows() -> list[tuple[str, float, float]]:
    """Measure whole processes, and in one."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = (write(Path(folder), segments) for segments in (SEGMENTS, MANY))
        plan = csplan.load(few)
        teams = options(plan).rows("teams")
        assert len(teams) > SEGMENTS * 0.9
        assert sum(bool(team["combinations"]) for team in teams) > SEGMENTS / 2
        inside = ratio(lambda: options(plan), lambda: csplan.headcount(plan), 5)
        whole, all_teams = (
            ratio(process("-m", "csplan", "options", str(each)), process("-m", "csplan", "headcount", str(each)), runs)
            for each, runs in ((few, 9), (many, 3))
        )
    return [
        (f"csplan options on {SEGMENTS} segments with pairs, against csplan headcount", whole, GOAL),
        (f"csplan options on {MANY} segments, against csplan headcount", all_teams, GOAL),
        (f"options alone on {SEGMENTS} segments, against headcount alone", inside, GOAL),
    ]


if __name__ == "__main__":
    report(rows())
