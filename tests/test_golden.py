"""What csplan prints, kept in tests/golden: whoever changes an output sees it in the difference.

``CSPLAN_RENEW=1 pytest tests/test_golden.py`` writes the files anew; look at the difference before you keep it. Numbers
in JSON are compared with a tolerance of 1e-12, because the last digit of a float differs between platforms.
"""

from __future__ import annotations

import csv
import io
import json
import os
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.assign.answer import assign
from csplan.answers.ceiling import ceiling
from csplan.answers.cost_floor.answer import cost_floor
from csplan.answers.diff.answer import diff
from csplan.answers.diff.budgets import read_budgets
from csplan.answers.explain.answer import explain, list_figures
from csplan.answers.explain.asked import Chosen
from csplan.answers.explain.assumptions import assumptions
from csplan.answers.health.answer import health
from csplan.answers.hire.answer import hire
from csplan.answers.hire.sheet import sheet
from csplan.answers.pay.answer import pay
from csplan.answers.rules import list_packs, show_pack
from csplan.answers.scenarios import compare as side_by_side
from csplan.answers.scorecard.answer import scorecard
from csplan.answers.starter import starter
from csplan.answers.timelog import timelog
from csplan.answers.timelog_against import timelog_against
from csplan.answers.value.answer import value
from csplan.answers.ways.answer import options
from csplan.cli.validate import check as check_plan
from csplan.loader.plan import load_all
from csplan.loader.rules import load_pack, names
from csplan.measure.periods import Period
from csplan.render.formats import as_text
from csplan.report.validation import Rating, validation

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplan.plan.plan import Plan
    from csplan.render.formats import Format
    from csplan.report.report import Report

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "golden"
ENDINGS: dict[Format, str] = {"table": "txt", "json": "json", "csv": "csv", "markdown": "md"}
FINDINGS = {
    "full": "full.txt",
    "concise": "concise.txt",
    "json": "json",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "sarif": "sarif.json",
    "junit": "xml",
}
PACKS = sorted(names())
EXAMPLES = ("acme-usd", "yunfan-cny")


def same(found: Any, kept: Any, at: str = "") -> None:
    """Hold two answers to be the same, but for the last digits of floats."""
    assert type(found) is type(kept), at
    if isinstance(found, dict):
        assert list(found) == list(kept), at
        for key, value in found.items():
            same(value, kept[key], f"{at}.{key}")
    elif isinstance(found, list):
        assert len(found) == len(kept), at
        for index, (value, other) in enumerate(zip(found, kept, strict=True)):
            same(value, other, f"{at}[{index}]")
    elif isinstance(found, float):
        assert found == pytest.approx(kept, rel=1e-12, abs=1e-12), at
    else:
        assert found == kept, at


def cells(text: str) -> list[list[Any]]:
    def cell(text: str) -> Any:
        try:
            return float(text)
        except ValueError:
            return text

    return [[cell(each) for each in row] for row in csv.reader(io.StringIO(text))]


def check(name: str, text: str) -> None:
    file = GOLDEN / name
    if os.environ.get("CSPLAN_RENEW"):
        file.write_text(text, encoding="utf-8", newline="")
    with file.open(encoding="utf-8", newline="") as opened:
        kept = opened.read()
    if name.endswith(".json"):
        same(json.loads(text), json.loads(kept))
    elif name.endswith(".csv"):
        same(cells(text), cells(kept))
    else:
        assert text == kept


