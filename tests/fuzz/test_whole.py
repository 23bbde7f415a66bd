"""What whole commands are fuzzed with: plans with records that can be used, changes to tables, and what is noticed."""

from __future__ import annotations

import json
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from csplan.findings.diagnostic import Unusable
from csplan.sources.csv_tables import read_table
from tests.fuzz import plans, tables, whole
from tests.fuzz.changing import Changing
from tests.fuzz.commands import Said, said
from tests.fuzz.mutations import words
from tests.fuzz.options import OF_RECORDS, Asking
from tests.fuzz.plans import MAIN, with_record
from tests.fuzz.warm import Warm

if TYPE_CHECKING:
    from collections.abc import Callable

    from csplan.sources.table import Table

KNOWN = words()
ROWS = [["date", "customer", "arr"], ["2026-01-31", "A", "1000"], ["2026-02-28", "B", "2000"], ["2026-03-31", "A", ""]]


class Never(Random):
    """Leaves tables in the usual form."""

    def random(self) -> float:
        return 0.5


class Lists(Random):
    """Writes tables as YAML lists, in files of their own."""

    def random(self) -> float:
        return 0.34


@pytest.mark.parametrize("base", with_record())
def test_plans_with_a_record_are_answered_before_they_are_mutated(
    base: plans.Base, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text, files = plans.written(base.files[MAIN].decode(), base.tables, Never())
    whole.write(Path("a"), {**files, MAIN: text.encode()})
    assert len(base.tables["accounts.csv"]) <= 32
    assert len({row[0] for row in base.tables["snapshots.csv"][1:]}) >= 9
    with Warm():
        for command in OF_RECORDS:
            assert said([command, "a"]).code == 0, command


def test_lists_say_what_tables_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for base in (with_record()[0], with_record()[-1]):
        answers: list[Any] = []
        files: plans.Files = {}
        for random in (Never(), Lists()):
            text, files = plans.written(base.files[MAIN].decode(), base.tables, random)
            whole.write(Path("a"), {**files, MAIN: text.encode()})
            answers.append(json.loads(said(["health", "a", "-f", "json"]).out))
        assert files.keys() >= {"people.yaml", "events.yaml", "snapshots.yaml"}
        assert answers[0]["segments"] == answers[1]["segments"]


def test_a_row_of_a_list_is_one_of_a_table() -> None:
    assert tables.as_list([["日期", "b c"], ["1", 'x: "y"'], ["", "\x1b"]], {"日期": "date"}) == (
        b'- {date: 1, b c: "x: \\"y\\""}\n- {b c: "\\u001b"}\n'
    )


@pytest.mark.parametrize("change", dict.fromkeys(tables.CHANGES))
def test_each_change_of_a_table_changes_it(change: Callable[..., None]) -> None:
    results = []
    for seed in range(60):
        rows = [list(row) for row in ROWS]
        change(rows, Random(seed), KNOWN)
        results.append(rows)
    assert sum(rows != ROWS for rows in results) > 15
    assert len({repr(rows) for rows in results}) > 2


def test_a_change_leaves_the_table_itself_as_it_is() -> None:
    before = [list(row) for row in ROWS]
    for seed in range(100):
        tables.changed(ROWS, Random(seed), KNOWN)
    assert before == ROWS
    assert tables.changed([], Random(1), KNOWN) == []


def test_names_are_those_of_the_plan_and_of_its_tables() -> None:
    names = with_record()[0].names
    assert names["segment"] == ["large", "mid", "small"]
    assert names["role"] == ["csm", "pooled"]
    assert "hosting" in names["line"]
    assert "Mei Tanaka" in names["csm"]
    assert set(names["customer"]) == {row[0] for row in with_record()[0].tables["accounts.csv"][1:]}
    assert plans.names_in({MAIN: b"a: [1\n- name: x, y"}, {}) == {"": ["x"]}


def test_every_command_is_asked_for_in_many_ways() -> None:
    random = Random(1)
    asked = set()
    for _ in range(3000):
        tried = plans.mutated(with_record()[0], random, KNOWN) if random.random() < 0.01 else None
        tried = tried or plans.Tried(with_record()[0].files, with_record()[0].names, record=True)
        [command, *rest] = Asking(random, tried, KNOWN).words()
        asked |= {(command, each) for each in rest if each.startswith("--")}
    wanted = "health --by,health --csm,value --period,scorecard --anonymous,pay --csm,assign --without,hire --sheet"
    more = "hire --ratings,timelog --against,explain --customer,explain --part,explain --stratum,diff --fail-on"
    assert {tuple(each.split()) for each in f"{wanted},{more}".split(",")} <= asked


def test_tables_change_while_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = b"a,b\n" + b"1,2\n" * 3000

    def rows(table: Table) -> None:
        assert list(table.rows())

    def blocks(table: Table) -> None:
        assert list(table.blocks(100))

    changed = []
    with Changing(Random(2)) as changing:
        changing.share = 1.0
        for how in (rows, blocks) * 10:
            whole.write(Path("a"), {"x.csv": before})
            with suppress(Unusable):
                read_table(Path("a/x.csv"), how)
            same = Path("a/x.csv").exists() and Path("a/x.csv").read_bytes() == before
            changed += [] if same else [how]
    assert set(changed) == {rows, blocks}
    whole.write(Path("a"), {"x.csv": before})
    read_table(Path("a/x.csv"), blocks)
    assert Path("a/x.csv").read_bytes() == before


def test_what_takes_too_long_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_: object) -> Said:
        start = time.process_time()
        while time.process_time() < start + 0.2:
            pass
        return Said(0, "", "")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(whole, "said", slow)
    findings, ends = whole.Findings(tmp_path / "findings"), Counter[tuple[str, int]]()
    whole.tried(["headcount", "a"], findings, ends)
    assert not findings.seen
    monkeypatch.setattr(whole, "SECONDS", 0.05)
    whole.tried(["headcount", "a"], findings, ends)
    assert len(findings.seen) == 1
    assert "more than 0.05 s" in (tmp_path / "findings/001/said.txt").read_text()


