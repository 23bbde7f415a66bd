"""Reading a record of 1,000,000 snapshots and 100,000 events, against reading it with csv.reader and doing nothing."""

from __future__ import annotations

import csv
import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from benchmarks.account_book import read
from benchmarks.timing import ratio, report
from csplan.loader.plan import load_all

PLAN = """\
csplan: 1
name: record
currency: USD
accounts: accounts.csv
events: events.csv
snapshots: snapshots.csv
health:
  outcome: {adoption: 60%, roi: 40%}
  experience: {overall: {column: nps, scale: [-100, 100], weight: 60%}, support: 40%}
  colours: {green: 75, lime: 60, yellow: 42}
  indicators: [single_sign_on, {column: last_talk, within: 90 d}]
segments: [{name: a}]
"""
MONTHS = 50


def write_record(folder: Path, customers: int = 20_000, events: int = 100_000) -> None:
    """Write a record of 50 months, without dirt."""
    some, first = random.Random(1), date(2022, 8, 1)  # noqa: S311 - data for a benchmark
    days = [(first + timedelta(days=30 * month)).isoformat() for month in range(MONTHS)]
    with (folder / "accounts.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("customer", "segment", "arr"), *((f"Customer {each}", "a", 20_000) for each in range(customers))]
        )
    with (folder / "snapshots.csv").open("w", encoding="utf-8", newline="") as file:
        names = (
            "date",
            "customer",
            "csm",
            "health",
            "adoption",
            "roi",
            "nps",
            "support",
            "single_sign_on",
            "last_talk",
        )
        file.write(",".join(names) + "\n")
        for day in days:
            for each in range(customers):
                scores = ",".join(str(some.randrange(100)) for _ in range(4))
                colour = some.choice(("green", "lime", "yellow", "red"))
                file.write(
                    f"{day},Customer {each},CSM {each % 50},{colour},{scores},{some.choice(('yes', 'no'))},{day}\n"
                )
    with (folder / "events.csv").open("w", encoding="utf-8", newline="") as file:
        file.write("date,event,customer,csm,arr,due,value,id,from\n")
        for number in range(events):
            day, each = some.choice(days), some.randrange(customers)
            amounts = some.choice(("18000,20000", "2000,", ","))
            kind = {"18000,20000": "renewal", "2000,": "expansion", ",": "csql"}[amounts]
            file.write(f"{day},{kind},Customer {each},CSM {each % 50},{amounts},,E{number},\n")


def rows() -> list[tuple[str, float, float]]:
    """Measure in this process."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "csplan.yaml").write_text(PLAN, encoding="utf-8")
        write_record(folder)
        assert load_all(folder).plan is not None

        def alone() -> None:
            read(folder / "snapshots.csv")
            read(folder / "events.csv")

        measured = ratio(lambda: load_all(folder), alone)
    return [("record of 1,000,000 snapshots and 100,000 events, against csv.reader alone", measured, 3)]


if __name__ == "__main__":
    report(rows())
