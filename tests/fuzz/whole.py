"""Runs whole commands on mutated plans: ``python -m tests.fuzz.whole SECONDS [SEED]``, anywhere.

Every command with all its options and formats, on plans of the examples and of tests/invalid in which a few places
differ: --set and --scenario, differences of two mutated plans, tables that another program changes while they are
read. What a command says and how it ends is checked (commands.py); an input that is a finding is kept, with the words
of the command, in a folder beside the current one. Ends with how often each command ran, and how it ended.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any, Self

from csplan.cli.app import COMMANDS
from csplan.sources import table
from tests.fuzz.commands import FORMATS, OF_FINDINGS, check, said
from tests.fuzz.mutations import mutate, words
from tests.fuzz.targets import PLAN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Files = dict[str, bytes]

ROOT = Path(__file__).parents[2]
LONGEST = 60
"""Lines of a table or a log that are taken: more of them say the same."""
FIGURES = ("heads", "csms", "cost_floor", "gross_margin", "efficiency_ceiling", "csms_needed", "pay", "takes", "share")
BUDGETS = ("heads+0", "cost+5%", "csms+0.5", "verdict", "gross_margin-1%", "heads+1,cost+10k", "x", "cost+1e309")
SETTINGS = (
    "segments.{name}.arr", "segments.{name}.customers", "segments.0.arr", "roles.csm.pay", "roles.{name}.pay",
    "rules.arr_cap", "rules.arr_per_csm", "economics.gross_margin", "economics.operating_margin", "year.starts",
    "economics.costs.0.share", "economics.growth.cost_per_100", "tasks.{name}.times", "tasks.0.takes", "{name}",
    "teams.{name}.csms_now", "tiers.{name}.acv.min", "roles.csm.time.internal", "segments.{name}.renewal_rate",
    "roles.csm.ramp.months", "roles.csm.ramp.at", "roles.csm.hiring.turnover", "roles.csm.hiring.lead", "hiring.months",
    "segments.{name}.churn", "segments.{name}.months.new_customers", "hiring.peaks.up_to", "tasks.{name}.over",
)  # fmt: skip
VALUES = (
    "+5%", "-10%", "0", "1M", "0.0000001", "1e300", "75%", "100%", "-5", "3 h", "none", "2027-01-01", "x", "∞",
    "99M EUR",
)  # fmt: skip
CALCULATING = (
    "headcount",
    "headcount",
    "cost-floor",
    "ceiling",
    "timelog",
    "explain",
    "explain",
    "options",
    "hire",
    "hire",
    "assign",
    "health",
    "value",
    "pay",
    "scorecard",
)


@cache
def bases() -> list[Files]:
    """Return the files of the plans that are mutated."""
    single = [*(ROOT / "examples").glob("*.yaml"), *(ROOT / "tests/invalid").glob("*.yaml")]
    folders = [path.parent for top in ("examples", "tests/invalid") for path in (ROOT / top).glob("*/csplan.yaml")]
    plans: list[Files] = [{"csplan.yaml": path.read_bytes()} for path in single]
    plans += [
        {path.name: _short(path) for path in folder.iterdir() if path.suffix in {".yaml", ".yml", ".csv"}}
        for folder in folders
    ]
    tables = {
        "b.csv": b"customer,segment,arr,csm\nA,a,200k,Ann\nB,b,1M,Bo\nC,b,3k,Bo\n",
        "l.csv": b"date,csm,task,minutes,segment\n2026-07-01,Ann,x,30,a\n2026-07-02,Bo,x,45,b\n2026-08-03,Ann,z,90,a\n",
    }
    main = PLAN.encode()
    lean = b"scenarios: {lean: {set: {segments.a.arr: +5%}}}\n"
    usual: list[Files] = [
        {"csplan.yaml": main},
        {"csplan.yaml": main + lean},
        {"csplan.yaml": main + b"accounts: b.csv\nyear: {starts: 2027-01-01}\n", **tables},
        {"csplan.yaml": main + b"time_log: {file: l.csv, covers: 80%}\n" + lean, **tables},
    ]
    whole = [plan for plan in plans if b"economics" in plan["csplan.yaml"]]
    return [*plans, *whole * 3, *usual * len(plans)]


def _short(path: Path) -> bytes:
    data = path.read_bytes()
    return b"\n".join(data.split(b"\n")[:LONGEST]) + b"\n" if path.suffix == ".csv" or "log" in path.name else data


def mutated(random: Random, known: Sequence[bytes]) -> Files:
    """Return the files of a plan in which some places differ; in one of six none."""
    files = dict(random.choice(bases()))
    if random.random() < 0.05:  # the plan with a table as people have it
        files["accounts.csv"] = files.get("accounts.csv", b"customer,segment,arr,csm\nA,a,1M,Ann\nB,b,2M,Bo\n")
    for _ in range(random.choice((0, 0, 0, 0, 1, 1, 2))):
        name = random.choice(list(files))
        files[name] = mutate(files[name], random, known)
    return files


def write(folder: Path, files: Files) -> None:
    """Make a folder anew, with these files in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def names_in(files: Files) -> list[str]:
    """Return texts that stand behind ``name:`` in a plan."""
    text = files["csplan.yaml"].decode(errors="replace")
    found = [part.strip("'\" ") for line in text.split("name:")[1:] for part in line.split("\n")[0].split(",")[:1]]
    return [each.replace("\0", "") for each in found] or ["a"]


