"""csplan from Python: two functions, typed and documented, without the command line."""

from __future__ import annotations

import inspect
import pydoc
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING, get_type_hints

import pytest

import csplan
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path


def test_load_and_headcount(tmp_path: Path) -> None:
    path = write(tmp_path, plan())
    for each in (path, str(path), tmp_path, str(tmp_path)):
        read = csplan.load(each)
        assert isinstance(read, csplan.Plan)
        assert read.name == "Test"
    report = csplan.headcount(csplan.load(path))
    assert isinstance(report, csplan.Report)
    assert report.rows("segments")[0]["csms"] == pytest.approx(2.0)
    assert report.rows("teams")[0]["heads"] == 2.0
    assert report.rows("total")[0]["heads"] == 2.0
    assert report.as_dict()["schema"] == "csplan/headcount/2"


def test_a_plan_that_can_not_be_used(tmp_path: Path) -> None:
    path = write(tmp_path, plan(segments=[segment(customers="many", tire="x")]))
    with pytest.raises(csplan.PlanError) as raised:
        csplan.load(path)
    found = raised.value.diagnostics
    assert {each.code for each in found} >= {"unknown-key"}
    assert len([each for each in found if each.severity == "error"]) == 2
    assert str(raised.value).count("\n") == 1
    assert all(each.where for each in found)
    assert str(path) in str(raised.value)


def test_warnings_are_in_the_plan() -> None:
    read = csplan.load(EXAMPLES / "yunfan-cny")
    assert {each.severity for each in read.findings} == {"warning"}
    assert csplan.headcount(read).findings[: len(read.findings)] == read.findings


def test_what_if() -> None:
    """At 130,000 a year a CSM costs 130,000 × 1.3 + 9,000 = 178,000; money pays for 4.32M × 10% / 178,000."""
    read = csplan.load(EXAMPLES / "acme-usd", set={"roles.csm.pay": 130_000, "segments.long tail.complexity": 0.5})
    assert read.changes == (
        ("roles.csm.pay", "130,000", "120k", None),
        ("segments.long tail.complexity", "0.5", None, None),
    )
    assert csplan.headcount(read).rows("segments")[0]["csms_at_most"] == pytest.approx(432_000 / 178_000)
    one = csplan.load(EXAMPLES / "acme-usd", scenario="lean")
    assert one.document == csplan.load(EXAMPLES / "acme-usd", scenario=["base", "lean"]).document
    with pytest.raises(csplan.PlanError, match=r"--set:1:1: error\[unknown-path\]"):
        csplan.load(EXAMPLES / "acme-usd", set={"role": 1})


def test_a_plan_is_not_changed_by_asking() -> None:
    read = csplan.load(EXAMPLES / "acme-usd")
    assert csplan.headcount(read) == csplan.headcount(read)


def test_neither_command_line_nor_numpy() -> None:
    code = (
        "import sys, csplan; csplan.headcount(csplan.load(sys.argv[1])).as_dict(); "
        "print(sorted({'typer', 'rich', 'click', 'numpy'} & {name.partition('.')[0] for name in sys.modules}))"
    )
    for example in ("acme-usd", "chat-desk", "renewal-team.yaml"):  # months are arrays, and so need numpy
        done = subprocess.run(
            [sys.executable, "-c", code, str(EXAMPLES / example)], capture_output=True, text=True, check=True
        )
        assert done.stdout == "[]\n"


def test_importing_csplan_imports_next_to_nothing() -> None:
    code = "import sys, csplan; print('pydantic' in sys.modules, csplan.__version__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"False {csplan.__version__}\n"


def test_what_there_is() -> None:
    assert set(csplan.__all__) <= set(dir(csplan))
    for name in csplan.__all__:
        assert getattr(csplan, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        csplan.nothing  # noqa: B018


def test_health_and_assign() -> None:
    read = csplan.load(EXAMPLES / "harbor-usd", accounts=True)
    report = csplan.health(read, period="2026-Q2", segments=["mid"], anonymous=True)
    assert report.as_dict()["schema"] == "csplan/health/1"
    assert report.as_dict()["period"]["from"] == "2026-04-01"
    books = csplan.assign(read)
    assert {row["team"] for row in books.rows("teams")} == {"large", "mid", "small"}
    assert books == csplan.assign(read, date.fromordinal(read.history.as_of))
    with pytest.raises(ValueError, match="is no period"):
        csplan.health(read, period="lately")
    without = csplan.load(EXAMPLES / "acme-usd")
    with pytest.raises(ValueError, match="no record"):
        csplan.health(without)
    with pytest.raises(ValueError, match="accounts=True"):
        csplan.assign(without)


def test_pay() -> None:
    read = csplan.load(EXAMPLES / "harbor-usd")
    report = csplan.pay(read, ["pooled"], period="2026-Q2", csm="Lou Petit")
    assert report.as_dict()["period"]["from"] == "2026-04-01"
    assert [row["csm"] for row in report.rows("csms")] == ["Lou Petit"]
    for wrong in ({"roles": ["nobody"]}, {"period": "2026-H1"}, {"csm": "Nobody"}):
        with pytest.raises(ValueError, match=r"no role is named|paid by quarter|no CSM is named"):
            csplan.pay(read, **wrong)


@pytest.mark.parametrize("name", ["load", "headcount", "health", "assign", "pay", "scorecard", "value"])
def test_functions_are_typed_and_documented(name: str) -> None:
    function = getattr(csplan, name)
    assert function.__doc__
    assert "Raises" in function.__doc__
    signature = inspect.signature(function)
    assert signature.return_annotation is not inspect.Signature.empty
    assert all(each.annotation is not inspect.Parameter.empty for each in signature.parameters.values())


def test_hints_can_be_read() -> None:
    assert get_type_hints(csplan.load)["return"] is csplan.Plan


def test_help_is_sensible() -> None:
    text = pydoc.plain(pydoc.render_doc(csplan))
    for each in ("load(", "headcount(", "class Plan", "class Report", "class PlanError", "how many customers one CSM"):
        assert each in text
