"""What of a bonus is not known yet, or not counted, and who is meant: told where the bonus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from csplan.answers.pay.answer import pay
from csplan.measure.periods import period_called
from tests.answers.test_pay_bonus import BONUS, HEAD, csms, made
from tests.measure.test_won import rows

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.report.report import Report


def codes(report: Report) -> dict[str, str]:
    return {each.code: each.message for each in report.findings}


def test_wins_that_may_not_last_are_told(tmp_path: Path) -> None:
    # Won in the quarter: A1 (again, so it does not count), A2 of Ana; B3 and H of Ben.
    report = pay(made(tmp_path, BONUS + "  hold: 30 d\n"))
    assert report.answer[1] == (
        "3 wins count and may still not last: they have to until 2026-10-30, and the record ends on 2026-09-30."
    )
    assert codes(report)["win-not-decided"] == (
        "wins that count and may still not last, because the record ends before `hold` is over: Ana 1 of 2, Ben 2 of 2"
    )
    [_, own] = pay(made(tmp_path, BONUS + "  hold: 30 d\n"), csm="Ana").answer
    assert own == "1 win counts and may still not last: it has to until 2026-10-30, and the record ends on 2026-09-30."
    longer = rows() + "2026-10-30,A4,Ana,green\n"
    assert "win-not-decided" not in codes(pay(made(tmp_path, BONUS + "  hold: 30 d\n", snapshots=longer)))


def test_a_period_that_is_not_over_is_told_first(tmp_path: Path) -> None:
    shots = rows().replace("2026-09-30", "2026-08-20")
    events = "date,event,customer\n2026-08-01,csql,A1\n"
    report = pay(made(tmp_path, snapshots=shots, events=events), period="2026-Q3")
    assert report.answer[1] == (
        "So far: the record ends on 2026-08-20, the period on 2026-09-30. Goals are of the whole period."
    )


def test_snapshots_that_end_before_the_period_are_told(tmp_path: Path) -> None:
    # Events reach the end of the period; colours are of the 20th of August, 41 days before: not yet stale.
    report = pay(made(tmp_path, snapshots=rows().replace("2026-09-30", "2026-08-20")), period="2026-Q3")
    assert report.answer[1].startswith("So far: the record ends on 2026-09-21")
    events = "date,event,customer\n2026-10-02,csql,A1\n"
    report = pay(made(tmp_path, snapshots=rows().replace("2026-09-30", "2026-08-20"), events=events))
    assert report.answer[1] == "The last snapshot is of 2026-08-20: who is healthy since then is not known."
    assert csms(report)["Ana"]["wins"] == 2


@pytest.mark.parametrize("first_day", [True, False])
def test_no_win_is_not_known_where_nobody_could_see_one(tmp_path: Path, *, first_day: bool) -> None:
    """Of a quarter of whose first or last day no health is known, no bonus for wins is 0: it is not known."""
    kept = ("2026-09-30",) if first_day else ("2026-04-01", "2026-06-30", "2026-07-01")
    head, *lines = rows().splitlines()
    shots = "\n".join([head, *(line for line in lines if line.startswith(kept))]) + "\n"
    events = "date,event,customer,csm\n2026-07-01,csql,A1,Ana\n2026-10-02,csqa,A1,Ana\n"
    report = pay(made(tmp_path, snapshots=shots, events=events), period="2026-Q3")
    ana = csms(report)["Ana"]
    assert (ana["wins"], ana["wins_counted"], ana["bonus"]) == (None, None, None)
    assert report.answer == [
        "Nobody knows the bonuses for 2026-07-01 to 2026-09-30 in full: the record lacks a part of them.",
        "Of wins nothing is known: the snapshots have no health of 2026-07-01, or none of the end.",
    ]


def test_customers_of_unknown_health_are_told(tmp_path: Path) -> None:
    report = pay(
        made(tmp_path, snapshots=rows().replace("2026-07-01,A4,Ana,lime\n", "").replace("06-30,A4", "04-02,A4"))
    )
    # The colour of the second of April is 90 days old on the first of July: too old to say anything.
    text = "Of 1 customer health is not known on the first or the last day: neither a win nor a slip."
    assert text in report.notes
    assert text not in pay(made(tmp_path)).notes


def test_who_is_not_of_the_people_is_told(tmp_path: Path) -> None:
    head = HEAD.replace("  - {csm: Ben, role: csm, from: 2026-08-16}\n", "")
    report = pay(made(tmp_path, head=head))
    assert csms(report)["Ben"]["on_target"] == 6000  # of the role, for the whole quarter
    assert report.answer[1] == "Ben is not in `people`, and counts as there full time at the role's pay."
    assert codes(report)["paid-unlisted"] == (
        "paid full time at the role's pay although `people` does not have them: Ben"
    )
    assert list(csms(pay(made(tmp_path, head=head), csm="BEN"))) == ["Ben"]
    assert "paid-unlisted" not in codes(pay(made(tmp_path, head=head), csm="ana"))
    nobody = head.replace(head[: head.index("roles:")], "")
    assert "paid-unlisted" not in codes(pay(made(tmp_path, head=nobody)))  # there is no list to be missing from


def test_the_sum_is_told_to_be_of_those_who_are_known(tmp_path: Path) -> None:
    """Of red customers no quarter before says anything, so that the surplus of Ben is not known."""
    bonus = BONUS.replace("target: 2}", "target: 2, count: surplus}", 1)
    report = pay(made(tmp_path, bonus))
    # Ana: half of 1 - 1/2 on wins, 0.3 and 0.2: 0.75 of 6,000. Ben on target: 3,000.
    assert report.answer[:2] == [
        "Bonuses for 2026-07-01 to 2026-09-30 are 4.5k as far as they are known (9k on target).",
        "Not known, and not in it: the bonus of Ben. The record lacks a part of it.",
    ]
    [total] = report.rows("total")
    assert (total["bonuses"], total["pool"], total["payout_share"]) == (pytest.approx(4500), 9000, None)


def test_variable_pay_without_a_rule_is_told(tmp_path: Path) -> None:
    head = HEAD.replace("{performance: 20%}", "{performance: 20%, commission: 30%}")
    report = pay(made(tmp_path, head=head))
    text = "Commission is not counted: of csm 30.0% of pay. The plan has no rule for it (`commission:`)."
    assert report.answer[1] == text
    rule = "commission: {from: 100%, full: 115%}\n"
    assert text not in pay(made(tmp_path, BONUS + rule, head=head)).answer
    alone = pay(made(tmp_path, rule, head=head)).answer
    assert "Performance is not counted: of csm 20.0% of pay. The plan has no `bonus:`." in alone


def test_commission_that_is_not_known_is_told(tmp_path: Path) -> None:
    """Without a book, nobody knows what anybody paid before: no net retention."""
    head = HEAD.replace("{performance: 20%}", "{commission: 30%}")
    report = pay(made(tmp_path, "commission: {from: 100%, full: 115%}\n", head=head, accounts=""))
    assert "Not known for want of a net retention: the commission of Ana and Ben." in report.answer


@pytest.mark.parametrize(
    ("person", "why"),
    [
        ("{csm: Eve, role: csm, from: 2027-01-15}", "Eve starts on 2027-01-15."),
        ("{csm: Eve, role: csm, until: 2026-06-15}", "Eve left on 2026-06-15."),
    ],
)
def test_why_somebody_has_no_bonus(tmp_path: Path, person: str, why: str) -> None:
    head = HEAD.replace("people:\n", f"people:\n  - {person}\n")
    report = pay(made(tmp_path, head=head), csm="eve")
    assert report.answer == ["Eve has no bonus for 2026-07-01 to 2026-09-30.", why]


def test_a_letter_is_taken_for_the_person(tmp_path: Path) -> None:
    plan = made(tmp_path)
    whole = csms(pay(plan, anonymous=True))
    [letter] = [name for name, row in whole.items() if row["pay"] == 120_000 and row["presence"] == 1]
    report = pay(plan, csm=letter.lower(), anonymous=True)
    assert list(csms(report)) == [letter]
    assert letter in report.answer[0]
    assert [line.split(" --", 1)[1] for line in report.more] == [f"anonymous --csm '{letter}' --all"]
    assert list(csms(pay(plan, csm=letter[-1], anonymous=True))) == [letter]
    with pytest.raises(ValueError, match="letters stand for people with --anonymous"):
        pay(plan, csm=letter)
    with pytest.raises(ValueError, match="people are called CSM A to CSM D here"):
        pay(plan, csm="Zoe", anonymous=True)


def test_periods_of_the_calendar(tmp_path: Path) -> None:
    assert pay(made(tmp_path), period=period_called("2026-Q3")).answer == pay(made(tmp_path), period="2026-Q3").answer


def test_who_has_a_bonus_may_not_be_known(tmp_path: Path) -> None:
    """Without people and snapshots nobody is named who could have one."""
    head = HEAD.replace(HEAD[: HEAD.index("roles:")], "")
    report = pay(made(tmp_path, head=head, snapshots=""), period="2026-Q3")
    text = "Nobody has a bonus for 2026-07-01 to 2026-09-30: name people in `people:`, or in `csm` of the snapshots."
    assert report.answer[0] == text
    assert "csms" not in [table.key for table in report.for_people(everything=False)]
    assert report.rows("csms") == []


def test_a_part_that_nobody_records_is_told(tmp_path: Path) -> None:
    report = pay(made(tmp_path, events=""), period="2026-Q3")
    assert report.answer[:2] == [
        "Nobody knows the bonuses for 2026-07-01 to 2026-09-30 in full: the record lacks a part of them.",
        "The record has no events that say anything of csql and csqa.",
    ]
