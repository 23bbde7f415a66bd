"""Plans to run commands on, in which a few places differ: small ones with a record, small ones, a few large ones."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from tests.fuzz.mutations import mutate
from tests.fuzz.tables import Rows, as_csv, as_list, changed, rows_of
from tests.fuzz.targets import PLAN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

Files = dict[str, bytes]
Names = dict[str, list[str]]

ROOT = Path(__file__).parents[2]
LONGEST = 60
"""Lines of a table or a log of a large plan that are taken: more of them say the same."""
MONTHS = 12
"""Days on which a small record says how each customer was, at most."""
LISTS = ("people", "events", "snapshots")
"""Tables that may be YAML lists."""
MAIN = "csplan.yaml"
CUTS = (
    ("harbor-usd", 12),
    ("harbor-usd", 11),
    ("harbor-usd", 6),
    ("lanting-cny", 7),
    ("lanting-cny", 6),
    ("lanting-cny", 3),
)
"""Examples, and of how many customers one is taken: 10 to 20 are."""

WITH_DESK = """\
desks:
  - name: chat
    tasks: liaison
    answered: 80% within 60 s
    open: {days: 250, from: "09:00", to: "18:00"}
    arrivals: [8%, 12%, 14%, 12%, 8%, 10%, 14%, 13%, 9%]
