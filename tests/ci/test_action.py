"""The GitHub action: its shape, and what its steps do in a repository; the runner is played by action.py."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ci import action
from tests.plans import PLAN, plan, segment, write
from tests.repositories import Repo, repo

__all__ = ["repo"]  # a fixture

CHECK = action.STEPS[-1]
WRONG = plan(roles={"csm": {**PLAN["roles"]["csm"], "loading": 30}})
"""PLAN with one error."""
TWICE = plan(segments=[segment(customers=200)])
"""PLAN with twice the customers: more work than money pays for."""


class Runner:
    """Runs the action's last step, with the outcome of a run at hand."""

    def __init__(self, repo: Repo, temporary: Path) -> None:
        self.repo, self.temporary = repo, temporary
        python = temporary / "csplan" / "bin" / "python"
        python.parent.mkdir(parents=True)
        # What the step before installs.
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
        python.chmod(0o755)

    def run(self, **inputs: str) -> int:
        done = action.run(CHECK, self.repo.folder, self.temporary, **inputs)
        self.annotations = [line for line in done.stdout.splitlines() if line.startswith("::")]
        self.out, self.err = done.stdout, done.stderr
        self.summary = (self.temporary / "summary.md").read_text(encoding="utf-8")
        return done.returncode


@pytest.fixture
def runner(repo: Repo, tmp_path: Path) -> Runner:
    return Runner(repo, tmp_path / "runner")


