"""What is fuzzed: each target takes any bytes and raises where csplan does what it promises never to do.

It promises of whatever users write: no exception but those that say what is wrong; a plan or errors; findings that are
explained, that have a place and nothing that a terminal or a forge would act on; and figures that JSON can hold.
"""

from __future__ import annotations

import json
import os
import tempfile
from datetime import date
from functools import cache
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from csplan.answers.assign.answer import assign
from csplan.answers.ceiling import ceiling
from csplan.answers.cost_floor.answer import cost_floor
from csplan.answers.diff.budgets import read_budgets
from csplan.answers.headcount.answer import headcount
from csplan.answers.health.answer import health
from csplan.answers.hire.answer import Late, hire
from csplan.answers.hire.candidates import candidates
from csplan.answers.scorecard.answer import scorecard
from csplan.answers.timelog import timelog
from csplan.answers.value.answer import value
from csplan.findings.catalogue.all import RECORDS
from csplan.findings.diagnostic import Finding, Unusable, Where, has_errors
from csplan.loader.plan import load_all
from csplan.loader.ratings import load_ratings
from csplan.render.findings import as_full, as_github
from csplan.render.formats import as_text
from csplan.report.validation import Checked, Validation
from csplan.sources.csv_tables import read_table, report_table
from csplan.sources.form import Stated
from csplan.values import (
    Unreadable,
    read_count,
    read_date,
    read_duration,
    read_money,
    read_number,
    read_promise,
    read_share,
    read_time_of_day,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from csplan.loader.plan import Loaded
    from csplan.plan.plan import Plan
    from csplan.report.report import Report
    from csplan.sources.table import Table

CUT = b"\n%%%\n"
"""Stands between a plan and the files beside it."""
BESIDE = ("a.yaml", "b.csv", "c.yaml")
"""What these files are called."""

PLAN = """\
csplan: 1
currency: CNY
fx: {USD: 7.1}
roles:
  csm: {pay: 30万, loading: 30%, time: {contracted: 250 d, leave: 10 d, hours_per_day: 8, internal: 30%}}
tiers:
  - {name: high, acv: {min: 10万}, touch: high}
  - {name: low, acv: {max: 10万}, touch: low}
teams: [{name: t, role: csm, csms_now: 2}]
segments:
  - {name: a, customers: 10, arr: 200万, team: t, arr_per_csm: 150万, renewal_rate: 90%, at_risk: 10%}
  - {name: b, customers: 100, arr: 300万, team: t, new_customers: 20, complexity: 1.2}
tasks:
  - {name: x, aliases: [y], kind: reactive, per: customer, takes: 30 min, times: 12}
  - {name: z, kind: renewal, per: renewal, takes: 2 h, times: {high: 3, low: 1}, waste: skill, avoidable: 20%}
  - {name: i, kind: internal}
economics:
  gross_margin: 70%
  costs: [{name: hosting, share: 10%, in: gross}, {name: c, amount: 1k USD, years: 3, in: growth}]
  growth: {cost_per_100: 12}
"""
"""The plan that tables, rule packs and changes are read with."""
MEASURED = PLAN.replace(", takes: 30 min, times: 12", "")
"""The plan that time logs are read with: one task is as they measure it."""

READERS: tuple[Callable[[str], Any], ...] = (
    read_number,
    read_count,
    read_money,
    read_share,
    read_duration,
    read_date,
    read_promise,
    read_time_of_day,
    read_budgets,
)


def plan(data: bytes) -> None:
    """Read a plan as from standard input, with files beside it."""
    main, *others = data.split(CUT)
    with _Beside(dict(zip(BESIDE, others, strict=False))):
        loaded = load_all(_folder() / "csplan.yaml", log=True, data=main)
        _check(loaded, headcount, cost_floor, ceiling, _of_log)


def rules(data: bytes) -> None:
    """Read a rule pack."""
    with _Beside({"a.yaml": data}):
        _check(_with("rules: a.yaml"), headcount)


def book(data: bytes) -> None:
    """Read an account book."""
    with _Beside({"b.csv": data}):
        _check(_with("accounts: b.csv\nyear: {starts: 2027-01-01}"), headcount)


def table(data: bytes) -> None:
    """Read a table of any form; what stands before CUT, if anything, is its encoding and delimiter as a plan has them.

    Its rows are as wide as its headings and the same one by one as many at once, in lines that it has.
    """
    said, cut, rest = data.partition(CUT)
    stated = Stated(wanted=("customer", "arr"))
    if cut:
        encoding, _, delimiter = said.decode("latin-1").partition(" ")
        stated = stated._replace(encoding=encoding or None, delimiter=delimiter or None)
    found: list[Finding] = []

    def read(table: Table) -> None:
        lines = rest.count(b"\n") + rest.count(b"\r") + len(rest.decode("latin-1").splitlines()) + 1
        at_once: list[list[str]] = []
        for rows, ends in table.blocks(3):
            assert len(rows) == len(ends)
            assert all(table.heading_line < end <= lines for end in ends), ends
            at_once.extend(rows)
        again = table.again()
        one_by_one = list(again.rows())
        assert at_once == one_by_one
        assert {len(row) for row in one_by_one} <= {len(table.headings)}
        assert [each[:2] for each in table.bad] == [each[:2] for each in again.bad]
        found.extend(report_table(again, "b.csv", "", len(one_by_one)))

    with _Beside({"b.csv": rest}):
        try:
            read_table(_folder() / "b.csv", read, stated)
        except Unusable as error:
            found.append(error.finding._replace(where=Where("b.csv", 1, 1)))
    _check_findings(tuple(found))


def front(data: bytes) -> None:
    """Read an account book that is given as the plan."""
    with _Beside({"b.csv": data}):
        _check(load_all(_folder() / "b.csv"), headcount)


def people(data: bytes) -> None:
    """Read a table of people, and share accounts out among them."""
    book = b"customer,segment,arr,csm,language,health\nA,a,200k,Ann,en,red\nB,a,1M,Bo,de,\nC,b,3k,,,lime\nD,b,9k,,en,\n"
    with _Beside({"b.csv": data, "a.yaml": b"{within: 5%, match: language, keep: {arr: 900k}}", "c.csv": book}):
        _check(_with("accounts: c.csv\npeople: b.csv\nassign: a.yaml", accounts=True), headcount, _shared_out)


def _shared_out(plan: Plan) -> Report:
    return assign(plan, date(2027, 1, 10))


def arrivals(data: bytes) -> None:
    """Read a table of the times at which contacts come to a desk."""
    day = 'open: {days: 250, from: "09:00", to: "18:00"}'
    desk = f"{{name: d, tasks: x, answered: 80% within 60 s, {day}, arrivals: b.csv}}"
    with _Beside({"b.csv": data}):
        _check(_with(f"desks: [{desk}]"), headcount, ceiling)


def ratings(data: bytes) -> None:
    """Read a table of ratings, and compare candidates by it."""
    with _Beside({"r.csv": data}):
        rated, found = load_ratings(str(_folder() / "r.csv"))
        assert rated or has_errors(found), "neither ratings nor an error"
        _check(_with(""), lambda plan: candidates(plan, "a", rated, found))


HISTORY = """\
snapshots: c.csv
health:
  outcome: {use: 60%, roi: 40%}
  experience: {overall: {column: nps, scale: [-100, 100], weight: 100%}}
  colours: {green: 75, lime: 60, yellow: 40}
  indicators: [sso, {column: use, at_least: 50}, {column: talk, within: 30 d, for: expansion}]
scorecard:
  file: [sso, talk]
  depth: {column: use, of: 100}
  executives: {stage: roi, of: 100, contact: talk}
  leads: 10
value: {plays: {within: 20 d}, credit: {csql: 50%}, anyway: {referral: 30%}, baseline: {red: 40%}}
"""


def events(data: bytes) -> None:
    """Read a table of events, and snapshots after it."""
    first, _, second = data.partition(CUT)
    with _Beside({"b.csv": first, "c.csv": second or b"date,customer,health\n2026-01-01,A,red\n"}):
        _check(_with(f"events: {{file: b.csv, names: {{x: renewal}}}}\n{HISTORY}"), headcount, _of_history, _of_work)


def snapshots(data: bytes) -> None:
    """Read a table of snapshots, and events after it."""
    first, _, second = data.partition(CUT)
    with _Beside({"c.csv": first, "b.csv": second or b"date,event,customer,arr,due\n2026-06-01,renewal,A,1k,2k\n"}):
        _check(_with(f"events: b.csv\n{HISTORY}"), headcount, _of_history, _of_work)


def listed_record(data: bytes) -> None:
    """Read lists of events, snapshots and people."""
    events, _, rest = data.partition(CUT)
    snapshots, _, people = rest.partition(CUT)
    with _Beside({"b.yaml": events, "c.yaml": snapshots or b"[]", "d.yaml": people or b"[]"}):
        _check(
            _with(f"people: d.yaml\nevents: b.yaml\n{HISTORY.replace('c.csv', 'c.yaml')}"),
            headcount,
            _of_history,
            _of_work,
        )


def log(data: bytes) -> None:
    """Read a time log that is a table."""
    with _Beside({"b.csv": data}):
        _check(_with("time_log: {file: b.csv, covers: 80%}", MEASURED), _of_log)


def entries(data: bytes) -> None:
    """Read a time log that is a list of entries."""
    with _Beside({"a.yaml": data}):
        _check(_with("time_log: {file: a.yaml, occurrence: row}", MEASURED), _of_log)


def calendar(data: bytes) -> None:
    """Read a time log that is a calendar."""
    with _Beside({"d.ics": data}):
        _check(_with("time_log: {file: d.ics, period: {from: 2026-01-01, to: 2026-12-31}}", MEASURED), _of_log)


def listed(data: bytes) -> None:
    """Read a time log that is a list in JSON, and a table beside it."""
    first, _, second = data.partition(CUT)
    with _Beside({"d.json": first, "b.csv": second}):
        _check(_with("time_log: {file: [d.json, b.csv], columns: {csm: {value: Ann}}}", MEASURED), _of_log)


def months(data: bytes) -> None:
    """Read a plan of which hires are planned; the first line says what is asked: as of which day, for how many months.

    What comes is what JSON can hold, and what the year's figures are is what the months come to.
    """
    first, _, text = data.partition(b"\n")
    day, _, count = first.decode("latin-1").partition(" ")
    try:
        as_of = read_date(day)
    except Unreadable:
        as_of = date(2026, 10, 1)
    many = min(int(count), 36) if count.isascii() and count.isdigit() and int(count[:4]) else None
    loaded = load_all(_folder() / "csplan.yaml", data=text)

    def asked(plan: Plan) -> Report:
        try:
            found = hire(plan, as_of, months=many)
        except Late:
            return headcount(plan)
        as_text(found, "table")
        _check_months(found.as_dict())
        return found

    _check(loaded, asked)


def _check_months(found: dict[str, Any]) -> None:
    """Raise where a hiring plan has other people than those who are there, start and leave."""
    for team in found["teams"]:
        months = team["months"]
        if None in (*months["people"], *months["starts"], *months["leavers"]):
            continue
        for before, at in pairwise(range(len(found["months"]))):
            moved = months["starts"][at] - months["leavers"][at]
            assert abs(months["people"][at] - months["people"][before] - moved) < 1e-6, (team["team"], at)
    for row in found["openings"]:
        assert row["late_months"] is None or row["late_months"] >= 0, row
        assert row["open_by"] is None or row["open_by"] <= row["start"], row


def changes(data: bytes) -> None:
    """Read changes as the command line has them, one a line; the first line is the name of a scenario."""
    scenario, *settings = os.fsdecode(data.replace(b"\0", b"")).split("\n")
    loaded = _with("scenarios: {lean: {set: {segments.a.arr: +5%}}}", settings=settings, scenarios=[scenario])
    _check(loaded, headcount)


def values(data: bytes) -> None:
    """Read a value of every kind."""
    text = os.fsdecode(data)
    for read in READERS:
        try:
            value = read(text)
        except Unreadable as error:
            said = error.message + error.hint
        else:
            said = ""
            numbers = value if isinstance(value, tuple) else (value,)
            assert all(isfinite(each) for each in numbers if isinstance(each, float)), value
        assert said.isprintable(), said


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target
    for target in (
        plan,
        rules,
        table,
        book,
        people,
        arrivals,
        ratings,
        front,
        events,
        snapshots,
        listed_record,
        log,
        entries,
        calendar,
        listed,
        months,
        changes,
        values,
    )
}


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="csplan-fuzz-"))