def command(random: Random, files: Files, known: Sequence[bytes]) -> list[str]:
    """Return the words of a command on the plan in the folder ``a``, or on those in ``a`` and ``b``."""
    which = random.choice((*CALCULATING, "diff", "diff", "validate", "validate", "other"))
    name = random.choice(names_in(files))
    if random.random() < 0.05:
        name = mutate(name.encode(), random, known).decode(errors="replace").replace("\0", "")
    if which == "validate":
        rating = random.choice(([], ["--strict"], ["--select", "over-budget,money"], ["--ignore", "no-effect"]))
        return ["validate", "a", *rating, "-f", random.choice(OF_FINDINGS)]
    if which == "other":
        return random.choice(others(name, random.choice(FORMATS)))
    if which == "diff":
        more = ["--fail-on", random.choice(BUDGETS)] * (random.random() < 0.5)
        start = ["diff", "a", "b"]
    else:
        more = what_if(random, name, known) + of_its_own(which, random, name)
        figure = [random.choice(FIGURES)] * (which == "explain" and random.random() < 0.8)
        start = [which, "a", *figure]
    for option, share in (("--check", 0.3), ("--all", 0.3), ("--wide", 0.2), ("-q", 0.2)):
        more += [option] * (random.random() < share)
    if random.random() < 0.03:
        more += ["-o", random.choice(("out.json", "out.csv", "out.xlsx", "a", "no/x.md", name)), "--force"]
    return [*start, *more, "-f", random.choice(FORMATS)]


def others(name: str, form: str) -> list[list[str]]:
    """Return commands that need no plan."""
    return [
        ["rules", "-f", form],
        ["rules", "usd-2m", "-f", form],
        ["schema", name],
        ["--help"],
        ["explain", "--help"],
        [name],
        ["headcount", "a", f"--{name}"],
        ["init", "a/new", "-r", name],
    ]


def what_if(random: Random, name: str, known: Sequence[bytes]) -> list[str]:
    """Return other values for a plan, in half of the commands."""
    more: list[str] = []
    if random.random() < 0.4:
        value = random.choice(VALUES) if random.random() < 0.8 else random.choice(known).decode(errors="replace")
        more += ["--set", f"{random.choice(SETTINGS).format(name=name)}={value}".replace("\0", "")]
    if random.random() < 0.1:
        more += ["--scenario", random.choice((name, "lean", "base"))]
    return more


def of_its_own(which: str, random: Random, name: str) -> list[str]:
    """Return options that only one command has."""
    if which == "explain":
        level = random.choice(("--segment", "--team", "--role", "--task", "--line", "--spending"))
        return random.choice(([level, name], ["--segment", name, level, name], ["--assumptions"], ["-d", "5"], []))
    if which == "hire":
        day = random.choice(("2026-10-01", "2027-05-15", "9999-12-31", "0001-01-01", name))
        return random.choice(
            (["--as-of", day], ["--team", name], ["--openings"], ["--policy", "late"], ["--months", "30"], [])
        )
    if which == "assign":
        day = random.choice(("2027-01-04", "9999-12-31", "0001-01-01", name))
        return random.choice((["--as-of", day], ["--team", name], ["--without", name], ["--moves", "3"], []))
    if which == "headcount" and random.random() < 0.1:
        return ["--compare", f"base,{random.choice((name, 'lean'))}"]
    few = {
        "cost-floor": (["--by", "tier"], ["--target", f"gross_margin={random.choice(VALUES)}"]),
        "health": (["--period", "2026-Q3"], ["--by", "csm"], ["--customers"], ["--anonymous"]),
        "value": (["--period", name], ["--by", "csm"], ["--events"], ["--years", "3"], ["--low"]),
        "pay": (["--period", "2026-Q3"], ["--csm", name], ["--role", name], ["--check"], ["--anonymous"]),
        "scorecard": (["--period", "2026-H1"], ["--csm", name], ["--anonymous"], ["--period", name]),
        "timelog": (["--against", "2026-Q2"], ["--against", name]),
    }
    if which in few and random.random() < 0.7:
        return random.choice(few[which])
    return ["-s", name] if which != "timelog" and random.random() < 0.2 else []


