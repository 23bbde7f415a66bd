"""Who should have which account, as an answer: whom it counts, why accounts move, what to mind."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from csplan.answers.assign.answer import assign, unknown_person
from csplan.answers.assign.tables import off
from csplan.answers.explain.answer import explain
from csplan.answers.explain.asked import Unclear
from csplan.loader.plan import load_all
from csplan.render.formats import as_text
from csplan.studies.assign.books import books_of
from examples.make_books import ACCOUNTS, PEOPLE, accounts, people, write

if TYPE_CHECKING:
    from csplan.plan.plan import Plan
    from csplan.report.report import Report

HEAD = """\
csplan: 1
currency: USD
roles:
  csm: {pay: 120k, loading: 30%, ramp: {months: 6, at: 50%}, time: {total: 1000 h}}
  pooled: {pay: 80k, loading: 30%, ramp: {at: [20%, 60%]}, time: {total: 2000 h}}
accounts: accounts.csv
"""
WORK = """\
tasks:
  - {name: care, kind: reactive, per: customer, takes: 1 h, times: 10}
  - {name: start, kind: implementation, per: new_customer, takes: 4 h, times: 1}
  - {name: renewal, kind: renewal, per: renewal, takes: 3 h, times: 1}
  - {name: rescue, kind: proactive, per: at_risk_customer, takes: 5 h, times: 2}
  - {name: meeting, kind: internal, takes: 1 h}
"""
SEGMENT = "segments:\n  - {name: a, complexity: 2}\n"
DAY = date(2027, 1, 10)
COLUMNS = "customer,segment,arr,csm,health,new,renewal_date,csm_since,language\n"


def loaded(folder: Path, table: str, more: str = "", *, segments: str = SEGMENT, work: str = WORK) -> Plan:
    (folder / "csplan.yaml").write_text(HEAD + segments + work + more, encoding="utf-8")
    (folder / "accounts.csv").write_text(COLUMNS + table, encoding="utf-8")
    found = load_all(folder, accounts=True)
    assert found.plan is not None, found.diagnostics
    return found.plan


def rows(report: Report, key: str) -> list[dict[str, Any]]:
    return [dict(row) for row in report.rows(key)]


def codes(report: Report) -> list[str]:
    return [each.code for each in report.findings]


def test_hours_of_an_account_are_what_it_asks_for(tmp_path: Path) -> None:
    """Complexity 2: 10 h each; 3 h where it renews within a year; 4 h where it is new; 10 h where it is at risk."""
    table = (
        "plain,a,1k,Ann,green,no,2028-06-01,,en\n"
        "renews,a,1k,Ann,green,no,2027-06-01,,en\n"
        "counted on,a,1k,Ann,green,no,2024-06-01,,en\n"
        "new,a,1k,Ann,green,yes,2028-06-01,,en\n"
        "at risk,a,1k,Ann,red,no,2028-06-01,,en\n"
        "unknown,a,1k,Ann,,no,,,en\n"
    )
    plan = loaded(tmp_path, table, segments="segments:\n  - {name: a, complexity: 2, contract_years: 3}\n")
    [books] = books_of(plan, DAY)
    hours = {each.customer: each.hours for each in books.accounts}
    usual = 20 + 2 * 3 / 3  # a third of the contracts renews in a year, and no colour asks for no rescue
    assert hours == pytest.approx(
        {"plain": 20, "renews": 26, "counted on": 26, "new": 28, "at risk": 40, "unknown": usual}
    )


def test_renewals_of_a_year_to_come_are_those_that_its_people_will_have(tmp_path: Path) -> None:
    table = "next year,a,1k,Ann,green,no,2028-06-01,,en\nthis year,a,1k,Ann,green,no,2027-06-01,,en\n"
    segments = "segments:\n  - {name: a, contract_years: 3}\nyear: {starts: 2028-01-01}\n"
    [books] = books_of(loaded(tmp_path, table, segments=segments), DAY)
    assert {each.customer: each.hours for each in books.accounts} == pytest.approx({"next year": 13, "this year": 10})


def test_what_the_book_has_no_column_for_is_as_usual_in_the_segment(tmp_path: Path) -> None:
    (tmp_path / "csplan.yaml").write_text(
        HEAD + "segments:\n  - {name: a, at_risk: 20%, new_customers: 1}\n" + WORK, encoding="utf-8"
    )
    (tmp_path / "accounts.csv").write_text("customer,segment,arr\nx,a,1k\ny,a,1k\n", encoding="utf-8")
    plan = load_all(tmp_path, accounts=True).plan
    assert plan is not None
    [books] = books_of(plan, DAY)
    contract = 1  # year, by default
    assert [each.hours for each in books.accounts] == pytest.approx([10 + 3 / contract + 0.5 * 4 + 0.2 * 10] * 2)


PEOPLE_OF_A = """\
people:
  - {csm: Ann, language: [en, de]}
  - {csm: Bo, from: 2026-12-01, language: en}
  - {csm: Cy, from: 2026-12-01, role: pooled, share: 50%}
  - {csm: Di, until: 2026-12-31}
  - {csm: Ed, team: b}
