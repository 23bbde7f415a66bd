"""Adding up an account book of 100,000 rows, against reading it with csv.reader and doing nothing."""

from __future__ import annotations

import csv
import random
import tempfile
from pathlib import Path

from benchmarks.timing import ratio, report
from csplan.loader.plan import load_all

HEADINGS = ("customer", "segment", "arr", "csm", "health", "new", "renewal_date", "industry", "region")
PLAN = """\
csplan: 1
name: book
currency: USD
year: {starts: 2027-01-01}
roles:
  csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}
segments: [{name: a}, {name: b}, {name: c}, {name: d}, {name: e}, {name: f}, {name: g}, {name: h}]
accounts: accounts.csv
"""


def write_book(path: Path, rows: int = 100_000) -> None:
    """Write a book as a CRM would export it, without dirt."""
    some = random.Random(1)  # noqa: S311 - data for a benchmark
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for number in range(rows):
            writer.writerow(
                (
                    f"Customer {number} Ltd",
                    some.choice("abcdefgh"),
                    some.randrange(1_000, 200_000),
                    f"csm {some.randrange(40)}",
                    some.choice(("green", "lime", "yellow", "red")),
                    some.choice(("yes", "no", "no")),
                    f"2027-{some.randrange(1, 13):02}-{some.randrange(1, 29):02}",
                    "retail",
                    "east",
                )
            )


def read(path: Path) -> None:
    """Read every row with csv.reader."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def rows() -> list[tuple[str, float, float]]:
    """Measure in this process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "csplan.yaml").write_text(PLAN, encoding="utf-8")
        write_book(folder / "accounts.csv")
        assert not load_all(folder).diagnostics
        measured = ratio(lambda: load_all(folder), lambda: read(folder / "accounts.csv"))
    return [("account book of 100,000 rows, against csv.reader alone", measured, 3)]


if __name__ == "__main__":
    report(rows())