"""
ADDED = (
    "commission: {from: 90%, full: 110%, cap: 120%, gate: 80%}\n",
    "commission: {steps: [{from: 80%, pays: 50%}, {from: 95%, pays: 100%}], cap: none}\n",
    "bonus: {period: half, wins: {weight: 100%, target: {expected: 110%}, count: surplus}, hold: 30 d}\n",
    "bonus: {wins: {weight: 60%, target: 1}, csql: {weight: 40%, target: {csm: 2, pooled: 4}, count: won}}\n",
    "bonus: {period: year, wins: {weight: 100%, target: 3, count: net, again: 90 d}}\n",
    "assign: {balance: [arr, hours, customers, renewals, at_risk], within: 5%, keep: {arr: 150k, renewal: 60 d}}\n",
    "assign: {balance: [hours], keep: {at_risk: yes}}\n",
    "assign: {balance: [customers], moves: 2, keep: {moved: 180 d}}\n",
    "hiring: {policy: level, peaks: {up_to: 115%, months: 2}, months: 18}\n",
    "scorecard: {file: [last_talk, single_sign_on], depth: adoption, leads: {high: 40, low: 10}}\n",
    "value: {plays: {event: contact, within: 30 d}, anyway: {csql: 60%}, credit: {saved: 50%, won: 0%}}\n",
    "health: {colours: {green: 80, lime: 60, yellow: 40}}\n",
    "scenarios: {lean: {set: {roles.0.pay: -10%, segments.0.purpose: renewal}}}\n",
    "checks: {ignore: [left-out], severity: {book-name: error}, because: tried}\n",
    WITH_DESK,
)
"""Sections that a plan with a record may have, in place of its own."""
REPLACED = (
    ("variable: {performance: 20%}", "variable: {performance: 10%, commission: 30%}"),
    (
        "variable: {performance: 20%}",
        "variable: {commission: 40%}, ramp: {months: 6, at: 45%}, hiring: {lead: 3 months}",
    ),
    ("pay: 115k", "pay: 115k\n    ramp: {months: 4, at: [20%, 40%, 60%, 80%]}\n    hiring: {turnover: 20%, cost: 15k}"),
    ("gross_margin: 65%", "gross_margin: 65%\n  growth: {cost_per_100: 12, credited_revenue: measured}"),
    (
        "gross_margin: 65%",
        "gross_margin: 65%\n  spending: [{name: fair, amount: 20k, kind: short_term, returned: 30k}]",
    ),
    ("product: simple}", "product: simple, csms_now: 2, new_customers: 12, renewal_rate: 88%, churn: 10%}"),
    ("per: at_risk_customer", "per: at_risk_customer, serves: renewal"),
    ("csplan: 1\n", "csplan: 1\nteams: [{name: t}]\n"),
    ("year: {starts: 2027-01-01}", "year: {starts: 2026-04-01}"),
    ("colours: {green: 75, lime: 60, yellow: 42}", "colours: {green: 90, lime: 89, yellow: 1}"),
    ("rules: usd-2m", "rules: {from: usd-2m, arr_cap: 900k, purposes: {large: [executives], small: [stickiness]}}"),
)
"""Other words that a plan with a record may have."""


class Base(NamedTuple):
    """A plan that is mutated: its files, its tables row by row, and names that stand in it, by what they name."""

    files: Files
    tables: Mapping[str, Rows]
    names: Names
    record: bool = False


@cache
def with_record() -> list[Base]:
    """Return plans with a small record, cut from the examples: some customers, a year of snapshots, some events."""
    found = []
    for folder, every in CUTS:
        place = ROOT / "examples" / folder
        tables = {path.name: rows_of(path.read_bytes()) for path in sorted(place.glob("*.csv"))}
        kept = {row[0] for row in tables["accounts.csv"][1::every]}
        for name, rows in tables.items():
            at = {"accounts.csv": 0, "snapshots.csv": 1, "events.csv": 2}.get(name)
            if at is not None:
                tables[name] = [rows[0], *(row for row in rows[1:] if row[at] in kept)]
        days = sorted({row[0] for row in tables["snapshots.csv"][1:]})[-MONTHS:]
        tables["snapshots.csv"][1:] = [row for row in tables["snapshots.csv"][1:] if row[0] in days]
        files = {MAIN: (place / MAIN).read_bytes()}
        found.append(Base(files, tables, names_in(files, tables), record=True))
    return found


@cache
def small() -> list[Base]:
    """Return small plans without a record of customers: good ones, and the bad ones of tests/invalid."""
    tables = {
        "b.csv": b"customer,segment,arr,csm\nA,a,200k,Ann\nB,b,1M,Bo\nC,b,3k,Bo\n",
        "l.csv": b"date,csm,task,minutes,segment\n2026-07-01,Ann,x,30,a\n2026-07-02,Bo,x,45,b\n2026-08-03,Ann,z,90,a\n",
    }
    main = PLAN.encode()
    lean = b"scenarios: {lean: {set: {segments.a.arr: +5%}}}\n"
    usual: list[Files] = [
        {MAIN: main},
        {MAIN: main + lean},
        {MAIN: main + b"accounts: b.csv\nyear: {starts: 2027-01-01}\n", **tables},
        {MAIN: main + b"time_log: {file: l.csv, covers: 80%}\n" + lean, **tables},
        {MAIN: (ROOT / "examples/chat-desk" / MAIN).read_bytes()},
        *({MAIN: path.read_bytes()} for path in sorted((ROOT / "examples/tutorial").glob("*.yaml"))),
    ]
    bad = [{MAIN: path.read_bytes()} for path in sorted((ROOT / "tests/invalid").glob("*.yaml"))]
    bad += [_folder(path.parent) for path in sorted((ROOT / "tests/invalid").glob("*/csplan.yaml"))]
    return [_base(files) for files in (*usual * (len(bad) // 4), *bad)]


@cache
def large() -> list[Base]:
    """Return the examples, of whose tables and logs the first lines are taken."""
    single = [{MAIN: path.read_bytes()} for path in sorted((ROOT / "examples").glob("*.yaml"))]
    return [
        _base(files)
        for files in (*single, *(_folder(path.parent) for path in sorted((ROOT / "examples").glob("*/csplan.yaml"))))
    ]


def _folder(folder: Path) -> Files:
    return {path.name: _short(path) for path in sorted(folder.iterdir()) if path.suffix in {".yaml", ".yml", ".csv"}}


def _short(path: Path) -> bytes:
    data = path.read_bytes()
    return b"\n".join(data.split(b"\n")[:LONGEST]) + b"\n" if path.suffix == ".csv" or "log" in path.name else data


def _base(files: Files) -> Base:
    return Base(files, {}, names_in(files, {}))


def names_in(files: Files, tables: Mapping[str, Rows]) -> Names:
    """Return names that stand in a plan, by the option that asks for one of them."""
    text = files[MAIN].decode(errors="replace")
    lines = [part.strip("'\" ") for line in text.split("name:")[1:] for part in line.split("\n")[0].split(",")[:1]]
    try:
        data = yaml.load(text, yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        data = None
    data = data if isinstance(data, dict) else {}
    for key, value in data.items():
        if isinstance(value, str) and value in files:
            data[key] = yaml.load(files[value], yaml.CSafeLoader) if value.endswith(".yaml") else None
    found = {key: _called(data.get(section)) for key, section in SECTIONS.items()}
    economics = data.get("economics")
    found["line"] = _called(economics.get("costs")) if isinstance(economics, dict) else []
    people, book = tables.get("people.csv", [["x"]]), tables.get("accounts.csv", [["x"]])
    found["csm"] = found["book"] = [row[0] for row in people[1:]]
    found["customer"] = [row[0] for row in book[1:]]
    found["indicator"] = tables.get("snapshots.csv", [[]])[0]
    return {key: names for key, names in ({"": lines} | found).items() if names}


SECTIONS = {"segment": "segments", "team": "segments", "role": "roles", "task": "tasks", "desk": "desks",
            "tier": "tiers", "scenario": "scenarios"}  # fmt: skip


def _called(section: Any) -> list[str]:
    """Return what the items of a section are called, a list or a mapping."""
    items = (
        section
        if isinstance(section, list)
        else [{"name": name} for name in section or () if isinstance(section, dict)]
    )
    return [str(each["name"]) for each in items if isinstance(each, dict) and "name" in each]


class Tried(NamedTuple):
    """A mutated plan: its files, names that stand in it or stood there, and whether it had a record."""

    files: Files
    names: Names
    record: bool


def drawn(random: Random) -> Base:
    """Return a plan to mutate: most have a record and are small."""
    share = random.random()
    return random.choice(with_record() if share < 0.62 else small() if share < 0.95 else large())


def mutated(base: Base, random: Random, known: Sequence[bytes]) -> Tried:
    """Return a plan in which some places differ; in some none."""
    if not base.record:
        files = dict(base.files)
        if random.random() < 0.05:  # the plan with a table as people have it
            files["accounts.csv"] = files.get("accounts.csv", b"customer,segment,arr,csm\nA,a,1M,Ann\nB,b,2M,Bo\n")
        for _ in range(random.choice((0, 0, 0, 0, 1, 1, 2))):
            name = random.choice(list(files))
            files[name] = mutate(files[name], random, known)
        return Tried(files, base.names, record=False)
    text = base.files[MAIN].decode()
    for _ in range(random.choice((0, 0, 1, 1, 2))):
        text = _other_section(text, random) if random.random() < 0.6 else text.replace(*random.choice(REPLACED))
    tables = dict(base.tables)
    for _ in range(random.choice((0, 0, 1, 1, 1, 2, 3, 6))):
        name = random.choice(list(tables))
        tables[name] = changed(tables[name], random, known)
    text, files = written(text, tables, random)
    files[MAIN] = text.encode(errors="replace")
    if random.random() < 0.25:
        name = MAIN if random.random() < 0.7 else random.choice(list(files))
        files[name] = mutate(files[name], random, known)
    return Tried(files, base.names, record=True)


def _other_section(text: str, random: Random) -> str:
    """Return a plan with another section in place of its own, or without one."""
    other = random.choice(
        (*ADDED, *(f"{name}:\n" for name in ("bonus", "value", "scorecard", "health", "people", "accounts")))
    )
    name, _, rest = other.partition(":")
    without = _section(name).sub("", text, count=1)
    return f"{without.rstrip()}\n{other}" if rest.strip() else without


@cache
def _section(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?m)^{name}:.*\n(?:[ \t].*\n)*")


def written(text: str, tables: Mapping[str, Rows], random: Random) -> tuple[str, Files]:
    """Return a plan and the files of its tables: as CSV, or as YAML lists in files of their own or in the plan."""
    files: Files = {}
    lists = random.random() < 0.35
    for file, rows in tables.items():
        section = file.removesuffix(".csv")
        stated = _section(section).search(text)
        if stated is None or section not in LISTS or not lists or random.random() < 0.3:
            files[file] = as_csv(rows, random)
            continue
        columns = re.search(r"columns: \{(.*)\}", stated[0])
        pairs = [each.split(": ") for each in columns[1].split(", ")] if columns else []
        items = as_list(rows, {heading: key for key, heading in pairs})
        if random.random() < 0.2:
            place = f"{section}:\n{items.decode()}" if items else f"{section}: []\n"
        else:
            files[f"{section}.yaml"], place = items, f"{section}: {section}.yaml\n"
        text = text[: stated.start()] + place + text[stated.end() :]
    return text, files


def differing(tried: Tried, random: Random, known: Sequence[bytes]) -> Files:
    """Return the files of a plan in which some places differ from those of another."""
    files = dict(tried.files)
    for name in random.sample(list(files), min(len(files), random.choice((1, 1, 2)))):
        files[name] = mutate(files[name], random, known)
    return files