"""


def test_who_can_carry_how_much(tmp_path: Path) -> None:
    """Bo is in the second of six months at 50%; Cy in the second at 60% of half of 2,000 h; Di is gone."""
    plan = loaded(
        tmp_path,
        "x,a,1k,Ann,,,,,\ny,a,1k,Di,,,,,\nz,b,1k,Ed,,,,,\n",
        PEOPLE_OF_A,
        segments="segments:\n  - {name: a}\n  - {name: b}\n",
    )
    a, b = books_of(plan, DAY)
    assert {each.person.name: each.hours for each in a.carriers} == {"Ann": 1000}
    assert [each.person.name for each in b.carriers] == ["Ed"]
    teams = PEOPLE_OF_A.replace("csm: Bo", "csm: Bo, team: a").replace("csm: Cy", "csm: Cy, team: a")
    plan = loaded(
        tmp_path,
        "x,a,1k,Ann,,,,,\ny,a,1k,Di,,,,,\nz,b,1k,Ed,,,,,\n",
        teams,
        segments="segments:\n  - {name: a}\n  - {name: b}\n",
    )
    a, _ = books_of(plan, DAY)
    assert {each.person.name: each.hours for each in a.carriers} == {"Ann": 1000, "Bo": 500, "Cy": 600}
    a, _ = books_of(plan, date(2027, 6, 1))
    assert {each.person.name: each.hours for each in a.carriers} == {"Ann": 1000, "Bo": 1000, "Cy": 1000}


def test_without_roles_all_can_carry_as_much(tmp_path: Path) -> None:
    (tmp_path / "csplan.yaml").write_text(
        "csplan: 1\ncurrency: USD\naccounts: accounts.csv\nsegments: [{name: a}]\n"
        "people: [{csm: Ann, role: csm, share: 50%}, {csm: Bo}]\n",
        encoding="utf-8",
    )
    (tmp_path / "accounts.csv").write_text("customer,segment,arr,csm\nx,a,1k,Ann\ny,a,1k,Ann\nz,a,1k,Bo\n", "utf-8")
    plan = load_all(tmp_path, accounts=True).plan
    assert plan is not None
    report = assign(plan, DAY)
    assert {row["csm"]: row["customers"] for row in rows(report, "csms")} == {"Ann": 1, "Bo": 2}
    assert all(row["capacity"] is None and row["utilization"] is None for row in rows(report, "csms"))


def test_somebody_in_two_teams_counts_in_both_by_what_they_hold(tmp_path: Path) -> None:
    table = "w,a,1k,Ann,,,,,\nx,a,1k,Ann,,,,,\ny,a,1k,Ann,,,,,\nz,b,1k,Ann,,,,,\n"
    plan = loaded(tmp_path, table, segments="segments:\n  - {name: a}\n  - {name: b}\n")
    a, b = books_of(plan, DAY)
    assert [each.hours for each in (*a.carriers, *b.carriers)] == [750, 250]
    assert [each.team for each in books_of(plan, DAY, teams=["b"])] == ["b"]


def test_each_move_says_why_and_what_to_mind(tmp_path: Path) -> None:
    table = (
        "gone,a,10k,Di,red,no,2027-02-01,,en\n"
        "nobody,a,10k,Unassigned,green,no,2028-01-01,2026-12-20,\n"
        "unable,a,10k,Bo,green,no,2028-01-01,2026-09-01,de\n"
        "elsewhere,a,10k,Ed,green,no,2028-01-01,,en\n"
    )
    table += "".join(f"ann {at},a,10k,Ann,green,no,2028-01-01,,en\n" for at in range(8))
    more = (
        "people:\n  - {csm: Ann, team: a, language: [en, de]}\n  - {csm: Bo, team: a, language: en}\n"
        "  - {csm: Di, team: a, until: 2026-12-31}\n  - {csm: Ed, team: b}\nassign: {match: language}\n"
    )
    segments = "segments:\n  - {name: a}\n  - {name: b, customers: 1, arr: 1k}\n"
    report = assign(loaded(tmp_path, table, more, segments=segments), DAY, teams=["a"])
    said = {row["customer"]: (row["reason"], row["mind"]) for row in rows(report, "moves")}
    assert said["gone"] == ("last day 2026-12-31", "renews in 22 days, at risk")
    assert said["nobody"] == ("nobody had it", "moved 1 month ago")
    assert said["unable"] == ("Bo has no de (language)", "moved 4 months ago")
    assert said["elsewhere"] == ("Ed is not in a", "")
    others = [reason for name, (reason, _) in said.items() if name.startswith("ann")]
    assert others
    assert all(reason.startswith(("ARR ", "hours ")) for reason in others)
    [team] = rows(report, "teams")
    assert (team["must_move"], team["reached"]) == (4, True)
    assert report.answer[0].startswith("a: ")


def test_segments_of_a_team_are_served_by_those_who_say_so(tmp_path: Path) -> None:
    segments = "segments:\n  - {name: a, team: t}\n  - {name: b, team: t}\n"
    more = "people:\n  - {csm: Ann, team: a}\n  - {csm: Bo, team: t}\n"
    table = "v,a,1k,Ann,,,,,\nw,b,1k,Ann,,,,,\nx,b,1k,Bo,,,,,\n"
    report = assign(loaded(tmp_path, table, more, segments=segments), DAY)
    [move] = [row for row in rows(report, "moves") if row["customer"] == "w"]
    assert (move["from"], move["to"], move["reason"]) == ("Ann", "Bo", "Ann does not serve b")


def test_what_is_kept_stays(tmp_path: Path) -> None:
    table = (
        "large,a,50k,Ann,green,no,2028-01-01,,\n"
        "soon,a,10k,Ann,green,no,2027-02-01,,\n"
        "risky,a,10k,Ann,red,no,2028-01-01,,\n"
        "lately,a,10k,Ann,green,no,2028-01-01,2026-12-01,\n"
    )
    keep = "assign: {keep: {arr: 40k, renewal: 60 d, at_risk: yes, moved: 180 d}}\npeople: [{csm: Ann}, {csm: Bo}]\n"
    report = assign(loaded(tmp_path, table, keep), DAY)
    assert rows(report, "moves") == []
    assert "cant-be-even" in codes(report)
    assert report.answer[0].startswith("a: no move makes books more even")
    assert any("4 accounts are kept" in each for each in report.remarks)
    keep = keep.replace("at_risk: yes", "at_risk: no")
    assert [row["customer"] for row in rows(assign(loaded(tmp_path, table, keep), DAY), "moves")] == ["risky"]
    gone = assign(loaded(tmp_path, table, keep), DAY, without=["ann"])
    assert {row["reason"] for row in rows(gone, "moves")} == {"without Ann"}
    assert len(rows(gone, "moves")) == 4


def test_nobody_holds_more_than_may_be(tmp_path: Path) -> None:
    table = "".join(f"x{at},a,10k,Ann,,,,,\n" for at in range(6)) + "y,a,10k,Bo,,,,,\n"
    more = "people: [{csm: Ann, max_customers: 3}, {csm: Bo}, {csm: Cy}]\nassign: {within: 100%}\n"
    report = assign(loaded(tmp_path, table, more), DAY)
    [team] = rows(report, "teams")
    assert (team["must_move"], team["moved"]) == (3, 3)
    has = [f"Ann has {number} customers, of 3 customers at most" for number in (6, 5, 4)]
    assert [row["reason"] for row in rows(report, "moves")] == has
    assert "At the most that they may hold: Ann (3 customers)." in report.remarks


def test_caps_of_arr_and_tiers_are_limits_too(tmp_path: Path) -> None:
    table = "".join(f"x{at},a,10k,Ann,,,,,\n" for at in range(6)) + "y,a,10k,Bo,,,,,\n"
    segments = (
        "tiers: [{name: all, acv: {}, max_customers_per_csm: 5}]\nsegments:\n  - {name: a, tier: all, arr_cap: 40k}\n"
    )
    report = assign(loaded(tmp_path, table, "assign: {within: 100%}\n", segments=segments), DAY)
    assert {row["csm"]: row["customers"] for row in rows(report, "csms")} == {"Ann": 4, "Bo": 3}


def test_an_account_that_nobody_may_have_stays_and_is_told(tmp_path: Path) -> None:
    table = "x,a,1k,Ann,,,,,fr\ny,a,1k,Di,,,,,fr\nz,a,1k,Ann,,,,,en\n"
    more = "people:\n  - {csm: Ann, language: en}\n  - {csm: Di, until: 2026-01-01}\nassign: {match: language}\n"
    report = assign(loaded(tmp_path, table, more), DAY)
    assert "nobody-able" in codes(report)
    assert rows(report, "moves") == []
    assert {row["csm"]: row["customers"] for row in rows(report, "csms")} == {"Ann": 2, "Di": 1}


def test_books_that_are_even_are_left_alone(tmp_path: Path) -> None:
    report = assign(loaded(tmp_path, "x,a,1k,Ann,,,,,\ny,a,1k,Bo,,,,,\n"), DAY)
    assert report.answer == ["a: no account has to move; nobody is further than 0.0% from their share."]
    assert "Moves" not in as_text(report, "table")


def test_without_tasks_books_are_even_in_arr_alone(tmp_path: Path) -> None:
    report = assign(loaded(tmp_path, "x,a,1k,Ann,,,,,\ny,a,1k,Ann,,,,,\nz,a,1k,Bo,,,,,\n", work=""), DAY)
    assert rows(report, "teams")[0]["measures"] == ["arr"]
    assert "The plan has no tasks, so nothing is known of hours." in report.remarks
    assert all(row["hours"] is None for row in rows(report, "csms"))


def test_where_nobody_is_there_nothing_is_shared_out(tmp_path: Path) -> None:
    report = assign(loaded(tmp_path, "x,a,1k,Di,,,,,\n", "people: [{csm: Di, until: 2026-01-01}]\n"), DAY)
    assert codes(report)[-1] == "nobody-there"
    assert report.answer == ["a: nobody is there on 2027-01-10 to have its 1 account."]
    [team] = rows(report, "teams")
    assert (team["worst"], team["curve"]) == (None, [])
    assert rows(report, "csms")[0]["customers_now"] == 1


def test_accounts_that_nobody_has_are_nobodys_today(tmp_path: Path) -> None:
    report = assign(loaded(tmp_path, "x,a,1k,,,,,,\ny,a,1k,N/A,,,,,\n", "people: [{csm: Ann}, {csm: Bo}]\n"), DAY)
    names = [row["csm"] for row in rows(report, "csms")]
    assert names == ["Ann", "Bo", "(nobody)"]
    assert report.answer[0].endswith("(at least 2 have to).")
    assert rows(report, "teams")[0]["worst_now"] is None


def test_other_measures_are_even_where_they_are_asked_for(tmp_path: Path) -> None:
    table = "".join(f"x{at},a,{at + 1}k,Ann,red,,2027-05-01,,\n" for at in range(6)) + "y,a,1k,Bo,red,,2027-05-01,,\n"
    more = "assign: {balance: [customers, renewals, at_risk], moves: 1}\npeople: [{csm: Ann}, {csm: Bo}]\n"
    report = assign(loaded(tmp_path, table, more), DAY)
    assert rows(report, "teams")[0]["measures"] == ["customers", "renewals", "at_risk"]
    assert len(rows(report, "moves")) == 1
    assert "(no way to 10.0% was found: accounts are too few or too unlike)" in report.answer[0], "4 and 3 of 7"
    assert rows(report, "csms")[0]["renewals_by_month"] == [0, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0]
    assert "customers off" in as_text(report, "markdown")


def test_of_many_people_those_are_shown_who_are_furthest_off(tmp_path: Path) -> None:
    table = "".join(f"x{at:02},a,{20 if at == 20 else 10}k,P{at:02},,,,,\n" for at in range(22))
    plan = loaded(tmp_path, table, "assign: {within: 100%}\n")
    assert len(rows(assign(plan, DAY), "csms")) == 22
    shown = as_text(assign(plan, DAY), "table")
    assert shown.index("P20") < shown.index("P00")
    assert "and 2 more" in shown
    assert "P21" in as_text(assign(plan, DAY, everything=True), "table")


def test_who_has_too_much_is_named_before_somebody_new_who_has_nothing(tmp_path: Path) -> None:
    """Ann has three of four parts, 1.5 times her share of two; Cho, who is new, has nothing, which is further off."""
    people = "csm,from\nAnn,2020-01-01\nBen,2020-01-01\nCho,2020-01-01\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    table = "".join(f"x{at},a,1k,Ann,,,,,\n" for at in range(5)) + "y,a,1k,Ben,,,,,\n"
    report = assign(loaded(tmp_path, table, "people: people.csv\nassign: {balance: [arr]}\n"), DAY)
    assert "today Ann has 150.0% more ARR than their share" in report.answer[0]
    alone = "x,a,1k,Ann,,,,,\ny,a,1k,Zoe,,,,,\n"
    people = "csm,from,until\nAnn,2020-01-01,\nBen,2020-01-01,\nZoe,2020-01-01,2026-12-31\n"
    (tmp_path / "people.csv").write_text(people, encoding="utf-8")
    report = assign(loaded(tmp_path, alone, "people: people.csv\nassign: {balance: [arr]}\n"), DAY)
    assert report.answer[0].endswith("today 1 account is with nobody who is there.")


def test_who_has_nothing_is_told_where_nobody_has_too_much(tmp_path: Path) -> None:
    """Ann and Ben have six of twelve each, half more than a third; two go to Cho, who then has half of her share."""
    (tmp_path / "people.csv").write_text("csm\nAnn\nBen\nCho\n", encoding="utf-8")
    more = "people: people.csv\nassign: {balance: [arr], within: 50%}\n"
    table = "".join(f"x{at:02},a,1k,{'Ann' if at < 6 else 'Ben'},,,,,\n" for at in range(12))
    report = assign(loaded(tmp_path, table, more), DAY)
    assert report.answer[0].endswith("(at least 2 have to); today Cho has no accounts.")
    report = assign(loaded(tmp_path, "x,a,1k,Ann,,,,,\ny,a,1k,Ben,,,,,\n", more), DAY)
    assert report.answer[0] == (
        "a: no move makes books more even (no way to 50.0% was found: accounts are too few or too unlike); "
        "Cho has 100.0% less ARR than their share."
    )


def causes(report: Report) -> Any:
    [team] = rows(report, "teams")
    return team["causes"]


def finding(report: Report, code: str) -> str:
    [message] = [each.message for each in report.findings if each.code == code]
    return message


def test_a_cap_that_the_team_can_not_keep_moves_nothing(tmp_path: Path) -> None:
    """9.1M in two books of 4.6M and 4.5M, and two caps of 4M: 1.1M over; today the larger is 4.6 of 4.55, 1.1% more."""
    table = "".join(f"a{at},a,1M,Ann,,,,,\n" for at in range(4)) + "a4,a,0.6M,Ann,,,,,\n"
    table += "".join(f"b{at},a,1M,Bo,,,,,\n" for at in range(4)) + "b4,a,0.5M,Bo,,,,,\n"
    segments = "segments:\n  - {name: a, arr_cap: 4M}\n"
    plan = loaded(tmp_path, table, "assign: {balance: [arr]}\n", segments=segments)
    report = assign(plan, DAY)
    assert rows(report, "moves") == []
    limit = "a: all accounts come to 9.1M ARR, and 2 people may hold 4M each, 8M together (arr_cap): 1.1M over"
    assert report.answer == [
        "a: no account has to move; nobody is further than 1.1% from their share.",
        f"{limit}, whatever moves",
    ]
    [kept_to] = rows(report, "teams")[0]["limits"]
    assert kept_to == {"limit": "arr_cap", "csms": ["Ann", "Bo"], "holds": 9.1e6, "most": 8e6}
    uneven = "".join(f"a{at},a,1M,{'Ann' if at < 7 else 'Bo'},,,,,\n" for at in range(10))
    plan = loaded(tmp_path, uneven, "assign: {balance: [arr]}\n", segments=segments)
    report = assign(plan, DAY)  # both may hold 5M then: Ann gives two of her seven
    assert {row["csm"]: row["arr"] for row in rows(report, "csms")} == {"Ann": 5e6, "Bo": 5e6}
    assert {row["reason"][:3] for row in rows(report, "moves")} == {"ARR"}, "for evenness, not for the cap"
    assert finding(report, "limits-too-small").endswith("2M over, whatever moves")


def test_a_limit_that_only_some_can_not_keep_is_told_of_them(tmp_path: Path) -> None:
    """Five German accounts, and Ann and Bo, who speak it, may have two and two of them; Cho has room."""
    table = "".join(f"x{at},a,1k,Ann,,,,,de\n" for at in range(5)) + "y,a,1k,Cho,,,,,en\n"
    more = (
        "people:\n  - {csm: Ann, language: [en, de], max_customers: 2}\n"
        "  - {csm: Bo, language: [en, de], max_customers: 2}\n  - {csm: Cho, language: en}\n"
        "assign: {balance: [customers], match: language, within: 60%}\n"
    )
    report = assign(loaded(tmp_path, table, more), DAY)
    assert finding(report, "limits-too-small") == (
        "a: 5 customers can only be with Ann and Bo, who may hold 2 each, 4 together (max_customers): 1 over, "
        "whatever moves"
    )
    assert {row["csm"]: row["customers"] for row in rows(report, "csms")} == {"Ann": 3, "Bo": 2, "Cho": 1}


def test_limits_of_several_segments_are_counted_in_people(tmp_path: Path) -> None:
    """Three of 20k under a cap of 20k take three people, four of 10k under one of 20k two; there is one."""
    table = "".join(f"x{at},a,20k,Ann,,,,,\n" for at in range(3)) + "".join(
        f"y{at},b,10k,Ann,,,,,\n" for at in range(4)
    )
    segments = "segments:\n  - {name: a, team: t, arr_cap: 20k}\n  - {name: b, team: t, arr_cap: 20001}\n"
    report = assign(loaded(tmp_path, table, segments=segments), DAY)
    assert finding(report, "limits-too-small") == (
        "t: by the limits of their segments (arr_cap) accounts take 5 people, and there is 1: 4 too few, whatever moves"
    )


def test_who_can_not_be_brought_under_a_limit_is_told(tmp_path: Path) -> None:
    """Three of 30k and two caps of 50k: 90k fits in 100k, but not two of them with one person. Nothing moves for it."""
    table = "".join(f"x{at},a,30k,Ann,,,,,\n" for at in range(2)) + "y,a,30k,Bo,,,,,\n"
    segments = "segments:\n  - {name: a, arr_cap: 50k}\n"
    report = assign(loaded(tmp_path, table, "assign: {balance: [arr]}\n", segments=segments), DAY)
    assert rows(report, "moves") == []
    assert finding(report, "over-limit") == (
        "a: no way was found to bring Ann under the limit: 60k ARR, of 50k ARR at most (arr_cap)"
    )


def test_what_is_in_the_way_of_even_books_is_named(tmp_path: Path) -> None:
    """Eight accounts with Ann, whose share and Bo's is four each: what keeps more than four with her is in the way."""
    table = "".join(f"x{at},a,{20 if at < 6 else 10}k,Ann,,,,,{'de' if at < 6 else 'en'}\n" for at in range(8))

    def report(more: str, people: str = "[{csm: Ann, language: [en, de]}, {csm: Bo, language: en}]") -> Report:
        return assign(loaded(tmp_path, table, f"people: {people}\nassign: {{balance: [customers], {more}}}\n"), DAY)

    kept = report("keep: {arr: 20k}")
    assert causes(kept) == ["keep"]
    assert "(10.0% can't be reached: what is kept in place)" in kept.answer[0]
    assert finding(kept, "cant-be-even") == (
        "a: Ann has to have 6 customers, and the share is 4 customers: 50.0% more. "
        "In the way of 10.0%: what is kept in place"
    )
    skills = report("match: language")
    assert causes(skills) == ["language"]
    assert finding(skills, "cant-be-even").endswith("In the way of 10.0%: who has which language")
    both = report("match: language, keep: {arr: 20k}")
    assert causes(both) == ["keep", "language"], "neither alone"
    limit = report("", "[{csm: Ann}, {csm: Bo, max_customers: 1}]")
    assert causes(limit) == ["limits"]
    assert finding(limit, "cant-be-even") == (
        "a: Ann has to have 7 customers, and the share is 4 customers: 75.0% more. "
        "In the way of 10.0%: what people may hold at most"
    )
    assert "At the most that they may hold: Bo (1 customer)." in limit.remarks
    little = report("match: language", "[{csm: Ann, language: en}, {csm: Bo, language: de}, {csm: Cy, language: fr}]")
    assert finding(little, "cant-be-even").startswith(
        "a: Bo has to have 6 customers, and the share is 2.67 customers: 125.0% more."
    )
    few = report("moves: 2")
    assert (causes(few), "(10.0% takes 4 moves)" in few.answer[0]) == ([], True)
    assert report("moves: 0").answer[0].startswith("a: no account moves (10.0% takes 4 moves); Ann has 100.0% more")


