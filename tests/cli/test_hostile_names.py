"""Names that act go through every command, option and format, and nothing of them acts, on either stream."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.fuzz.commands import FORMATS, OF_FINDINGS, check, said
from tests.repositories import Repo, repo

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["repo"]  # a fixture

HOSTILE = (
    "a\n::error file=app.js,line=1::pwned\x1b[31m",
    "::warning::b ##[error]pwned ##vso[task.setvariable]x",
    "c\u202egnp.exe\u2066\u200b\u3164\ufeff\u2028\x9b31m\x7f\r\x07\x08\x00".replace("\x00", ""),
    "=d|cmd' /C calc'!A0",
    "`e` <script>alert(1)</script> [x](javascript:y) | $(touch PWNED)",
    "\x1b]0;title\x07\x1b]8;;http://x\x1b\\f",
)
"""What a CI system, a terminal, a spreadsheet or Markdown would act on; each name is another one."""


TIME = {"contracted": "250 d", "leave": "15 d", "internal": "30%"}


def named(number: int) -> str:
    return f"{HOSTILE[number % len(HOSTILE)]} {number}"


def hostile_plan(arr: str, customers: int) -> dict[str, Any]:
    """Return a plan in which everything that can have a name has one of these."""
    name = map(named, itertools.count())
    role, high, low, team, one, two, three, check_in, alias, tickets = itertools.islice(name, 10)
    gross, other, campaign, tool, note, plan_name, scenario, typo = itertools.islice(name, 8)
    return {
        "csplan": 1,
        "name": plan_name,
        "currency": "USD",
        "rules": {"from": "usd-2m", "arr_per_csm": [{"value": "1.5M", "note": note}]},
        "roles": {role: {"pay": "120k", "loading": "30%", "time": TIME}},
        "tiers": [{"name": high, "acv": {"min": "50k"}}, {"name": low, "acv": {"max": "50k"}}],
        "teams": [{"name": team, "role": role, "csms_now": 2}],
        "segments": [
            {"name": one, "customers": customers, "arr": arr, "team": team},
            {"name": two, "customers": 10, "arr": "2M", "role": role, "csms_now": 1},
            {"name": three, "customers": 3, "arr": "100", "role": role, typo: 1},
        ],
        "tasks": [
            {"name": check_in, "aliases": [alias], "kind": "proactive", "per": "customer", "takes": "1 h", "times": 2},
            {"name": tickets, "kind": "reactive", "per": "customer", "takes": "2 h", "times": {high: 3, low: 1}},
        ],
        "economics": {
            "gross_margin": "75%",
            "costs": [{"name": gross, "share": "10%", "in": "gross"}, {"name": other, "share": "5%", "in": "gross"}],
            "spending": [
                {"name": campaign, "amount": "60k", "kind": "short_term", "returned": "6k"},
                {"name": tool, "amount": "90k", "kind": "long_cycle", "review": "2020-01-01"},
            ],
        },
        "scenarios": {scenario: {"set": {f"roles.{json.dumps(role)}.pay": "+10%"}}, "lean": {"set": {"x.y": 1}}},
    }


def written(folder: Path, data: dict[str, Any], typo: bool = False) -> None:  # noqa: FBT001, FBT002
    if not typo:
        data["segments"][2] = {key: value for key, value in data["segments"][2].items() if value != 1}
        data["scenarios"].pop("lean")
        for key in list(data["scenarios"]):
            data["scenarios"][key] = {"set": {"economics.gross_margin": "80%"}}
    (folder / "csplan.yaml").write_text(json.dumps(data), encoding="utf-8")


SEGMENT, TEAM, ROLE, TASK, LINE, SPENDING, SCENARIO = (named(number) for number in (4, 3, 0, 7, 10, 12, 16))
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("headcount",),
    ("headcount", "--check"),
    ("headcount", "-s", SEGMENT),
    ("headcount", "--compare", f"base,{SCENARIO}"),
    ("headcount", "--scenario", SCENARIO),
    ("headcount", "--set", f"segments.{SEGMENT}.arr=+5%"),
    ("cost-floor",),
    ("cost-floor", "--check", "--by", "tier"),
    ("cost-floor", "-s", SEGMENT),
    ("ceiling",),
    ("ceiling", "-s", SEGMENT, "--check"),
    ("options",),
    ("options", "-s", SEGMENT, "--check"),
    ("explain", "csplan.yaml"),
    ("explain", "csplan.yaml", "heads", "--team", TEAM),
    ("explain", "csplan.yaml", "cost_floor", "--segment", SEGMENT),
    ("explain", "csplan.yaml", "pay", "--role", ROLE),
    ("explain", "csplan.yaml", "takes", "--segment", SEGMENT, "--task", TASK),
    ("explain", "csplan.yaml", "share", "--segment", SEGMENT, "--line", LINE),
    ("explain", "csplan.yaml", "spent", "--spending", SPENDING),
    ("explain", "csplan.yaml", "--assumptions"),
    ("timelog",),
    ("hire", "--sheet", SEGMENT),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    written(tmp_path, hostile_plan("4M", 300))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda words: " ".join(words).encode("unicode_escape").decode())
@pytest.mark.parametrize("wide", [(), ("--wide", "--all")])
def test_names_in_a_plan_act_nowhere(arguments: tuple[str, ...], wide: tuple[str, ...], folder: Path) -> None:
    assert folder.exists()
    for form in FORMATS:
        done = said([*arguments, *wide, "-f", form])
        check([*arguments, *wide, "-f", form], done)
        assert done.code in {0, 1} or arguments == ("timelog",)


@pytest.mark.parametrize("form", OF_FINDINGS)
@pytest.mark.parametrize("typo", [False, True])
def test_names_in_findings_act_nowhere(form: str, *, typo: bool, folder: Path) -> None:
    written(folder, hostile_plan("4M", 300), typo)
    arguments = ["validate", "-f", form]
    done = said(arguments)
    check(arguments, done)
    assert done.out


def test_names_of_changes_act_nowhere(repo: Repo) -> None:
    written(repo.folder, hostile_plan("4M", 300))
    repo.commit("one")
    changed = hostile_plan("4M", 900)
    changed["segments"][1]["name"] = named(100)
    changed["tasks"][0]["times"] = 40
    written(repo.folder, changed)
    for form in FORMATS:
        for more in ((), ("--check",), ("--fail-on", "heads+0,verdict,cost+0"), ("--wide", "--all")):
            arguments = ["diff", "HEAD", *more, "-f", form]
            done = said(arguments)
            check(arguments, done)
            assert done.code in {0, 1}


TEXTS = (
    *HOSTILE,
    "--x\n::error::pwned",
    "-\x1b[31m",
    "x\n::error::pwned\n=1",
)


@pytest.mark.parametrize("text", TEXTS)
def test_words_of_a_command_act_nowhere(text: str, folder: Path) -> None:
    assert folder.exists()
    for arguments in (
        [text],
        ["headcount", text],
        ["headcount", f"--{text}"],
        ["headcount", f"--segment={text}"],
        ["headcount", f"--set={text}"],
        ["headcount", f"--set=segments.{text}.arr=1"],
        ["headcount", f"--set=segments.{SEGMENT}.arr={text}"],
        ["headcount", f"--scenario={text}"],
        ["headcount", f"--compare={text}"],
        ["headcount", f"--format={text}"],
        ["headcount", f"--output={text}"],
        ["headcount", f"--output=no/{text}.json"],
        ["cost-floor", f"--target={text}"],
        ["cost-floor", f"--target={text}=1"],
        ["cost-floor", f"--as-of={text}"],
        ["explain", text],
        ["explain", "csplan.yaml", text],
        ["explain", "csplan.yaml", "csms", f"--team={text}"],
        ["explain", "csplan.yaml", "csms", f"--segment={text}"],
        ["explain", "csplan.yaml", "pay", f"--role={text}"],
        ["explain", "csplan.yaml", "csms", f"--depth={text}"],
        ["diff", text],
        ["diff", text, "--", "csplan.yaml"],
        ["diff", f"{text}:x"],
        ["diff", "csplan.yaml", "csplan.yaml", f"--fail-on={text}"],
        ["validate", text],
        ["validate", f"--select={text}"],
        ["validate", f"--severity={text}=off"],
        ["validate", f"--explain={text}"],
        ["rules", text],
        ["schema", text],
        ["init", f"{text}.yaml", f"--rules={text}"],
        ["options", f"--segment={text}"],
        ["timelog", text, text],
    ):
        done = said(arguments)
        check(arguments, done)
        assert done.code in {0, 2} if "::error" not in arguments[0] else 2


def quoted(cells: list[str]) -> str:
    return ",".join('"' + cell.replace('"', '""').replace("\r", "") + '"' for cell in cells) + "\n"


def test_names_in_tables_act_nowhere(folder: Path) -> None:
    data = hostile_plan("4M", 300)
    book, log = "customer,segment,arr,csm,health\n", "date,csm,task,minutes,segment,customer\n"
    for number in range(60):
        segment, health = named((4, 5, 99)[number % 3]), ("green", named(3))[number % 7 == 0]
        book += quoted([named(number), segment, "1000", named(number), health])
        task, minutes = named((7, 9, 77)[number % 3]), ("30", named(1))[number % 9 == 0]
        log += quoted(["2026-01-05", named(number % 5), task, minutes, named(4), named(number)])
    (folder / "book.csv").write_text(book, encoding="utf-8")
    (folder / "log.csv").write_text(log, encoding="utf-8")
    data |= {"accounts": "book.csv", "time_log": "log.csv"}
    written(folder, data)
    for command in ("headcount", "cost-floor", "ceiling", "timelog", "options"):
        for form in FORMATS:
            arguments = [command, "-f", form]
            done = said(arguments)
            check(arguments, done)
            assert done.code == 0
    for form in OF_FINDINGS:
        arguments = ["validate", "-f", form]
        check(arguments, said(arguments))
