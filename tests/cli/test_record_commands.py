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


HARBOR = str(EXAMPLES / "harbor-usd")


def test_a_period_that_is_named_is_the_one_that_counts() -> None:
    """The record begins on 2025-07-01: a quarter that begins there is no less that quarter."""
    found = json.loads(run("value", HARBOR, "--period", "2025-Q3", "-f", "json").stdout)
    assert (found["period"]["from"], found["period"]["to"]) == ("2025-07-01", "2025-09-30")
    months = [json.loads(run("value", HARBOR, "--period", f"2025-{n:02}", "-f", "json").stdout) for n in (7, 8, 9)]
    of_events = [sum(row["events"] for row in each["credited"] if row["module"] != "retain") for each in months]
    assert sum(of_events) == sum(row["events"] for row in found["credited"] if row["module"] != "retain")


def test_a_period_that_begins_before_the_record_begins_with_it() -> None:
    found = json.loads(run("value", HARBOR, "--period", "2025", "-f", "json").stdout)
    assert (found["period"]["from"], found["period"]["to"]) == ("2025-07-01", "2025-12-31")


@pytest.mark.parametrize("command", ["pay", "scorecard", "health"])
def test_no_name_is_told_where_letters_are_asked_for(command: str) -> None:
    found = run(command, HARBOR, "--anonymous", "--csm", "Nobody")
    assert (found.exit_code, found.stderr) == (
        2,
        "csplan: no CSM is named 'Nobody'\n  hint: people are called CSM A to CSM G here\n",
    )


def test_who_is_left_out_is_not_named_beside_letters() -> None:
    found = run("assign", HARBOR, "--anonymous", "--without", "Sam Okoro")
    assert found.exit_code == 0
    assert "Sam Okoro" not in found.stdout
    letters = {run("assign", HARBOR, "--anonymous", "--without", f"CSM {each}").stdout for each in "ABCDEFG"}
    assert found.stdout in letters
    unknown = run("assign", HARBOR, "--anonymous", "--without", "Zoe").stderr
    assert unknown == "csplan: no CSM is named 'Zoe'\n  hint: people are called CSM A to CSM G here\n"


def test_what_is_kept_of_one_person_says_of_whom() -> None:
    found = run("health", HARBOR, "--csm", "Ivo Lang")
    assert "Of what customers of Ivo Lang paid before " in " ".join(found.stdout.split())
    assert "Ivo" not in run("health", HARBOR, "--csm", "Ivo Lang", "--anonymous").stdout


BROKEN = """\
csplan: 1
currency: USD
roles: {csm: {pay: 100k, time: 1000 h}}
people:
  - {csm: Ann Secret, from: 2026-11-30, until: 2024-02-01}
  - {csm: Bob Hidden, team: nowhere}
segments: [{name: a, customers: 5, arr: 100k}]
"""


@pytest.mark.parametrize("command", ["pay", "scorecard", "health", "value", "assign"])
def test_what_stops_a_plan_names_nobody_where_letters_are_asked_for(command: str, tmp_path: Path) -> None:
    (tmp_path / "csplan.yaml").write_text(BROKEN, encoding="utf-8")
    found = run(command, str(tmp_path), "--anonymous")
    assert found.exit_code == 2
    assert "Secret" not in found.output
    assert "Hidden" not in found.output
    assert "csplan.yaml:5:48: error[ends-before-start]: Somebody's last day is before their first." in found.stderr
    assert "names are left out; csplan validate shows what stands there" in found.stderr
    assert "Ann Secret leaves on 2024-02-01" in run(command, str(tmp_path)).stderr


@pytest.mark.parametrize("command", ["pay", "scorecard", "health"])
def test_a_person_is_named_in_any_case_or_by_letter(command: str) -> None:
    named = run(command, HARBOR, "--csm", "Rosa Conti", "-f", "json").stdout
    assert named == run(command, HARBOR, "--csm", " ROSA  conti", "-f", "json").stdout
    by_letter = run(command, HARBOR, "--anonymous", "--csm", "CSM C", "-f", "json").stdout
    assert by_letter == run(command, HARBOR, "--anonymous", "--csm", "c", "-f", "json").stdout
    assert by_letter == run(command, HARBOR, "--anonymous", "--csm", "Rosa Conti", "-f", "json").stdout
    assert "Rosa" not in by_letter
    assert run(command, HARBOR, "--csm", "CSM C").stderr == (
        "csplan: no CSM is named 'CSM C'\n  hint: letters stand for people with --anonymous\n"
    )
