"""The scorecard: its rows, its ranks, its sheet of one person, and what it does not tell."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.scorecard.answer import scorecard
from csplan.answers.scorecard.rows import paid_for
from csplan.answers.scorecard.words import of_one
from csplan.render.formats import as_text
from tests.fuzz.commands import FORMATS, check, said
from tests.measure.records import HEAD, ONE_SEGMENT, load, plan_of

if TYPE_CHECKING:
    from csplan.plan.plan import Plan

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbor-usd"


POOLED = "  pooled: {pay: 80k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}\n"


@cache
def example() -> Plan:
    return csplan.load(EXAMPLE, log=True)


def small(folder: Path, *, customers: int = 5, extra: str = "") -> Plan:
    """Return a plan of two roles: Ana and Ben of one, Cho of the other, with so many customers each."""
    plan = (
        "segments: [{name: a, purpose: use_level}, {name: b, role: pooled}]\n"
        "tasks: [{name: visit, kind: proactive, per: customer, takes: 1 h, times: 4, serves: use_level}]\n"
        "scorecard: {file: file, depth: depth, executives: {stage: stage, contact: met}, leads: 50}\n"
    )
    accounts, snapshots, events = "customer,segment,arr,csm,since\n", "date,customer,csm,file,depth,stage,met\n", ""
    for csm, count, filled in (("Ana", customers, 40), ("Ben", customers - 1, 90), ("Cho", customers, 60)):
        for index in range(count):
            name = f"{csm} {index}"
            accounts += f"{name},{'b' if csm == 'Cho' else 'a'},10k,{csm},2020-01-01\n"
            snapshots += f"2026-12-30,{name},{csm},{filled}%,3,2,2026-12-01\n"
        events += f"2026-05-01,csql,{csm} 0,{csm},,\n2026-06-01,renewal,{csm} 0,{csm},10k,10k\n"
    load(
        folder,
        plan + extra,
        accounts=accounts,
        snapshots=snapshots,
        events=f"date,event,customer,csm,arr,due\n{events}2026-12-31,csql,Ana 1,Ana,,\n",
    )
    file = folder / "csplan.yaml"
    before, role, after = file.read_text(encoding="utf-8").partition(HEAD.splitlines(keepends=True)[-1])
    file.write_text(f"{before}{role}{POOLED}{after}", encoding="utf-8")
    return csplan.load(folder)


def test_roles_are_not_ranked_against_each_other(tmp_path: Path) -> None:
    rows = scorecard(small(tmp_path)).rows("csms")
    assert [(row["csm"], row["role"], row["rank"]) for row in rows] == [
        ("Ana", "csm", 1),
        ("Ben", "csm", None),  # with four customers
        ("Cho", "pooled", 1),
    ]
    assert [row["renewals_verdict"] for row in rows] == ["too few"] * 3
    assert [row["renewals_z"] for row in rows] == [None] * 3


def test_the_mean_ranks_within_a_role(tmp_path: Path) -> None:
    rows = scorecard(small(tmp_path, customers=7)).rows("csms")
    assert [(row["csm"], row["rank"]) for row in rows] == [("Ben", 1), ("Ana", 2), ("Cho", 1)]


def test_every_team_is_asked_for_its_purpose(tmp_path: Path) -> None:
    found = [(each.code, each.subject) for each in scorecard(small(tmp_path)).findings]
    assert found.count(("no-purpose", "b")) == 1
    silent = load(tmp_path, ONE_SEGMENT, snapshots="date,customer,csm,health\n2026-12-31,A,Ana,green\n")
    assert "no-purpose" not in {each.code for each in plan_of(silent).findings}
    assert "no-purpose" in {each.code for each in scorecard(plan_of(silent)).findings}


def test_without_a_section_it_says_what_to_write(tmp_path: Path) -> None:
    loaded = load(tmp_path, ONE_SEGMENT, snapshots="date,customer,csm,health\n2026-12-31,A,Ana,green\n")
    report = scorecard(plan_of(loaded))
    [row] = report.rows("csms")
    assert row["customers_held"] == 1
    assert all(row[name] is None for name in ("file_score", "process_score", "renewals", "silent", "rank"))
    assert "Renewals say nothing: the record has none" in report.answer[0]
    assert "Nobody is known in all four parts" in report.answer[1]
    assert "purpose: [use_level, expansion]" in report.actions[0]
    assert "`depth`: {column: depth, of: 5}" in report.actions[1]
    assert report.rows("purposes") == []


def test_measures_of_purposes(tmp_path: Path) -> None:
    rows = {(row["team"], row["purpose"]): row for row in scorecard(small(tmp_path)).rows("purposes")}
    assert rows.keys() == {("a", "use_level")}
    row = rows["a", "use_level"]
    assert row["purpose_hours"] == 9 * 4
    assert row["purpose_share"] == 1
    assert (row["measure"], row["value"]) == ("depth_score", pytest.approx(0.6))
    assert row["now"] == "depth of use: 60%"
    assert row["logged_share"] is None


def test_what_variable_pay_is_paid_for(tmp_path: Path) -> None:
    bonus = "bonus: {wins: {weight: 100%, target: 2}}\n"
    plan = small(tmp_path, extra=bonus)
    assert [row["paid_for"] for row in scorecard(plan).rows("purposes")] == [None]  # nothing of pay is variable
    for variable, expected in (("performance: 20%", ["wins"]), ("commission: 40%", None)):
        changed = csplan.load(tmp_path, set={f"roles.csm.variable.{variable.split(':')[0]}": variable.split()[1]})
        assert [row["paid_for"] for row in scorecard(changed).rows("purposes")] == [expected]
    changed = csplan.load(tmp_path, set={"roles.csm.variable.commission": "40%"})
    assert paid_for(changed, "csm", "renewal") == ["commission"]
    assert paid_for(changed, "nobody", "renewal") == []


def test_hours_of_the_log(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text(
        "date,csm,task,minutes,segment\n2026-11-02,Ana,visit,600,a\n2026-11-03,Ana,other,600,a\n"
        "2025-01-03,Ana,visit,60,a\n2026-11-04,Cho,visit,600,b\n",
        encoding="utf-8",
    )
    small(tmp_path, extra="time_log: log.csv\n")
    plan = csplan.load(tmp_path, log=True)
    [row] = scorecard(plan).rows("purposes")
    assert row["logged_hours"] == 11
    assert row["logged_share"] == 1
    report = scorecard(plan, csm="Ana")
    [hours] = [table for table in report.details if table.key == "hours"]
    assert hours.rows == [{"kind": "proactive", "hours": 10, "share": 1}]  # those of the period
    assert "hours" not in {table.key for table in scorecard(plan, csm="Ana", period="2026-Q2").details}


def test_a_sheet_is_of_one_person_alone() -> None:
    report = scorecard(example(), csm="Rosa Conti")
    text = as_text(report, "markdown") + as_text(report, "json")
    others = {row["csm"] for row in scorecard(example()).rows("csms")} - {"Rosa Conti"}
    assert len(others) == 6
    assert [name for name in others if name in text] == []
    customers = report.rows("customers")
    files = [row["file"] for row in customers if row["file"] is not None]
    assert files == sorted(files)
    assert sum(row["silent"] is True for row in customers) == report.rows("csms")[0]["silent"]
    assert {row["segment"] for row in customers} == {"small"}


def test_letters_are_the_same_in_all_tables() -> None:
    rows, lettered = scorecard(example()).rows("csms"), scorecard(example(), anonymous=True).rows("csms")
    text = as_text(scorecard(example(), anonymous=True), "json")
    assert [row["csm"] for row in rows if row["csm"] in text] == []
    assert [row["process_score"] for row in rows] == [row["process_score"] for row in lettered]
    by_name = {row["csm"]: other["csm"] for row, other in zip(rows, lettered, strict=True)}
    sheet = scorecard(example(), csm="Rosa Conti", anonymous=True)
    assert sheet.title.startswith(f"{by_name['Rosa Conti']}, pooled")
    assert "Rosa Conti" not in as_text(sheet, "markdown")


def test_a_period_ends_the_twelve_months() -> None:
    found = as_dict(scorecard(example(), period="2026-Q1"))
    assert found["schema"] == "csplan/scorecard/1"
    assert found["period"] == {
        "from": "2026-01-01",
        "to": "2026-03-31",
        "as_of": "2026-09-30",
        "year_from": "2025-07-01",
        "year_to": "2026-03-31",
    }


def as_dict(report: csplan.Report) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_text(report, "json"))
    return found


def test_a_csm_who_left_is_there_with_their_renewals(tmp_path: Path) -> None:
    events = "date,event,customer,csm,arr,due\n" + "".join(
        f"2026-0{month}-01,renewal,A,Zoe,1,1\n" for month in range(1, 7)
    )
    snapshots = "date,customer,csm\n2026-01-01,A,Zoe\n2026-07-01,A,Ana\n2026-12-31,A,Ana\n"
    plan = plan_of(load(tmp_path, ONE_SEGMENT, events=events, snapshots=snapshots))
    rows = {row["csm"]: row for row in scorecard(plan).rows("csms")}
    assert rows["Zoe"]["renewals"] == 6
    assert rows["Zoe"]["customers_held"] is None
    assert rows["Ana"]["customers_held"] == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--period", "2030"], "the record says nothing of 2030"),
        (["--csm", "Rosa"], "no CSM is named 'Rosa'"),
    ],
)
def test_what_can_not_be_asked(arguments: list[str], message: str) -> None:
    result = said(["scorecard", str(EXAMPLE), *arguments])
    assert result.code == 2
    assert message in result.err
    with pytest.raises(ValueError, match=re.escape(message)):
        scorecard(example(), **{arguments[0][2:]: arguments[1]})  # type: ignore[arg-type]


def test_a_plan_without_a_record() -> None:
    folder = EXAMPLE.parent / "acme-usd"
    result = said(["scorecard", str(folder)])
    assert result.code == 2
    assert "the plan has no record of its customers" in result.err
    with pytest.raises(ValueError, match="no record"):
        scorecard(csplan.load(folder))


def test_check_does_not_fail_on_what_people_typed() -> None:
    assert said(["scorecard", str(EXAMPLE), "--check", "--csm", "Lou Petit"]).code == 0


def test_the_sheet_is_markdown_unless_another_format_is_wanted(tmp_path: Path) -> None:
    assert said(["scorecard", str(EXAMPLE), "--csm", "Lou Petit"]).out.startswith("## Lou Petit, pooled")
    assert said(["scorecard", str(EXAMPLE), "--csm", "Lou Petit", "-f", "json"]).out.startswith("{")
    said(["scorecard", str(EXAMPLE), "--csm", "Lou Petit", "-o", str(tmp_path / "lou.md")])
    assert (tmp_path / "lou.md").read_text(encoding="utf-8").startswith("## Lou Petit, pooled")


def test_who_is_a_csm_in_name_is_among_what_to_do(tmp_path: Path) -> None:
    rows = "".join(f"2026-11-{on:02},Ana,ticket,480,a\n" for on in range(2, 8))
    (tmp_path / "log.csv").write_text(f"date,csm,task,minutes,segment\n{rows}", encoding="utf-8")
    small(tmp_path, extra="time_log: log.csv\n")
    file = tmp_path / "csplan.yaml"
    text = file.read_text(encoding="utf-8")
    ticket = "{name: ticket, kind: reactive, per: customer, takes: 1 h, times: 1}"
    file.write_text(text.replace("serves: use_level}]", f"serves: use_level}}, {ticket}]"), encoding="utf-8")
    plan = csplan.load(tmp_path, log=True)
    report = scorecard(plan)
    assert [each.subject for each in report.findings if each.code == "csm-in-name"] == ["Ana"]
    assert report.actions[0].startswith("B: nothing says what its people are there for. Write `purpose:`")
    assert report.actions[1].startswith("Ana works as support, by the time log: 100.0%")
    hidden = scorecard(plan, anonymous=True)
    assert "Ana" not in as_text(hidden, "json") + as_text(hidden, "table")
    assert hidden.actions[1].startswith("CSM ")
    assert [each.code for each in scorecard(plan, csm="Ben").findings if each.code == "csm-in-name"] == []


def test_a_score_is_explained_down_to_the_lines(tmp_path: Path) -> None:
    small(tmp_path)
    done = said(["explain", str(tmp_path), "process_score", "--csm", "Ben", "--all"])
    assert "snapshots.csv, lines 7, 8, 9, 10" in " ".join(done.out.replace("│", " ").split())
    done = said(["explain", str(tmp_path), "lead_customers", "--csm", "Ben"])
    assert "events.csv, line 4" in done.out
    done = said(["explain", str(tmp_path), "silent", "--csm", "Ben"])
    assert "add events `contact`, or a time log with customers" in done.out


def test_names_act_nowhere(tmp_path: Path) -> None:
    csm, customer = "=1+1|<b>", "\x1b[31mA`|_x_"
    snapshots = f'date,customer,csm,health\n2026-12-31,"{customer}","{csm}",green\n'
    plan_of(load(tmp_path, ONE_SEGMENT, snapshots=snapshots))
    for form in FORMATS:
        for more in ((), ("--csm", csm), ("--anonymous",)):
            arguments = ["scorecard", str(tmp_path), *more, "--all", "-f", form]
            check(arguments, said(arguments))


def test_what_every_purpose_is_measured_by(tmp_path: Path) -> None:
    """A customer who came in the year and is healthy, an invoice paid nine days late, half of what was due renewed."""
    purposes = "onboarding, collection, renewal, inside_knowledge, operating_proposals, executives, product_feedback"
    plan = (
        f"segments: [{{name: a, purpose: [{purposes}]}}]\n"
        "scorecard: {file: file, executives: {stage: stage}}\n"
        "tasks: [{name: visit, kind: proactive, per: customer, takes: 1 h, times: 4, serves: [onboarding, renewal]}]\n"
    )
    accounts = "customer,segment,arr,csm,since\nA,a,10k,Ana,2026-02-01\nB,a,10k,Ana,2020-01-01\n"
    snapshots = "date,customer,csm,health,file,stage\n2026-12-31,A,Ana,green,50%,2\n2026-12-31,B,Ana,red,,\n"
    events = (
        "date,event,customer,arr,due,id,from,value\n2026-03-01,invoice,B,10k,,I1,,\n2026-03-10,payment,B,10k,,,I1,\n"
        "2026-03-01,renewal,B,5k,10k,,,\n2026-01-01,request,A,,,Q1,,\n2026-12-01,contact,A,,,,,executive\n"
    )
    loaded = plan_of(load(tmp_path, plan, accounts=accounts, snapshots=snapshots, events=events))
    rows = {row["purpose"]: row for row in scorecard(loaded).rows("purposes")}
    assert {name: row["value"] for name, row in rows.items()} == {
        "onboarding": 1,
        "collection": 9,
        "renewal": 0.5,
        "inside_knowledge": 0.5,
        "operating_proposals": None,
        "executives": 0.5,
        "product_feedback": 0,
    }
    assert rows["onboarding"]["now"] == "new ones healthy: 100%"
    assert rows["collection"]["now"] == "days late: 9"
    assert rows["operating_proposals"]["now"] == "nothing measures it"
    assert rows["product_feedback"]["purpose_hours"] == 0
    unmeasured = [each.message for each in loaded.findings if each.code == "purpose-without-measure"]
    assert len(unmeasured) == 1
    assert "operating_proposals" in unmeasured[0]


def test_renewals_that_tell_people_apart(tmp_path: Path) -> None:
    """Of twenty renewals of each Ana keeps all, Ben none and Cho half."""
    names = [f"{csm} {index}" for csm in ("Ana", "Ben", "Cho") for index in range(20)]
    accounts = "customer,segment,arr,csm\n" + "".join(f"{name},a,10k,{name[:3]}\n" for name in names)
    kept = {name: name.startswith("Ana") or (name.startswith("Cho") and int(name[4:]) % 2) for name in names}
    renewals = "".join(f"2026-06-01,renewal,{name},{name[:3]},{10_000 if kept[name] else 0},10k\n" for name in names)
    events = f"date,event,customer,csm,arr,due\n{renewals}2026-12-31,csql,Ana 1,Ana,,\n"
    loaded = plan_of(load(tmp_path, ONE_SEGMENT, accounts=accounts, events=events))
    report = scorecard(loaded)
    verdicts = {row["csm"]: row["renewals_verdict"] for row in report.rows("csms")}
    assert verdicts == {"Ana": "more than expected", "Ben": "less than expected", "Cho": "as expected"}
    assert "Ana kept more renewals than the team's own rates give for their customers, Ben fewer." in report.answer[0]
    assert "20 renewals 20 were kept" in scorecard(loaded, csm="Ana").answer[0].replace("20.0", "20")
    assert report.rows("csms")[0]["renewals_z"] == pytest.approx((20 - 10) / (20 * 0.25) ** 0.5)


def test_nothing_is_known_of_a_csm_in_a_period(tmp_path: Path) -> None:
    snapshots = "date,customer,csm,health\n2026-01-31,A,Zoe,green\n2026-05-31,A,Ana,green\n2026-12-31,A,Ana,green\n"
    plan_of(load(tmp_path, ONE_SEGMENT, snapshots=snapshots))
    done = said(["scorecard", str(tmp_path), "--csm", "Zoe"])
    assert done.code == 2
    assert "nothing is known of Zoe from 2026-10-01 to 2026-12-31" in done.err


def test_one_csm_alone(tmp_path: Path) -> None:
    events = "date,event,customer,csm,arr,due\n2026-06-01,renewal,A,Ana,10k,10k\n2026-12-31,csql,A,Ana,,\n"
    accounts = "customer,segment,arr,csm\nA,a,10k,Ana\n"
    plan = f"{ONE_SEGMENT}scorecard: {{leads: 10}}\n"
    report = scorecard(plan_of(load(tmp_path, plan, accounts=accounts, events=events)))
    assert report.answer[0] == "Renewals say nothing: each CSM has too few of them."
    alone = scorecard(plan_of(load(tmp_path, plan, accounts=accounts, events=events)), csm="Ana")
    assert [row["others"] for row in alone.details[0].rows] == [None] * 5


def test_people_say_their_role(tmp_path: Path) -> None:
    people = "csm,role,team\nana,pooled,\nBen,,b\nNew One,csm,a\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    plan = small(tmp_path, extra="people: people.csv\n")
    roles = {row["csm"]: row["role"] for row in scorecard(plan).rows("csms")}
    assert roles == {"Ana": "pooled", "Ben": "pooled", "Cho": "pooled"}


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, ["They had no renewal in these twelve months.", "1 invoice was paid 7 days late."]),
        (2, ["They had no renewal in these twelve months.", "2 invoices were paid 7 days late on average."]),
    ],
)
def test_one_is_not_several(count: int, said: list[str]) -> None:
    nothing = dict.fromkeys(("renewals", "silent", "requests_used"))
    assert of_one({**nothing, "days_late": 7.0, "payments": count}) == said


TWO = """\
people:
  - {csm: Ana, from: 2020-01-01, until: 2026-11-30}
  - {csm: Ben, from: 2020-01-01}
  - {csm: Eve, from: 2027-02-01}
  - {csm: Old, until: 2024-01-31}
