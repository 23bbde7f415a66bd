"""What twice as much takes against half of it: where there are thousands of everything, nothing is quadratic.

Teams, scenarios, segments and misspelt names in one plan; segments that take their customers by `where`.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import csplan
from benchmarks.timing import ratio, report
from csplan.answers.explain.assumptions import assumptions
from csplan.answers.headcount.answer import headcount
from csplan.loader.plan import load_all

if TYPE_CHECKING:
    from collections.abc import Callable

GOAL = 3.0
HEAD: dict[str, Any] = {
    "csplan": 1,
    "currency": "USD",
    "roles": {
        "csm": {"pay": "120k", "loading": "30%", "time": {"contracted": "250 d", "leave": "15 d", "internal": "30%"}}
    },
    "tasks": [{"name": "visit", "kind": "proactive", "per": "customer", "takes": "45 min", "times": 2}],
    "economics": {"gross_margin": "75%", "costs": [{"name": "hosting", "share": "10%", "in": "gross"}]},
}


def teams(count: int) -> dict[str, Any]:
    """Return a plan of segments with a team each."""
    return {"segments": [{"name": f"s{n}", "customers": 260, "arr": "3M", "csms_now": 2} for n in range(count)]}


def one_team(count: int) -> dict[str, Any]:
    """Return a plan of segments that share a team."""
    segments = [{"name": f"s{n}", "customers": 260, "arr": "3M", "team": "t"} for n in range(count)]
    return {"segments": segments, "teams": [{"name": "t", "role": "csm", "csms_now": 5}]}


def scenarios(count: int) -> dict[str, Any]:
    """Return a plan of few segments with scenarios."""
    return {**teams(20), "scenarios": {f"x{n}": {"set": {f"segments.s{n % 20}.arr": "+1%"}} for n in range(count)}}


def misspelt(count: int) -> dict[str, Any]:
    """Return a plan in which each segment names a team that is not there, but nearly so."""
    segments = [{"name": f"s{n}", "customers": 10, "arr": "1M", "team": f"taem nmber {n}"} for n in range(count)]
    return {"segments": segments, "teams": [{"name": f"team number {n}", "role": "csm"} for n in range(count)]}


def where(count: int) -> dict[str, Any]:
    """Return a plan of segments that each take rows of the account book by what stands in them."""
    segments = [{"name": f"s{n}", "where": {"region": "north", "industry": f"i{n}"}} for n in range(count)]
    return {"segments": segments, "accounts": f"{count}.csv"}


def compared(path: Path) -> None:
    """Load a hundred scenarios of a plan, as --compare does."""
    for number in range(100):
        load_all(path, scenarios=(f"x{number}",), others=not number)


CASES: tuple[tuple[str, int, Callable[[int], dict[str, Any]], Callable[[Path], object]], ...] = (
    ("headcount, 4,000 teams that do not fit", 4000, teams, lambda path: headcount(csplan.load(path))),
    ("the register, 2,000 segments in one team", 2000, one_team, lambda path: assumptions(csplan.load(path))),
    ("20,000 customers, 1,000 segments with where", 1000, where, load_all),
    ("100 of 1,000 scenarios", 1000, scenarios, compared),
    ("2,000 misspelt names", 2000, misspelt, load_all),
)


def rows() -> list[tuple[str, float, float]]:
    """Measure each against half as many."""
    result = []
    with tempfile.TemporaryDirectory() as folder:
        for name, count, make, run in CASES:
            paths = []
            for many in (count, count // 2):
                path = Path(folder, f"{many}.yaml")
                path.write_text(json.dumps({**HEAD, **make(many)}), encoding="utf-8")
                customers = (f"c{n},1000,i{n % many},north\n" for n in range(20_000))
                path.with_suffix(".csv").write_text(
                    "customer,arr,industry,region\n" + "".join(customers), encoding="utf-8"
                )
                paths.append(path)
            all_of_it, half = paths
            measured = ratio(lambda path=all_of_it, run=run: run(path), lambda path=half, run=run: run(path), 3)  # type: ignore[misc]
            result.append((f"{name}: against half as many", measured, GOAL))
    return result


if __name__ == "__main__":
    report(rows())