def test_a_signal_ends_the_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(whole, "said", lambda _: Said(143, "", ""))
    findings = whole.Findings(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        whole.tried(["headcount"], findings, Counter())
    assert not findings.seen


def test_findings_of_one_kind_are_kept_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    findings = whole.Findings(tmp_path / "findings", "7-")
    for name in ("Ann", "Bo"):
        findings.keep(["pay", name], AssertionError(f"KeyError: '{name}' in origins.py, line 128"))
    findings.keep(["pay"], AssertionError("KeyError: 'Ann' in origins.py, line 130"))
    assert sorted(each.name for each in (tmp_path / "findings").iterdir()) == ["7-001", "7-002"]


def test_the_closing_table_counts_answers() -> None:
    ends = Counter({("pay", 0): 3, ("pay", 1): 1, ("pay", 2): 4, ("hire", 2): 1})
    assert whole.told(ends, 2).splitlines() == [
        "hire                 1  answers         0 (  0%)  exit 2: 1",
        "pay                  8  answers         4 ( 50%)  exit 0: 3, exit 1: 1, exit 2: 4",
        "all                  9  answers         4 ( 44%)  exit 0: 3, exit 1: 1, exit 2: 5",
        "findings: 2",
    ]


def test_what_is_kept_warm_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text, files = plans.written(with_record()[0].files[MAIN].decode(), with_record()[0].tables, Never())
    whole.write(Path("a"), {**files, MAIN: text.encode()})
    asked = (
        ["health", "a"],
        ["headcount", "a", "-q"],
        ["health", "a", "--by", "csm", "-f", "json"],
        ["explain", "a", "heads"],
    )
    cold = [said(each) for each in asked]
    with Warm() as warm:
        assert [said(each) for each in asked] == cold
        assert [each.plan is None for each in warm.plans.values()] == [False]
        whole.write(Path("a"), {MAIN: b"csplan: 1\n"})
        warm.forget(keeps=True)
        assert said(["health", "a"]).code == 2
        assert warm.refused
    assert [said(each).code for each in asked] == [2, 2, 2, 2]