def test_where_somebody_stays_far_off_the_others_are_made_even(tmp_path: Path) -> None:
    """Of ten each of three has 3.33 by right. Six German ones stay with Ann; of Bo's four Cy gets two, not only one."""
    table = "".join(f"x{at},a,1k,Ann,,,,,de\n" for at in range(6)) + "".join(
        f"y{at},a,1k,Bo,,,,,en\n" for at in range(4)
    )
    people = "[{csm: Ann, language: de}, {csm: Bo, language: en}, {csm: Cy, language: en}]"
    more = f"people: {people}\nassign: {{balance: [customers], match: language}}\n"
    report = assign(loaded(tmp_path, table, more), DAY)
    assert {row["csm"]: row["customers"] for row in rows(report, "csms")} == {"Ann": 6, "Bo": 2, "Cy": 2}
    assert "moved           0   1   2\n" in as_text(report, "table")
    [team] = rows(report, "teams")
    assert [each["moved"] for each in team["curve"]] == [0, 1], "one is enough for the furthest, who stays 80% over"


def test_an_account_larger_than_any_share_is_named(tmp_path: Path) -> None:
    """Of 120k each of three has 40k by right; who has the one of 80k has twice that."""
    table = "big,a,80k,Ann,,,,,\nx,a,20k,Bo,,,,,\ny,a,20k,Cho,,,,,\n"
    report = assign(loaded(tmp_path, table, "assign: {balance: [arr]}\n"), DAY)
    assert causes(report) == ["account"]
    assert "(10.0% can't be reached: big alone is too large)" in report.answer[0]
    assert finding(report, "cant-be-even") == (
        "a: big alone is 80k ARR, and the largest share is 40k ARR: whoever has it has 100.0% more ARR, "
        "and 10.0% was asked for"
    )


