"""What shells are told completes a word, tried in the shells themselves: bash, zsh and fish, where they are there."""

from __future__ import annotations

import json
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from csplan.cli.complete import for_bash, for_power_shell, for_zsh

CSPLAN = str(Path(sys.executable).with_name("csplan"))
NAMES = (
    "a$(touch PWNED) `touch PWNED`",
    "b\\$(touch PWNED) \\`touch PWNED\\` \\\\$(touch PWNED)",
    "c'; touch PWNED; '$(touch PWNED)'",
    'd"; touch PWNED; "$(touch PWNED)"',
    "e; touch PWNED & touch PWNED | touch PWNED > PWNED",
    "f)) $(touch PWNED) (( ]; touch PWNED; [",
    "g  two   spaces, a:b = c # d",
    "h*? !! {s,t} ~ y%Y^Z <(touch PWNED)",
    "i\\",
    "云帆 $(touch PWNED)",
    "${(e):-$(touch PWNED)}",
    "=(touch PWNED)",
    "~+$(touch PWNED)",
)
"""Each begins otherwise; those that begin with a letter of ASCII are completed one by one, the others are listed."""

HEAD = """\
csplan: 1
currency: USD
roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}
"""
CALLED = "import json,sys; print(json.dumps(sys.argv[1:]), file=open('called', 'a'))"

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    segments = [{"name": name, "customers": 10, "arr": "1M"} for name in NAMES]
    (tmp_path / "csplan.yaml").write_text(f"{HEAD}segments: {json.dumps(segments)}\n", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    # In place of csplan: passes on what a shell asks, and writes down what it is called with.
    stand_in = tmp_path / "bin" / "csplan"
    stand_in.write_text(
        f'#!/bin/sh\nif [ -n "$_CSPLAN_COMPLETE" ]; then exec "{CSPLAN}" "$@"; fi\n'
        f'exec "{sys.executable}" -S -c "{CALLED}" "$@"\n',
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    return tmp_path


def script_of(shell: str) -> str:
    """Return what --install-completion would install."""
    asked = {**os.environ, "_CSPLAN_COMPLETE": f"source_{shell}"}
    return subprocess.run([CSPLAN], capture_output=True, text=True, check=True, env=asked).stdout


class Terminal:
    """A shell at a terminal."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.process, self.at = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            os.environ.update(
                PATH=f"{folder / 'bin'}:{os.environ['PATH']}", TERM="xterm", LC_ALL="C.UTF-8", HOME=str(folder)
            )
            os.execvp(command[0], command)  # noqa: S606
        self.said = b""

    def type(self, text: str) -> None:
        """Type, and let the shell say something."""
        os.write(self.at, text.encode())
        self.read(0.05)

    def read(self, seconds: float) -> None:
        while select.select([self.at], [], [], seconds)[0]:
            try:
                self.said += os.read(self.at, 65536)
            except OSError:
                return

    def end(self) -> None:
        os.close(self.at)
        os.kill(self.process, 9)
        os.waitpid(self.process, 0)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there are no terminals like that here")
@pytest.mark.parametrize("shell", SHELLS)
def test_names_are_completed_as_text(shell: str, folder: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    setup = folder / "setup"
    setup.write_text(
        ("autoload -U compinit; compinit -u -D\n" if shell == "zsh" else "") + script_of(shell), encoding="utf-8"
    )
    terminal = Terminal(SHELLS[shell], folder)
    called = folder / "called"
    single = [each for each in NAMES if each[0].isascii() and each[0].isalpha()]
    try:
        terminal.read(1)
        terminal.type(f"source {setup}\n")
        terminal.read(1)
        for count, each in enumerate(single, 1):
            terminal.type(f"csplan explain csms --segment {each[0]}\t\r")
            wait_for(called, count, terminal)
        terminal.type("csplan explain csms --segment \t\t")
        terminal.read(1)
        assert not (folder / "PWNED").exists(), terminal.said
    finally:
        terminal.end()
    got = [json.loads(line)[-1] for line in called.read_text(encoding="utf-8").splitlines()]
    assert got == single


def wait_for(called: Path, lines: int, terminal: Terminal) -> None:
    """Wait until csplan has been called so often."""
    end = time.monotonic() + 120  # on a busy machine csplan takes seconds to start
    while time.monotonic() < end:
        terminal.read(0.05)
        if called.exists() and called.read_text(encoding="utf-8").count("\n") >= lines:
            return
    pytest.fail(f"call {lines} never came: {terminal.said.decode(errors='replace')[-2000:]}")


@pytest.mark.parametrize(("shell", "quoted"), [("bash", for_bash), ("zsh", for_zsh)])
def test_a_quoted_word_is_the_text(shell: str, quoted: object, tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    words = " ".join(quoted(name) for name in NAMES)  # type: ignore[operator]
    script = f"printf '%s\\n' {words}"
    done = subprocess.run([shell, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.splitlines() == list(NAMES)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "quoted"),
    [
        ("mid-market", "mid-market"),
        ("$(calc)", "'$(calc)'"),
        ("it's", "'it''s'"),
        ("it\u2019s", "'it\u2019\u2019s'"),
        ("a:::b", "'a: : :b'"),
        ("", "''"),
    ],
)
def test_a_word_of_power_shell(name: str, quoted: str) -> None:
    assert for_power_shell(name) == quoted


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_names_that_nobody_can_type_are_not_offered(shell: str, tmp_path: Path) -> None:
    segments = [{"name": name, "customers": 1, "arr": "1M"} for name in ("a\nb", "a\x1b[31m", "a\u202eb", "a\tb", "ab")]
    (tmp_path / "csplan.yaml").write_text(f"{HEAD}segments: {json.dumps(segments)}\n", encoding="utf-8")
    asked = {
        "_CSPLAN_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "csplan explain csms --segment ",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": "csplan explain csms --segment ",
        "COMP_CWORD": "4",
    }
    done = subprocess.run(
        [CSPLAN], env={**os.environ, **asked}, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert done.returncode == 0
    assert done.stdout.strip() in {"ab", "compadd -- $'ab'", "ab:::"}
