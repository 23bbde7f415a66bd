"""The command line as users and scripts meet it: exit codes, streams, files, terminals."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
import typer

from csplan.cli import app, streams
from csplan.schema.document import SECTIONS
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = Path(__file__).parents[2] / "src"
ACME, YUNFAN = str(EXAMPLES / "acme-usd"), str(EXAMPLES / "yunfan-cny")
BUSY = plan(tasks=[{**plan()["tasks"][0], "times": 36}])


class Run:
    """What a command said, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Run]:
    """Run csplan in this process, in an empty folder."""
    monkeypatch.setenv("CSPLAN_SLOW_EXIT", "1")
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["csplan", *arguments])
        with pytest.raises(SystemExit) as leaving:
            app.run()
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        code = leaving.value.code
        assert isinstance(code, int)
        return Run(code, said.out, said.err)

    return call


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run csplan as a process of its own."""
    known = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS")}
    return subprocess.run(
        [sys.executable, "-m", "csplan", *arguments],
        capture_output=True,
        check=False,
        env={**known, "PYTHONPATH": str(SOURCE), **environment},
    )


# --- exit codes ------------------------------------------------------------------------------------------


def test_all_is_fine(run: Callable[..., Run]) -> None:
    done = run("headcount", ACME)
    assert done.code == 0
    assert done.err == ""
    assert "retail enterprise" in done.out


def test_check_names_errors_one_a_line(run: Callable[..., Run]) -> None:
    """The work needs 3, 5, 5 and 2 people, money pays for 2, 3, 2 and 1: no team does its work."""
    done = run("headcount", ACME, "--check")
    assert done.code == 1
    assert [line.split(": ", 2)[1] for line in done.err.splitlines()] == ["error[over-budget]"] * 4
    assert done.out == run("headcount", ACME).out


def test_check_is_content_without_errors(run: Callable[..., Run], tmp_path: Path) -> None:
    write(tmp_path, plan())
    assert run("headcount", "--check").code == 0
    assert run("rules", "--check").code == 0


def test_a_plan_that_is_wrong(run: Callable[..., Run], tmp_path: Path) -> None:
    write(tmp_path, plan(segments=[segment(customers="many", tire="x")]))
    done = run("headcount")
    assert done.code == 2
    assert done.out == ""
    assert "csplan.yaml:" in done.err
    assert "2 errors" in done.err
    assert "csplan init" not in done.err


@pytest.mark.parametrize("where", ["nope.yaml", "empty", "nowhere/nope.yaml", "."])
def test_no_plan(where: str, run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("headcount", where)
    assert done.code == 2
    assert "error[missing-file]" in done.err
    assert "csplan init" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["headcount", "--wrong"], "No such option: --wrong"),
        (["headcount", "--format", "pdf"], "'pdf' is not one of 'table', 'json', 'csv', 'markdown'"),
        (["headcount", "a", "b"], "unexpected extra argument"),
        (["headcont"], "no command is named 'headcont': did you mean headcount?"),
        (["\x1b[31m"], r"no command is named '\x1b[31m'"),
        (["rules", "usd-3m"], "no rule pack is named usd-3m"),
        (["headcount", ACME, "--segment", "long tial"], "did you mean long tail?"),
        (["headcount", ACME, "-s", "long tail", "-s", "x"], "known: retail enterprise, logistics mid"),
    ],
)
def test_wrong_usage(arguments: list[str], said: str, run: Callable[..., Run]) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_a_defect(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("wheel came off")

    monkeypatch.setattr("csplan.answers.headcount.answer.headcount", broken)
    done = run("headcount", ACME)
    assert done.code == 3
    assert "this is a defect of csplan, not of your plan: RuntimeError: wheel came off" in done.err
    assert "please report it" in done.err
    assert "Traceback" not in done.err


def test_interrupted(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("csplan.answers.headcount.answer.headcount", interrupt)
    assert run("headcount", ACME).code == 130
    monkeypatch.setattr(app, "app", interrupt)
    assert run("headcount", ACME).code == 130


@pytest.mark.parametrize("code", [None, 0, 1, "text"])
def test_exit_codes_are_numbers(code: Any, run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(prog_name: str) -> None:  # noqa: ARG001 - as the app takes it
        raise SystemExit(code)

    monkeypatch.setattr(app, "app", leave)
    assert run().code == {None: 0, 0: 0, 1: 1, "text": 1}[code]


def test_the_system_says_no(run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    def full(prog_name: str) -> None:  # noqa: ARG001 - as the app takes it
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(app, "app", full)
    done = run()
    assert done.code == 2
    assert done.err == "csplan: No space left on device\n"
    monkeypatch.setattr(app, "app", lambda **_: None)
    assert run().code == 0


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (BrokenPipeError(), 141, ""),
        (OSError(28, "No space left on device"), 2, "csplan: the result can't be written: No space left on device\n"),
    ],
)
def test_nobody_takes_the_result(
    error: OSError, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Closed:
        def flush(self) -> None:
            raise error

    monkeypatch.setenv("CSPLAN_SLOW_EXIT", "1")
    monkeypatch.setattr(sys, "stdout", streams.Output(cast("Any", Closed())))
    with pytest.raises(SystemExit) as leaving:
        streams.leave(0)
    assert leaving.value.code == code
    assert capsys.readouterr().err == said


# --- help --------------------------------------------------------------------------------------------------


def test_alone_it_prints_help() -> None:
    done = process()
    assert b"Usage:" in done.stdout + done.stderr
    assert b"headcount" in done.stdout + done.stderr


def test_help_has_groups(run: Callable[..., Run]) -> None:
    done = run("--help")
    assert done.code == 0
    groups = dict.fromkeys(entry.group for entry in app.COMMANDS.values())
    assert [line[:-1] for line in done.out.splitlines() if line[:-1] in groups] == list(groups)
    for name in app.COMMANDS:
        assert re.search(rf"(?m)^  {name} ", done.out)


@pytest.mark.parametrize("command", app.COMMANDS)
def test_every_command_has_help(command: str, run: Callable[..., Run]) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"csplan {command} [OPTIONS]" in done.out


def test_version(run: Callable[..., Run]) -> None:
    from csplan import __version__

    assert run("--version").out == f"csplan {__version__}\n"
    done = process("--version")
    assert done.stdout.decode().splitlines() == [f"csplan {__version__}"]


def test_main(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from csplan import __main__

    monkeypatch.setattr(sys, "argv", ["csplan", "--version"])
    monkeypatch.setenv("CSPLAN_SLOW_EXIT", "1")
    with pytest.raises(SystemExit) as leaving:
        __main__.main()
    assert leaving.value.code == 0
    assert capsys.readouterr().out.startswith("csplan ")
    called = []
    monkeypatch.setattr("gc.disable", lambda: None)
    monkeypatch.setattr(app, "run", lambda: called.append(1))
    monkeypatch.setattr(sys, "argv", ["csplan", "rules"])
    __main__.main()
    assert called == [1]


# --- formats and files -------------------------------------------------------------------------------------


def test_formats(run: Callable[..., Run]) -> None:
    assert json.loads(run("headcount", ACME, "--format", "json").out)["schema"] == "csplan/headcount/2"
    assert run("headcount", ACME, "-f", "csv").out.startswith("table,segment,")
    assert run("headcount", ACME, "-f", "markdown").out.startswith("## CSMs for Acme Cloud 2027, USD\n")
    assert run("headcount", ACME, "-f", "table").out == run("headcount", ACME).out


def test_quiet_is_only_the_result(run: Callable[..., Run]) -> None:
    loud, quiet = run("headcount", YUNFAN), run("headcount", YUNFAN, "--quiet")
    assert loud.err.startswith("8 warnings to look at (4 unreadable-row, ")
    assert loud.err.endswith(f"): csplan validate {YUNFAN}\n")
    assert quiet.err == ""
    assert "What to do" not in quiet.out
    assert loud.out.startswith(quiet.out)


def test_segment(run: Callable[..., Run]) -> None:
    done = run("headcount", ACME, "-s", "long tail", "-s", "small shops", "-f", "json")
    assert [row["segment"] for row in json.loads(done.out)["segments"]] == ["small shops", "long tail"]


@pytest.mark.parametrize(("ending", "start"), [("json", "{"), ("csv", "segment,"), ("md", "## "), ("TXT", "CSMs for ")])
def test_output_follows_the_ending(ending: str, start: str, run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("headcount", YUNFAN, "-q", "-o", f"out.{ending}")
    told = "Wrote out.csv, out-teams.csv, out-total.csv\n" if ending == "csv" else ""
    assert (done.code, done.out, done.err) == (0, "", told)
    text = (tmp_path / f"out.{ending}").read_text(encoding="utf-8-sig")
    assert text.startswith(start)
    assert "中小企业" in text
    written = {"out.csv", "out-teams.csv", "out-total.csv"} if ending == "csv" else {f"out.{ending}"}
    assert {path.name for path in tmp_path.iterdir()} == written


def test_csv_files_are_for_spreadsheets(run: Callable[..., Run], tmp_path: Path) -> None:
    run("headcount", ACME, "-o", "out.csv", "--quiet")
    first = (tmp_path / "out.csv").read_bytes()
    assert first.startswith(b"\xef\xbb\xbfsegment,")
    rows = list(csv.DictReader(io.StringIO(first.decode("utf-8-sig"))))
    # 24 customers of 4.32M at 165k a CSM and 18k each: 24 x 18k / 165k = 2.618; 2,333 h of 1,094.8 h = 2.131
    mine = {name: rows[0][name] for name in ("customers", "arr", "csms_at_least", "csms_at_most", "currency")}
    assert mine == {
        "customers": "24",
        "arr": "4320000",
        "csms_at_least": "2.13",
        "csms_at_most": "2.62",
        "currency": "USD",
    }
    assert run("headcount", ACME, "-o", "out.csv", "--quiet").err.startswith("csplan: out.csv exists\n  hint: --force")
    run("headcount", ACME, "-o", "one.csv", "--table", "teams", "--exact", "--quiet")
    assert not (tmp_path / "one-total.csv").exists()
    text = (tmp_path / "one.csv").read_text(encoding="utf-8-sig")
    team = next(csv.DictReader(io.StringIO(text)))
    assert float(team["at_least"]) == pytest.approx(2333 / 1094.8, rel=1e-12)
    assert run("headcount", ACME, "-f", "csv", "--table", "teams").out.startswith("team,role,")
    wrong = run("headcount", ACME, "-f", "csv", "--table", "team")
    assert (wrong.code, wrong.err) == (2, "csplan: no table is named 'team'\n  hint: did you mean teams?\n")


def test_output_in_another_format(run: Callable[..., Run], tmp_path: Path) -> None:
    assert run("headcount", ACME, "-o", "out.txt", "-f", "json").code == 0
    assert json.loads((tmp_path / "out.txt").read_text(encoding="utf-8"))
    done = run("headcount", ACME, "-o", "out.pdf")
    assert done.code == 2
    assert "the ending of out.pdf says no format" in done.err


def test_output_never_overwrites_unless_told(run: Callable[..., Run], tmp_path: Path) -> None:
    file = tmp_path / "out.json"
    file.write_text("mine", encoding="utf-8")
    done = run("headcount", ACME, "-o", "out.json")
    assert done.code == 2
    assert "out.json exists\n  hint: --force overwrites it" in done.err
    assert file.read_text(encoding="utf-8") == "mine"
    link = tmp_path / "link.json"
    link.symlink_to(file)
    assert run("headcount", ACME, "-o", "link.json", "--force").code == 0
    assert link.is_symlink()
    assert json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("nowhere/out.json", "can't be written: No such file or directory"),
        ("/proc/out.json", "can't be written"),
        ("x" * 300 + ".json", ".json can't be written: File name too long"),
        ("x" * 252 + ".csv", ".csv can't be written: File name too long"),
        ("folder.json", "is no file that can be written anew"),
        ("pipe.json", "is no file that can be written anew"),
    ],
)
def test_output_that_can_not_be(output: str, said: str, run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    done = run("headcount", ACME, "-o", output, "--force")
    assert done.code == 2
    assert said in done.err
    assert {path.name for path in tmp_path.iterdir()} == {"folder.json", "pipe.json"}


@pytest.mark.parametrize("output", ["", ".", "/", ".."])
@pytest.mark.parametrize("format", ["table", "json", "csv", "markdown"])
def test_output_that_is_a_folder(output: str, format: str, run: Callable[..., Run], tmp_path: Path) -> None:  # noqa: A002
    done = run("headcount", ACME, "-o", output, "-f", format, "--force")
    assert (done.code, done.err.strip()) == (2, f"csplan: {output or '.'} is no file that can be written anew")
    assert not list(tmp_path.iterdir())


def test_half_a_file_is_never_seen(run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "out.json"
    file.write_text("old", encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "replace", fail)
    done = run("headcount", ACME, "-o", "out.json", "--force")
    assert done.code == 2
    assert "out.json can't be written: Input/output error" in done.err
    assert file.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_is_as_open_as_the_user_wants(run: Callable[..., Run], tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        run("headcount", ACME, "-o", "out.json")
    finally:
        os.umask(before)
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o600


# --- streams and terminals -----------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["table", "json", "csv", "markdown"])
@pytest.mark.parametrize(
    "environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONUTF8": "0"}]
)
def test_chinese_names_come_through_anywhere(format: str, environment: dict[str, str]) -> None:  # noqa: A002
    done = process("headcount", YUNFAN, "-f", format, **environment)
    assert done.returncode == 0
    assert "制造大客户" in done.stdout.decode("utf-8")


def test_chinese_names_in_problems() -> None:
    done = process("headcount", YUNFAN, "--set", "segments.制造.arr=1", LC_ALL="C")
    assert done.returncode == 2
    assert "制造" in done.stderr.decode("utf-8")


def test_a_pipe_that_closes(tmp_path: Path) -> None:
    command = f"{sys.executable} -m csplan headcount {ACME} | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["/bin/bash", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    assert done.stdout.splitlines()[0] == "CSMs for Acme Cloud 2027, USD"
    assert done.stdout.splitlines()[1] in {"0", "141"}
    assert done.stderr == ""


def test_pipes_get_no_colours() -> None:
    assert b"\x1b" not in process("headcount", ACME, FORCE_COLOR="1", TERM="xterm-256color").stdout


def terminal(columns: int, *arguments: str, **environment: str) -> str:
    """Run csplan in a pseudo terminal of this width; return all that it shows."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    known = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
    child = subprocess.Popen(
        [sys.executable, "-m", "csplan", *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**known, "PYTHONPATH": str(SOURCE), "TERM": "xterm-256color", **environment},
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(ours)
    assert child.wait() == 0
    return shown.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_narrow_terminals_lose_nothing(columns: int) -> None:
    from rich.cells import cell_len

    text = terminal(columns, "headcount", ACME, "--all", "--wide", NO_COLOR="1")
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert max(cell_len(line.rstrip()) for line in plain.splitlines()) <= columns
    for each in (
        "retail",
        "logistics",
        "4.32M",
        "1,413",
        "28.1",
        "4.62",
        "2.05",
        "over-budget",
        "fits",
        "77.4%",
    ):
        assert each in plain


def test_colours_on_a_terminal() -> None:
    assert "\x1b[1;31m" in terminal(100, "headcount", ACME)
    for text in (terminal(100, "headcount", ACME, NO_COLOR="1"), terminal(100, "headcount", ACME, "--no-color")):
        assert not re.search(r"\x1b\[[\d;]*3[0-7]m", text)
        assert "over-budget" in text


def test_problems_on_a_terminal() -> None:
    odd = ("headcount", ACME, "-f", "csv", "--set", "segments.logistics mid.contract_years=50")
    assert re.search(r"\x1b\[\d+mwarning\[unlikely-value\]\x1b\[0m", terminal(100, *odd))
    assert "\x1b" not in terminal(100, *odd, "--no-color")


def test_the_terminal_branches_in_process(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(tmp_path, plan(year={"starts": "2027-01-01"}, teams=[{"name": "unused", "role": "csm"}]))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    done = run("headcount")
    assert "CSMs for Test" in done.out
    assert done.err == "1 warning to look at (unused-team): csplan validate\n"


# --- init ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rules", ["usd-2m", "cny-1.5-2.5m"])
def test_init_runs_at_once_and_finds_nothing_wrong(rules: str, run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("init", "--rules", rules)
    assert (done.code, done.err) == (0, "")
    assert done.out == "Wrote csplan.yaml, and csplan.schema.json for your editor. Next: csplan headcount\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["csplan.schema.json", "csplan.yaml"]
    # What the first line promises to editors is there.
    first = (tmp_path / "csplan.yaml").read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=./csplan.schema.json"
    assert (tmp_path / "csplan.schema.json").read_text(encoding="utf-8") == run("schema").out
    done = run("headcount", "--check", "-f", "json")
    assert (done.code, done.err) == (0, "")
    found = json.loads(done.out)
    assert found["plan"]["rules"] == rules
    assert found["findings"] == []
    assert {row["verdict"] for row in found["teams"]} == {"fits"}


@pytest.mark.parametrize(
    ("where", "file", "again"),
    [
        ("new", "new/csplan.yaml", "new"),
        ("plans 1.5/deep", "plans 1.5/deep/csplan.yaml", "'plans 1.5/deep'"),
        ("mine.yml", "mine.yml", "mine.yml"),
        (".", "csplan.yaml", "."),
    ],
)
def test_init_where_it_is_told(where: str, file: str, again: str, run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("init", where)
    assert done.out == f"Wrote {file}, and csplan.schema.json for your editor. Next: csplan headcount {again}\n"
    assert (tmp_path / file).is_file()
    assert (tmp_path / file).with_name("csplan.schema.json").is_file()
    assert run("headcount", where).code == 0


def test_init_never_overwrites(run: Callable[..., Run], tmp_path: Path) -> None:
    file = tmp_path / "csplan.yaml"
    file.symlink_to("nowhere")
    done = run("init")
    assert done.code == 2
    assert "csplan.yaml exists, and init never overwrites" in done.err
    assert file.is_symlink()
    file.unlink()
    file.write_text("mine", encoding="utf-8")
    assert run("init").code == 2
    assert run("init", ".").code == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == ["csplan.yaml"]


def test_init_leaves_the_schema_of_another_plan(run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "csplan.schema.json").write_text("mine", encoding="utf-8")
    done = run("init")
    assert done.out == "Wrote csplan.yaml; csplan.schema.json was there and stays. Next: csplan headcount\n"
    assert (tmp_path / "csplan.schema.json").read_text(encoding="utf-8") == "mine"


def test_init_writes_both_or_nothing(run: Callable[..., Run], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, target: Path) -> Path:
        if target.name == "csplan.yaml":
            raise OSError(28, "No space left on device")
        return rename(path, target)

    rename = Path.rename

    def no_links(old: Path, new: Path) -> None:
        raise OSError(28, f"No space left on device: {old}, {new}")

    monkeypatch.setattr(Path, "replace", full)
    monkeypatch.setattr(os, "link", no_links)
    done = run("init")
    assert done.code == 2
    assert "csplan.yaml can't be written: No space left on device" in done.err
    assert list(tmp_path.iterdir()) == []


def test_init_can_not(run: Callable[..., Run], tmp_path: Path) -> None:
    assert "no rule pack is named x" in run("init", "--rules", "x").err
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run("init", "file/new")
    assert done.code == 2
    assert "file can't be made" in done.err or "can't be made" in done.err


def test_what_the_starter_says_of_itself_is_true(run: Callable[..., Run], tmp_path: Path) -> None:
    run("init")
    text = (tmp_path / "csplan.yaml").read_text(encoding="utf-8")
    assert "(high, mid, low, digital)" in text
    # What is left out is taken by default, and said so, or reported as missing.
    for line in ("sick: 5 d", "realization: 85%", "other_costs: 8k"):
        name = line.partition(":")[0].replace("_", " ")
        (tmp_path / "csplan.yaml").write_text(re.sub(rf"(?m)^ *{line}.*\n", "", text, count=1), encoding="utf-8")
        assert re.search(rf"by default: .*{name}", " ".join(run("headcount", "--all").out.split())), name
    for line, code, slug in (
        ("leave: 15 d", 2, "error[missing-key]"),
        ("takes: 6 h", 2, "error[missing-takes]"),
        ("customers: 24", 0, "warning[not-stated]"),
        ("arr: 3_600_000", 0, "warning[not-stated]"),
        ("at_risk: 15%", 0, "error[missing-volume]"),
        ("new_customers: 4", 0, "error[missing-volume]"),
    ):
        (tmp_path / "csplan.yaml").write_text(re.sub(rf"(?m)^ *{line}.*\n", "", text, count=1), encoding="utf-8")
        assert run("headcount").code == code, line
        assert slug in run("validate").out, line


# --- schema ----------------------------------------------------------------------------------------------------


def test_schema(run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("schema")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out)["title"] == "A csplan plan"
    assert run("schema", "plan").out == done.out
    assert json.loads(run("schema", "rules").out)["title"] == "A csplan rule pack"
    found = json.loads(run("schema", "segments").out)
    assert (found["title"], found["type"]) == ("The section segments of a csplan plan", ["string", "array"])
    assert list(tmp_path.iterdir()) == []


def test_schema_of_what_there_is_none(run: Callable[..., Run]) -> None:
    done = run("schema", "segmnets")
    assert (done.code, done.out) == (2, "")
    assert done.err == "csplan: there is no schema of 'segmnets'\n  hint: did you mean segments?\n"
    assert "hint: there are plan, fx, year, roles" in run("schema", "zzz").err
    assert set(SECTIONS) <= set(re.findall(r"\w+", run("schema", "--help").out))


def test_schema_into_a_file(run: Callable[..., Run], tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    assert run("schema", "year", "-o", "a.json").out == ""
    assert file.read_text(encoding="utf-8") == run("schema", "year").out
    done = run("schema", "tasks", "-o", "a.json")
    assert (done.code, done.err) == (2, "csplan: a.json exists\n  hint: --force overwrites it\n")
    assert run("schema", "tasks", "-o", "a.json", "--force").code == 0
    assert json.loads(file.read_text(encoding="utf-8"))["title"] == "The section tasks of a csplan plan"
    assert "is no file that can be written anew" in run("schema", "-o", ".", "--force").err
    assert "can't be written" in run("schema", "-o", "no/a.json").err


# --- rules -----------------------------------------------------------------------------------------------------


def test_rules(run: Callable[..., Run]) -> None:
    assert "usd-2m" in run("rules").out
    assert "csm-management, section 1" in run("rules", "usd-2m").out
    found = json.loads(run("rules", "cny-1.5-2.5m", "-f", "json").out)
    assert list(found) == ["schema", "numbers", "findings"]
    assert "Notes" not in run("rules", "usd-2m", "--quiet").out


def test_a_folder_is_its_plan(run: Callable[..., Run], tmp_path: Path) -> None:
    write(tmp_path / "sub", BUSY)
    assert run("headcount", "sub").out == run("headcount", "sub/csplan.yaml").out
    assert run("headcount", "sub", "--check").code == 1


def test_options(run: Callable[..., Run], tmp_path: Path) -> None:
    hostile = plan(tasks=BUSY["tasks"], segments=[segment(name="=1+1 [red]<b>|\x1b[31m"), segment(name="b")])
    write(tmp_path, hostile)
    done = run("options")
    assert done.code == 0
    assert "Ways out for Test, USD" in done.out
    assert "\x1b" not in done.out
    assert run("options", "--check").code == 1
    part = json.loads(run("options", "-s", "b", "-f", "json").out)
    assert part["schema"] == "csplan/options/2"
    assert [team["team"] for team in part["teams"]] == ["b"]
    wrong = run("options", "-s", "c")
    assert wrong.code == 2
    assert "no segment is named 'c'" in wrong.err
    table = run("options", "-f", "csv").out
    assert "\x1b" not in table
    assert "{'kind'" not in table
    assert ",=" not in table
    memo = run("options", "-f", "markdown", "--quiet").out
    assert "<b>" not in memo
    assert "gives and takes" not in memo


def test_completion_knows_the_commands() -> None:
    group = typer.main.get_command(app.app)
    context = typer.Context(group)
    assert isinstance(group, app.LazyGroup)
    assert group.list_commands(context) == list(app.COMMANDS)
    assert group.get_command(context, "nothing") is None


def test_it_leaves_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(code: int) -> None:
        raise SystemExit(code)

    monkeypatch.delenv("CSPLAN_SLOW_EXIT", raising=False)
    monkeypatch.setattr(os, "_exit", leave)
    with pytest.raises(SystemExit) as leaving:
        streams.leave(1)
    assert leaving.value.code == 1


def test_as_a_module(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["csplan", "--version"])
    monkeypatch.delitem(sys.modules, "csplan.__main__", raising=False)
    monkeypatch.setenv("CSPLAN_SLOW_EXIT", "1")
    with pytest.raises(SystemExit) as leaving:
        runpy.run_module("csplan", run_name="__main__")
    assert leaving.value.code == 0
    assert capsys.readouterr().out.startswith("csplan ")


def test_a_plan_without_a_command(run: Callable[..., Run], tmp_path: Path) -> None:
    write(tmp_path, plan())
    for given in ("csplan.yaml", "other.yml"):
        done = run(given)
        assert done.code == 2
        assert f"'{given}' comes behind a command: csplan headcount {given}" in done.err


def test_help_is_short_too(run: Callable[..., Run]) -> None:
    assert run("-h").out == run("--help").out
    assert run("headcount", "-h").out == run("headcount", "--help").out


def test_what_stands_in_for_pydantics_plugins_gives_way_to_it() -> None:
    # Another pydantic may ask for more of the module than csplan's stand-in has.
    code = (
        "from csplan.__main__ import _without_plugins as without; without()\n"
        "import sys, pydantic\n"
        "class Model(pydantic.BaseModel): value: int\n"
        "assert Model(value=1).value == 1\n"
        "assert 'importlib.metadata' not in sys.modules\n"
        "from pydantic.plugin._loader import PYDANTIC_ENTRY_POINT_GROUP as group\n"
        "print(group)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout == "pydantic\n"
