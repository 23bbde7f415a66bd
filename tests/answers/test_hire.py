"""`csplan hire`: the worked hiring plan, policies, what is absent, and what a level book stays."""

from __future__ import annotations

from datetime import date
from itertools import combinations_with_replacement
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import csplan
from csplan.answers.diff.answer import diff
from csplan.answers.explain.answer import explain_month
from csplan.answers.explain.asked import Unclear
from csplan.answers.hire.answer import Late, hire
from csplan.answers.hire.reforecast import reforecast
from csplan.answers.nodes import unknown_team
from csplan.loader.plan import load_all
from csplan.render.formats import as_text
from csplan.render.view import View
from csplan.studies.hiring.plans import hiring_plans, numbers
from csplan.studies.hiring.schedule import EARLIEST, Team, scheduled
from tests.plans import EXAMPLES, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.plan.plan import Plan

OCTOBER = date(2026, 10, 1)
GROWING = EXAMPLES / "growing-usd"


def loaded(*settings: str, path: Any = GROWING) -> Plan:
    found = load_all(path, settings=settings)
    assert found.plan is not None, found.diagnostics
    return found.plan


def asked(*settings: str, as_of: date = OCTOBER, path: Any = GROWING, **options: Any) -> dict[str, Any]:
    return hire(loaded(*settings, path=path), as_of, **options).as_dict()


# --- the worked plan ----------------------------------------------------------------------------------------------

WORKED = {
    "ahead": ([2, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], 4, 8, 95, 1_010_000, 183.369417, 2, 1.327512, 0.742475),
    "at-need": ([1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1], 4, 8, 78, 840_000, 832.692445, 11, 1.347131, 0.763939),
    "late": ([0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 1], 3, 7, 68, 725_000, 1482.29375, 12, 1.412543, 0.778460),
    "level": ([2, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0], 3, 7, 84, 885_000, 374.700502, 7, 1.327512, 0.758258),
}
"""By policy: starts, hires, people at the end, person-months, cost, hours not delivered, months over, busy, margin."""


@pytest.mark.parametrize("policy", WORKED)
def test_the_worked_policies(policy: Any) -> None:
    starts, *rest = WORKED[policy]
    found = asked(policy=policy)
    assert found["schema"] == "csplan/hire/1"
    assert found["policy"] == policy
    assert found["teams"][0]["months"]["starts"] == starts
    row = next(each for each in found["policies"] if each["policy"] == policy)
    names = ("hires", "people_at_end", "person_months", "cost", "hours_not_delivered", "months_over")
    values = [row[name] for name in (*names, "highest_utilization", "gross_margin")]
    assert values == pytest.approx(rest, abs=5e-7)


def test_the_worked_months() -> None:
    [team] = asked()["teams"]
    months = team["months"]
    assert months["productive_people"] == pytest.approx(
        [5.15, 5.525, 5.975, 6.425, 6.875, 6.4, 7.05, 7.375, 7.525, 7.675, 7.825, 8.0]
    )
    assert months["leavers"] == [0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]
    assert months["month_cash"][:3] == pytest.approx([397452.08, 408301.96, 440604.52])
    assert sum(months["month_cash"]) == pytest.approx(5_880_400)
    assert months["month_hours_not_delivered"][0] == pytest.approx(164.873745, abs=5e-7)
    assert months["extra_cash"][0] == pytest.approx(-50_000)
    assert team["expected_leavers_left"] == pytest.approx(0.2376, abs=5e-5)
    assert (team["heads"], team["csms_now"], team["hiring_plan_cost"]) == (7, 5, pytest.approx(1_010_000))


def test_the_worked_openings() -> None:
    rows = asked()["openings"]
    keys = ("why", "open_by", "start", "needed", "productive", "late_months", "funded_from", "short_month")
    assert [tuple(row[key] for key in keys) for row in rows] == [
        ("growth", "2026-10", "2027-01", "2027-01", "2027-07", 5, "2027-01", "2027-01"),
        ("backfill", "2026-10", "2027-01", "2027-06", "2027-07", 1, "2027-01", "2027-03"),
        ("growth", "2026-11", "2027-02", "2027-06", "2027-08", 0, "2027-04", "2027-03"),
        ("growth", "2027-03", "2027-06", "2027-12", "2027-12", 0, "2027-04", "2027-12"),
    ]
    assert [row["short_by"] for row in rows] == pytest.approx([0.869946, 0.054371, 0.054371, 0.085239], abs=5e-7)


