"""At least one bad plan for every finding: a file or folder in tests/invalid, with what is found in it beside it.

`NAME.yaml` has its findings in `NAME.expected`, a folder `NAME` in `NAME/expected`: `line:column: severity[slug]` each,
with the file before it where it is not the plan's main file.
"""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from csplan.answers.assign.answer import assign
from csplan.answers.hire.answer import hire
from csplan.answers.pay.answer import pay
from csplan.checks.fit import plan_findings
from csplan.findings.catalogue import assigning, bonuses, figures, hiring
from csplan.findings.catalogue.all import RECORDS, SECTIONS, records
from csplan.findings.diagnostic import line
from csplan.findings.record import Record
from csplan.loader.findings import ordered
from csplan.loader.plan import load_all

ROOT = Path(__file__).parents[1]
INVALID = Path(__file__).parent / "invalid"
PLANS = sorted(path for path in INVALID.iterdir() if path.is_dir() or path.suffix == ".yaml")

NOT_IN_A_FILE = {
    "change-form": "an option --set without an equals sign",
    "file-size": "a file of more than 64 MiB",
    "missing-extra": "a calendar or a workbook where their packages are not installed",
    "ratings-table": "an option --ratings",
    "rated-twice": "as above",
    "recurring-events": "a calendar where they are",
    "taken-from-table": "an account book given as the plan",
    "doubtful-column": "an account book given as the plan",
    "too-many-names": "a log with 100,000 names",
    "unknown-scenario": "an option --scenario",
    "unreadable-file": "a pipe, or a file without permission",
}
"""Slugs whose bad input can't be kept in a repository: tests/loader makes it."""

OF_FIGURES = records(figures).keys()
"""Slugs of findings that need the figures: only the plans that are named by them are calculated with."""

OF_HIRING = records(hiring).keys()
"""Slugs of findings that only `csplan hire` tells, in the autumn before the year."""

OF_BOOKS = records(assigning).keys()
"""Slugs of findings that only `csplan assign` tells."""

OF_BONUSES = records(bonuses).keys()
"""Slugs of findings that only `csplan pay` tells."""

AS_OF = date(2027, 1, 1)
"""The day on which reviews are due."""


def expected_of(plan: Path) -> list[str]:
    file = plan / "expected" if plan.is_dir() else plan.with_suffix(".expected")
    return file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_a_bad_plan_has_these_findings(plan: Path) -> None:
    loaded = load_all(plan, accounts=plan.stem in OF_BOOKS)
    found = loaded.diagnostics
    if plan.stem in OF_BOOKS:
        assert loaded.plan is not None
        found = ordered(assign(loaded.plan, AS_OF).findings)
    if plan.stem in OF_BONUSES:
        assert loaded.plan is not None
        found = ordered(pay(loaded.plan).findings)
    if plan.stem in OF_FIGURES:
        assert loaded.plan is not None
        found = ordered((*found, *plan_findings(loaded.plan, AS_OF)))
    if plan.stem in OF_HIRING:
        assert loaded.plan is not None
        found = ordered(hire(loaded.plan, date(2026, 10, 1)).findings)
    main = plan / "csplan.yaml" if plan.is_dir() else plan
    lines = [line(each).removeprefix(f"{main}:").removeprefix(f"{plan}/") for each in found]
    assert [each[: each.index("]") + 1] for each in lines] == expected_of(plan)
    assert (loaded.plan is None) == any(each.severity == "error" for each in loaded.diagnostics)


def test_every_record_is_found_somewhere() -> None:
    """A record that no other module names says what can't happen."""
    rooms = [path for path in (ROOT / "src/csplan").rglob("*.py") if "catalogue" not in path.parts]
    named = {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for path in rooms
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Attribute, ast.Name))
    }
    worded = {name for section in SECTIONS for name, each in vars(section).items() if worded_record(each)}
    assert worded - named == set()


def worded_record(value: object) -> bool:
    return isinstance(value, Record) and bool(value.message)


def test_every_slug_has_a_bad_plan() -> None:
    shown = {re.sub(r".*\[(.*)\]", r"\1", each) for plan in PLANS for each in expected_of(plan)}
    assert RECORDS.keys() - shown - NOT_IN_A_FILE.keys() == set()


def test_every_finding_is_as_severe_as_it_is_explained_to_be() -> None:
    shown = {tuple(re.findall(r"(\w+)\[(.*)\]", each)[0]) for plan in PLANS for each in expected_of(plan)}
    assert shown == {(RECORDS[slug].severity, slug) for _, slug in shown}
