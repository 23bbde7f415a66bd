"""Streams that are closed, full or read by nobody; signals; files that come, go and belong to somebody."""

from __future__ import annotations

import os
import shlex
import signal
import stat
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from csplan.cli import writing
from tests.plans import plan, segment, write
from tests.repositories import Repo, repo

__all__ = ["repo"]  # a fixture

CSPLAN = str(Path(sys.executable).with_name("csplan"))
POSIX = pytest.mark.skipif(os.name != "posix", reason="as systems like Linux have it")


def shell(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script of sh, in which csplan is ours."""
    script = f'csplan() {{ {shlex.quote(CSPLAN)} "$@"; }}\n{script}'
    return subprocess.run(["/bin/sh", "-c", script], cwd=folder, capture_output=True, text=True, check=False)


COMMANDS = ("headcount", "validate", "schema", "--help", "--version", "rules", "explain heads", "init other")


@POSIX
@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("streams", "code"),
    [(">&-", 2), (">/dev/full", 2), ("2>&- >/dev/null", 0), ("2>/dev/full >/dev/null", 0), ("<&- >/dev/null", 0)],
)
def test_streams_that_take_nothing(command: str, streams: str, code: int, tmp_path: Path) -> None:
    write(tmp_path, plan())
    done = shell(f"csplan {command} {streams}", tmp_path)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False), done.stderr
    assert ("the result can't be written" in done.stderr) == (code == 2)


@POSIX
@pytest.mark.parametrize("command", COMMANDS)
def test_a_pipe_that_nobody_reads(command: str, tmp_path: Path) -> None:
    write(tmp_path, plan())
    done = shell(f"{{ csplan {command}; echo $? >code; }} | true\nwhile ! [ -s code ]; do sleep 0.05; done", tmp_path)
    # Nothing is lost where the reader left only after all was written.
    assert (tmp_path / "code").read_text(encoding="utf-8").strip() in {"141", "0"}
    assert done.stderr == ""


@POSIX
def test_a_long_result_that_nobody_reads(tmp_path: Path) -> None:
    write(tmp_path, plan(segments=[segment(name=f"s{n}") for n in range(300)]))
    done = shell("{ csplan headcount -q -f json; echo $? >&2; } | (exec <&-; sleep 3)", tmp_path)
    assert done.stderr == "141\n"


@POSIX
def test_a_file_takes_the_result_where_standard_output_is_closed(tmp_path: Path) -> None:
    write(tmp_path, plan())
    assert shell("csplan headcount -o out.json >&- 2>&-", tmp_path).returncode == 0
    assert (tmp_path / "out.json").read_text(encoding="utf-8").startswith("{")


@POSIX
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_signals_leave_nothing_behind(name: str, repo: Repo, tmp_path: Path) -> None:
    data = plan(segments=[{"name": "a"}], accounts="a.csv")
    write(repo.folder, data, {"a.csv": "customer,segment,arr\n" + "".join(f"C{n},a,10\n" for n in range(300_000))})
    repo.commit("one")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    # A run of the tests under nohup ignores SIGHUP, which csplan would inherit and keep to.
    number = getattr(signal, name)
    before = signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    try:
        running = subprocess.Popen(
            [CSPLAN, "diff", "HEAD", "-q"], cwd=repo.folder, env={**os.environ, "TMPDIR": str(temporary)}
        )
    finally:
        signal.signal(number, before)
    until = time.monotonic() + 120
    while not list(temporary.rglob("a.csv")) and running.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    running.send_signal(number)
    assert running.wait(30) == 128 + number
    assert list(temporary.iterdir()) == []


@POSIX
def test_a_signal_that_is_ignored_stays_ignored(tmp_path: Path) -> None:
    write(tmp_path, plan())
    done = shell(f"trap '' HUP; {shlex.quote(CSPLAN)} headcount >out & sleep 0.1; kill -HUP $!; wait $!", tmp_path)
    assert done.returncode == 0


# --- files -----------------------------------------------------------------------------------------------------------


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_a_file_keeps_its_rights(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.touch()
    path.chmod(mode)
    writing.write_new(path, "new", force=True)
    assert stat.S_IMODE(path.stat().st_mode) == mode
    assert path.read_text(encoding="utf-8") == "new"


@POSIX
def test_a_new_file_has_the_rights_that_the_user_gives_new_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        writing.write_new(tmp_path / "r.json", "new", force=False)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "r.json").stat().st_mode) == 0o640


def test_what_another_run_left_is_neither_in_the_way_nor_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getpid", lambda: 1)
    (tmp_path / ".1.csplan.tmp").touch()
    writing.write_new(tmp_path / "r.json", "new", force=False)
    assert sorted(each.name for each in tmp_path.iterdir()) == [".1.csplan.tmp", "r.json"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_meanwhile_is_kept(
    *, links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.json"

    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    writing.check_free(path, force=False)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(SystemExit) as leaving:
        writing.write_whole(path, "new", force=False)
    assert leaving.value.code == 2
    assert "exists" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [path]
    path.unlink()
    writing.write_whole(path, "new", force=False)
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_of_twenty_at_once_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "r.json"

    def attempt(number: int) -> bool:
        try:
            writing.write_new(path, str(number) * 100_000, force=False)
        except SystemExit:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        wrote = [number for number, done in enumerate(pool.map(attempt, range(20))) if done]
    assert len(wrote) == 1
    assert path.read_text(encoding="utf-8") == str(wrote[0]) * 100_000
    assert list(tmp_path.iterdir()) == [path]


@POSIX
@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("command", ["headcount", "validate"])
def test_links_in_a_circle(command: str, *, force: bool, tmp_path: Path) -> None:
    write(tmp_path, plan(segments=[segment()]))
    (tmp_path / "a.json").symlink_to("b.json")
    (tmp_path / "b.json").symlink_to("a.json")
    done = shell(f"csplan {command} -o a.json {'--force' if force else ''}", tmp_path)
    assert done.returncode == 2
    assert "a.json can't be written: its links run in a circle" in done.stderr


@POSIX
def test_a_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("old", encoding="utf-8")
    (tmp_path / "link.json").symlink_to("old.json")
    writing.write_new(tmp_path / "link.json", "new", force=True)
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "old.json").read_text(encoding="utf-8") == "new"


@POSIX
@pytest.mark.parametrize("path", ["/dev/full/x.json", "none/x.json", "x" * 300 + ".json", ".", "/dev/null"])
def test_places_where_nothing_can_be_written(path: str, tmp_path: Path) -> None:
    write(tmp_path, plan())
    done = shell(f"csplan headcount -f json -o {path} --force", tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") <= 2


@pytest.mark.parametrize(("columns", "widest"), [("60", 60), ("80", 80), ("0", 100), ("wide", 100), ("99999", 100)])
def test_a_pipe_has_the_columns_that_are_asked_for(tmp_path: Path, columns: str, widest: int) -> None:
    name = "a long name of a segment that has a lot to say"
    write(tmp_path, plan(segments=[segment(name=name), segment(name="b", csms_now=1)]))
    shown = shell(f"COLUMNS={columns} csplan headcount | cat", tmp_path).stdout
    lines = max(len(line) for line in shown.splitlines())
    assert widest - 20 < lines <= widest