def test_the_sentence_and_what_to_do() -> None:
    report = hire(loaded(), OCTOBER)
    assert report.headline == "Growing Cloud 2027: 8 people in Dec, 5 today; open 2 now, 1 by Nov, 1 by Mar 2027"
    assert report.actions[0] == "Open 2 positions for named now."
    assert "Jan is short whoever starts (133%): 165 of its 668 hours wait" in report.actions[1]
    assert report.actions[2] == "Revenue pays for each opening from its first day, except for 3 (from Apr)."
    codes = [each.code for each in report.findings]
    assert codes == ["hire-late", "hire-late", "short-month"]


def test_it_fits_the_widths() -> None:
    text = as_text(hire(loaded(), OCTOBER), "table")
    assert max(map(len, text.splitlines())) <= 100
    quarters = as_text(hire(loaded(), OCTOBER), "table", View(width=80))
    table = quarters.partition("Openings")[0]
    assert "Jan–Mar" in table
    assert max(map(len, table.splitlines()[1:])) <= 80


def test_openings_alone() -> None:
    report = hire(loaded(), OCTOBER, only_openings=True)
    assert [table.key for table in report.tables] == ["openings"]
    lines = as_text(report, "csv").splitlines()
    assert lines[0].startswith("table,number,team,role,why,decided_by,open_by,start")
    assert len(lines) == 5
    assert "Policies" not in as_text(report, "table")


def test_triggers_with_the_people_of_the_month() -> None:
    rows = {row["segment"]: row["triggers"] for row in asked()["segments"]}
    assert {each["trigger"] for row in rows.values() for each in row} <= {
        "hire-early",
        "self-funding",
        "large-customers",
    }
    assert any(rows.values())


def test_people_too_many_and_a_margin_missed_are_said() -> None:
    """11 people where 8 are due at most: their cost leaves less than 74%, and nobody is let go."""
    actions = hire(loaded("teams.named.csms_now=11"), OCTOBER).actions
    assert actions[0].startswith("The hiring plan leaves a gross margin of 71.7%, the target is 74.0%; compare")
    assert actions[1].startswith("named: idle from 2027-01: 3.93 CSMs on average; nobody is let go")
    assert len(actions) == 2


def test_what_money_does_not_pay_for_is_said_in_people() -> None:
    """At 85% and 13% of costs 2% of January's 6.86M are left: 1.14 CSMs of 120k, where the work needs 5.94."""
    actions = hire(loaded("economics.gross_margin=85%"), OCTOBER).actions
    assert actions[0] == "named: in Jan the work needs 6 people, and money pays for 1: see csplan options."


# --- other situations ---------------------------------------------------------------------------------------------


def test_within_the_year_months_before_are_history() -> None:
    months = asked(as_of=date(2027, 3, 15))["teams"][0]["months"]
    assert months["starts"][:6] == [0] * 6
    assert months["starts"][6] > 0
    assert months["people"][:3] == [5] * 3


def test_after_the_year_there_is_nothing_to_plan() -> None:
    with pytest.raises(Late, match="2027-12"):
        hire(loaded(), date(2028, 1, 1))


MANY = ("tasks.rescue.takes=99999 h", "conflict=work")


@pytest.mark.parametrize(
    ("changes", "day"), [((), date(9999, 12, 31)), (("year.starts=0001-01-01",), OCTOBER), (MANY, OCTOBER)]
)
def test_what_can_not_be_planned_is_said(changes: tuple[str, ...], day: date) -> None:
    with pytest.raises(Late):
        hire(loaded(*changes), day)
    with pytest.raises(Unclear):
        explain_month(loaded(*changes), "people", {"team": "named"}, "2027-01", day)


def test_who_left_before_is_none_of_todays_people(tmp_path: Any) -> None:
    text = (GROWING / "csplan.yaml").read_text(encoding="utf-8")
    plan = text.replace("csms_now: 5}", "csms_now: 5, absences: [{people: 1, from: 2026-09-01}]}")
    (tmp_path / "csplan.yaml").write_text(plan, encoding="utf-8")
    assert asked(path=tmp_path)["teams"][0]["months"]["leavers"] == asked()["teams"][0]["months"]["leavers"]


def test_starts_before_the_plan() -> None:
    """Asked in spring, who is needed in January starts in August, and is productive when it comes."""
    found = asked(as_of=date(2026, 3, 1))
    [team] = found["teams"]
    assert found["openings"][0]["start"] == "2026-08"
    assert found["openings"][0]["late_months"] == 0
    assert team["months"]["people"][0] == 7
    assert team["months"]["month_hours_not_delivered"][0] == pytest.approx(
        max(0.0, 668.286245 - team["months"]["productive_people"][0] * 1173 / 12), abs=1e-6
    )
    assert team["months"]["productive_people"][0] >= 5.944946 - 1e-6