"""


def test_the_sheet_of_who_left_or_comes(tmp_path: Path) -> None:
    """Ana left in the quarter and has nobody any more; Eve is yet to come."""
    snapshots = (
        "date,customer,csm,health\n2026-01-31,A,Ana,green\n2026-10-31,A,Ana,green\n2026-12-31,A,Ben,green\n"
        "2026-12-31,B,Ben,green\n"
    )
    events = "date,event,customer,csm,arr,due\n2026-10-20,renewal,A,Ana,1k,1k\n"
    plan = plan_of(load(tmp_path, TWO + ONE_SEGMENT, snapshots=snapshots, events=events))
    report = scorecard(plan, csm="ANA")
    assert report.answer[0] == "Ana has no customers on 2026-12-31."
    assert "thinnest" not in [table.key for table in report.details]
    with pytest.raises(ValueError, match="Eve starts on 2027-02-01: nothing is known of 2026-10-01 to 2026-12-31"):
        scorecard(plan, csm="eve")
    with pytest.raises(ValueError, match="Old left on 2024-01-31: nothing is known of 2026-10-01 to 2026-12-31"):
        scorecard(plan, csm="Old")


def test_what_to_begin_with_is_told_by_role(tmp_path: Path) -> None:
    """Files: csm 40% and 90%, pooled 60%; depth 3 of 5 and executives (2 of 4, all met: 75%) of all."""
    report = scorecard(small(tmp_path, customers=7))
    # csm: depth 60%, files 65%, leads: 2 of 7 × 245 ÷ 365 × 50% = 85%, 1 of 6 ... ; pooled: leads 1 of 2.35, 43%
    assert report.actions[-2:] == [
        "Begin with depth of use, on average the lowest: csm 60%.",
        "Begin with leads found, on average the lowest: pooled 43%.",
    ]


def test_what_is_stated_and_not_recorded_is_to_be_recorded(tmp_path: Path) -> None:
    rules = "scorecard: {file: file, depth: depth, leads: 60}\n"
    snapshots = "date,customer,csm,health,file\n2026-01-31,A,Ana,green,\n2026-12-31,A,Ana,green,\n"
    report = scorecard(plan_of(load(tmp_path, ONE_SEGMENT + rules, snapshots=snapshots)))
    assert report.actions[1:] == [
        "State in `scorecard` where it is seen: `executives`: {stage: ..., of: 4, contact: ...}.",
        "Fill the columns that `scorecard` names for the customer file and depth of use: they say nothing of anybody.",
    ]


def test_people_of_no_role_are_told_apart_too(tmp_path: Path) -> None:
    """Nobody knows which segment Zoe's customers are of, and so what role she has."""
    plan = (
        "people: [{csm: Ana, team: a}]\n"
        "segments: [{name: a, customers: 6, arr: 60k}, {name: b, customers: 6, arr: 60k}]\n"
        "scorecard: {file: file, depth: depth, executives: {stage: stage, contact: met}, leads: 50}\n"
    )
    snapshots = "date,customer,csm,file,depth,stage,met\n" + "".join(
        f"{day},{csm} {at},{csm},{filled}%,3,2,2026-12-01\n"
        for csm, filled in (("Ana", 40), ("Zoe", 80))
        for at in range(6)
        for day in ("2026-01-01", "2026-12-31")
    )
    events = "date,event,customer,csm\n2026-05-01,csql,Ana 1,Ana\n"
    report = scorecard(plan_of(load(tmp_path, plan, snapshots=snapshots, events=events)))
    # Files 40% and 80%, depth 60%, executives half of 50% and 100%, leads 1 of 3 and none.
    assert [(row["csm"], row["role"], row["process_score"]) for row in report.rows("csms")] == [
        ("Ana", "csm", pytest.approx((0.4 + 0.6 + 0.75 + 1 / 3) / 4)),
        ("Zoe", None, pytest.approx((0.8 + 0.6 + 0.75 + 0) / 4)),
    ]
    assert report.answer[1] == "Their way of working does tell them apart, out of 100%: no role 54%; csm 52%."
