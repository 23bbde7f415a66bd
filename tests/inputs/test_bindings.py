"""One row an input: a key is added to a copy of csplan in one place, and is found everywhere."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from csplan.engine.catalogue import CATALOGUE
from csplan.figures.inputs import INPUTS
from csplan.inputs.all_bindings import BINDINGS, KEYS, binding

ROOT = Path(__file__).parents[2]
BESIDE = "    service_share: ByTier[Share]"
ROW = '    travel: ByTier[Cost] | None = Field(None, description="what visits to one customer cost")\n'
PLAN = """\
csplan: 1
name: Travellers
currency: {currency}
fx: {{{rate}}}
roles: {{csm: {{pay: 100k, loading: 0%, time: {{contracted: 2000 h, leave: 0 h, internal: 0%}}}}}}
tiers: [{{name: high, acv: {{min: 10k}}}}, {{name: low, acv: {{max: 10k}}}}]
segments: [{{name: a, customers: 100, arr: 2M}}, {{name: b, customers: 100, arr: 100k}}]
tasks: [{{name: tickets, kind: reactive, per: customer, takes: 1 h, times: 2}}]
economics: {{gross_margin: 75%, costs: []{travel}}}
"""

RATES = {"USD": "CNY: 0.14", "CNY": "USD: 7"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of csplan in which there is one line more."""
    folder = tmp_path_factory.mktemp("copy")
    for name in ("src", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copytree(ROOT / "configs", folder / "configs")
    file = folder / "src/csplan/plan/economics.py"
    text = file.read_text(encoding="utf-8")
    assert text.count(BESIDE) == 1
    file.write_text(text.replace(BESIDE, ROW + BESIDE), encoding="utf-8")
    for page in ("make_inputs", "make_pages"):
        run(folder, folder / "docs" / f"{page}.py")
    write(folder / "plan.yaml", ", travel: {high: 3k, low: 200}")
    return folder


def write(file: Path, travel: str, currency: str = "USD") -> None:
    file.write_text(PLAN.format(travel=travel, currency=currency, rate=RATES[currency]), encoding="utf-8")


def run(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def csplan(folder: Path, *arguments: object) -> str:
    found = run(folder, "-m", "csplan", *arguments)
    return found.stdout + found.stderr


def test_a_key_is_added_in_one_place(copy: Path) -> None:
    differing = [
        path.relative_to(copy).as_posix()
        for path in sorted(copy.rglob("*.py"))
        if path.read_bytes() != (ROOT / path.relative_to(copy)).read_bytes()
    ]
    # The second one is made from the first.
    assert differing == ["src/csplan/figures/keys.py", "src/csplan/plan/economics.py"]


def test_it_stands_in_the_schema_and_in_the_docs(copy: Path) -> None:
    schema = json.loads((copy / "docs/csplan.schema.json").read_text(encoding="utf-8"))
    assert (
        schema["properties"]["economics"]["properties"]["travel"]["description"] == "what visits to one customer cost"
    )
    assert "`travel`" in (copy / "docs/plan.md").read_text(encoding="utf-8")
    assert "| `travel` | Money | what visits to one customer cost |" in (copy / "docs/figures.md").read_text("utf-8")


def test_it_can_be_set_also_in_percent(copy: Path) -> None:
    explained = csplan(copy, "explain", "plan.yaml", "travel", "--segment", "a", "--set", "economics.travel.high=+10%")
    assert "travel = 3.3k" in explained


def test_it_is_explained_with_its_line_or_what_to_add(copy: Path) -> None:
    assert "travel = 200 ← plan.yaml:9" in csplan(copy, "explain", "plan.yaml", "travel", "--segment", "b")
    write(copy / "without.yaml", "")
    assert "add `travel` to `economics`" in csplan(copy, "explain", "without.yaml", "travel", "--segment", "b")


def test_it_is_an_assumption(copy: Path) -> None:
    report: dict[str, Any] = json.loads(csplan(copy, "explain", "plan.yaml", "--assumptions", "--format", "json"))
    rows = {row["assumption"]: row for row in report["assumptions"]}
    assert rows["travel of a"]["shown"] == "3k"
    assert rows["travel of b"]["from"] == "plan.yaml:9"


def test_a_tier_that_is_none_is_found(copy: Path) -> None:
    write(copy / "slip.yaml", ", travel: {hihg: 3k}")
    found = csplan(copy, "validate", "slip.yaml")
    assert "error[unknown-tier]: no tier is named 'hihg'" in found
    assert "did you mean high?" in found


@pytest.mark.parametrize(("currency", "after"), [("USD", "3k → 4k"), ("CNY", "3k → 4,000")])
def test_a_change_of_it_shows_as_money_in_both_currencies(copy: Path, currency: str, after: str) -> None:
    write(copy / "new.yaml", ", travel: {high: 4k, low: 200}", currency)
    said = csplan(copy, "diff", "plan.yaml", "new.yaml", "--format", "markdown")
    assert "travel, high" in said
    assert after in said  # each as its currency is written


def test_the_inputs_of_the_figures_are_those_of_the_keys() -> None:
    spec = importlib.util.spec_from_file_location("make_inputs", ROOT / "docs" / "make_inputs.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert made.FILE.read_text(encoding="utf-8") == made.text(), "python docs/make_inputs.py"


def test_every_binding_is_an_input_or_stands_in_for_a_figure() -> None:
    for row in BINDINGS:
        for name in row.names:
            known = CATALOGUE if row.kind == "figure" else INPUTS
            assert name in known[row.level], row
            assert row.add


def test_a_key_has_one_unit_wherever_it_stands() -> None:
    units: dict[str, set[str]] = {}
    for key in KEYS:
        if key.unit.startswith("Money") or key.unit == "Share":
            units.setdefault(key.name, set()).add(key.unit)
    assert {name: found for name, found in units.items() if len(found) > 1} == {"arr_cap": {"Money", "MoneyPerCSM"}}


def test_what_to_add_names_the_key_and_not_the_input() -> None:
    told = {name: binding("role", name) for name in ("ramp_productivity", "leave_days", "internal_share")}
    assert [row.add for row in told.values() if row is not None] == [
        "`at` to `ramp` of role {name}",
        "`leave` to `time` of role {name}",
        "`internal` to `time` of role {name}",
    ]