def test_most_starts_pushes_to_months_with_room() -> None:
    starts = asked("roles.csm.hiring.most_starts=1")["teams"][0]["months"]["starts"]
    assert max(starts) == 1
    assert sum(starts) == 4


def test_mentoring_takes_time_of_colleagues() -> None:
    months = asked("roles.csm.hiring.mentoring=10%")["teams"][0]["months"]
    assert months["productive_people"][0] == pytest.approx(5 + months["starts"][0] * (0.075 - 0.1))


def test_known_absences_and_leavers(tmp_path: Any) -> None:
    text = (GROWING / "csplan.yaml").read_text(encoding="utf-8")
    away = "{people: 1, from: 2027-04-01, to: 2027-09-15, paid: 0%}, {people: 1, from: 2027-06-16}"
    plan = text.replace("csms_now: 5}", f"csms_now: 5, absences: [{away}]}}").replace(", turnover: 15%", "")
    (tmp_path / "csplan.yaml").write_text(plan, encoding="utf-8")
    months = asked(path=tmp_path)["teams"][0]["months"]
    assert months["away"] == pytest.approx([0, 0, 0, 1, 1, 1.5, 1, 1, 0.5, 0, 0, 0])
    assert months["leavers"] == [0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    april = (months["people"][3] - 1) * 10_000 + months["starts"][3] * 15_000
    assert months["month_cost"][3] == pytest.approx(april)


PEOPLE = """people:
  - {csm: Ann}
  - {csm: Bo, until: 2027-02-28}
  - {csm: Cy, from: 2026-10-01}
  - {csm: Di, from: 2020-05-01}
  - {csm: Ed, from: 2027-05-01}
"""


def test_who_joined_lately_is_in_the_ramp(tmp_path: Path) -> None:
    """Who joined in October is worth 52.5% in January, the fourth month. Bo leaves in March; Ed comes after today."""
    text = (GROWING / "csplan.yaml").read_text(encoding="utf-8").replace(", turnover: 15%", ", turnover: 0%")
    (tmp_path / "csplan.yaml").write_text(text + PEOPLE, encoding="utf-8")
    found = asked(path=tmp_path)
    months = found["teams"][0]["months"]
    assert months["leavers"] == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
    first = months["starts"][0]
    assert months["productive_people"][0] == pytest.approx(5 - 0.475 + 0.075 * first)
    assert months["people"][0] == 5 + first
    report = hire(loaded(path=tmp_path), OCTOBER)
    assert not any("fully productive" in note for note in report.notes)
    head = csplan.headcount(csplan.load(str(tmp_path), set={"teams.named.csms_now": 9}))
    assert head.remarks[0] == "named: keep 9 people: a month of the year needs more than its average."


def test_without_a_ramp_only_the_need_is_known() -> None:
    text = (GROWING / "csplan.yaml").read_text(encoding="utf-8").replace("    ramp: {months: 6, at: 45%}\n", "")
    found = load_from(text)
    [team] = found["teams"]
    assert team["months"]["people_due"] == [6, 6, 6, 6, 6, 7, 6, 6, 7, 7, 7, 8]
    assert team["months"]["people"] == team["months"]["starts"] == [None] * 12
    assert [(row["needed"], row["start"]) for row in found["openings"]] == [
        ("2027-01", None),
        ("2027-06", None),
        ("2027-12", None),
    ]
    assert "ramp-missing" in {each["code"] for each in found["findings"]}
    assert team["verdict"] == "unchecked"


def load_from(text: str, **options: Any) -> dict[str, Any]:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = EXAMPLES.__class__(folder) / "csplan.yaml"
        path.write_text(text, encoding="utf-8")
        return asked(path=path, **options)


def test_without_lead_there_are_no_opening_dates_and_without_turnover_nobody_leaves() -> None:
    text = (GROWING / "csplan.yaml").read_text(encoding="utf-8")
    found = load_from(text.replace("hiring: {lead: 3 months, cost: 15k, turnover: 15%}", "hiring: {cost: 15k}"))
    assert {row["open_by"] for row in found["openings"]} == {None}
    assert found["teams"][0]["months"]["leavers"] == [0] * 12
    report = hire(loaded("roles.csm.hiring.turnover=0%"), OCTOBER)
    assert not any("turnover" in note for note in report.notes)


def test_without_people_today_only_the_need_is_known() -> None:
    text = (GROWING / "csplan.yaml").read_text(encoding="utf-8").replace(", csms_now: 5", "")
    found = load_from(text)
    assert found["openings"] == []
    assert found["teams"][0]["months"]["people_due"][-1] == 8


def test_more_than_a_year_ahead() -> None:
    found = asked(months=18)
    assert found["months"][-1] == "2028-06"
    assert len(found["teams"][0]["months"]["customers"]) == 18
    assert "2028" in as_text(hire(loaded(), OCTOBER, months=18), "table")


def test_less_than_a_year_is_cut_from_the_year() -> None:
    found = asked(months=3)
    assert found["months"] == ["2027-01", "2027-02", "2027-03"]
    assert found["teams"][0]["hiring_plan_cost"] == pytest.approx(1_010_000)


def test_many_teams_have_one_table_of_the_plan() -> None:
    changes = (
        "roles.csm.ramp.months=6",
        "roles.csm.ramp.at=45%",
        "roles.pooled.ramp.months=3",
        "roles.pooled.ramp.at=50%",
    )
    report = hire(loaded(*changes, path=EXAMPLES / "acme-usd"), OCTOBER)
    text = as_text(report, "table")
    assert "all teams, month by month" in text
    assert "retail enterprise" in text
    one = hire(loaded(*changes, path=EXAMPLES / "acme-usd"), OCTOBER, teams=["long tail"])
    assert [row["team"] for row in one.as_dict()["teams"]] == ["long tail"]


def test_names_of_teams() -> None:
    assert unknown_team(loaded(), ["named"]) is None
    message, hint = unknown_team(loaded(), ["nmed"]) or ("", "")
    assert "nmed" in message
    assert "named" in hint


def test_a_figure_of_one_month_is_explained() -> None:
    report = explain_month(loaded(), "month_utilization", {"team": "named"}, "2027-03", OCTOBER)
    assert report.title == "month_utilization of team named: 98.4% in 2027-03"
    text = as_text(report, "table")
    assert "574.71 h" in text
    assert "new_season" in text
    with pytest.raises(Unclear, match="not a month of the plan"):
        explain_month(loaded(), "people", {"team": "named"}, "2026-03", OCTOBER)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 35), st.sampled_from(["people", "month_cash", "hiring_plan_margin", "people_due", "at_most"]))
