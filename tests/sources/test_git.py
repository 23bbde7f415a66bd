"""Nothing but the repository around the plan says what was in it: not its own files, not the environment."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from csplan.findings.diagnostic import Unusable
from csplan.loader.revisions import load_revision
from csplan.loader.versions import load_version, versions
from csplan.sources.git import repository
from tests.plans import plan, segment, write
from tests.repositories import Repo, repo

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["repo"]  # a fixture


def named(name: str) -> dict[str, object]:
    return plan(segments=[segment(name=name)])


def segments(revision: str, path: str) -> list[str]:
    loaded = load_revision(revision, path)
    assert loaded.plan is not None
    return [each.segment.name for each in loaded.plan.placed]


def another(folder: Path, name: str) -> Repo:
    """Make a repository elsewhere whose plan has another segment, at every path that a test asks for."""
    other = Repo(folder)
    folder.mkdir()
    other.git("init", "--quiet", "--initial-branch", "main")
    for place in (folder, folder / "plans" / "c"):
        write(place, named(name))
    other.commit("other")
    return other


@pytest.mark.parametrize("placed", [("plans/c", "true"), ("plans/c", "false"), ("plans", "true"), ("plans", "false")])
@pytest.mark.parametrize("start", [".", "plans/c"])
def test_a_bare_repository_among_the_files_is_not_asked(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, placed: tuple[str, str], start: str
) -> None:
    where, bare = placed
    write(repo.folder / "plans" / "c", named("true"))
    repo.commit("one")
    short = repo.git("rev-parse", "--short", "HEAD").strip()
    lies = another(tmp_path / "lies", "false")
    lies.git("branch", short)
    lies.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare"))
    shutil.copytree(tmp_path / "bare", repo.folder / where, dirs_exist_ok=True)
    settings = repo.folder / where / "config"
    settings.write_text(f"[core]\n\trepositoryformatversion = 0\n\tbare = {bare}\n\tworktree = .\n", encoding="utf-8")
    monkeypatch.chdir(repo.folder / start)
    path = os.path.relpath(repo.folder / "plans" / "c")
    for revision in (short, "HEAD", "main"):
        assert segments(revision, path) == ["true"]
        old, _ = versions([revision, "--", path])
        loaded = load_version(old)
        assert loaded.plan is not None
        assert loaded.plan.placed[0].segment.name == "true"


@pytest.mark.parametrize(
    "variables",
    [
        {"GIT_DIR": ".git"},
        {"GIT_DIR": ".git", "GIT_WORK_TREE": "."},
        {"GIT_COMMON_DIR": ".git"},
        {"GIT_OBJECT_DIRECTORY": ".git/objects"},
        {"GIT_INDEX_FILE": ".git/index"},
        {"GIT_NAMESPACE": "x"},
        {"GIT_PREFIX": "plans/"},
        {"GIT_GLOB_PATHSPECS": "1"},
        {"GIT_EXEC_PATH": "."},
        {"GIT_CONFIG_PARAMETERS": "'core.worktree=.'"},
        {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.worktree", "GIT_CONFIG_VALUE_0": "."},
    ],
    ids=str,
)
def test_the_environment_names_no_other_repository(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]
) -> None:
    write(repo.folder / "plans" / "c", named("true"))
    repo.commit("one")
    lies = another(tmp_path / "lies", "false").folder
    for name, value in variables.items():
        monkeypatch.setenv(name, value.replace(".", str(lies), 1) if value.startswith(".") else value)
    assert segments("HEAD", "plans/c") == ["true"]
    assert repository("plans").top == repo.folder.resolve()


def test_in_a_hook_of_a_linked_work_tree(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repo.folder / "plans" / "c", named("true"))
    write(repo.folder, named("false"))
    repo.commit("one")
    repo.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "-b", "side")
    monkeypatch.chdir(tmp_path / "linked" / "plans")
    monkeypatch.setenv("GIT_DIR", str(repo.folder / ".git" / "worktrees" / "linked"))
    assert segments("HEAD", "c") == ["true"]
    assert segments("side", "../csplan.yaml") == ["false"]


def test_a_repository_inside_another_is_asked_only_from_within(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repo.folder, named("true"))
    repo.commit("one")
    inner = another(tmp_path / "inner", "false").folder
    shutil.copytree(inner, repo.folder / "vendor")
    with pytest.raises(Unusable) as caught:
        load_revision("HEAD", "vendor/csplan.yaml")
    assert "is a repository of its own inside of" in caught.value.finding.message
    monkeypatch.chdir(repo.folder / "vendor")
    assert segments("HEAD", "csplan.yaml") == ["false"]
    assert segments("HEAD", "../csplan.yaml") == ["true"]
    monkeypatch.chdir(tmp_path)
    assert segments("HEAD", "repo/vendor") == ["false"]


def test_a_repository_whose_files_are_elsewhere_is_refused(repo: Repo, tmp_path: Path) -> None:
    write(repo.folder, named("true"))
    repo.commit("one")
    repo.git("config", "core.worktree", str(another(tmp_path / "lies", "false").folder))
    with pytest.raises(Unusable) as caught:
        load_revision("HEAD", "csplan.yaml")
    assert "says that its files are in" in caught.value.finding.message


def test_a_git_folder_that_is_no_repository_is_passed_over(repo: Repo) -> None:
    write(repo.folder / "plan", named("true"))
    repo.commit("one")
    (repo.folder / "plan" / ".git").mkdir()
    assert segments("HEAD", "plan") == ["true"]


def test_replaced_objects_are_not_believed(repo: Repo) -> None:
    write(repo.folder, named("true"))
    repo.commit("one")
    true = repo.git("rev-parse", "HEAD:csplan.yaml").strip()
    write(repo.folder, named("false"))
    repo.commit("two")
    repo.git("replace", true, repo.git("rev-parse", "HEAD:csplan.yaml").strip())
    assert segments("HEAD~1", "csplan.yaml") == ["true"]


def test_a_program_called_git_in_the_folder_does_not_run(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repo.folder, named("true"))
    repo.commit("one")
    program = repo.folder / "git"
    program.write_text("#!/bin/sh\ntouch ran\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(Unusable):
        load_revision("HEAD", "csplan.yaml")
    assert not (repo.folder / "ran").exists()