class _Beside:
    """Files beside a plan, for as long as it is read and calculated with."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files

    def __enter__(self) -> None:
        for name, data in self.files.items():
            (_folder() / name).write_bytes(data)

    def __exit__(self, *_: object) -> None:
        for name in self.files:
            (_folder() / name).unlink()


def _with(
    section: str,
    plan: str = PLAN,
    settings: Sequence[str] = (),
    scenarios: Sequence[str] = (),
    *,
    accounts: bool = False,
) -> Loaded:
    text, file = f"{plan}{section}\n".encode(), _folder() / "csplan.yaml"
    return load_all(file, log=True, accounts=accounts, data=text, settings=settings, scenarios=scenarios)


def _check(loaded: Loaded, *reports: Callable[[Plan], Report]) -> None:
    found = loaded.diagnostics
    if loaded.plan is None:
        assert has_errors(found), "neither a plan nor an error"
    else:
        for report in reports:
            answer = report(loaded.plan)
            json.dumps(answer.as_dict(), allow_nan=False)
            found = (*found, *answer.findings)
    _check_findings(found)


def _check_findings(found: tuple[Finding, ...]) -> None:
    for each in found:
        assert each.code in RECORDS, each
        assert each.where is not None, each
        assert each.where.line >= 1, each
        assert each.where.column >= 1, each
    shown = Validation([Checked("csplan.yaml", "usable", None, found)], 0)
    for text in (as_full.render(shown), as_github.render(shown)):
        assert text.replace("\n", "").isprintable(), text
    assert as_github.render(shown).count("\n") == len(shown.findings), "a line is not one finding"


def _of_history(plan: Plan) -> Report:
    if plan.history is None:
        return headcount(plan)
    if plan.history.history.events is not None:
        value(plan, events=True, years=3)
    return health(plan, customers=True)


def _of_work(plan: Plan) -> Report:
    return headcount(plan) if plan.history is None else scorecard(plan)


def _of_log(plan: Plan) -> Report:
    return headcount(plan) if plan.record is None else timelog(plan)
