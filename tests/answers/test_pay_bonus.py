"""What each gets of a bonus, by hand: goals by presence and ramp, what counts, what that pays."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplan.answers.explain.answer import explain
from csplan.answers.pay.answer import pay
from csplan.answers.pay.asked import asked
from csplan.figures.bonus import indicator_payout
from csplan.loader.plan import load_all
from csplan.measure.periods import period_called
from csplan.render.formats import as_text
from tests.fuzz.commands import said
from tests.measure.records import plan_of
from tests.measure.test_won import BOOK, EVENTS, rows
from tests.plans import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.loader.plan import Loaded
    from csplan.plan.plan import Plan
    from csplan.report.report import Report

HEAD = """\
people:
  - {csm: Ana, role: csm, from: 2020-01-01}
  - {csm: Ben, role: csm, from: 2026-08-16}
  - {csm: Cho, role: csm, until: 2026-06-30}
  - {csm: Dov, role: desk}
roles:
  csm: {pay: PAY, loading: 30%, variable: {performance: 20%}, ramp: {months: 6, at: 45%}, time: 1000 h}
  desk: {pay: PAY, loading: 30%, time: 1000 h}
segments:
  - {name: a, role: csm}
"""
BONUS = """\
bonus:
  wins: {weight: 50%, target: 2}
  csql: {weight: 30%, target: 2}
  csqa: {weight: 20%, target: 1}