def test_who_comes_or_goes_soon_is_told_with_what_to_ask(tmp_path: Path) -> None:
    """Within 90 days of January 10th, which is until April 10th; who left before and comes later is not told."""
    (tmp_path / "people.csv").write_text(
        "csm,from,until\nAnn,2020-01-01,\nBo,2020-01-01,2027-03-31\nCy,2027-04-10,\nDi,2027-04-11,\n"
        "Ed,2020-01-01,2027-01-09\nFy,2020-01-01,2027-04-10\n",
        encoding="utf-8",
    )
    plan = loaded(tmp_path, "x,a,1k,Ann,,,,,\ny,a,1k,Bo,,,,,\nz,a,1k,Fy,,,,,\n", "people: people.csv\n")
    said = "Not counted yet: Bo leaves on 2027-03-31 and Cy joins on 2027-04-10."
    assert assign(plan, DAY).answer[-1] == f"{said} Ask with --as-of=2027-04-10, or --without=Bo."
    hidden = assign(plan, DAY, anonymous=True).answer[-1]
    assert "Bo" not in hidden
    assert hidden.endswith("Ask with --as-of=2027-04-10.")
    told = assign(plan, DAY, without=["bo", "Cy"]).answer
    assert not [each for each in told if "Not counted" in each]
    assert "Fy leaves on 2027-04-10" in assign(plan, date(2027, 1, 11)).answer[-1]