def test_cells_are_what_the_arrays_are(month: int, figure: str) -> None:
    plan = loaded("hiring.months=36")
    plans = hiring_plans(plan, OCTOBER, ("ahead",), 36)
    team = plans.chosen.root.below["team"][0]
    found = explain_month(plan, figure, {"team": "named"}, plans.calendar.name(month), OCTOBER, 0).as_dict()
    assert found["figure"]["value"] == pytest.approx(numbers(team.value(figure), 36)[month], rel=1e-12)


def test_two_hiring_plans_compared() -> None:
    """One person more today: the first opening is not needed; without plans of hiring nothing is said."""
    old, new = loaded(), loaded("teams.named.csms_now=6", "roles.csm.hiring.lead=2 months")
    report = diff(old, new, (), OCTOBER)
    rows = {row["what"]: (row["old"], row["new"]) for row in report.as_dict()["hiring"]}
    assert rows["openings"] == ("4", "3")
    assert rows["named: opening 1"] == ("open Oct 2026, start Jan 2027", "open Oct 2026, start Dec 2026")
    assert rows["named: opening 4"] == ("open Mar 2027, start Jun 2027", "none")
    assert "The hiring plan on 2026-10-01, old → new" in as_text(report, "table")
    changed = {row["what"]: row["text"] for row in report.details[0].rows} if report.details else {}
    assert any("3 months → 2 months" in str(text) for text in changed.values())
    assert any("any figure of the year: role csm: hiring.lead" in note for note in report.notes)
    assert "hiring" not in diff(old, old, (), OCTOBER).as_dict()
    assert reforecast(loaded(path=EXAMPLES / "acme-usd"), new, OCTOBER) is None
    assert reforecast(old, new, date(2028, 1, 1)) is None


def test_shares_of_months_compared_are_shares() -> None:
    new = loaded("segments.enterprise.months.renewals=Q1: 20%, Q2: 20%, Q3: 20%, Q4: 40%")
    rows = diff(loaded(), new).as_dict()["inputs"]
    assert any("18.0%, 6.0%" in row["text"] for row in rows)