JULY, LATER = (date(2026, 7, 1), date(2026, 7, 31)), (date(2026, 8, 1), date(2026, 9, 30))
"""Two parts of a time log."""


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize("example", ["harbor-usd", "yunfan-cny"])
def test_pay(example: str, format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    check(f"pay-{example}.{ENDINGS[format]}", as_text(pay(csplan.load(f"examples/{example}")), format))


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_headcount(example: str, format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    report = csplan.headcount(csplan.load(f"examples/{example}"))
    check(f"headcount-{example}.{ENDINGS[format]}", as_text(report, format))


@pytest.mark.parametrize("format", ["table", "json"])
@pytest.mark.parametrize("report", [csplan.headcount, ceiling, options], ids=["headcount", "ceiling", "options"])
def test_a_desk(
    report: Callable[[Plan], Report],
    format: Format,  # noqa: A002
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    plan = csplan.load("examples/chat-desk")
    check(f"{report.__name__}-chat-desk.{ENDINGS[format]}", as_text(report(plan), format))


SCENARIOS = {"acme-usd": ("base", "lean", "growth"), "yunfan-cny": ("base", "提效", "涨薪")}


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_compare(example: str, format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    plans = {name: csplan.load(f"examples/{example}", scenario=name) for name in SCENARIOS[example]}
    check(f"headcount-compare-{example}.{ENDINGS[format]}", as_text(side_by_side(plans), format))


@pytest.mark.parametrize("format", ENDINGS)
def test_assign(format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    plan = load_all("examples/qinghe-cny", accounts=True).plan
    assert plan is not None
    check(f"assign-qinghe-cny.{ENDINGS[format]}", as_text(assign(plan, date(2027, 1, 4)), format))


@pytest.mark.parametrize("example", ["harbor-usd", "lanting-cny"])
@pytest.mark.parametrize("format", ENDINGS)
def test_health(format: Format, example: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    report = health(csplan.load(f"examples/{example}"), customers=True)
    check(f"health-{example}.{ENDINGS[format]}", as_text(report, format))


@pytest.mark.parametrize("format", ENDINGS)
def test_value(format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    report = value(csplan.load("examples/harbor-usd"), years=3, events=True)
    check(f"value-harbor-usd.{ENDINGS[format]}", as_text(report, format))


@pytest.mark.parametrize("format", ENDINGS)
def test_scorecard(format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    plan = csplan.load("examples/harbor-usd")
    check(f"scorecard-harbor-usd.{ENDINGS[format]}", as_text(scorecard(plan), format))
    check(f"scorecard-sheet-harbor-usd.{ENDINGS[format]}", as_text(scorecard(plan, csm="Rosa Conti"), format))


@pytest.mark.parametrize("format", ENDINGS)
def test_timelog_against(format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    plan = csplan.load("examples/yunfan-cny", log=True)
    before, now = (Period(first.toordinal(), last.toordinal()) for first, last in (JULY, LATER))
    check(f"timelog-against-yunfan-cny.{ENDINGS[format]}", as_text(timelog_against(plan, before, now), format))


@pytest.mark.parametrize("format", ENDINGS)
def test_hire_sheet(format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    check(f"hire-sheet-harbor-usd.{ENDINGS[format]}", as_text(sheet(csplan.load("examples/harbor-usd"), "mid"), format))


@pytest.mark.parametrize("format", ENDINGS)
def test_hire(format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    report = hire(csplan.load("examples/growing-usd"), date(2026, 10, 1))
    check(f"hire-growing-usd.{ENDINGS[format]}", as_text(report, format))


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize("example", [*EXAMPLES, "renewal-team.yaml"])
def test_cost_floor(example: str, format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    report = cost_floor(csplan.load(f"examples/{example}"), as_of=date(2027, 3, 31))
    check(f"cost-floor-{example.removesuffix('.yaml')}.{ENDINGS[format]}", as_text(report, format))


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize("example", EXAMPLES)
@pytest.mark.parametrize("report", [ceiling, timelog], ids=["ceiling", "timelog"])
def test_record(
    report: Callable[[Plan], Report],
    example: str,
    format: Format,  # noqa: A002
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    check(f"{report.__name__}-{example}.{ENDINGS[format]}", as_text(report(with_log(f"examples/{example}")), format))


TEAMS = {"acme-usd": "logistics mid", "yunfan-cny": "大客户部"}


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_explain(example: str, format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    plan = csplan.load(f"examples/{example}")
    check(
        f"explain-{example}.{ENDINGS[format]}",
        as_text(explain(plan, "heads", Chosen(team=TEAMS[example]), depth=2), format),
    )
    check(f"assumptions-{example}.{ENDINGS[format]}", as_text(assumptions(plan), format))


def test_the_list_of_figures() -> None:
    check("explain.txt", as_text(list_figures(), "table"))


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_options(example: str, format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    check(f"options-{example}.{ENDINGS[format]}", as_text(options(csplan.load(f"examples/{example}")), format))


@cache
def with_log(folder: str) -> Plan:
    return csplan.load(folder, log=True)


@pytest.mark.parametrize("format", ENDINGS)
@pytest.mark.parametrize("pack", ["", *PACKS])
def test_rules(pack: str, format: Format) -> None:  # noqa: A002
    report = show_pack(load_pack(pack)) if pack else list_packs([load_pack(each) for each in PACKS])
    check(f"rules{'-' * bool(pack)}{pack}.{ENDINGS[format]}", as_text(report, format))


@pytest.mark.parametrize("format", FINDINGS)
def test_validate(format: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    plans = [check_plan(name) for name in ("tests/mixed", "tests/mixed/unusable.yaml")]
    render = import_module(f"csplan.render.findings.as_{format}").render
    check(f"validate-mixed.{FINDINGS[format]}", render(validation(plans, Rating())))


@pytest.mark.parametrize("format", ENDINGS)
def test_diff(format: Format, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: A002
    monkeypatch.chdir(ROOT)
    old, new = (csplan.load(f"examples/change/{name}.yaml") for name in ("before", "after"))
    check(f"diff.{ENDINGS[format]}", as_text(diff(old, new, read_budgets("heads+0,cost+40%")), format))


@pytest.mark.parametrize("pack", PACKS)
def test_init(pack: str) -> None:
    check(f"init-{pack}.yaml", starter(load_pack(pack)))


def test_nothing_is_kept_that_nobody_compares() -> None:
    commands = ("headcount", "headcount-compare", "cost-floor", "ceiling", "timelog", "explain", "assumptions")
    headcounts = {f"{command}-{example}" for command in (*commands, "options") for example in EXAMPLES}
    headcounts |= {"health-lanting-cny"}
    headcounts |= {"pay-harbor-usd", "pay-yunfan-cny"}
    headcounts |= {
        "cost-floor-renewal-team",
        "hire-growing-usd",
        "assign-qinghe-cny",
        "health-harbor-usd",
        "value-harbor-usd",
    }
    headcounts |= {"scorecard-harbor-usd", "scorecard-sheet-harbor-usd", "hire-sheet-harbor-usd"}
    headcounts |= {"timelog-against-yunfan-cny"}
    rules = {"rules", *(f"rules-{pack}" for pack in PACKS)}
    expected = {f"{name}.{ending}" for name in headcounts | rules | {"diff"} for ending in ENDINGS.values()}
    expected |= {"explain.txt", *(f"init-{pack}.yaml" for pack in PACKS)}
    expected |= {f"validate-mixed.{ending}" for ending in FINDINGS.values()}
    expected |= {
        f"{name}-chat-desk.{ending}" for name in ("headcount", "ceiling", "options") for ending in ("txt", "json")
    }
    assert {path.name for path in GOLDEN.iterdir()} == expected


def test_the_worked_example_to_every_printed_digit() -> None:
    """The worked example, by hand."""
    found = json.loads((GOLDEN / "headcount-acme-usd.json").read_text(encoding="utf-8"))
    segments = """
        retail enterprise|180000|97.208|2333.0|   9.17|  11.26|2.160|2.131|2.618|2.160|fits       |arr
        logistics mid    | 26000|38.892|5056.0|  63.46|  28.15|1.690|4.618|2.048|2.048|over-budget|service
        small shops      |  5000| 7.675|4758.7| 330.00| 142.64|1.033|4.347|1.879|1.879|over-budget|service
        long tail        |   800| 0.667|1600.0|1412.50|1759.50|0.640|1.364|1.699|1.364|fits       |time
    """
    names = [
        "segment",
        "acv",
        "hours_per_customer",
        "workload",
        "cost_floor",
        "efficiency_ceiling",
        "csms_by_arr",
        "csms_by_time",
        "csms_by_cost",
        "csms",
        "verdict",
        "binding",
    ]
    compare(found["segments"], names, segments)
    teams = """
        retail enterprise | 2 | over-budget | 1.065 | 0.774
        logistics mid     | 3 | over-budget | 1.539 | 0.704
        small shops       | 2 | over-budget | 2.173 | 0.744
        long tail         | 1 | over-budget | 1.364 | 0.791
    """
    compare(found["teams"], ["team", "heads", "verdict", "utilization", "gross_margin"], teams)


def compare(rows: list[dict[str, Any]], names: list[str], table: str) -> None:
    lines = [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]
    assert len(lines) == len(rows)
    for row, line in zip(rows, lines, strict=True):
        for name, written in zip(names, line, strict=True):
            value = row[name]
            digits = len(written.partition(".")[2])
            assert (f"{value:.{digits}f}" if isinstance(value, float) else value) == written, (row[names[0]], name)
