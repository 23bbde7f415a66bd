"""Plans in git, in real repositories."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from csplan.findings.diagnostic import Unusable
from csplan.loader import revisions
from csplan.loader.revisions import load_revision
from csplan.loader.versions import Version, load_version, load_versions, versions
from csplan.sources import git
from csplan.sources.git import Repository, repository
from tests.plans import plan, segment, write
from tests.repositories import Repo, repo

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["repo"]  # a fixture

GOOD = plan(segments=[segment(name="was")])


def wrong(call: Any, *arguments: Any) -> tuple[str, str]:
    with pytest.raises(Unusable) as caught:
        call(*arguments)
    return caught.value.finding.message, caught.value.finding.hint


def test_a_plan_as_it_was(repo: Repo) -> None:
    write(repo.folder, GOOD)
    repo.commit("one")
    write(repo.folder, plan(segments=[segment(name="is")]))
    loaded = load_revision("HEAD", "csplan.yaml")
    assert loaded.plan is not None
    assert [each.segment.name for each in loaded.plan.placed] == ["was"]
    assert loaded.plan.file == "HEAD:csplan.yaml"
    where = loaded.plan.origins.where(("segments", 0, "name"))
    assert (where.file, where.excerpt.strip()) == ("HEAD:csplan.yaml", "- name: was")


def test_all_its_files_from_any_folder(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(__file__).parents[2] / "examples" / "yunfan-cny"
    shutil.copytree(source, repo.folder / "plans" / "cn")
    (repo.folder / "deep" / "er").mkdir(parents=True)
    (repo.folder / "deep" / "er" / "x").touch()
    repo.commit("one")
    shutil.rmtree(repo.folder / "plans" / "cn")
    monkeypatch.chdir(repo.folder / "deep" / "er")
    for path in (
        "../../plans/cn",
        "../../plans/cn/csplan.yaml",
        str(repo.folder / "plans" / "cn"),
        "../../plans/../plans/cn/",
    ):
        loaded = load_revision("HEAD", path, log=True)
        assert loaded.plan is not None
        assert loaded.plan.name == "云帆软件 2027"
        assert loaded.plan.record is not None
        files = {each.where.file for each in loaded.diagnostics if each.where}
        assert files
        assert all(name.startswith("HEAD:plans/cn/") for name in files)
        assert loaded.plan.origins.where(("segments", 0)).file == "HEAD:plans/cn/segments.yaml"


def test_only_files_that_are_named_are_read(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    data = {**GOOD, "segments": "parts/segments.yaml"}
    write(repo.folder, data)
    (repo.folder / "parts").mkdir()
    (repo.folder / "parts" / "segments.yaml").write_text(
        "- {name: was, customers: 1, arr: 1k, csms_now: 1}\n", encoding="utf-8"
    )
    (repo.folder / "other.csv").write_text("x", encoding="utf-8")
    repo.commit("one")
    read = []
    ask = git._git  # noqa: SLF001 - what git was asked for

    def listening(folder: Path, arguments: Sequence[str], into: Any = None) -> Any:
        read.extend([arguments] if into else [])
        return ask(folder, arguments, into)

    monkeypatch.setattr(git, "_git", listening)
    assert load_revision("HEAD", ".").plan is not None
    assert len(read) == 2


def test_places_of_what_is_wrong(repo: Repo) -> None:
    write(repo.folder / "plan", {**plan(segments="segments.yaml")}, {"segments.yaml": "- {name: a, customers: many}\n"})
    repo.commit("one")
    loaded = load_revision("main", "plan")
    assert loaded.plan is None
    assert next((each.where.file, each.where.line) for each in loaded.diagnostics if each.where) == (
        "main:plan/segments.yaml",
        1,
    )
    assert not any(tempfile.gettempdir() in str(each) for each in loaded.diagnostics)


def test_the_name_of_a_plan_is_its_folder(repo: Repo) -> None:
    data = {key: value for key, value in GOOD.items() if key != "name"}
    write(repo.folder, data)
    write(repo.folder / "north", data)
    repo.commit("one")
    for path, name in ((".", "repo"), ("north", "north")):
        loaded = load_revision("HEAD", path)
        assert loaded.plan is not None
        assert loaded.plan.name == name


def test_the_temporary_folder_is_gone(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(repo.folder, GOOD)
    repo.commit("one")
    there = tmp_path / "there"
    there.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(there))
    assert load_revision("HEAD", ".").plan is not None
    assert list(there.iterdir()) == []

    def broken(*_: object, **__: object) -> None:
        assert list(there.iterdir())
        raise KeyboardInterrupt

    monkeypatch.setattr(revisions, "load_all", broken)
    with pytest.raises(KeyboardInterrupt):
        load_revision("HEAD", ".")
    assert list(there.iterdir()) == []


def test_revisions_that_are_none(repo: Repo) -> None:
    write(repo.folder, GOOD)
    repo.commit("one")
    for revision in ("nope", "--all", "-h", "", "a\0b", "HEAD:csplan.yaml", "main --", "$(touch x)"):
        assert "no revision is named" in wrong(load_revision, revision, ".")[0], revision
    assert wrong(load_revision, "main..HEAD", ".")[1] == "name two: csplan diff main HEAD"
    assert wrong(load_revision, "...", ".")[1] == "name two: csplan diff HEAD HEAD"
    assert not (repo.folder / "x").exists()
    repo.git("tag", "-a", "v1", "-m", "one")
    for revision in ("v1", "HEAD@{0}", "main^{commit}", "HEAD~0", "@"):
        assert load_revision(revision, ".").plan is not None, revision


def test_a_repository_without_commits(repo: Repo) -> None:
    write(repo.folder, GOOD)
    assert "no revision is named 'HEAD'" in wrong(load_revision, "HEAD", ".")[0]


def test_paths_that_are_not_there(repo: Repo, tmp_path: Path) -> None:
    write(repo.folder / "a", GOOD)
    repo.commit("one")
    assert wrong(load_revision, "HEAD", "b/csplan.yaml") == (
        "there is no b/csplan.yaml in HEAD",
        "where it had another path: csplan diff HEAD:OLD-PATH b/csplan.yaml",
    )
    for path in ("csplan.yaml", "*", ":(top)a", "a/csplan.yaml/x"):
        assert "there is no " in wrong(load_revision, "HEAD", path)[0], path
    (tmp_path / "elsewhere").mkdir()
    assert wrong(load_revision, "HEAD", str(tmp_path / "elsewhere" / "x"))[0] == "this is no git repository"
    loaded = load_revision("HEAD", ".")
    assert loaded.plan is None
    assert loaded.diagnostics[0].code == "missing-file"
    assert loaded.diagnostics[0].where is not None
    assert loaded.diagnostics[0].where.file == "HEAD:csplan.yaml"


def test_links_and_submodules_are_not_followed(repo: Repo, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("- {name: a, customers: 1, arr: 1k}\n", encoding="utf-8")
    write(repo.folder / "a", plan(segments="segments.yaml"))
    (repo.folder / "a" / "segments.yaml").symlink_to(tmp_path / "secret.yaml")
    (repo.folder / "b").symlink_to("a")
    repo.commit("one")
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},c")
    repo.git("commit", "--quiet", "--message", "two")
    assert wrong(load_revision, "HEAD", "b")[0] == "b is a symbolic link in HEAD, which is not followed"
    assert wrong(load_revision, "HEAD", "c")[0] == "c is a submodule in HEAD, which is not followed"
    loaded = load_revision("HEAD", "a")
    assert loaded.plan is None
    assert [each.code for each in loaded.diagnostics] == ["missing-file", "missing-file"]
    assert loaded.diagnostics[-1].message == "a/segments.yaml: symbolic links in a revision are not followed"


def test_a_working_tree_behind_a_link(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repo.folder / "a", GOOD)
    repo.commit("one")
    link = tmp_path / "link"
    link.symlink_to(repo.folder)
    monkeypatch.chdir(tmp_path)
    assert load_revision("HEAD", "link/a").plan is not None
    assert load_revision("HEAD", str(link / "a" / "csplan.yaml")).plan is not None
    assert wrong(load_revision, "HEAD", str(tmp_path / "csplan.yaml"))[0] == "this is no git repository"


def test_nothing_of_the_repository_runs(repo: Repo) -> None:
    write(repo.folder, GOOD)
    (repo.folder / ".gitattributes").write_text("* filter=evil diff=evil text eol=crlf\n", encoding="utf-8")
    repo.commit("one")
    ran = repo.folder / "ran"
    script = repo.folder / "evil.sh"
    script.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n", encoding="utf-8")
    script.chmod(0o755)
    for key in (
        "filter.evil.smudge",
        "filter.evil.clean",
        "diff.evil.textconv",
        "core.fsmonitor",
        "core.pager",
        "core.editor",
    ):
        repo.git("config", key, str(script))
    for hook in ("post-checkout", "pre-commit", "reference-transaction", "post-index-change"):
        shutil.copy(script, repo.folder / ".git" / "hooks" / hook)
    before = {path: path.stat().st_mtime_ns for path in repo.folder.rglob("*")}
    assert load_revision("HEAD", ".").plan is not None
    assert not ran.exists()
    assert {path: path.stat().st_mtime_ns for path in repo.folder.rglob("*")} == before


def test_a_plan_that_is_too_large(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repo.folder, GOOD)
    repo.commit("one")
    monkeypatch.setattr(git, "MOST_TOTAL", 10)
    assert wrong(load_revision, "HEAD", ".")[0] == "the plan's files are larger than 0 MiB"


def test_objects_that_are_gone(repo: Repo) -> None:
    write(repo.folder, GOOD)
    repo.commit("one")
    name = repo.git("rev-parse", "HEAD:csplan.yaml").strip()
    path = repo.folder / ".git" / "objects" / name[:2] / name[2:]
    path.chmod(0o644)
    path.unlink()
    message, _ = wrong(load_revision, "HEAD", ".")
    assert message.startswith("csplan.yaml can't be read from git: ")


def test_names_that_no_system_takes(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repo.folder, GOOD)
    repo.commit("one")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Repository, "write", full)
    assert "no space left on device" in wrong(load_revision, "HEAD", ".")[0]


def test_without_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    write(repo.folder, GOOD)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert wrong(load_revision, "HEAD", ".")[0] == "git is not there, so revisions can't be read"
    assert (
        wrong(versions, ["main"])[0]
        == "'main' is no file and no folder, and git is not there, so revisions can't be read"
    )
    (repo.folder / "old").mkdir()
    assert versions(["old", "csplan.yaml"]) == (Version("old"), Version("csplan.yaml"))


def test_git_that_hangs(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*arguments: Any, **_: object) -> None:
        raise subprocess.TimeoutExpired(arguments[0], 60)

    monkeypatch.setattr(subprocess, "run", hang)
    assert wrong(repository, repo.folder)[0] == "git gave no answer in 60 seconds"


def test_a_repository_that_git_refuses(repo: Repo) -> None:
    (repo.folder / ".git" / "config").write_text("[core\n", encoding="utf-8")
    assert wrong(repository, repo.folder)[0].startswith("git: bad config line")


# --- which plans are meant -------------------------------------------------------------------------------------------


def test_words(repo: Repo) -> None:
    write(repo.folder, GOOD)
    write(repo.folder / "plan", GOOD)
    repo.commit("one")
    repo.git("branch", "next")
    here = Version("csplan.yaml")
    head, main, later = (Version("csplan.yaml", name) for name in ("HEAD", "main", "next"))
    assert versions([]) == (head, here)
    assert versions(["main"]) == (main, here)
    assert versions(["main", "next"]) == (main, later)
    assert versions(["main", "--"]) == (main, here)
    there, was, will = Version("plan"), Version("plan", "main"), Version("plan", "next")
    assert versions(["plan"]) == (Version("plan", "HEAD"), there)
    assert versions(["main", "plan"]) == versions(["main", "--", "plan"]) == (was, there)
    assert versions(["plan", "main"]) == (there, was)
    assert versions(["main", "next", "plan"]) == versions(["main", "next", "--", "plan"]) == (was, will)
    assert versions(["--", "plan"]) == (Version("plan", "HEAD"), there)
    assert versions(["plan", "csplan.yaml"]) == (there, here)
    assert versions(["plan/", "./csplan.yaml"]) == (Version("plan/"), Version("./csplan.yaml"))
    assert versions(["main:plan/csplan.yaml", "csplan.yaml"]) == (Version("plan/csplan.yaml", "main"), here)
    assert versions(["main:./plan"]) == (Version("./plan", "main"), Version("./plan"))
    assert versions(["main:plan", "next:csplan.yaml"]) == (was, later)
    assert versions(["gone.yaml", "main", "--"][1:]) == (main, here)
    assert versions(["./gone.yaml", "plan"]) == (Version("./gone.yaml"), there)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["main", "next", "main"], "too many words"),
        (["a", "a", "a"], "too many words"),
        (["a", "main", "a"], "too many words"),
        (["a", "main", "next"], "the plan of two revisions stands last"),
        (["main", "next", "a", "a"], "too many words"),
        (["main", "--", "a", "a"], "one plan stands after --"),
        (["nope"], "'nope' is no file, no folder and no revision"),
        (["nope:x"], "'nope:x' is no file, no folder and no revision"),
        ([":x"], "':x' is no file, no folder and no revision"),
        (["x" * 5000], " is no file, no folder and no revision"),
        (["both"], "'both' is both a path and a revision"),
    ],
)
def test_words_that_mean_no_two_plans(words: list[str], said: str, repo: Repo) -> None:
    write(repo.folder / "a", GOOD)
    write(repo.folder / "both", GOOD)
    repo.commit("one")
    repo.git("branch", "next")
    repo.git("branch", "both")
    message, hint = wrong(versions, words)
    assert said in message
    assert hint


def test_a_word_that_is_both_can_be_told_apart(repo: Repo) -> None:
    write(repo.folder / "both", GOOD)
    repo.commit("one")
    repo.git("branch", "both")
    assert versions(["both", "--"])[0] == Version("csplan.yaml", "both")
    assert versions(["./both"])[1] == Version("./both")
    assert versions(["both/"])[1] == Version("both/")


def test_outside_of_any_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert wrong(versions, ["main"])[0] == "'main' is no file and no folder, and this is no git repository"
    assert wrong(load_version, versions([])[0])[0] == "this is no git repository"


def test_both_kinds_load(repo: Repo) -> None:
    write(repo.folder, GOOD)
    repo.commit("one")
    old, new = (load_version(each).plan for each in versions([]))
    assert old is not None
    assert new is not None
    assert (old.file, new.file) == ("HEAD:csplan.yaml", "csplan.yaml")


def test_where_one_needs_its_log_both_are_read_with_it(tmp_path: Path) -> None:
    log = {"log.csv": "date,csm,task,segment,minutes\n2026-01-05,Ann,tickets,a,60\n2026-01-06,Ann,tickets,a,-1\n"}
    data = plan(time_log="log.csv")
    stated = Version(str(write(tmp_path / "a", data, log)))
    data["tasks"][0].pop("takes")
    measured = Version(str(write(tmp_path / "b", data, log)))
    for one, other in ((stated, measured), (measured, stated)):
        for loaded in load_versions(one, other):
            assert loaded.plan is not None
            assert loaded.plan.record is not None
            assert "unreadable-row" in {each.code for each in loaded.diagnostics}
    (loaded, _) = load_versions(stated, stated)
    assert loaded.plan is not None
    assert loaded.plan.record is None


def test_the_environment_of_the_tests_is_their_own() -> None:
    assert "GIT_DIR" not in os.environ
