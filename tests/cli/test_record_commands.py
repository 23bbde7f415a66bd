"""`csplan ceiling` and `csplan timelog` as users call them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from csplan.cli.app import app
from tests.plans import EXAMPLES, plan, write

if TYPE_CHECKING:
    from pathlib import Path

LOG = "date,csm,task,segment,minutes\n2026-01-05,Ann,tickets,a,60\n"


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, list(arguments))


def test_timelog_needs_a_log(tmp_path: Path) -> None:
    found = run("timelog", str(write(tmp_path, plan())))
    assert (found.exit_code, found.stdout) == (2, "")
    assert "csplan: the plan has no time log" in found.stderr
    assert "hint: add `time_log: timelog.csv`: date, csm, task, minutes, and segment or customer" in found.stderr


def test_timelog_needs_an_entry_that_counts(tmp_path: Path) -> None:
    path = write(tmp_path, plan(time_log="log.csv"), {"log.csv": LOG.replace("60", "0")})
    found = run("timelog", str(path))
    assert (found.exit_code, found.stdout) == (2, "")
    assert "error[unusable-rows]: none of" in found.stderr


def test_timelog_needs_the_file(tmp_path: Path) -> None:
    path = str(write(tmp_path, plan(time_log="log.csv")))
    for command in ("timelog", "ceiling"):
        found = run(command, path)
        assert found.exit_code == 2
        assert "error[missing-file]" in found.stderr
    assert run("headcount", path).exit_code == 0  # which rests on nothing in the log


def test_formats(tmp_path: Path) -> None:
    path = str(write(tmp_path, plan(time_log="log.csv"), {"log.csv": LOG}))
    for command in ("timelog", "ceiling"):
        found = run(command, path, "--format", "json")
        assert found.exit_code == 0
        assert json.loads(found.stdout)["schema"] == f"csplan/{command}/2"
        assert run(command, path, "-f", "csv").stdout.startswith("table,")
        assert run(command, path, "-f", "markdown").stdout.startswith("## ")
        assert "What it says" not in run(command, path, "--quiet").stdout


def test_ceiling_of_one_segment() -> None:
    found = run("ceiling", str(EXAMPLES / "acme-usd"), "--segment", "long tail", "-f", "json")
    assert [row["segment"] for row in json.loads(found.stdout)["segments"]] == ["long tail"]
    found = run("ceiling", str(EXAMPLES / "acme-usd"), "--segment", "long tial")
    assert found.exit_code == 2
    assert "did you mean long tail?" in found.stderr


@pytest.mark.parametrize("command", ["ceiling", "timelog"])
def test_help(command: str) -> None:
    assert run(command, "--help").exit_code == 0
