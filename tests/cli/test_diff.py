"""`csplan diff` as users and CI call it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from csplan.cli.app import app
from tests.plans import EXAMPLES, plan, segment, write
from tests.repositories import Repo, repo

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["repo"]  # a fixture

BEFORE, AFTER = (str(EXAMPLES / "change" / f"{name}.yaml") for name in ("before", "after"))
RISING = "heads rise by 1, from 4 to 5; a rise of 0 is allowed"


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["diff", *arguments])


def test_two_files() -> None:
    found = run(BEFORE, AFTER)
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout.startswith(
        "The work needs 2.32 → 3.35 CSMs, money pays for 8.75 → 8.80. The plan has 4 → 5 people"
    )


def test_revisions(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """100, 150, 250 customers are 1.2, 1.8, 3 CSMs; at 60% busy 2, 3, 5: as many as the ARR rule and money have."""
    write(repo.folder / "plan", plan())
    repo.commit("one")
    write(repo.folder / "plan", plan(segments=[segment(arr="3M", customers=150)]))
    repo.commit("two")
    write(repo.folder / "plan", plan(segments=[segment(arr="5M", customers=250)]))
    for words, title in (
        (["HEAD~1", "--", "plan"], "From HEAD~1:plan/csplan.yaml to plan/csplan.yaml, USD"),
        (["main", "plan/"], "From main:plan/csplan.yaml to plan/csplan.yaml, USD"),
        (["HEAD~1", "HEAD", "--", "plan/"], "From HEAD~1:plan/csplan.yaml to HEAD:plan/csplan.yaml, USD"),
        (
            ["--quiet", "HEAD~1", "--no-color", "HEAD", "--", "plan/"],
            "From HEAD~1:plan/csplan.yaml to HEAD:plan/csplan.yaml, USD",
        ),
    ):
        found = run(*words)
        assert (found.exit_code, found.stderr) == (0, ""), words
        assert title in found.stdout.splitlines()
    assert run("HEAD~1", "HEAD", "--", "plan").stdout.startswith(
        "The work needs 1.20 → 1.80 CSMs, money pays for 2.00 → 3.00"
    )
    assert run("HEAD~1", "--", "plan").stdout.startswith("The work needs 1.20 → 3.00 CSMs, money pays for 2.00 → 5.00")
    monkeypatch.chdir(repo.folder / "plan")
    assert run().stdout.startswith("The work needs 1.80 → 3.00 CSMs, money pays for 3.00 → 5.00")
    assert run("HEAD~1").stdout.startswith("The work needs 1.20 → 3.00 CSMs, money pays for 2.00 → 5.00")


def test_budgets() -> None:
    found = run(BEFORE, AFTER, "--fail-on", "heads+0,cost+50%", "--fail-on", "verdict")
    assert found.exit_code == 1
    assert found.stderr == f"csplan: over budget heads+0: {RISING}\n"
    assert found.stdout.startswith("The work needs 2.32 → 3.35 CSMs")
    assert run(BEFORE, AFTER, "--fail-on", "heads+1,gross_margin-2%,verdict").exit_code == 0


def test_budgets_that_can_not_be_checked() -> None:
    found = run(str(EXAMPLES / "acme-usd"), str(EXAMPLES / "yunfan-cny"), "--fail-on", "heads+0,cost+5%")
    assert found.exit_code == 2
    assert found.stderr.splitlines() == [
        "csplan: over budget heads+0: heads rise by 5, from 8 to 13; a rise of 0 is allowed",
        "csplan: budget cost+5% can't be checked: money in USD can't be compared with money in CNY",
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            [BEFORE, AFTER, "--fail-on", "haeds+2"],
            "csplan: --fail-on: 'haeds' can't be limited\n  hint: did you mean heads?",
        ),
        ([BEFORE, AFTER, "--fail-on", ""], "csplan: --fail-on: a budget is meant here\n  hint: such as heads+2"),
        ([BEFORE, AFTER, AFTER], "csplan: too many words"),
        (["nope.yaml", AFTER], "csplan: 'nope.yaml' is no file"),
        ([BEFORE, AFTER, "-o", "x.pdf"], "csplan: the ending of x.pdf says no format"),
        (["--", "-x", "-y"], "csplan: one plan stands after --"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run(*arguments)
    assert (found.exit_code, found.stdout) == (2, "")
    assert said in found.stderr


def test_an_option_is_no_revision(repo: Repo) -> None:
    write(repo.folder, plan())
    repo.commit("one")
    found = run("--upload-pack=touch x", "--")
    assert found.exit_code == 2
    found = run("HEAD", "--", "--output=x")
    assert found.exit_code == 2
    assert "there is no --output=x in HEAD" in found.stderr
    assert [path.name for path in repo.folder.iterdir() if path.name != ".git"] == ["csplan.yaml"]


def test_everything_wrong_with_both_plans_is_said(repo: Repo) -> None:
    write(repo.folder, plan(segments=[segment(customers="many", tire=1)]))
    repo.commit("one")
    write(repo.folder, plan(currency="dollars"))
    found = run("main")
    assert (found.exit_code, found.stdout) == (2, "")
    assert "main:csplan.yaml:" in found.stderr
    assert "\ncsplan.yaml:" in found.stderr
    assert found.stderr.splitlines()[-1] == "3 errors"


def test_only_the_plan_that_is_wrong_is_spoken_of(tmp_path: Path) -> None:
    path = str(write(tmp_path, plan(segments=[segment(customers="many")])))
    found = run(str(EXAMPLES / "yunfan-cny"), path)
    assert found.exit_code == 2
    assert found.stderr.splitlines()[-1] == "1 error"


def test_check_names_what_is_new(tmp_path: Path) -> None:
    old = str(write(tmp_path / "old", plan(segments=[segment(arr="1M"), segment(name="b")])))
    new = str(write(tmp_path / "new", plan(segments=[segment(arr="1M"), segment(name="b", arr="900k")])))
    found = run(old, new, "--check", "--fail-on", "heads+0")
    assert found.exit_code == 1
    assert [line.partition(": ")[2] for line in found.stderr.splitlines()] == [
        "error[over-budget]: b: 1.20 CSMs are needed, and the plan has 0, because money ends there"
    ]
    assert run(old, old, "--check").exit_code == 0


def test_files(tmp_path: Path) -> None:
    for ending, start in (("json", "{"), ("csv", "\ufeffsection,"), ("md", "## The work"), ("txt", "The work")):
        path = tmp_path / f"out.{ending}"
        assert run(BEFORE, AFTER, "-o", str(path)).exit_code == 0
        assert path.read_text(encoding="utf-8").startswith(start)
    assert run(BEFORE, AFTER, "-o", str(tmp_path / "out.md")).exit_code == 2
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["total"]["heads_change"] == 1
