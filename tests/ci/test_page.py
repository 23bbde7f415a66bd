"""What docs/ci.md has to copy is what forges and pre-commit take, and asks for nothing that is not there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.ci.action import ACTION, ROOT

PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n# (\S+)\n(.*?)```", PAGE, re.DOTALL)
"""Files to copy: the name that each has, and its text."""
SCHEMAS = {
    ".github/workflows/plans.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    ".pre-commit-config.yaml": None,
}
HOOKS = ROOT / ".pre-commit-hooks.yaml"


def accepted(folder: Path, name: str, text: str) -> bool:
    """Ask the tool that knows a file's published schema; pre-commit knows its own."""
    path = folder / Path(name).name
    path.write_text(text, encoding="utf-8")
    schema = SCHEMAS[name]
    words = ["check-jsonschema", "--builtin-schema", schema] if schema else ["pre-commit", "validate-config"]
    tool = Path(sys.executable).with_name(words[0])
    return subprocess.run([str(tool), *words[1:], str(path)], capture_output=True, check=False).returncode == 0


def values(node: Any, key: str) -> list[Any]:
    """Return all values under a key, however deep."""
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    own = [node[key]] if isinstance(node, dict) and key in node else []
    return own + [found for each in inside for found in values(each, key)]


def test_there_is_one_for_each_tool() -> None:
    assert {name for name, _ in BLOCKS} == SCHEMAS.keys()
    assert len(BLOCKS) == PAGE.count("```yaml")


@pytest.mark.parametrize(("name", "text"), BLOCKS)
def test_each_is_accepted(name: str, text: str, tmp_path: Path) -> None:
    assert accepted(tmp_path, name, text)
    broken = text.replace("repos:", "repo:").replace("runs-on", "run-on").replace("when: always", "when: allways")
    assert broken != text
    assert not accepted(tmp_path, name, broken)


def test_the_hook_is_declared_as_pre_commit_asks() -> None:
    tool = Path(sys.executable).with_name("pre-commit")
    assert subprocess.run([str(tool), "validate-manifest", str(HOOKS)], check=False).returncode == 0
    declared = {hook["id"] for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
    assert {each for name, text in BLOCKS for each in values(yaml.safe_load(text), "id")} == declared


def test_the_action_has_the_inputs_that_are_named() -> None:
    steps = [step for _, text in BLOCKS for steps in values(yaml.safe_load(text), "steps") for step in steps]
    ours = [step["with"] for step in steps if "csplan" in step["uses"]]
    assert ours
    assert {name for inputs in ours for name in inputs} <= ACTION["inputs"].keys()
    listed = re.search(r"\| input \| \|\n\|---\|---\|\n(.*?)\n\n", PAGE, re.DOTALL)
    assert listed
    first = "\n".join(row.split("|")[1] for row in listed[1].splitlines())
    assert set(re.findall("`([a-z-]+)`", first)) == ACTION["inputs"].keys()


def test_the_version_is_this_one() -> None:
    import csplan

    assert set(re.findall(r"v\d+\.\d+\.\d+", PAGE)) == {f"v{csplan.__version__}"}
