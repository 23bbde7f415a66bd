"""Runs the shell steps of action.yml as GitHub would: ``python tests/ci/action.py FOLDER`` tries all of them there.

What ``uses:`` other actions is left out. FOLDER is the top of a git repository with a csplan.yaml; the revision to
compare it with is HEAD.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = [step for step in ACTION["runs"]["steps"] if "run" in step]
EXPRESSION = re.compile(r"\$\{\{ ([\w.-]+) \}\}")


def run(step: dict[str, Any], folder: Path, temporary: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run one step in a folder; ``inputs`` have underscores for hyphens, ``base`` is that of the pull request."""
    known = {
        "github.action_path": str(ROOT),
        "github.event.pull_request.base.sha": inputs.pop("base", ""),
        "steps.python.outputs.python-path": sys.executable,
    }
    given = {name.replace("_", "-"): value for name, value in inputs.items()}
    assert given.keys() <= ACTION["inputs"].keys()
    for name, each in ACTION["inputs"].items():
        known[f"inputs.{name}"] = given.get(name, _evaluated(each["default"], known))
    variables = {name: _evaluated(value, known) for name, value in step["env"].items()}
    summary = temporary / "summary.md"
    summary.touch()
    ours = {"RUNNER_TEMP": str(temporary), "GITHUB_STEP_SUMMARY": str(summary), **variables}
    script = temporary / "step.sh"
    script.write_text(step["run"], encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)]
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **ours}, capture_output=True, text=True, encoding="utf-8", check=False
    )


def _evaluated(text: str, known: dict[str, str]) -> str:
    return EXPRESSION.sub(lambda found: known[found[1]], text)


def main(folder: Path) -> None:
    """Run all steps; exit with the code of the first that fails."""
    with tempfile.TemporaryDirectory() as temporary:
        for step in STEPS:
            done = run(step, folder, Path(temporary), base="HEAD")
            sys.stdout.write(f"{step['name']}: exit {done.returncode}\n{done.stdout}{done.stderr}")
            if done.returncode:
                sys.exit(done.returncode)
        sys.stdout.write((Path(temporary) / "summary.md").read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