# --- what always holds --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("policy", ["ahead", "at-need", "late", "level"])
def test_a_level_book_with_its_heads_stays_level(policy: Any) -> None:
    """The worked numbers: 7 people, 840,000, 0.906418 of their hours in every month."""
    still = []
    for name, kept in (("enterprise", 200 / 3), ("mid-market", 60)):
        still += [f"segments.{name}.renewal_rate={kept:.15f}%", f"segments.{name}.expansion=0"]
        still += [
            f"segments.{name}.months.{key}={', '.join(['8.3333%'] * 12)}" for key in ("new_customers", "renewals")
        ]
    found = asked(*still, "teams.named.csms_now=7", "roles.csm.hiring.turnover=0%", policy=policy)["teams"][0]
    assert found["heads"] == 7
    assert found["months"]["people"] == [7] * 12
    assert found["hiring_plan_cost"] == pytest.approx(840_000, rel=1e-12)
    assert found["months"]["month_utilization"] == pytest.approx([7442.6 / 7 / 1173] * 12, rel=1e-12)
    assert found["months"]["month_utilization"][0] == pytest.approx(0.906418, abs=5e-7)


def worth(count: int, ramp: int) -> list[Any]:
    """Return what one newcomer is worth in each month: a line over the ramp."""
    curve = [(each + 0.5) / ramp for each in range(ramp)] + [1.0] * 99
    return [
        np.array([0.0 if month < start else curve[month - start] for month in range(count)])
        for start in range(EARLIEST, count)
    ]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-4, 9), min_size=6, max_size=6), st.integers(1, 3), st.integers(1, 3))
def test_no_schedule_needs_less_than_the_best_by_more_than_a_little(noise: list[int], ramp: int, hires: int) -> None:
    """Against brute force on a short horizon: nobody short who need not be, and as few person-months."""
    count, today = 6, 3.0
    needed = np.array([today + hires * (month + 1) / count + each / 20 for month, each in enumerate(noise)])
    team = Team("a", today, np.ceil(needed), needed, np.zeros(count), np.zeros(count), worth(count, ramp), 0.0, ramp, 0)
    found = scheduled([team], "ahead", {"a": EARLIEST}, 0)
    starts = [person.start for person in found.people]

    def there(of: Any) -> Any:
        return today + sum((team.worth[start - EARLIEST] for start in of), np.zeros(count))

    assert (there(starts) - needed > -1e-6).all()
    months = sum(count - start for start in starts)
    latest = sorted(person.needed for person in found.people)
    best = min(
        sum(count - start for start in each)
        for each in combinations_with_replacement(range(-ramp - 1, count), len(starts))
        if (there(each) - needed > -1e-9).all() and all(start < need for start, need in zip(each, latest, strict=True))
    )
    assert months <= best + 1


def test_a_day_at_the_end_of_the_calendar_is_said_where_no_year_is(tmp_path: Path) -> None:
    with pytest.raises(Late):
        hire(csplan.load(write(tmp_path, plan())), date(9999, 12, 31))


def test_without_a_ramp_the_headline_says_when_the_last_is_needed(tmp_path: Path) -> None:
    # 100 customers take 1.2 CSMs in every month, so the second person is needed from the first one on.
    found = hire(csplan.load(write(tmp_path, plan(segments=[segment(csms_now=1)]))), date(2026, 12, 1))
    assert "1 person today, 1 more needed by Dec 2026" in found.headline


def test_what_is_to_be_opened_next_is_said_where_nothing_is_due() -> None:
    found = hire(loaded(), date(2026, 3, 1))
    assert [row["open_by"] for row in found.rows("openings")][:2] == ["2026-05", "2026-09"]
    assert found.actions[0] == "Open 1 position for named by May 2026."


def test_without_roles_no_role_is_spoken_of(tmp_path: Path) -> None:
    """A plan of seven lines has no roles: nothing is said of one without a name."""
    found = hire(csplan.load(write(tmp_path, plan(roles=None, tasks=None, economics=None))), OCTOBER)
    assert "The plan has no roles: add `roles:` with `ramp` and `hiring`, to see when to open positions." in found.notes
    assert not [
        text for text in (*found.notes, *(each.title for each in found.details)) if "Role " in text or "(–)" in text
    ]


def test_who_is_there_stays_where_nothing_is_known_of_the_work(tmp_path: Path) -> None:
    # Neither tasks nor ARR: people of today are replaced as they leave, 0.4 of 2 a year, which is nobody whole.
    (tmp_path / "csplan.yaml").write_text(
        "csplan: 1\ncurrency: USD\nyear: {starts: 2027-01-01}\n"
        "roles: {csm: {pay: 100k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%},"
        " ramp: {months: 4, at: [20%, 40%, 60%, 80%]}, hiring: {turnover: 20%}}}\n"
        "segments: [{name: a, customers: 10, csms_now: 2}]\n",
        encoding="utf-8",
    )
    report = hire(csplan.load(tmp_path), date(2026, 11, 30))
    assert report.headline.startswith(f"{tmp_path.name}: 2 people in Dec, 2 today")