def test_who_may_have_no_accounts_has_no_share(tmp_path: Path) -> None:
    more = "people: [{csm: Ann}, {csm: Bo}, {csm: Lee, max_customers: 0}]\nassign: {balance: [arr]}\n"
    report = assign(loaded(tmp_path, "x,a,1k,Ann,,,,,\ny,a,1k,Lee,,,,,\n", more), DAY)
    assert {row["csm"]: row["customers"] for row in rows(report, "csms")} == {"Ann": 1, "Bo": 1, "Lee": 0}
    assert rows(report, "moves")[0]["reason"] == "Lee may have none (max_customers)"
    assert "Lee may have no accounts, or has no time for them yet, and has no share." in report.remarks


def test_who_is_the_only_one_has_all(tmp_path: Path) -> None:
    report = assign(loaded(tmp_path, "x,a,1k,Ann,,,,,\ny,a,1k,Ann,,,,,\n"), DAY)
    assert report.answer == ["a: Ann is the only one there; no account can move."]


def test_who_starts_later_or_can_carry_nothing_yet_gives_what_they_have(tmp_path: Path) -> None:
    more = "people: [{csm: Ann}, {csm: Bo, from: 2027-02-01}, {csm: Cy, role: new, from: 2027-01-01}]\n"
    table = "x,a,1k,Ann,,,,,\ny,a,1k,Bo,,,,,\nz,a,1k,Cy,,,,,\n"
    segments = "  new: {pay: 1k, loading: 0%, ramp: {at: [0%, 50%]}, time: {total: 1000 h}}\n"
    (tmp_path / "csplan.yaml").write_text(
        HEAD.replace("roles:\n", f"roles:\n{segments}") + SEGMENT + WORK + more, encoding="utf-8"
    )
    (tmp_path / "accounts.csv").write_text(COLUMNS + table, encoding="utf-8")
    plan = load_all(tmp_path, accounts=True).plan
    assert plan is not None
    said = {row["customer"]: row["reason"] for row in rows(assign(plan, DAY), "moves")}
    assert said == {"y": "Bo starts on 2027-02-01", "z": "Cy has no time for customers yet"}


