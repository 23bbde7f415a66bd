"""--set, --scenario and --compare as users meet them."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from csplan.cli import app
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

ACME, YUNFAN = str(EXAMPLES / "acme-usd"), str(EXAMPLES / "yunfan-cny")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run csplan in this process, in an empty folder: exit code, output, errors."""
    monkeypatch.setenv("CSPLAN_SLOW_EXIT", "1")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["csplan", *arguments])
        with pytest.raises(SystemExit) as leaving:
            app.run()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        assert isinstance(leaving.value.code, int)
        return leaving.value.code, said.out, said.err

    return call


@pytest.mark.parametrize("command", ["headcount", "ceiling", "timelog"])
def test_every_calculating_command_takes_them(run: Run, command: str) -> None:
    code, out, _ = run(command, ACME, "--scenario", "growth", "--set", "roles.csm.time.sick=8 d", "-f", "json")
    changes = json.loads(out)["plan"]["changes"]
    assert code == 0
    assert [(each["path"], each["scenario"]) for each in changes][-2:] == [
        ("segments.small shops.role", "growth"),
        ("roles.csm.time.sick", None),
    ]


@pytest.mark.parametrize("command", ["headcount", "ceiling", "timelog"])
def test_what_is_wrong_stops_them(run: Run, command: str) -> None:
    code, out, err = run(command, ACME, "-q", "--set", "segments.mid.arr=4M", "--scenario", "laen")
    assert (code, out) == (2, "")
    assert "--set:1:10: error[unknown-path]: none of segments is named 'mid'" in err
    assert "--scenario:1:1: error[unknown-scenario]: no scenario is named 'laen'" in err
    assert "\n2 errors" in err


def test_the_change_is_in_the_figures(run: Run) -> None:
    """15 days less of leave are 2,000 − 0 − 40 = 1,960 h paid; 70% and 85% of it are 1,166.2 h for customers."""
    _, out, _ = run("ceiling", ACME, "-q", "--set", "roles.csm.time.leave=0 d", "-f", "json")
    hours = {each["role"]: each["customer_hours"] for each in json.loads(out)["roles"]}
    assert hours == pytest.approx({"csm": 1166.2, "pooled": 1173})


def test_quiet_answers_still_say_what_they_rest_on(run: Run) -> None:
    assert (
        "What if (--set): conflict=work (instead of keep)." in run("headcount", ACME, "-q", "--set", "conflict=work")[1]
    )


def test_text_of_users_does_nothing(run: Run) -> None:
    code, out, err = run("headcount", ACME, "--set", "name=[bold]\x1b[31m=1")
    assert (code, err) == (0, "")
    assert "What if (--set): name=[bold]\\x1b[31m=1 (instead of Acme Cloud 2027)." in out
    code, _, err = run("headcount", ACME, "--set", "\x1b[31m.[red]=1")
    assert (code, "\x1b" in err) == (2, False)


def test_compare(run: Run) -> None:
    code, out, err = run("headcount", ACME, "--compare", "base, lean，growth", "-f", "json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert answer["schema"] == "csplan/headcount-compare/2"
    assert [row["scenario"] for row in answer["scenarios"]] == ["base", "lean", "growth"]
    assert len(answer["teams"]) == 4 * 3


def test_compare_with_a_change_and_for_some_segments(run: Run) -> None:
    code, out, _ = run("headcount", ACME, "--compare", "lean", "--set", "conflict=work", "-s", "long tail", "-f", "csv")
    assert code == 0
    assert "changes,conflict,work,keep,," in out
    assert "small shops," not in out
    assert run("headcount", ACME, "--compare", "base,lean", "-s", "longtail")[0] == 2


def test_compare_names_errors(run: Run) -> None:
    code, _, err = run("headcount", ACME, "--compare", "base,lean", "--check")
    assert code == 1
    assert [line.split(": ")[2:4] for line in err.splitlines()] == [
        *(["base", team] for team in ("retail enterprise", "logistics mid", "small shops", "long tail")),
        *(["lean", team] for team in ("logistics mid", "small shops", "long tail")),
    ]


def test_compare_says_all_that_is_wrong_once(run: Run, tmp_path: Path) -> None:
    scenarios = {
        "odd": {"set": {"segments.a.tier": "none"}},
        "old": {"set": {"segments.a.contract_years": 50}},
    }
    path = str(write(tmp_path, plan(segments=[segment(new_customers=200)], scenarios=scenarios)))
    code, out, err = run("headcount", path, "--compare", "base,odd,lod,old")
    assert (code, out) == (2, "")
    assert err.count("more-than-customers") == 1
    assert "error[unknown-tier]" in err
    assert "--compare:1:10: error[unknown-scenario]: no scenario is named 'lod'" in err
    assert "hint: did you mean old?" in err
    assert err.endswith("2 errors, 2 warnings\n")
    code, _, err = run("headcount", path, "--compare", "base,old")
    assert (code, err.splitlines()[-1]) == (
        0,
        f"2 warnings to look at (more-than-customers, unlikely-value): csplan validate {path}",
    )
    assert run("headcount", path, "--compare", "base,old", "-q")[2] == ""


@pytest.mark.parametrize("names", ["", "base,,lean", ","])
def test_compare_without_names(run: Run, names: str) -> None:
    code, _, err = run("headcount", ACME, "--compare", names)
    assert code == 2
    assert "error[unknown-scenario]: no scenario is named ''" in err


def test_compare_and_scenario(run: Run) -> None:
    code, _, err = run("headcount", ACME, "--compare", "base,lean", "--scenario", "lean")
    assert code == 2
    assert err.startswith("csplan: --compare and --scenario can't both be meant\n  hint: ")


def test_a_plan_that_is_not_there(run: Run) -> None:
    for options in (("--compare", "base,lean"), ("--set", "conflict=work")):
        code, _, err = run("headcount", *options)
        assert code == 2
        assert err.count("missing-file") == 1
        assert "hint: csplan init writes a starter plan" in err


def test_the_starter_plan_takes_changes(run: Run) -> None:
    assert run("init")[0] == 0
    assert run("headcount", "--set", "roles.csm.pay=+10%")[0] == 0
