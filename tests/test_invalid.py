"""At least one bad plan for every finding: a file or folder in tests/invalid, with what is found in it beside it.

`NAME.yaml` has its findings in `NAME.expected`, a folder `NAME` in `NAME/expected`: `line:column: severity[slug]` each,
with the file before it where it is not the plan's main file.
"""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from csplan.checks.codes import ACCEPTABLE
from csplan.diagnostics import line
from csplan.explained.catalogue import EXPLAINED
from csplan.loader.plan import load_all, ordered
from csplan.reports.findings import plan_findings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

ROOT = Path(__file__).parents[1]
INVALID = Path(__file__).parent / "invalid"
PLANS = sorted(path for path in INVALID.iterdir() if path.is_dir() or path.suffix == ".yaml")

ROOMS = ("values", "plan", "loader", "checks")
"""Where findings are made as a plan is loaded; elsewhere, they need its figures."""
EMITTERS = {
    "error", "warning", "refusal", "Unusable", "Unreadable", "Trouble", "Problem", "Diagnostic", "Kind",
    "_stop",
    "_group",
    "wrong",
    "say", "_warning",
    "_Refused",
}  # fmt: skip
"""What makes findings; the slug is their first text."""

SEVERITIES = {"error", "warning", "note"}

BY_NAME = {"unknown-role", "unknown-tier", "unknown-team", "unreadable-row"}
"""Slugs that are put together, or stand under a name."""

NOT_IN_A_FILE = {
    "change-form": "an option --set without an equals sign",
    "file-size": "a file of more than 64 MiB",
    "too-many-names": "a log with 100,000 names",
    "unknown-scenario": "an option --scenario",
    "unreadable-file": "a pipe, or a file without permission",
}
"""Slugs whose bad input can't be kept in a repository: tests/loader makes it."""

VERDICTS = {"over-budget", "no-whole-number"}
"""Slugs that are verdicts of teams."""

AS_OF = date(2027, 1, 1)
"""The day on which reviews are due."""

REASONS = {"csm", "task", "time"}
"""Slugs of cells for which a row is left out: the finding is unreadable-row."""


def expected_of(plan: Path) -> list[str]:
    file = plan / "expected" if plan.is_dir() else plan.with_suffix(".expected")
    return file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.stem)
def test_a_bad_plan_has_these_findings(plan: Path) -> None:
    loaded = load_all(plan)
    found = loaded.diagnostics
    if plan.stem in of_figures():
        assert loaded.plan is not None
        found = ordered((*found, *plan_findings(loaded.plan, AS_OF)))
    main = plan / "csplan.yaml" if plan.is_dir() else plan
    lines = [line(each).removeprefix(f"{main}:").removeprefix(f"{plan}/") for each in found]
    assert [each[: each.index("]") + 1] for each in lines] == expected_of(plan)
    assert (loaded.plan is None) == any(each.severity == "error" for each in loaded.diagnostics)


def emitted(source: str, emitters: Collection[str] = EMITTERS) -> Iterator[str]:
    """Find the slugs that a module can emit."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in emitters:
            for argument in node.args[:2]:
                either = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
                texts = [str(each.value) for each in either if isinstance(each, ast.Constant)]
                yield from (each for each in texts if re.fullmatch("[a-z]+(-[a-z]+)*", each) and each not in SEVERITIES)


def slugs() -> set[str]:
    files = [file for room in ROOMS for file in (ROOT / "src/csplan" / room).glob("*.py")]
    return BY_NAME.union(*(emitted(file.read_text(encoding="utf-8")) for file in files)) - REASONS


def of_figures() -> set[str]:
    """Return the slugs of findings that need the figures: only the plans that are named by them are calculated with."""
    source = ROOT / "src/csplan"
    files = (file for file in source.rglob("*.py") if file.relative_to(source).parts[0] not in ROOMS)
    return VERDICTS.union(*(emitted(file.read_text(encoding="utf-8"), {"Diagnostic"}) for file in files))


def test_slugs_are_found_in_the_source() -> None:
    assert sorted(emitted('yield error("a-b", "C d", "e")\nx("e")\n_stop(problems, "f-g", "h i", "")')) == [
        "a-b",
        "f-g",
    ]
    assert {
        "money",
        "yaml-alias",
        "full-day",
        "log-dates",
        "no-tier",
        "missing-key",
        "rows-left-out",
        "directory",
    } <= slugs()


def test_every_slug_has_a_bad_plan() -> None:
    shown = {re.sub(r".*\[(.*)\]", r"\1", each) for plan in PLANS for each in expected_of(plan)}
    assert (slugs() | of_figures()) - shown - NOT_IN_A_FILE.keys() == set()


def test_every_slug_is_explained() -> None:
    assert slugs() | of_figures() == EXPLAINED.keys()


def test_every_finding_is_as_severe_as_it_is_explained_to_be() -> None:
    shown = {tuple(re.findall(r"(\w+)\[(.*)\]", each)[0]) for plan in PLANS for each in expected_of(plan)}
    assert shown == {(EXPLAINED[slug].severity, slug) for _, slug in shown}


def test_a_plan_may_accept_all_but_errors() -> None:
    shown = {
        each.partition(f"{severity}[")[2][:-1]
        for severity in ("warning", "note")
        for plan in PLANS
        for each in expected_of(plan)
        if f"{severity}[" in each
    }
    errors = {each.partition("error[")[2][:-1] for plan in PLANS for each in expected_of(plan) if "error[" in each}
    assert shown <= set(ACCEPTABLE)
    assert errors & set(ACCEPTABLE) <= of_figures(), "what makes a plan unusable can't be accepted"
    assert sorted(ACCEPTABLE) == list(ACCEPTABLE)