def test_nobody_is_named_where_that_is_asked_for(tmp_path: Path) -> None:
    """Neither in a table nor in a reason, a remark or a finding; all else is as it is with names."""
    table = (
        "plain,a,9k,Ann Abel,green,no,,,en\nleft,a,1k,Bo Berg,green,no,,,en\nonly,a,2k,Cy Cole,green,no,,,de\n"
        "nobody's,a,1k,,green,no,,,fr\nloner,a,1k,Uwe Unger,red,no,,,en\nmore,a,3k,Ann Abel,green,no,,,en\n"
    )
    (tmp_path / "people.csv").write_text(
        "csm,from,until,language\nAnn Abel,2020-01-01,,en\nBo Berg,2020-01-01,2026-12-31,en\n"
        "Cy Cole,2026-12-01,,en;fr\nDi Dahl,2026-12-01,,en;de\n",
        encoding="utf-8",
    )
    plan = loaded(tmp_path, table, "people: people.csv\nassign: {match: language}\n")
    named, hidden = (assign(plan, DAY, without=["Di Dahl"], anonymous=each) for each in (False, True))
    people = ("Ann Abel", "Bo Berg", "Cy Cole", "Uwe Unger")
    shown = "".join(as_text(hidden, kind) for kind in ("table", "json", "csv", "markdown"))
    assert not [name for name in people if name in shown]
    assert [name for name in people if name not in as_text(named, "json")] == []
    assert "unknown-csm" in codes(hidden)
    for key in ("teams", "csms", "moves"):
        assert len(rows(hidden, key)) == len(rows(named, key))
    assert rows(hidden, "teams") == rows(named, "teams")
    letters = [row["csm"] for row in rows(hidden, "csms") if row["productivity"]]
    assert letters == sorted(letters)
    of = {row["csm"]: row["arr_now"] for row in rows(named, "csms")}
    assert sorted(of.values()) == sorted(row["arr_now"] for row in rows(hidden, "csms"))


