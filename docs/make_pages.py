"""Writes what the docs say of formulas, plan keys and findings from the code: ``python docs/make_pages.py``.

``docs/figures.md`` comes from the figures themselves, the tables of ``docs/plan.md`` and ``docs/csplan.schema.json``
from the models of a plan, ``docs/checks.md`` from what `csplan validate --explain` prints. Tests hold them to it.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
import types
import typing
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from pydantic import BaseModel

from csplan.engine.catalogue import CATALOGUE
from csplan.engine.levels import LEVEL
from csplan.figures import LENSES
from csplan.figures.inputs import INPUTS
from csplan.findings.catalogue.all import SECTIONS as FINDINGS
from csplan.findings.catalogue.all import records
from csplan.plan.accepted import Checks
from csplan.plan.accounts import Accounts
from csplan.plan.assign import Assign, Keep
from csplan.plan.desks import Arrivals, Desk, Open
from csplan.plan.document import Year, model_of
from csplan.plan.economics import CostLine, Economics, Growth, Spending
from csplan.plan.health import Dimension, HealthRules, Indicator
from csplan.plan.hiring import HiringPlan, Peaks
from csplan.plan.history import EventsFile, SnapshotsFile
from csplan.plan.pay import Advocates, Bonus, Commission, CommissionStep, Leads, Payout, Wins
from csplan.plan.people import PeopleTable, PersonItem
from csplan.plan.profiles import Judge, Profile, PurposeRule
from csplan.plan.roles import Hiring, Ramp, Role, RoleTime, Variable
from csplan.plan.rules import ArrRule, Benchmark, Defaults, PayBand, PayRules, RulePack, Triggers
from csplan.plan.scenarios import Scenario
from csplan.plan.scorecard import Depth, Executives, Scorecard
from csplan.plan.segments import Absence, Health, Segment, SegmentMonths, Team
from csplan.plan.tasks import Task
from csplan.plan.tiers import Band, Tier
from csplan.plan.timelog import TimeLogFile
from csplan.plan.types import ALL
from csplan.plan.value import Anyway, Baseline, Credit, Plays, ValueRules
from csplan.schema.document import as_text

if TYPE_CHECKING:
    from csplan.engine.catalogue import Figure
    from csplan.findings.record import Record

HERE = Path(__file__).parent

TITLES = {"plan": "The plan", "spending": "An item of spending"}
"""What a level is called in a heading, where not by its own words."""

FIGURES_INTRODUCTION = """\
Every figure, with its unit, formula and source, as the code has it: `python docs/make_pages.py` writes this page. A
figure's name here is its name in JSON and CSV. Flows are for one year, money is in the plan's currency, shares run from
0 to 1. A figure whose inputs are absent is absent, never 0."""

SECTIONS: dict[str, tuple[str, type[BaseModel]]] = {
    "plan": ("The file", model_of()),
    "roles": ("`roles`: each role", Role),
    "time": ("`roles`: `time` of a role", RoleTime),
    "ramp": ("`roles`: `ramp` of a role", Ramp),
    "role-hiring": ("`roles`: `hiring` of a role", Hiring),
    "variable": ("`roles`: `variable` of a role", Variable),
    "tiers": ("`tiers`: each tier", Tier),
    "acv": ("`tiers`: `acv` of a tier", Band),
    "teams": ("`teams`: each team", Team),
    "absences": ("`teams`: each of `absences` of a team", Absence),
    "segments": ("`segments`: each segment", Segment),
    "health": ("`segments`: `health` of a segment", Health),
    "months": ("`segments`: `months` of a segment", SegmentMonths),
    "accounts": ("`accounts`", Accounts),
    "tasks": ("`tasks`: each task", Task),
    "desks": ("`desks`: each desk", Desk),
    "open": ("`desks`: `open` of a desk", Open),
    "arrivals": ("`desks`: `arrivals` of a desk", Arrivals),
    "economics": ("`economics`", Economics),
    "costs": ("`economics`: each of `costs`", CostLine),
    "growth": ("`economics`: `growth`", Growth),
    "spending": ("`economics`: each of `spending`", Spending),
    "hiring": ("`hiring`", HiringPlan),
    "peaks": ("`hiring`: `peaks`", Peaks),
    "year": ("`year`", Year),
    "people": ("`people`", PeopleTable),
    "person": ("`people`: each, in the table or the list", PersonItem),
    "events": ("`events`", EventsFile),
    "snapshots": ("`snapshots`", SnapshotsFile),
    "health_rules": ("`health`", HealthRules),
    "dimension": ("`health`: each dimension of `outcome` and `experience`", Dimension),
    "indicator": ("`health`: each of `indicators`", Indicator),
    "value": ("`value`", ValueRules),
    "plays": ("`value`: `plays`", Plays),
    "credit": ("`value`: `credit`", Credit),
    "anyway": ("`value`: `anyway`", Anyway),
    "baseline": ("`value`: `baseline`", Baseline),
    "bonus": ("`bonus`", Bonus),
    "wins": ("`bonus`: `wins`", Wins),
    "csql": ("`bonus`: `csql`", Leads),
    "csqa": ("`bonus`: `csqa`", Advocates),
    "payout": ("`bonus`: `payout`", Payout),
    "commission": ("`commission`", Commission),
    "commission_steps": ("`commission`: each of `steps`", CommissionStep),
    "scorecard": ("`scorecard`", Scorecard),
    "depth": ("`scorecard`: `depth`", Depth),
    "executives": ("`scorecard`: `executives`", Executives),
    "assign": ("`assign`", Assign),
    "keep": ("`assign`: `keep`", Keep),
    "time_log": ("`time_log`", TimeLogFile),
    "scenarios": ("`scenarios`: each scenario", Scenario),
    "checks": ("`checks`", Checks),
    "rules": ("A rule pack", RulePack),
    "arr_per_csm": ("A rule pack: each of `arr_per_csm`", ArrRule),
    "triggers": ("A rule pack: `triggers`", Triggers),
    "pay_rules": ("A rule pack: `pay`", PayRules),
    "bands": ("A rule pack: each of `bands` of `pay`", PayBand),
    "benchmarks": ("A rule pack: each of `benchmarks`", Benchmark),
    "purposes": ("A rule pack: each of `purposes`", PurposeRule),
    "profile": ("A rule pack: each of `profiles`", Profile),
    "judge": ("A rule pack: `judge`", Judge),
    "defaults": ("A rule pack: `defaults`", Defaults),
}


def _title(level: str) -> str:
    row = LEVEL[level]
    return TITLES.get(level) or f"A {row.words}" + (f" in a {row.part_of}" if row.label else "")


def figures_page() -> str:
    """Return docs/figures.md."""
    parts = [
        "# Figures",
        FIGURES_INTRODUCTION,
    ]
    for module in LENSES:
        levels = (module.of,) if isinstance(module.of, str) else module.of
        where = " and ".join(_title(level).lower() for level in levels)
        title = module.__name__.rpartition(".")[2].replace("_", " ")
        parts.append(f"## {title} (of {where})\n\n{inspect.getdoc(module)}")
        rows = ["| figure | unit | formula | meaning |", "|---|---|---|---|"]
        rows += [
            f"| `{figure.name}` | {figure.unit} | {_formula(figure)} | {' '.join(figure.text.split())} |"
            for figure in CATALOGUE[levels[0]].values()
            if figure.function.__module__ == module.__name__
        ]
        parts.append("\n".join(rows))
    parts.append(
        "## Inputs\n\nWhat the formulas are made of: stated in the plan, measured, or a default of a rule pack."
    )
    for level, inputs in INPUTS.items():
        if not inputs:
            continue
        rows = [f"### {_title(level)}", "", "| input | unit | meaning |", "|---|---|---|"]
        rows += [f"| `{name}` | {unit} | {meaning} |" for name, (unit, meaning) in inputs.items()]
        parts.append("\n".join(rows))
    return "\n\n".join(parts) + "\n"


def _formula(figure: Figure) -> str:
    tree = ast.parse(textwrap.dedent(inspect.getsource(figure.function)))
    body = typing.cast("ast.FunctionDef", tree.body[0]).body[1:]
    lines = [ast.unparse(each).removeprefix("return ") for each in body]
    called = dict(zip(figure.function.__code__.co_varnames, figure.arguments, strict=False))
    text = "<br>".join(f"`{line}`".replace("|", "\\|").replace("\n", " ") for line in lines)
    return re.sub(r"\b[a-z_]+\b", lambda word: called.get(word[0], word[0]), text)


CHECKS_INTRODUCTION = """\
Every finding has a slug that never changes its meaning: `file:line:column: error[slug]: message`. An **error** makes a
plan unusable (of what the figures show, it says that the plan does not hold: `validate` only notes that, and `--check`
of other commands fails on it); a **warning** is something that is probably not meant; a **note** is only good to know.
`csplan validate` reports them all, and `csplan validate --explain SLUG` prints what stands here. [How to accept or
re-rate one](validate.md#what-counts-and-how-much).

An example shows the sections of a plan that matter, first bad, then good; after a line `# NAME`, the file of that name
beside it. `python docs/make_pages.py` writes this page."""


def checks_page() -> str:
    """Return docs/checks.md."""
    parts = ["# Findings", CHECKS_INTRODUCTION]
    for section in FINDINGS:
        parts.append(f"## {section.TITLE}")
        parts += [_finding(each) for each in records(section).values()]
    return "\n\n".join(parts) + "\n"


def _finding(each: Record) -> str:
    severity = f"{each.severity}; error in `validate`" if each.gap else each.severity
    parts = [f"### {each.slug}", f"_{severity}_ – {each.about} {each.remedy}"]
    if each.bad:
        parts += [f"```yaml\n{each.bad}```", f"```yaml\n{each.good}```"]
    return "\n\n".join(parts)


def plan_page(text: str) -> str:
    """Return docs/plan.md with its tables of keys made anew; the rest stays as it is."""

    def table(match: re.Match[str]) -> str:
        title, model = SECTIONS[match[1]]
        rows = [f"### {title}", "", "| key | | meaning |", "|---|---|---|"]
        for name, field in model.model_fields.items():
            if field.alias == ALL:
                continue
            need = "needed" if field.is_required() else ""
            rows.append(f"| `{field.alias or name}` | {need} | {_described(field)} |")
        return f"<!-- keys: {match[1]} -->\n" + "\n".join(rows) + "\n<!-- end -->"

    return re.sub(r"<!-- keys: ([\w-]+) -->\n.*?<!-- end -->", table, text, flags=re.DOTALL)


def _described(field: Any) -> str:
    choices = _choices(field.annotation)
    text = field.description or ""
    listed = f"one of {', '.join(f'`{each}`' for each in choices)}" if choices else ""
    return "; ".join(part for part in (text, listed if listed and not all(c in text for c in choices) else "") if part)


def _choices(annotation: Any) -> tuple[str, ...]:
    if typing.get_origin(annotation) is typing.Literal:
        return typing.get_args(annotation)
    if typing.get_origin(annotation) in {typing.Union, types.UnionType}:
        return next((found for each in typing.get_args(annotation) if (found := _choices(each))), ())
    return ()


def main() -> None:
    """Write all pages, and the schema."""
    (HERE / "figures.md").write_text(figures_page(), encoding="utf-8")
    (HERE / "checks.md").write_text(checks_page(), encoding="utf-8")
    plan = HERE / "plan.md"
    plan.write_text(plan_page(plan.read_text(encoding="utf-8")), encoding="utf-8")
    (HERE / "csplan.schema.json").write_text(as_text(), encoding="utf-8")


if __name__ == "__main__":
    main()