class Changing:
    """Tables that change while they are read, one in so many; for as long as this lasts."""

    def __init__(self, random: Random) -> None:
        """Know how to choose."""
        self.random = random
        self.share = 0.0

    def __enter__(self) -> Self:
        """Take the place of the reader of rows."""
        self.rows = table.Table.rows

        def rows(table: Any) -> Iterator[Any]:
            at = self.random.randrange(6) if self.random.random() < self.share else -1
            for number, row in enumerate(self.rows(table)):
                if number == at:
                    self.change()
                yield row

        table.Table.rows = rows  # type: ignore[assignment, method-assign]
        return self

    def __exit__(self, *_: object) -> None:
        """Give its place back."""
        table.Table.rows = self.rows  # type: ignore[method-assign]

    def change(self) -> None:
        """Change every table that is there."""
        for path in Path("a").glob("*.csv"):
            how = self.random.randrange(4)
            if how == 0:
                os.truncate(path, self.random.randrange(path.stat().st_size + 1))
            elif how == 1:
                path.write_bytes(b"\xff" * 9 + path.read_bytes())
            elif how == 2:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes() + b"x,y,1\n")


class Findings:
    """Keeps each kind of finding once: its files, the words of the command, and what was wrong."""

    def __init__(self, folder: Path) -> None:
        """Keep them in this folder."""
        self.folder = folder
        self.seen: set[str] = set()

    def keep(self, arguments: Sequence[str], wrong: BaseException) -> None:
        """Keep what is wrong with a command, unless its like is there."""
        what = (str(wrong) if isinstance(wrong, AssertionError) else repr(wrong))[-1500:]
        if what[-90:] in self.seen:
            return
        self.seen.add(what[-90:])
        place = self.folder / f"{len(self.seen):03}"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        for each in ("a", "b"):
            if Path(each).is_dir():
                shutil.copytree(each, place / each)
        (place / "command.json").write_text(json.dumps(arguments), encoding="utf-8")
        (place / "said.txt").write_text(f"{what}\n{''.join(traceback.format_exception(wrong))}", encoding="utf-8")
        sys.stdout.write(f"{place}: {arguments}\n  {what}\n")
        sys.stdout.flush()


def tried(arguments: Sequence[str], findings: Findings, ends: Counter[tuple[str, int]]) -> None:
    """Run and check one command."""
    try:
        done = said(arguments)
        ends[arguments[0] if arguments[0] in COMMANDS else "(others)", done.code] += 1
        check(arguments, done)
    except Exception as wrong:  # noqa: BLE001 - whatever it is, it is a finding
        findings.keep(arguments, wrong)


def commands(seed: int) -> Iterator[list[str]]:
    """Yield commands without end, each with its plans in the folders ``a`` and ``b``."""
    random, known = Random(seed), words()
    with Changing(random) as changing:
        while True:
            files = mutated(random, known)
            other = {name: mutate(data, random, known) for name, data in files.items()}
            write(Path("a"), files)
            write(Path("b"), mutated(random, known) if random.random() < 0.3 else other)
            for _ in range(4):
                changing.share = 0.02 if random.random() < 0.1 else 0.0
                yield command(random, files, known)


def main(seconds: str, seed: str = "1") -> int:
    """Run commands for so long; return how many findings there were."""
    findings = Findings(Path.cwd() / "fuzz-findings")
    ends: Counter[tuple[str, int]] = Counter()
    until = time.monotonic() + float(seconds)
    os.chdir(tempfile.mkdtemp(prefix="csplan-fuzz-"))
    for arguments in commands(int(seed)):
        if time.monotonic() > until:
            break
        tried(arguments, findings, ends)
    for name in sorted({name for name, _ in ends}):
        counts = {code: ends[name, code] for code in range(4) if ends[name, code]}
        codes = ", ".join(f"exit {code}: {count:,}" for code, count in counts.items())
        sys.stdout.write(f"{name:<12} {sum(counts.values()):>9,}  {codes}\n")
    sys.stdout.write(f"{'all':<12} {sum(ends.values()):>9,}  findings: {len(findings.seen)}\n")
    return len(findings.seen)


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:])))