def test_how_far_off_somebody_is_is_explained(tmp_path: Path) -> None:
    """Ann 6k and 30 h, Ben 2k and 10 h; of 1,000 h each Ann is in the ramp at 50%: her share is a third of 8k."""
    (tmp_path / "people.csv").write_text("csm,from\nAnn,2026-12-01\nBen,2020-01-01\n", encoding="utf-8")
    table = (
        "x,a,3k,Ann,green,no,2028-06-01,,en\ny,a,3k,Ann,green,no,2028-06-01,,en\nz,a,2k,Ben,green,no,2028-06-01,,en\n"
    )
    plan = loaded(tmp_path, table, "people: people.csv\n", segments="segments:\n  - {name: a, contract_years: 3}\n")

    def value(figure: str, **chosen: str) -> Any:
        tree = explain(plan, figure, dict(chosen), as_of=DAY).tree
        assert tree is not None
        return tree.root.row["value"]

    arr = {"book": "Ann", "measure": "arr"}
    assert value("capacity", book="Ann") == pytest.approx(500)
    assert value("capacity_of_all") == pytest.approx(1500)
    assert value("fair_share", **arr) == pytest.approx(8000 / 3)
    assert value("deviation", **arr) == pytest.approx(6000 / (8000 / 3) - 1)
    assert value("deviation", book="Ben", measure="arr") == pytest.approx(2000 / (16_000 / 3) - 1)
    assert value("off", book="Ben", measure="arr") == pytest.approx(0.625)
    assert value("off", csm="Ben", measure="arr") == pytest.approx(0.625)
    assert value("worst") == pytest.approx(1.25)
    assert value("book_utilization", book="Ann") == pytest.approx(20 / 500)
    [team] = rows(assign(plan, DAY), "teams")
    assert team["worst_now"] == pytest.approx(value("worst"))
    texts = as_text(explain(plan, "capacity", {"book": "Ann"}, as_of=DAY), "table")
    assert "people.csv" in texts
    assert "csplan.yaml:4" in texts
    with pytest.raises(Unclear, match="may be of more than one book"):
        explain(plan, "deviation", as_of=DAY)


