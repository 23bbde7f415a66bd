"""Reading time logs: 1,000,000 rows of CSV against a bare csv.reader, 100,000 entries of YAML against a bare yaml.load.

Both are logs of 200 CSMs with 5,000 customers, in order of their dates; a fifth of the rows has names that the plan
does not know. What is read is compared with what was written before anything is timed.
"""

from __future__ import annotations

import csv
import os
import random
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from benchmarks.timing import ROOT, process, ratio, report
from csplan.loader.places import Places
from csplan.plan.currencies import Currencies
from csplan.plan.document import read_document
from csplan.plan.placing import place
from csplan.plan.timelog import TimeLogFile
from csplan.records.log.log import read_time_log
from csplan.sources.yaml_events import parse
from csplan.sources.yaml_file import YamlFile

if TYPE_CHECKING:
    from csplan.plan.log import TimeLog

ROWS, ENTRIES, OF_COMMAND = 1_000_000, 100_000, 300_000
GOALS = {"csv": 5.0, "yaml": 0.25, "csv_memory": 200.0, "command": 4.0}
NAMES = {
    "csv": "time log of 1,000,000 CSV rows, against csv.reader alone",
    "yaml": "time log of 100,000 YAML entries, against yaml.load with CSafeLoader",
    "csv_memory": "time log of 1,000,000 CSV rows, peak memory in MiB",
    "command": "csplan timelog on 300,000 rows, against adding them up with csv.reader",
}

KNOWN = (
    "handover",
    "onboarding",
    "business review",
    "check-in",
    "bug and request liaison",
    "data and analysis",
    "renewal",
)
UNKNOWN = ("team meeting", "training")
SEGMENTS, CSMS, CUSTOMERS_EACH = 10, 200, 25
KEYS = ("date", "csm", "task", "minutes", "customer")


PLAN = """\
csplan: 1
name: log
currency: USD
rules: usd-2m
roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}
time_log: some.csv
"""
ADD_UP = """\
import collections, csv, sys
minutes = collections.defaultdict(float)
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    rows = csv.reader(file)
    next(rows)
    for date, csm, task, length, customer in rows:
        minutes[csm, task] += float(length)
"""


def write_logs(folder: Path) -> int:
    """Write both logs; return the minutes in the table."""
    some = random.Random(1)  # noqa: S311 - data for a benchmark
    total, written, day = 0, 0, date(2024, 1, 1)
    with (
        (folder / "log.csv").open("w", encoding="utf-8") as table,
        (folder / "log.yaml").open("w", encoding="utf-8") as entries,
    ):
        table.write(",".join(KEYS) + "\n")
        entries.write("time_log:\n")
        while written < ROWS:
            for csm in range(CSMS):
                for _ in range(min(some.randint(5, 9), ROWS - written)):
                    minutes = some.randint(1, 24) * 5
                    customer = f"Customer {csm * CUSTOMERS_EACH + some.randrange(CUSTOMERS_EACH):05} Ltd"
                    cells = (f"{day}", f"CSM {csm:03}", some.choice(KNOWN + UNKNOWN), f"{minutes}", customer)
                    table.write(",".join(cells) + "\n")
                    if written < ENTRIES:
                        pairs = zip(KEYS, cells, strict=True)
                        entries.write(f"  - {{{', '.join(f'{key}: {cell}' for key, cell in pairs)}}}\n")
                    total += minutes
                    written += 1
            day += timedelta(1)
    return total


def read(path: Path) -> TimeLog:
    """Read a log as csplan does."""
    text = f"time_log: {path.name}\n"
    parsed = parse(text)
    data = {
        "segments": tuple({"name": f"segment {index}"} for index in range(SEGMENTS)),
        "tasks": tuple({"name": task, "kind": "proactive", "per": "customer"} for task in KNOWN),
    }
    document = read_document(data, Currencies("USD", "USD", {}))
    customers = {f"Customer {index:05} Ltd": index % SEGMENTS for index in range(CSMS * CUSTOMERS_EACH)}
    places = Places(YamlFile("csplan.yaml", text, parsed.data, parsed.marks))
    section = TimeLogFile.model_validate({"file": path.name})
    log = read_time_log(
        section, document, place(document, None, None), customers, path.parent, places, places.main.name, []
    )
    assert log is not None
    return log


def bare_csv(path: Path) -> None:
    """Read a table and do nothing with it."""
    with path.open(encoding="utf-8", newline="") as file:
        for _ in csv.reader(file):
            pass


def bare_yaml(path: Path) -> None:
    """Load a file as PyYAML does it fastest."""
    yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)


def peak_memory(path: Path) -> float:
    """Return the most memory, in MiB, that a process takes to read a log; Linux says it."""
    code = f"""
from pathlib import Path
from benchmarks.timelog import read
read(Path({str(path)!r}))
print(Path("/proc/self/status").read_text())
"""
    command, environment = [sys.executable, "-c", code], {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    shown = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment).stdout
    peak = re.search(r"VmHWM:\s*([0-9]+) kB", shown)
    assert peak is not None
    return int(peak[1]) / 1024


def write_plan(folder: Path, table: Path) -> Path:
    """Write a plan with the first rows of a table as its log; return the path of that log."""
    segments = "".join(f"  - {{name: {each}, customers: 500, arr: 10M, csms_now: 20}}\n" for each in range(SEGMENTS))
    tasks = "".join(f"  - {{name: {each}, kind: proactive, per: customer, times: 12}}\n" for each in KNOWN)
    (folder / "csplan.yaml").write_text(f"{PLAN}segments:\n{segments}tasks:\n{tasks}", encoding="utf-8")
    log = folder / "some.csv"
    with table.open(encoding="utf-8") as all_rows, log.open("w", encoding="utf-8") as some:
        some.writelines(islice(all_rows, OF_COMMAND + 1))
    return log


def ratios() -> dict[str, float]:
    """Return the ratios of times for CSV and YAML, and the peak memory for CSV in MiB."""
    with tempfile.TemporaryDirectory() as name:
        table, entries = Path(name) / "log.csv", Path(name) / "log.yaml"
        minutes = write_logs(Path(name))
        some = write_plan(Path(name), table)
        log = read(table)
        assert (log.rows, sum(log.minutes), len(log.unknown)) == (ROWS, minutes, len(UNKNOWN))
        assert read(entries).rows == ENTRIES
        return {
            "csv": ratio(lambda: read(table), lambda: bare_csv(table)),
            "yaml": ratio(lambda: read(entries), lambda: bare_yaml(entries), runs=3),
            "csv_memory": peak_memory(table),
            "command": ratio(process("-m", "csplan", "timelog", name), process("-c", ADD_UP, str(some)), runs=5),
        }


def rows() -> list[tuple[str, float, float]]:
    """Measure in this process, and the memory in another."""
    return [(NAMES[name], measured, GOALS[name]) for name, measured in ratios().items()]


if __name__ == "__main__":
    report(rows())
