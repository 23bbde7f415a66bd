"""Docs can't drift: every output that they show is what the command prints, and every command that they show runs.

``CSPLAN_RENEW=1 pytest tests/test_docs.py`` writes the outputs anew; look at the difference before you keep it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*/*.md"))
)
OUTPUT = re.compile(r"(```console\n\$ (?P<command>csplan [^\n]+)\n)(?P<output>.*?)(```\n)", re.DOTALL)
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)


def run(command: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    words = shlex.split(command, comments=True)
    return subprocess.run(
        [sys.executable, "-m", "csplan", *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )


def shown(command: str) -> str:
    """Return what a reader is shown: the result, or the problems where there is none or a check fails."""
    done = run(command)
    assert done.returncode in {0, 1, 2}, done.stderr
    return done.stderr if "--check" in command else done.stdout or done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_outputs_are_what_the_commands_print(page: str) -> None:
    path = ROOT / page
    text = path.read_text(encoding="utf-8")
    if os.environ.get("CSPLAN_RENEW"):
        text = OUTPUT.sub(lambda match: match[1] + shown(match["command"]) + match[4], text)
        path.write_text(text, encoding="utf-8")
    for match in OUTPUT.finditer(text):
        assert match["output"] == shown(match["command"]), match["command"]


def test_the_readme_shows_the_question_the_command_and_its_output_first() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = text.splitlines()
    assert "How many customers should one CSM serve" in lines[2]
    plan = (ROOT / "examples/tutorial/1-rule.yaml").read_text(encoding="utf-8")
    assert text.index("```yaml\n" + plan + "```") < 300
    first = next(match for match in OUTPUT.finditer(text))
    assert first["command"] == "csplan headcount examples/tutorial/1-rule.yaml"
    assert len(plan.splitlines()) == 7
    # Read without scrolling: the command, its output and the next prompt.
    assert len(first["output"].splitlines()) <= 22


def test_each_step_of_the_tutorial_is_a_plan_that_adds_to_the_one_before() -> None:
    text = (ROOT / "docs/tutorial.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml\n# (examples/\S+?\.yaml)(?:, added)?\n(.*?)```", text, re.DOTALL)
    assert [file for file, _ in blocks] == [
        path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "examples/tutorial").iterdir())
    ]
    so_far = ""
    for file, added in blocks:
        so_far += added
        assert (ROOT / file).read_text(encoding="utf-8") == so_far
        done = run(f"csplan headcount {file} --format json")
        assert (done.returncode, done.stderr) == (0, "")


def test_every_command_of_the_readme_runs(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [line for block in SHELL.findall(text) for line in block.splitlines() if line.startswith("csplan ")]
    assert commands
    for number, command in enumerate(commands):
        folder = tmp_path / str(number)
        folder.mkdir()
        if "init" not in command:
            assert run("csplan init", folder).returncode == 0
        done = run(command, folder)
        assert done.returncode == 0, (command, done.stderr)


def test_the_python_of_the_readme_runs() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    assert "logistics mid 3.0 over-budget" in done.stdout


def test_the_plan_of_the_readme_loads_without_findings(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    plans = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert len(plans) == 2
    for plan in plans:
        (tmp_path / "csplan.yaml").write_text(plan, encoding="utf-8")
        done = run("csplan headcount", tmp_path)
        assert (done.returncode, done.stderr) == (0, "")


def test_links_lead_somewhere() -> None:
    for page in PAGES:
        for target in re.findall(r"\]\((?!http)([^)#]+)", (ROOT / page).read_text(encoding="utf-8")):
            assert ((ROOT / page).parent / target).exists(), (page, target)


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_paths_that_a_page_names_are_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:src|tests|docs|configs|examples|benchmarks|requirements)/[\w./-]*)`", text))
    assert len(named) > 1
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


def test_pages_made_from_the_code_are_current() -> None:
    spec = importlib.util.spec_from_file_location("make_pages", ROOT / "docs" / "make_pages.py")
    assert spec is not None
    assert spec.loader is not None
    pages = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(pages)
    plan = (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")
    assert pages.figures_page() == (ROOT / "docs" / "figures.md").read_text(encoding="utf-8"), (
        "python docs/make_pages.py"
    )
    assert pages.plan_page(plan) == plan, "python docs/make_pages.py"
    assert sorted(re.findall("<!-- keys: (.*) -->", plan)) == sorted(pages.SECTIONS)
    checks = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert pages.checks_page() == checks, "python docs/make_pages.py"
    assert "needed" in plan