def test_names_of_people() -> None:
    plan = load_all("examples/qinghe-cny", accounts=True).plan
    assert plan is not None
    assert unknown_person(plan, ["林晓", "emma wang", "何涛", "高远"]) is None
    assert (unknown_person(plan, ["Emma Wong"]) or ("", ""))[1] == "did you mean Emma Wang?"


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    plan = Path("examples/qinghe-cny/csplan.yaml").read_text(encoding="utf-8")
    answers = []
    for seed in range(3):
        folder = tmp_path / str(seed)
        folder.mkdir()
        (folder / "csplan.yaml").write_text(plan, encoding="utf-8")
        for name, table in (("accounts.csv", accounts()), ("people.csv", people())):
            random.Random(seed).shuffle(table)
            write(folder / name, table)
        found = load_all(folder, accounts=True).plan
        assert found is not None
        report = assign(found, date(2027, 1, 4))
        answers.append({key: rows(report, key) for key in ("teams", "csms", "moves")})
    assert answers[0] == answers[1] == answers[2]


def test_the_example_is_as_its_script_makes_it(tmp_path: Path) -> None:
    for file, table in ((ACCOUNTS, accounts()), (PEOPLE, people())):
        write(tmp_path / file.name, table)
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("value", "text"), [(None, "–"), (0.004, "0%"), (-0.004, "0%"), (0.256, "+26%"), (-1.0, "−100%")]
)
def test_how_far_off_is_shown(value: float | None, text: str) -> None:
    assert off(value) == text