def test_the_action_has_the_shape_that_github_asks_for() -> None:
    tool = Path(sys.executable).with_name("check-jsonschema")
    command = [str(tool), "--builtin-schema", "vendor.github-actions", str(action.ROOT / "action.yml")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_no_input_becomes_a_part_of_a_script() -> None:
    for step in action.STEPS:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
    used = {
        name for step in action.ACTION["runs"]["steps"] for name in re.findall(r"inputs\.([\w-]+)", json.dumps(step))
    }
    assert used == action.ACTION["inputs"].keys()


def test_what_is_installed_is_pinned() -> None:
    [install] = [step["run"] for step in action.STEPS if "pip" in step["run"]]
    assert "--require-hashes --no-deps" in install
    assert "requirements/runtime.txt" in install


def test_a_right_plan_passes_and_says_nothing(repo: Repo, runner: Runner) -> None:
    write(repo.folder, PLAN)
    assert runner.run() == 0
    assert runner.annotations == []
    assert runner.summary == ""


def test_findings_are_annotations_of_their_lines(repo: Repo, runner: Runner) -> None:
    write(repo.folder / "plan", WRONG)
    assert runner.run(plans="plan") == 1
    [found] = runner.annotations
    assert found.startswith("::error file=plan/csplan.yaml,line=")
    assert ",title=share::" in found


def test_several_plans_patterns_and_names_with_spaces(repo: Repo, runner: Runner) -> None:
    write(repo.folder / "plans" / "north west", WRONG)
    write(repo.folder / "plans" / "south", WRONG)
    write(repo.folder / "other", WRONG)
    assert runner.run(plans="\n  plans/*/\n\n other \r\n") == 1
    files = [re.findall("file=([^,]*)", each)[0] for each in runner.annotations]
    assert files == ["plans/north west/csplan.yaml", "plans/south/csplan.yaml", "other/csplan.yaml"]


@pytest.mark.parametrize("plans", ["", " \n\n"])
def test_no_plan_at_all_fails(runner: Runner, plans: str) -> None:
    assert runner.run(plans=plans) == 2
    assert "names no plan" in runner.out


def test_a_plan_that_is_not_there_fails(runner: Runner) -> None:
    assert runner.run() == 2
    assert runner.run(plans="plans/*/") == 2


def test_rating(repo: Repo, runner: Runner) -> None:
    write(repo.folder, plan(segments=[segment(renewal_rate=None)], economics={"growth": {"cost_per_100": 10}}))
    assert runner.run() == 0
    warnings = [each for each in runner.annotations if each.startswith("::warning")]
    slugs = {re.findall("title=([a-z-]+)", each)[0] for each in warnings}
    assert warnings
    assert runner.run(strict="true") == 1
    assert runner.run(strict="true", ignore=",".join(slugs)) == 0
    assert runner.run(strict="true", select="no-hours") == 0


def test_code_scanning_gets_its_file_even_where_there_are_errors(repo: Repo, runner: Runner) -> None:
    write(repo.folder, WRONG)
    assert runner.run(sarif="found.sarif") == 1
    assert runner.run(sarif="found.sarif") == 1, "a second time, over the first"
    report = json.loads((repo.folder / "found.sarif").read_text(encoding="utf-8"))
    assert [each["ruleId"] for each in report["runs"][0]["results"]] == ["share"]
    assert runner.run(sarif="no/such/folder.sarif") == 2


def test_a_pull_request_is_told_what_it_changes(repo: Repo, runner: Runner) -> None:
    write(repo.folder, PLAN)
    repo.commit("one")
    base = repo.git("rev-parse", "HEAD").strip()
    write(repo.folder, TWICE)
    assert runner.run(base=base) == 0, "what a right plan means is a note"
    assert "segment a: customers | 100 → 200" in runner.summary
    assert [each.split(" ")[0] for each in runner.annotations] == ["::notice"]
    assert runner.run(base=base, fail_on="verdict") == 1, "it is over budget now"


def test_a_branch_called_as_a_short_commit_is_not_the_base(repo: Repo, runner: Runner) -> None:
    write(repo.folder, PLAN)
    repo.commit("one")
    base = repo.git("rev-parse", "HEAD").strip()
    write(repo.folder, TWICE)
    repo.commit("two")
    for digits in (7, 10):
        repo.git("branch", base[:digits])
    runner.run(base=base)
    assert "segment a: customers | 100 → 200" in runner.summary
    assert f"{base[:10]}:csplan.yaml" in runner.summary
    assert base not in runner.summary


def test_a_change_over_its_budget_fails(repo: Repo, runner: Runner) -> None:
    write(repo.folder, plan(roles={"csm": {**PLAN["roles"]["csm"], "pay": 96_000}}))
    repo.commit("one")
    write(repo.folder, PLAN)  # 100,000: the cost of both people rises by 4.2%
    assert runner.run(diff="main", fail_on="cost+5%,heads+0") == 0
    assert runner.run(diff="main", fail_on="cost+4%,heads+0") == 1
    [found] = runner.annotations
    assert found.startswith("::error title=csplan diff::csplan: over budget cost+4%25: ")
    assert runner.run(diff="main", fail_on="costs") == 2


def test_no_comparison(repo: Repo, runner: Runner) -> None:
    write(repo.folder, PLAN)
    repo.commit("one")
    assert runner.run(base="HEAD", diff="none") == 0
    assert runner.run(diff="") == 0
    assert runner.summary == ""


def test_a_new_plan_is_named_as_one(repo: Repo, runner: Runner) -> None:
    repo.git("commit", "--quiet", "--allow-empty", "--message", "nothing")
    write(repo.folder / "a *b*", PLAN)
    assert runner.run(plans="a *b*", diff="HEAD", fail_on="heads+0") == 0
    assert runner.summary == "## New plan\n\n    a\\ \\*b\\*\n\n"


def test_a_plan_that_could_not_be_used_before_does_not_fail_its_repair(repo: Repo, runner: Runner) -> None:
    write(repo.folder, WRONG)
    repo.commit("one")
    write(repo.folder, PLAN)
    assert runner.run(diff="HEAD") == 0
    assert runner.summary.startswith("## Not compared\n\n    ")
    assert "error[share]" in runner.summary
    [found] = runner.annotations
    assert found.startswith("::warning title=csplan diff::")
    assert "30%25" in found
    assert runner.run(diff="HEAD", fail_on="heads+0") == 2, "a budget that can't be checked"


def test_one_plan_after_the_other_is_compared(repo: Repo, runner: Runner) -> None:
    write(repo.folder / "one", PLAN)
    write(repo.folder / "two", PLAN)
    repo.commit("one")
    write(repo.folder / "one", plan(segments=[segment(customers=101)]))
    write(repo.folder / "two", plan(segments=[segment(customers=102)]))
    assert runner.run(plans="one\ntwo", diff="HEAD") == 0
    assert "100 → 101" in runner.summary
    assert "100 → 102" in runner.summary


def test_the_base_of_a_shallow_checkout_is_fetched(repo: Repo, tmp_path: Path, runner: Runner) -> None:
    write(repo.folder, PLAN)
    repo.commit("one")
    base = repo.git("rev-parse", "HEAD").strip()
    repo.git("branch", "old")
    write(repo.folder, plan(segments=[segment(customers=101)]))
    repo.commit("two")
    shallow = Repo(tmp_path / "shallow")
    repo.git("clone", "--quiet", "--depth=1", "--branch=main", repo.folder.as_uri(), str(shallow.folder))
    runner.repo = shallow
    assert runner.run(base=base) == 0
    told = runner.summary
    assert "100 → 101" in told
    assert runner.run(diff="old") == 0
    assert runner.summary == told * 2
    assert runner.run(diff="no-such-branch") == 2
    assert "neither here nor at origin" in runner.out


HOSTILE = ["$(touch hacked)", "'; touch hacked; \"; touch hacked; ", "--output=hacked"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", ["plans", "strict", "select", "ignore", "diff", "fail-on"])
def test_what_an_input_says_is_never_run(repo: Repo, runner: Runner, name: str, text: str) -> None:
    write(repo.folder, PLAN)
    repo.commit("one")
    inputs: dict[str, Any] = {"diff": "HEAD", name.replace("-", "_"): text}
    code = runner.run(**inputs)
    assert code == (0 if name == "strict" else 2), (runner.out, runner.err)
    assert "Traceback" not in runner.err
    assert not (repo.folder / "hacked").exists()


def test_nothing_of_the_repository_is_imported(repo: Repo, runner: Runner) -> None:
    write(repo.folder, PLAN)
    for name in ("yaml", "csplan", "sitecustomize"):
        (repo.folder / f"{name}.py").write_text(f"raise SystemExit('{name} of the repository')\n", encoding="utf-8")
    assert runner.run() == 0
