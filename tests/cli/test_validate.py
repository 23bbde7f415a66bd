"""`csplan validate` as users call it: which plans, what counts, how it ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from csplan.cli import validate
from csplan.cli.app import app
from csplan.findings.catalogue.all import RECORDS
from csplan.sources import files
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

BROKEN = plan(segments=[segment(customers="many")])
GAP = [{"name": "high", "acv": {"min": "50k"}}, {"name": "low", "acv": {"max": "30k"}}]
GAPPED = plan(tiers=GAP)
"""One warning: tiers-gap."""
BUSY = plan(tasks=[{**plan()["tasks"][0], "times": 36}])
"""A right plan that does not hold: over-budget."""


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str, text: bytes | None = None) -> Any:
    return CliRunner().invoke(app, ["validate", *arguments], input=text)


def slugs(*arguments: str, text: bytes | None = None) -> list[tuple[str, str]]:
    """Return severity and slug of each finding."""
    found = json.loads(run(*arguments, "-f", "json", text=text).stdout)
    return [(each["severity"], each["code"]) for each in found["findings"]]


# --- which plans -------------------------------------------------------------------------------------------


def test_a_clean_plan(tmp_path: Path) -> None:
    write(tmp_path, plan())
    done = run()
    assert (done.exit_code, done.stdout, done.stderr) == (0, "1 plan checked: no findings\n", "")
    assert run("--quiet").stdout == ""


def test_many_plans_each_once(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write(tmp_path / name, plan())
    shutil.copy(tmp_path / "a/csplan.yaml", tmp_path / "one.yaml")
    (tmp_path / "link").symlink_to("a")
    names = ["a", "b", "one.yaml", "a/csplan.yaml", "./a/../a", str(tmp_path / "b"), "link"]
    assert run(*names).stdout == "3 plans checked: no findings\n"


def test_one_that_is_not_there_stops_no_other(tmp_path: Path) -> None:
    write(tmp_path / "bad", BROKEN)
    (tmp_path / "empty").mkdir()
    done = run("nope.yaml", "empty", "bad", "-f", "concise")
    assert done.exit_code == 2
    assert [line.partition(" ")[0] for line in done.stdout.splitlines()] == [
        "nope.yaml:1:1:",
        "empty/csplan.yaml:1:1:",
        "bad/csplan.yaml:15:14:",
        "3",
    ]
    assert done.stdout.endswith("3 plans checked: 3 errors; 3 plans can't be used\n")


def test_no_plan_at_all() -> None:
    done = run()
    assert done.exit_code == 2
    assert "csplan.yaml:1:1: error[missing-file]" in done.stdout
    assert done.stderr == "  hint: csplan init writes a starter plan\n"
    assert "init" not in run("csplan.yaml").stderr


@pytest.mark.parametrize("kind", ["pipe", "circle", "folder"])
def test_what_can_not_be_read_at_all(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "csplan.yaml"
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "circle":
        file.symlink_to("csplan.yaml")
    else:
        file.mkdir()
    done = run(".")
    assert done.exit_code == 2
    assert done.stdout.endswith("1 plan checked: 1 error; 1 plan can't be used\n")


def test_a_missing_file_of_a_plan_is_a_finding(tmp_path: Path) -> None:
    write(tmp_path, plan(tasks="nope.yaml"))
    done = run()
    assert done.exit_code == 1
    assert "error[missing-file]" in done.stdout


def test_what_is_no_text_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "csplan.yaml").write_bytes("name: 计划".encode("utf-16"))
    assert slugs() == [("error", "encoding")]
    assert run().exit_code == 1


@pytest.mark.parametrize("name", ["sub", "{folder}/sub", "{folder}/sub/csplan.yaml", "sub/../sub/csplan.yaml"])
def test_paths_start_here(name: str, tmp_path: Path) -> None:
    write(tmp_path / "sub", GAPPED)
    assert run(name.format(folder=tmp_path)).stdout.startswith("sub/csplan.yaml:")


def test_paths_elsewhere_are_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "sub", GAPPED)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert run("../sub").stdout.startswith("../sub/csplan.yaml:")
    assert run(str(tmp_path / "sub")).stdout.startswith(f"{tmp_path}/sub/csplan.yaml:")
    monkeypatch.chdir(tmp_path / "sub")
    assert run(str(tmp_path / "sub")).stdout.startswith("csplan.yaml:")


def test_standard_input(tmp_path: Path) -> None:
    text = write(tmp_path / "sub", GAPPED).read_bytes()
    done = run("-", "-", text=text)
    assert done.exit_code == 0
    assert done.stdout.startswith("<stdin>:")
    assert done.stdout.endswith("1 plan checked: 1 warning\n")
    found = json.loads(run("-", "-f", "json", text=text).stdout)
    assert found["plans"] == [{"name": "Test", "file": "<stdin>", "currency": "USD", "rules": None, "usable": True}]


def test_standard_input_names_files_beside_it(tmp_path: Path) -> None:
    text = write(tmp_path / "sub", plan(tasks="tasks.yaml")).read_bytes()
    assert ("error", "missing-file") in slugs("-", text=text)
    task = "- {name: tickets, kind: reactive, per: customer, takes: 60 min, times: 12}\n"
    (tmp_path / "tasks.yaml").write_text(task, encoding="utf-8")
    assert slugs("-", text=text) == []


@pytest.mark.parametrize(
    ("text", "slug"),
    [(b"", "empty-file"), (b"name: \xff", "encoding"), (b"{", "yaml-syntax"), (b"x: 1", "missing-key")],
)
def test_standard_input_that_is_no_plan(text: bytes, slug: str) -> None:
    assert ("error", slug) in slugs("-", text=text)
    done = run("-", text=text)
    assert done.exit_code == 1
    assert json.loads(run("-", "-f", "json", text=text).stdout)["plans"][0]["file"] == "<stdin>"


def test_standard_input_that_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 10)
    assert slugs("-", text=b"name: a plan too large") == [("error", "file-size")]


def test_no_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SystemExit):
        validate.check("-")
    assert "there is no standard input" in capsys.readouterr().err


def test_it_reads_the_time_log_and_the_book() -> None:
    acme = slugs(str(EXAMPLES / "acme-usd"))
    assert ("warning", "contradicts-record") in acme
    assert ("note", "over-budget") in acme
    assert ("warning", "unclaimed-customers") in slugs(str(EXAMPLES / "yunfan-cny"))


# --- what counts -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "found", "code"),
    [
        ([], [("note", "over-budget"), ("warning", "tiers-gap")], 0),
        (["--strict"], [("note", "over-budget"), ("error", "tiers-gap")], 1),
        (["--severity", "over-budget=error"], [("error", "over-budget"), ("warning", "tiers-gap")], 1),
        (["--select", "tiers-gap"], [("warning", "tiers-gap")], 0),
        (["--select", "money, tiers-gap", "--select", "number"], [("warning", "tiers-gap")], 0),
        (["--ignore", "over-budget"], [("warning", "tiers-gap")], 0),
        (["--ignore", "over-budget,tiers-gap"], [], 0),
        (["--select", "tiers-gap", "--ignore", "tiers-gap"], [], 0),
        (["--severity", "over-budget=warning"], [("warning", "over-budget"), ("warning", "tiers-gap")], 0),
        (["--severity", "over-budget = warning"], [("warning", "over-budget"), ("warning", "tiers-gap")], 0),
        (["--severity", "over-budget=note,tiers-gap=error"], [("note", "over-budget"), ("error", "tiers-gap")], 1),
        (["--severity", "over-budget=off", "--severity", "tiers-gap=note"], [("note", "tiers-gap")], 0),
        (["--ignore", "over-budget", "--strict"], [("error", "tiers-gap")], 1),
        (["--severity", "over-budget=warning", "--strict"], [("error", "over-budget"), ("error", "tiers-gap")], 1),
        (["--ignore", "over-budget", "--severity", "tiers-gap=note", "--strict"], [("note", "tiers-gap")], 0),
    ],
)  # fmt: skip
def test_what_is_asked_for(options: list[str], found: list[tuple[str, str]], code: int, tmp_path: Path) -> None:
    write(tmp_path, {**BUSY, "tiers": GAP})
    assert sorted(slugs(*options)) == sorted(found)
    done = run(*options)
    assert done.exit_code == code
    left = 2 - len(found)
    assert done.stdout.endswith(f"; {left} not shown\n") == bool(left)


@pytest.mark.parametrize("option", [["--ignore", "number"], ["--select", "tiers-gap"]])
def test_a_plan_that_can_not_be_used_is_never_fine(option: list[str], tmp_path: Path) -> None:
    write(tmp_path, BROKEN)
    done = run(*option)
    assert done.exit_code == 1
    assert done.stdout == "1 plan checked: no findings; 1 not shown; 1 plan can't be used\n"
    found = json.loads(run(*option, "-f", "json").stdout)
    assert found["plans"] == [{"name": None, "file": "csplan.yaml", "currency": None, "rules": None, "usable": False}]
    assert found["counts"] == {"errors": 0, "warnings": 0, "notes": 0, "left_out": 1}
    failures = re.findall(r"<failure [^>]*>", run(*option, "-f", "junit").stdout)
    assert failures == ['<failure type="unusable" message="it can\'t be used, for reasons that are not shown" />']


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--select", "tier-gap"], "no finding has the slug 'tier-gap'\n  hint: did you mean tiers-gap?"),
        (["--ignore", "qqqqqqq"], "no finding has the slug 'qqqqqqq'\n  hint: docs/checks.md lists them"),
        (["--ignore", "\x1b[31m"], r"no finding has the slug '\x1b[31m'"),
        (["--severity", "tier-gap=note"], "no finding has the slug 'tier-gap'\n  hint: did you mean tiers-gap?"),
        (["--severity", "tiers-gap=warn"], "'tiers-gap=warn'\n  hint: did you mean warning?"),
        (["--severity", "tiers-gap"], "'tiers-gap'\n  hint: write it as tiers-gap=warning"),
        (["--severity", "money=warning"], "money makes a plan unusable; its severity can't be changed"),
        (["--select", ","], "--select names no finding"),
        (["--explain", "tier-gap"], "did you mean tiers-gap?"),
        (["--explain", "money", "csplan.yaml"], "--explain checks no plan"),
        (["--format", "xml"], "'xml' is not one of 'full', 'concise'"),
    ],
)
def test_wrong_usage(options: list[str], said: str, tmp_path: Path) -> None:
    write(tmp_path, plan())
    done = run(*options)
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


# --- what the plan accepts ---------------------------------------------------------------------------------


def accepting(data: dict[str, Any], **checks: Any) -> dict[str, Any]:
    return {**data, "checks": {**checks, "because": "we know"}}


def test_a_plan_says_how_severe_a_finding_is(tmp_path: Path) -> None:
    write(tmp_path, accepting({**BUSY, "tiers": GAP}, severity={"over-budget": "warning", "tiers-gap": "error"}))
    assert sorted(slugs()) == [("error", "tiers-gap"), ("warning", "over-budget")]
    assert run().exit_code == 1
    # It fails the check, but the plan can be calculated with.
    assert CliRunner().invoke(app, ["headcount"]).exit_code == 0
    assert CliRunner().invoke(app, ["headcount", "--check"]).exit_code == 1
    # The command line goes before the plan.
    assert sorted(slugs("--severity", "over-budget=note")) == [("error", "tiers-gap"), ("note", "over-budget")]


def test_what_a_right_plan_means_fails_the_commands_that_ask(tmp_path: Path) -> None:
    write(tmp_path, BUSY)
    assert slugs() == [("note", "over-budget")]
    assert run().exit_code == 0
    assert CliRunner().invoke(app, ["headcount", "--check"]).exit_code == 1
    assert CliRunner().invoke(app, ["cost-floor", "--check"]).exit_code == 1
    write(tmp_path, accepting(BUSY, severity={"over-budget": "error"}))
    assert slugs() == [("error", "over-budget")]
    assert run().exit_code == 1


def test_every_example_is_right(examples: list[Path]) -> None:
    assert run(*map(str, examples)).exit_code == 0


@pytest.fixture(name="examples")
def _examples() -> list[Path]:
    plans = [path.parent for path in EXAMPLES.rglob("csplan.yaml")]
    return [*plans, *(path for path in EXAMPLES.glob("*.yaml") if path.stem != "broken")]


def test_a_plan_accepts_that_it_does_not_hold(tmp_path: Path) -> None:
    write(tmp_path, accepting(BUSY, ignore=["over-budget"]))
    assert slugs() == []
    assert CliRunner().invoke(app, ["headcount", "--check"]).exit_code == 0


def test_a_plan_can_not_accept_what_makes_it_unusable(tmp_path: Path) -> None:
    write(tmp_path, accepting(BROKEN, ignore=["number"], severity={"number": "note"}))
    assert sorted(slugs()) == [("error", "number"), ("warning", "unknown-finding"), ("warning", "unknown-finding")]
    assert run().exit_code == 1


@pytest.mark.parametrize(
    ("checks", "slug"),
    [
        ({"severity": {"tiers-gap": "off"}, "because": "x"}, "unknown-value"),
        ({"severity": {"tiers-gap": "error"}}, "missing-key"),
        ({"severity": ["tiers-gap"], "because": "x"}, "wrong-shape"),
    ],
)
def test_checks_that_can_not_be(checks: dict[str, Any], slug: str, tmp_path: Path) -> None:
    write(tmp_path, plan(checks=checks))
    assert slugs() == [("error", slug)]


# --- what is printed, and where ----------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["json", "github", "gitlab", "sarif", "junit"])
def test_the_count_does_not_disturb_programs(format: str, tmp_path: Path) -> None:  # noqa: A002 - the option's name
    write(tmp_path, GAPPED)
    done = run("-f", format)
    assert done.stderr == "1 plan checked: 1 warning\n"
    assert "checked" not in done.stdout
    assert run("-f", format, "--quiet").stderr == ""


@pytest.mark.parametrize(
    ("file", "start"),
    [("o.json", "{"), ("o.sarif", "{"), ("o.xml", "<?xml"), ("o.txt", "csplan.yaml:"), ("O.TXT", "csplan.yaml:")],
)
def test_output(file: str, start: str, tmp_path: Path) -> None:
    write(tmp_path, GAPPED)
    done = run("-o", file)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "1 plan checked: 1 warning\n")
    assert (tmp_path / file).read_text(encoding="utf-8").startswith(start)
    assert {each.name for each in tmp_path.iterdir()} == {"csplan.yaml", file}


def test_output_is_written_where_there_are_errors_too(tmp_path: Path) -> None:
    write(tmp_path, BROKEN)
    assert run("-o", "gl.json", "-f", "gitlab").exit_code == 1
    assert json.loads((tmp_path / "gl.json").read_text(encoding="utf-8"))[0]["check_name"] == "number"


def test_output_never_overwrites_unless_told(tmp_path: Path) -> None:
    write(tmp_path, GAPPED)
    (tmp_path / "o.json").write_text("mine", encoding="utf-8")
    done = run("-o", "o.json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "o.json exists\n  hint: --force overwrites it" in done.stderr
    assert (tmp_path / "o.json").read_text(encoding="utf-8") == "mine"
    assert run("-o", "o.json", "--force").exit_code == 0
    assert json.loads((tmp_path / "o.json").read_text(encoding="utf-8"))["schema"] == "csplan/validate/2"


def test_output_whose_ending_says_nothing(tmp_path: Path) -> None:
    write(tmp_path, GAPPED)
    done = run("-o", "out.html")
    assert done.exit_code == 2
    assert "the ending of out.html says no format" in done.stderr


def test_colours_on_a_terminal_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    write(tmp_path, GAPPED)
    checked = validate.check("csplan.yaml")
    from csplan.report.validation import Rating, validation

    found = validation([checked], Rating())
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    deliver = validate._deliver  # noqa: SLF001 - a terminal is nothing that CliRunner has
    deliver(found, "full", None, force=False, quiet=False, no_color=False)
    coloured = capsys.readouterr().out
    assert "\x1b[33mwarning[tiers-gap]\x1b[0m" in coloured
    deliver(found, "full", None, force=False, quiet=False, no_color=True)
    assert capsys.readouterr().out == re.sub(r"\x1b\[[\d;]*m", "", coloured)


def test_source_lines_fit_a_narrow_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    path = write(tmp_path, plan())
    text = path.read_text(encoding="utf-8")
    path.write_text(text + f"checks: {{because: {'because ' * 9}, ignore: [x]}}\n", encoding="utf-8")
    from csplan.report.validation import Rating, validation

    found = validation([validate.check("csplan.yaml")], Rating())
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    validate._deliver(found, "full", None, force=False, quiet=False, no_color=True)  # noqa: SLF001 - as above
    lines = capsys.readouterr().out.splitlines()
    source, caret = lines[1], lines[2]
    assert len(source) <= 50
    assert source[caret.index("^")] == "x"


# --- explanations --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slug", RECORDS)
def test_every_finding_is_explained(slug: str) -> None:
    done = run("--explain", slug)
    assert done.exit_code == 0
    assert done.stdout.startswith(f"{slug} ({RECORDS[slug].severity})\n")
    assert " ".join(RECORDS[slug].remedy.split()) in " ".join(done.stdout.split())


def test_an_explanation_says_how_to_accept() -> None:
    assert "checks: {ignore: [tiers-gap], because: the reason}" in run("--explain", "tiers-gap").stdout
    assert "--severity tiers-gap=error" in run("--explain", "tiers-gap").stdout
    meant = run("--explain", "over-budget").stdout
    assert "--severity over-budget=error" in meant
    assert "`csplan validate` only notes it" in meant
    assert "can't be accepted" in run("--explain", "money").stdout
    assert "Bad:" not in run("--explain", "file-size").stdout