"""


def made(folder: Path, bonus: str = BONUS, *, pay: str = "120k", head: str = HEAD, **tables: str) -> Plan:
    given = {"accounts": BOOK, "events": EVENTS, "snapshots": rows(), **tables}
    sections = "".join(f"{name}: {name}.csv\n" for name, table in given.items() if table)
    (folder / "csplan.yaml").write_text(
        f"csplan: 1\ncurrency: USD\n{sections}{bonus}{head.replace('PAY', pay)}", encoding="utf-8"
    )
    for name, table in given.items():
        (folder / f"{name}.csv").write_text(table, encoding="utf-8")
    return plan_of(load_all(folder))


def csms(report: Report) -> dict[str, dict[str, Any]]:
    return {row["csm"]: row for row in report.rows("csms")}


def test_goals_by_presence_and_ramp(tmp_path: Path) -> None:
    report = pay(made(tmp_path))
    found = csms(report)
    assert list(found) == ["Ana", "Ben"]  # Cho left before, Dov has no variable pay
    ana, ben = found["Ana"], found["Ben"]
    # 120,000 * 20% / 4. Wins 1 of 2; leads of two customers and a half of one, of 2; one advocate.
    assert (ana["on_target"], ana["wins_counted"]) == (6000, 1)
    assert [each["done"] for each in ana["indicators"]] == [1, 2.5, 1]
    assert [each["payout"] for each in ana["indicators"]] == [0.5, 1, 1]
    assert (ana["payout_share"], ana["bonus"]) == pytest.approx((0.75, 4500))
    # 46 of 92 days at 45%: half of the bonus, and 22.5% of the goals.
    assert (ben["on_target"], ben["presence"], ben["productivity"]) == pytest.approx((3000, 0.5, 0.45))
    assert [each["goal"] for each in ben["indicators"]] == pytest.approx([0.45, 0.45, 0.225])
    assert ben["bonus"] == pytest.approx(3000)
    [total] = report.rows("total")
    assert (total["pool"], total["bonuses"], total["payout_share"]) == pytest.approx((9000, 7500, 7500 / 9000))
    assert report.answer[0] == "Bonuses for 2026-07-01 to 2026-09-30 are 7.5k (83.3% of the 9k on target)."
    assert (ana["won"], ana["csql"], ana["look"]) == ("1 of 2", "2.5 of 2", "again 1, flaps 1")
    assert (ana["surplus"], ben["surplus"]) == (pytest.approx(0.0), None)


def test_one_person(tmp_path: Path) -> None:
    plan = made(tmp_path)
    report = pay(plan, csm="Ana")
    assert list(csms(report)) == ["Ana"]
    assert report.answer == ["The bonus of Ana for 2026-07-01 to 2026-09-30 is 4.5k (75.0% of the 6k on target)."]
    assert [row["part"] for row in report.rows("parts")] == ["wins", "csql", "csqa"]
    assert [(row["customer"], row["move"], row["counts"]) for row in report.rows("moves")] == [
        ("A1", "win", "won before within the year"),
        ("A2", "win", "counts"),
        ("A3", "slip", None),
        ("S", "slip", None),
    ]
    assert [table.key for table in report.for_people(everything=False)] == ["csms", "parts"]


def test_one_who_has_none(tmp_path: Path) -> None:
    report = pay(made(tmp_path), csm="Dov")
    assert report.answer == [
        "Dov has no bonus for 2026-07-01 to 2026-09-30.",
        "The role of Dov is desk: none of its pay is variable, or the plan has no rule for it.",
    ]


def test_letters_for_names(tmp_path: Path) -> None:
    report = pay(made(tmp_path), anonymous=True)
    text = as_text(report, "json") + as_text(report, "table")
    assert "Ana" not in text
    assert "Ben" not in text
    assert [row["csm"] for row in report.rows("csms")] == sorted(row["csm"] for row in report.rows("csms"))


def test_what_wins_may_count_as(tmp_path: Path) -> None:
    net = csms(pay(made(tmp_path, BONUS.replace("target: 2}", "target: 2, count: net}", 1))))
    # One that counts, less a slip and a half: less than nothing is nothing.
    assert net["Ana"]["indicators"][0]["done"] == 0
    surplus = csms(pay(made(tmp_path, BONUS.replace("target: 2}", "target: 2, count: surplus}", 1))))
    # As many as expected, less the win that does not count: 1 - 1/2.
    assert surplus["Ana"]["indicators"][0]["attainment"] == pytest.approx(0.5)
    assert (surplus["Ana"]["won"], surplus["Ben"]["won"]) == ("50.0%", None)
    # What was to be expected of Ben's red customer nobody knows: leads and advocates don't decide alone.
    assert surplus["Ben"]["indicators"][0]["payout"] is None
    assert surplus["Ben"]["payout_share"] is None
    expected = csms(pay(made(tmp_path, BONUS.replace("target: 2}", "target: {expected: 110%}}", 1))))
    assert expected["Ana"]["indicators"][0]["goal"] == pytest.approx(1.1)
    assert expected["Ana"]["won"] == "1 of 1.1"


def test_leads_that_bought(tmp_path: Path) -> None:
    report = pay(
        made(tmp_path, BONUS.replace("csql: {weight: 30%, target: 2}", "csql: {weight: 30%, target: 2, count: won}"))
    )
    assert csms(report)["Ana"]["indicators"][1]["done"] == 1  # A2, by its pilot


def test_goals_by_role_and_pay_of_ones_own(tmp_path: Path) -> None:
    head = HEAD.replace("{csm: Ana, role: csm,", "{csm: Ana, role: csm, pay: 160k, share: 50%,")
    bonus = BONUS.replace("target: 2}", "target: {csm: 4}}", 1)
    found = csms(pay(made(tmp_path, bonus, head=head)))
    assert found["Ana"]["on_target"] == pytest.approx(160_000 * 0.2 / 4 * 0.5)
    assert found["Ana"]["indicators"][0]["goal"] == pytest.approx(2)


def test_who_is_not_among_the_people_is_there_and_full(tmp_path: Path) -> None:
    head = HEAD[HEAD.index("roles:") :]
    report = pay(made(tmp_path, head=head))
    assert {name: row["presence"] for name, row in csms(report).items()} == {"Ana": 1, "Ben": 1}


def test_who_has_no_bonus_is_named(tmp_path: Path) -> None:
    head = HEAD.replace("{csm: Ben, role: csm, from: 2026-08-16}", "{csm: Ben, role: desk}")
    report = pay(made(tmp_path, head=head))
    assert list(csms(report)) == ["Ana"]
    assert any(note.startswith("Ben has no bonus: the role") for note in report.notes)


def test_a_period_that_is_not_over(tmp_path: Path) -> None:
    period = period_called("2026-Q4")
    shots = rows() + "2026-10-31,A2,Ana,green\n"
    report = pay(made(tmp_path, snapshots=shots), period=period)
    assert (
        report.answer[1]
        == "So far: the record ends on 2026-10-31, the period on 2026-12-31. Goals are of the whole period."
    )
    assert csms(report)["Ana"]["on_target"] == 6000


def test_without_a_whole_period_or_a_record(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    shots = "date,customer,csm,health\n2026-08-01,A1,Ana,lime\n2026-09-30,A1,Ana,lime\n"
    short = made(tmp_path / "a", snapshots=shots, events="date,event,customer\n2026-09-01,csqa,A1\n")
    report = pay(short)
    assert [table.key for table in report.tables] == ["roles", "teams"]
    assert "Nobody knows what each gets of the bonus: the record does not have a whole period." in report.notes
    problem = asked(short, None, None)[1]
    assert problem is not None
    assert problem[0] == "the record does not have a whole quarter"
    (tmp_path / "b").mkdir()
    bare = made(tmp_path / "b", snapshots="", events="", head=HEAD)
    assert (
        "To see what each gets of the bonus, add the record of customers: `snapshots:` and `events:`."
        in pay(bare).notes
    )
    problem = asked(bare, "2026-Q3", None)[1]
    assert problem is not None
    assert problem[0] == "the plan has no record of its customers"
    (tmp_path / "c").mkdir()
    problem = asked(made(tmp_path / "c", ""), "2026-Q3", None)[1]
    assert problem is not None
    assert problem[0] == "the plan has no bonus"


def test_events_alone_pay_nothing(tmp_path: Path) -> None:
    report = pay(made(tmp_path, snapshots=""), period=period_called("2026-Q3"))
    ana = csms(report)["Ana"]
    assert (ana["wins"], ana["indicators"][0]["payout"]) == (None, None)
    # Who won whom is half of the bonus: without snapshots nobody knows what it comes to.
    assert (ana["payout_share"], ana["bonus"]) == (None, None)
    assert report.answer[0] == (
        "Nobody knows the bonuses for 2026-07-01 to 2026-09-30 in full: the record lacks a part of them."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-H1", "--period: the bonus is paid by quarter, and '2026-H1' is none"),
        ("2019-Q1", "--period: the record says nothing of 2019-Q1"),
        ("soon", "--period: 'soon' is no period"),
    ],
)
def test_periods_that_are_none(tmp_path: Path, text: str, message: str) -> None:
    problem = asked(made(tmp_path), text, None)[1]
    assert problem is not None
    assert problem[0] == message


def test_the_command(tmp_path: Path) -> None:
    example = str(EXAMPLES / "harbor-usd")
    code, out, _ = said(["pay", example, "--csm", "Lou Petit", "--period", "2026-Q2", "-f", "json"])
    assert code == 0
    data = json.loads(out)
    assert data["period"] == {"from": "2026-04-01", "to": "2026-06-30", "as_of": "2026-09-30"}
    assert [row["csm"] for row in data["csms"]] == ["Lou Petit"]
    code, _, err = said(["pay", example, "--csm", "Lou Pettit"])
    assert (code, "did you mean" in err) == (2, True)
    code, _, err = said(["pay", example, "--period", "2026"])
    assert (code, "name one like 2026-Q3" in err) == (2, True)
    made(tmp_path)
    assert said(["pay", str(tmp_path), "--as-of", "2026-09-30"])[0] == 0


def test_scale_free_in_currency(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, ten = (csms(pay(made(tmp_path / each, pay=money))) for each, money in (("a", "120k"), ("b", "1.2M")))
    for name, row in one.items():
        assert ten[name]["bonus"] == pytest.approx(10 * row["bonus"])
        assert ten[name]["payout_share"] == pytest.approx(row["payout_share"])


def test_explain_a_bonus(tmp_path: Path) -> None:
    report = explain(made(tmp_path), "bonus", {"csm": "Ana"})
    assert report.title == "bonus of csm Ana: 4.5k USD"
    report = explain(made(tmp_path), "goal", {"csm": "Ben", "part": "wins"})
    assert report.title.endswith("0.45")


shares = st.floats(0, 1)
curves = st.fixed_dictionaries(
    {
        "bonus_threshold": st.none() | shares,
        "bonus_at_threshold": st.none() | shares,
        "bonus_accelerator": st.none() | st.floats(0, 5),
        "bonus_cap": st.none() | st.floats(1, 5),
    }
)


@settings(deadline=None)
@given(curves, st.floats(0, 5), st.floats(0, 5))
def test_more_done_never_pays_less(curve: dict[str, Any], first: float, second: float) -> None:
    less, more = sorted((first, second))
    assert (indicator_payout(less, **curve) or 0) <= (indicator_payout(more, **curve) or 0) + 1e-9


@settings(deadline=None)
@given(curves, st.floats(0, 5))
def test_no_step_but_at_the_threshold(curve: dict[str, Any], attained: float) -> None:
    threshold = curve["bonus_threshold"] or 0.0
    if abs(attained - threshold) < 1e-6 or threshold > 1 - 1e-3:
        return
    steep = max(1.0, curve["bonus_accelerator"] or 1.0, 1 / (1 - threshold))
    near = [indicator_payout(attained + step, **curve) or 0 for step in (-1e-7, 1e-7)]
    assert abs(near[0] - near[1]) <= 3e-7 * steep + 1e-9


def test_wins_are_of_those_at_risk() -> None:
    report = pay(plan_of(load_example()))
    for row in report.rows("csms"):
        assert row["wins"] <= row["at_risk_start"]
        assert row["wins_counted"] + sum(row["deducted"].values()) == pytest.approx(row["wins"])


def load_example() -> Loaded:
    return load_all(EXAMPLES / "harbor-usd")


RETAINED = """\
date,event,customer,csm,arr,due
2026-02-01,renewal,A1,Ana,1k,1k
2026-03-01,renewal,A2,Ana,0,1k
2026-03-02,expansion,A3,Ana,600,
"""
"""A1 and A4 pay 1,000 as they did, A2 left, A3 grew from 400 to 1,000."""
COMMISSION = "commission: {from: 50%, full: 100%}\n"


def with_commission(folder: Path, rule: str = COMMISSION, **tables: str) -> Report:
    head = HEAD.replace("{performance: 20%}", "{commission: 40%}")
    head = head.replace("{csm: Ben, role: csm, from: 2026-08-16}", "{csm: Ben, role: desk}")
    shots = "\n".join(line for line in rows().splitlines() if "Ana; Ben" not in line and ",H,Ana" not in line) + "\n"
    shots = shots.replace("2026-04-01", "2025-09-30", 4)  # so that the record is a year old
    return pay(made(folder, rule, head=head, **{"events": RETAINED, "snapshots": shots, **tables}))


def test_commission_by_net_retention(tmp_path: Path) -> None:
    report = with_commission(tmp_path)
    ana = csms(report)["Ana"]
    # Of 1,000 + 1,000 + 400 + 1,000 a year ago 3,000 are paid now; kept is 1,000 + 0 + 400 + 1,000.
    assert ana["nrr"] == pytest.approx(3000 / 3400)
    assert ana["grr"] == pytest.approx(2400 / 3400)
    share = (3000 / 3400 - 0.5) / 0.5
    assert (ana["commission_on_target"], ana["commission_payout"]) == pytest.approx((12_000, share))
    assert ana["commission"] == pytest.approx(12_000 * share)
    assert (ana["bonus"], ana["indicators"]) == (None, [])
    assert report.answer[0] == "Commission by net retention is 9.18k (12k on target)."
    assert any(note.startswith("Net retention is of the customers whom each has today") for note in report.notes)
    assert not [each for each in report.findings if each.code in {"win-again", "flapping"}]


def test_a_gate_and_steps_of_commission(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    closed = with_commission(tmp_path / "a", "commission: {from: 50%, full: 100%, gate: 71%}\n")
    assert csms(closed)["Ana"]["commission"] == 0
    steps = "commission: {steps: [{from: 80%, pays: 70%}, {from: 100%, pays: 130%}]}\n"
    by_steps = with_commission(tmp_path / "b", steps)
    assert csms(by_steps)["Ana"]["commission"] == pytest.approx(8400)
    # 130% is the most: (72,000 + 48,000 * 1.3) * 1.3
    assert by_steps.rows("roles")[0]["csm_cost_high"] == pytest.approx((72_000 + 62_400) * 1.3)


def test_commission_of_one_person(tmp_path: Path) -> None:
    with_commission(tmp_path)
    plan = plan_of(load_all(tmp_path))
    assert pay(plan, csm="Ana").answer == [
        "The commission of Ana by a net retention of 88.2% is 9.18k (12k on target)."
    ]


def test_commission_without_net_retention_is_not_known(tmp_path: Path) -> None:
    report = with_commission(tmp_path, events="date,event,customer\n2026-09-01,csqa,A1\n", accounts="")
    assert csms(report)["Ana"]["commission"] is None
    plan = plan_of(load_all(tmp_path))
    assert "no net retention" in pay(plan, csm="Ana").answer[0]


def test_a_bonus_of_which_nothing_is_known(tmp_path: Path) -> None:
    bonus = "bonus: {wins: {weight: 100%, target: 2, count: surplus}}\n"
    assert pay(made(tmp_path, bonus), csm="Ben").answer == [
        "Nobody knows the bonus of Ben for 2026-07-01 to 2026-09-30 in full."
    ]


def test_two_spellings_of_one_name(tmp_path: Path) -> None:
    shots = rows().replace("A2,Ana", "A2,ANA")
    assert csms(pay(made(tmp_path, snapshots=shots)))["Ana"]["wins"] == 2


def test_customers_of_nobody_count_for_nobody(tmp_path: Path) -> None:
    shots, events = (text.replace("A2,Ana", "A2,").replace("A3,Ana", "A3,") for text in (rows(), EVENTS))
    report = pay(made(tmp_path, snapshots=shots, events=events))
    assert "2 customers who were won or slipped had no CSM, and count for nobody." in report.notes


def test_a_ramp_month_by_month(tmp_path: Path) -> None:
    head = HEAD.replace("ramp: {months: 6, at: 45%}", "ramp: {at: [20%, 80%]}")
    # From 2026-08-16: 31 days of the first month, 15 of the second.
    worth = (31 * 0.2 + 15 * 0.8) / 46
    assert csms(pay(made(tmp_path, head=head)))["Ben"]["productivity"] == pytest.approx(worth)


def test_a_role_by_team_or_by_most_customers(tmp_path: Path) -> None:
    head = HEAD.replace("{csm: Ana, role: csm,", "{csm: Ana, team: a,").replace("{csm: Ben, role: csm,", "{csm: Ben,")
    assert {name: row["role"] for name, row in csms(pay(made(tmp_path, head=head))).items()} == {
        "Ana": "csm",
        "Ben": "csm",
    }


def test_of_two_roles_that_of_most_customers(tmp_path: Path) -> None:
    head = HEAD.replace("{csm: Ana, role: csm, from: 2020-01-01}", "{csm: Ana}")
    head += "  - {name: b, role: desk}\n"
    book = BOOK.replace("A3,a", "A3,b")
    found = csms(pay(made(tmp_path, head=head, accounts=book)))
    assert found["Ana"]["role"] == "csm"
    mostly = BOOK.replace("A1,a", "A1,b").replace("A2,a", "A2,b").replace("A3,a", "A3,b")
    (tmp_path / "b").mkdir()
    assert "Ana" not in csms(pay(made(tmp_path / "b", head=head, accounts=mostly)))  # a desk has no bonus


def test_more_wins_than_chance_explains(tmp_path: Path) -> None:
    """Of 40 customers at risk a tenth recovered in the quarter before; of Ann's ten all do now."""
    shots = ["date,customer,csm,health"]
    for at in range(40):
        own = "Ann" if at < 10 else "Bo"
        before, after = ("green" if at >= 36 else "yellow"), ("green" if at < 10 else "yellow")
        days = zip(
            ("2026-04-01", "2026-06-30", "2026-07-01", "2026-09-30"), ("yellow", before, "yellow", after), strict=True
        )
        shots += [f"{day},c{at},{own},{colour}" for day, colour in days]
    book = "customer,segment,arr\n" + "".join(f"c{at},a,1k\n" for at in range(40))
    head = HEAD[HEAD.index("roles:") :]
    events = "date,event,customer\n2026-09-01,csqa,c39\n"
    report = pay(made(tmp_path, head=head, accounts=book, snapshots="\n".join(shots) + "\n", events=events))
    # 10 less 1 expected; chance: 1.96 * sqrt(10 * 0.1 * 0.9)
    assert report.answer[1] == (
        "Ann has the most wins (10), and 9.0 healthy customers more than the team's own rates give for these "
        "customers. That is more than chance (±1.9)."
    )


@pytest.mark.parametrize(
    ("bonus", "code"),
    [
        ("bonus: {period: year}\n", "bonus-weights"),
        ("bonus: {wins: {weight: 100%, target: {}}}\n", "empty-value"),
        ("bonus: {wins: {weight: 100%, target: {expected: 110%, csm: 2}}}\n", "bonus-goal"),
        ("bonus: {wins: {weight: 100%, target: 0}}\n", "out-of-range"),
        ("bonus: {wins: {weight: 100%, target: {expected: 2000%}}}\n", "out-of-range"),
    ],
)
def test_bonuses_that_are_none(tmp_path: Path, bonus: str, code: str) -> None:
    with pytest.raises(AssertionError):
        made(tmp_path, bonus)
    assert code in {each.code for each in load_all(tmp_path).diagnostics}
