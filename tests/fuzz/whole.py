"""Runs whole commands on mutated plans: ``python -m tests.fuzz.whole SECONDS [SEED [PROCESSES]]``, anywhere.

Every command with all its options and formats (options.py), on plans of which most are small and have a record
(plans.py), with tables that another program changes while they are read (changing.py). What a command says and how it
ends is checked (commands.py), and that it ends; an input that is a finding is kept, with the words of the command, in
a folder beside the current one. Ends with how often each command ran, how often it gave an answer, and how it ended.
"""

from __future__ import annotations

import gc
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import repeat
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from csplan.cli.app import COMMANDS
from tests.fuzz.changing import Changing
from tests.fuzz.commands import check, said
from tests.fuzz.mutations import words
from tests.fuzz.options import Asking
from tests.fuzz.plans import differing, drawn, mutated
from tests.fuzz.warm import Warm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.fuzz.plans import Files

    Ends = Counter[tuple[str, int]]

EACH, FEW = 16, 2
"""Commands that are run on a plan before the next one is written; on one that can't be used: all say the same."""
KEPT = 0.9
"""Share of the plans that are read once for all commands that read them alike."""
SECONDS = 20.0
"""Of the processor: more for one command is a finding, on however busy a machine."""
OFTEN = 1000
"""Commands after which it is written down how many there were so far."""
CODES = range(4)
SIGNALLED = 128
"""From this exit code on a signal ended a command."""


def write(folder: Path, files: Files) -> None:
    """Make a folder anew, with these files in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


class Findings:
    """Keeps each kind of finding once: its files, the words of the command, and what was wrong."""

    def __init__(self, folder: Path, prefix: str = "") -> None:
        """Keep them in this folder, each in one whose name starts so."""
        self.folder, self.prefix = folder, prefix
        self.seen: set[str] = set()

    def keep(self, arguments: Sequence[str], wrong: BaseException) -> None:
        """Keep what is wrong with a command, unless its like is there."""
        what = (str(wrong) if isinstance(wrong, AssertionError) else repr(wrong))[-1500:]
        kind = re.sub(r"(['\"]).*?\1", "", what)[-90:]
        if kind in self.seen:
            return
        self.seen.add(kind)
        place = self.folder / f"{self.prefix}{len(self.seen):03}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for each in ("a", "b"):
            if Path(each).is_dir():
                shutil.copytree(each, place / each)
        (place / "command.json").write_text(json.dumps(arguments), encoding="utf-8")
        (place / "said.txt").write_text(f"{what}\n{''.join(traceback.format_exception(wrong))}", encoding="utf-8")
        sys.stdout.write(f"{place}: {arguments}\n  {what}\n")
        sys.stdout.flush()


class TooLong(BaseException):  # no Exception: nothing but the last line of defence may catch it
    """A command takes too long."""


@contextmanager
def timed() -> Iterator[None]:
    """Raise where what is done meanwhile takes too long, and where the machine has such a clock stop it."""

    def stop(*_: object) -> None:
        raise TooLong(f"more than {SECONDS} s")

    stops = hasattr(signal, "setitimer")
    if stops:
        signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
    start = time.process_time()
    try:
        yield
    finally:
        if stops:
            signal.setitimer(signal.ITIMER_PROF, 0)
    if time.process_time() - start > SECONDS:
        stop()


def tried(arguments: Sequence[str], findings: Findings, ends: Ends) -> None:
    """Run and check one command."""
    try:
        with timed():
            done = said(arguments)
        ends[arguments[0] if arguments[0] in COMMANDS else "(others)", done.code] += 1
        if done.code < SIGNALLED:
            check(arguments, done)
    except (Exception, TooLong) as wrong:  # noqa: BLE001 - whatever it is, it is a finding
        findings.keep(arguments, wrong)
        return
    if done.code >= SIGNALLED:
        raise KeyboardInterrupt


def commands(seed: int) -> Iterator[list[str]]:
    """Yield commands without end, each with its plans in the folders ``a`` and ``b``."""
    random, known = Random(seed), words()
    with Changing(random) as changing, Warm() as warm:
        while True:
            base = drawn(random)
            tried = mutated(base, random, known)
            write(Path("a"), tried.files)
            warm.forget(keeps=random.random() < KEPT)
            changing.share = 0.0 if warm.keeps or random.random() < 0.5 else 0.02
            asking, other = Asking(random, tried, known), False
            for number in range(EACH):
                if number == FEW and warm.refused:
                    break
                arguments = asking.words()
                if arguments[0] == "diff" and not other:
                    another = random.random() < 0.3
                    source = drawn(random) if random.random() < 0.3 else base
                    write(
                        Path("b"), mutated(source, random, known).files if another else differing(tried, random, known)
                    )
                    other = True
                yield arguments


def told(ends: Ends, findings: int) -> str:
    """Return the closing table: of each command its runs, how many of them gave an answer, and how they ended."""
    lines = []
    for name in (*sorted({name for name, _ in ends}), "all"):
        counts = {
            code: sum(ends[each] for each in ends if each[1] == code and name in {each[0], "all"}) for code in CODES
        }
        runs, answers = sum(counts.values()), counts[0] + counts[1]
        codes = ", ".join(f"exit {code}: {count:,}" for code, count in counts.items() if count)
        lines.append(f"{name:<12} {runs:>9,}  answers {answers:>9,} ({answers / max(runs, 1):>4.0%})  {codes}\n")
    return "".join((*lines, f"findings: {findings}\n"))


def run(seconds: float, seed: int, folder: Path) -> tuple[Ends, int]:
    """Run commands for so long; return how they ended, and how many findings there were."""
    findings, ends = Findings(folder, f"{seed}-"), Counter[tuple[str, int]]()
    until = time.monotonic() + seconds
    memory = Path("/dev/shm")  # noqa: S108 - files there cost least; a folder of its own is made
    place = tempfile.mkdtemp(prefix="csplan-fuzz-", dir=memory if os.access(memory, os.W_OK) else None)
    os.chdir(place)
    try:
        for number, arguments in enumerate(commands(seed)):
            if time.monotonic() > until:
                break
            tried(arguments, findings, ends)
            if number % OFTEN == OFTEN - 1:
                findings.folder.mkdir(exist_ok=True)
                (findings.folder / f"{seed}.txt").write_text(told(ends, len(findings.seen)), encoding="utf-8")
            if number == EACH:
                gc.freeze()
    except KeyboardInterrupt:
        pass
    finally:
        os.chdir(folder.parent)
        shutil.rmtree(place, ignore_errors=True)
    return ends, len(findings.seen)


def main(seconds: str, seed: str = "1", processes: str = "1") -> int:
    """Run commands for so long, a seed a process; return how many findings there were."""
    folder, start, many = Path.cwd() / "fuzz-findings", int(seed), int(processes)
    seeds = range(start, start + many)
    if many == 1:
        results = [run(float(seconds), start, folder)]
    else:
        with ProcessPoolExecutor(many) as pool:
            results = list(pool.map(run, repeat(float(seconds)), seeds, repeat(folder)))
    count = sum(findings for _, findings in results)
    sys.stdout.write(told(sum((ends for ends, _ in results), Counter()), count))
    return count


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:])))
