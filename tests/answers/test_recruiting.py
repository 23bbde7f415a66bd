"""Whom openings look for, the sheet for whoever recruits, and how candidates compare."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.answers.hire.answer import hire
from csplan.answers.hire.candidates import candidates
from csplan.answers.hire.profile import is_first
from csplan.answers.hire.sheet import sheet
from csplan.findings.diagnostic import PlanError, line
from csplan.loader.ratings import load_ratings
from csplan.measure.ratings import candidates_of, fit_of
from csplan.plan.profiles import Profiles
from csplan.plan.ratings import Rating
from tests.fuzz.commands import said
from tests.plans import ROLE, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

TECHNICAL = Profiles().of("technical")
WORKED = {
    "Imani": {"service": (4, 4, 5), "business": (5, 4, 4), "industry": (2, 3, 2)},
    "Tomas": {"service": (5, 5, 4), "business": (3, 3, 5), "industry": (4, 4, 4)},
}
RATINGS = [
    Rating(name, interviewer, skill, rating)  # type: ignore[arg-type]
    for name, skills in WORKED.items()
    for skill, values in skills.items()
    for interviewer, rating in zip("ABC", values, strict=True)
]
RAMPED = {**ROLE, "ramp": {"months": 3, "at": "50%"}, "hiring": {"lead": "1 months", "turnover": "0%"}}


# --- fit -----------------------------------------------------------------------------------------------------------


def test_fit_as_worked_out() -> None:
    found = {each.name: each for each in candidates_of(RATINGS, TECHNICAL)}
    assert found["Imani"].fit == pytest.approx(0.708333, abs=1e-6)
    assert found["Tomas"].fit == pytest.approx(0.762500, abs=1e-6)
    assert found["Imani"].talk == ()
    assert found["Tomas"].talk == ("business",)
    assert (found["Tomas"].rank, found["Imani"].rank) == (1, 2)


def test_the_ends_of_fit() -> None:
    assert fit_of(TECHNICAL, {"service": 1.0, "business": 1.0, "industry": 1.0}) == 0
    assert fit_of(TECHNICAL, {"service": 5.0, "business": 5.0, "industry": 5.0}) == pytest.approx(1)
    assert fit_of(TECHNICAL, {"service": 5.0, "business": 5.0, "industry": None}) is None


def test_one_interviewer_ranks_nobody() -> None:
    alone = [Rating("Olga", "A", skill, 5.0) for skill in ("service", "business", "industry")]
    in_part = [*alone, Rating("Olga", "B", "service", 5.0)]
    for ratings in (alone, in_part):
        *_, olga = candidates_of([*RATINGS, *ratings], TECHNICAL)
        assert (olga.name, olga.fit, olga.rank) == ("Olga", None, None)  # what one makes of her is no fit yet
    both = [*alone, *(each._replace(interviewer="B") for each in alone)]
    best, *_ = candidates_of([*RATINGS, *both], TECHNICAL)
    assert (best.name, best.rank) == ("Olga", 1)


def test_who_rated_one_candidate_alone_ranks_nobody() -> None:
    """Xu and Yi rated Olga and nobody else: that both are generous would make her the best."""
    strangers = [
        Rating("Olga", who, skill, 5.0) for who in ("Xu", "yi") for skill in ("service", "business", "industry")
    ]
    *_, olga = found = candidates_of([*RATINGS, *strangers], TECHNICAL)
    assert (olga.name, olga.fit, olga.rank, olga.interviewers) == ("Olga", None, None, 2)
    assert (olga.alone, olga.compared) == (("Xu", "yi"), 0)
    assert [each.rank for each in found] == [1, 2, None]
    one_more = [Rating("Olga", who, skill, 4.0) for who in ("A", "B") for skill in ("service", "business", "industry")]
    best = candidates_of([*RATINGS, *strangers, *one_more], TECHNICAL)[0]
    assert (best.name, best.rank, best.compared) == ("Olga", 1, 2)
    assert best.fit == pytest.approx(0.875)  # 4.5 of each, less 1, over 4
    [single] = candidates_of([each for each in RATINGS if each.candidate == "Imani"], TECHNICAL)
    assert (single.rank, single.alone) == (1, ())  # there is nobody to be compared with


def test_equals_have_one_rank() -> None:
    same = [
        each._replace(candidate=name) for name in ("Ada", "Bo", "Cy") for each in RATINGS if each.candidate == "Imani"
    ]
    assert [(each.name, each.rank) for each in candidates_of(same, TECHNICAL)] == [("Ada", 1), ("Bo", 1), ("Cy", 1)]


@pytest.mark.parametrize(("values", "talk"), [((3, 5), True), ((3.5, 5), False), ((5, 1), True), ((4, 4), False)])
def test_apart(values: tuple[float, float], *, talk: bool) -> None:
    ratings = [Rating("A", str(index), "service", value) for index, value in enumerate(values)]
    [found] = candidates_of(ratings, TECHNICAL)
    assert (found.talk == ("service",)) is talk
    assert found.fit is None


# --- the table -----------------------------------------------------------------------------------------------------


def rated(folder: Path, text: str) -> tuple[list[Rating], list[str]]:
    file = folder / "ratings.csv"
    file.write_text(text, encoding="utf-8")
    ratings, found = load_ratings(str(file))
    return ratings, [each.code for each in found]


def test_a_table_of_ratings(tmp_path: Path) -> None:
    text = (
        "Candidate;Interviewer;Skill;Score;Remark\n Imani ;A;Service;4;x\nImani;B;customer service;4,5;\n"
        "imani;a;service;5;again\n;A;service;4;\nImani;A;charm;4;\nImani;A;industry;6;\nImani;A;industry;five;\n"
    )
    ratings, codes = rated(tmp_path, text)
    assert [(each.interviewer, each.skill, each.rating) for each in ratings] == [
        ("a", "service", 5),
        ("B", "service", 4.5),
    ]
    assert codes.count("unreadable-row") == 4
    _, found = load_ratings(str(tmp_path / "ratings.csv"))
    [twice] = [line(each).removeprefix(f"{tmp_path}/") for each in found if each.code == "rated-twice"]
    assert twice == "ratings.csv:4:1: warning[rated-twice]: a rates imani twice in service: 4, then 5, which counts"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,by,skill\nImani,A,service\n", "no column rating"),
        ("name,by,skill,rating\nImani,A,service,9\n", "no row of"),
        ("name,by,skill,rating\n", "no row of"),
        ("", "empty"),
    ],
)
def test_a_table_that_can_not_be_used(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "ratings.csv"
    file.write_text(text, encoding="utf-8")
    ratings, found = load_ratings(str(file))
    assert ratings == []
    assert message in found[-1].message
    write(tmp_path, plan())
    result = said(["hire", str(tmp_path), "--sheet", "a", "--ratings", str(file)])
    assert result.code == 2
    assert message in result.err


def test_candidates_of_a_segment(tmp_path: Path) -> None:
    loaded = csplan.load(write(tmp_path, plan(segments=[segment(product="technical")])))
    report = candidates(loaded, "a", RATINGS)
    assert [(row["candidate"], row["rank"], row["talk"]) for row in report.rows("candidates")] == [
        ("Tomas", 1, ["business"]),
        ("Imani", 2, None),
    ]
    assert report.answer == ["Of a full fit: Tomas 76.3%, Imani 70.8%."]
    assert "Tomas (business)" in report.actions[0]
    alone = candidates(loaded, "a", [each for each in RATINGS if each.interviewer == "A"])
    assert "Nobody is ranked" in alone.answer[0]
    assert [row["fit"] for row in alone.rows("candidates")] == [None, None]
    assert alone.actions[-1] == "Let two interviewers rate all skills of Imani and Tomas: fewer rank nobody."
    some = [each for each in RATINGS if each.candidate == "Imani" or each.interviewer == "A"]
    assert candidates(loaded, "a", some).answer == ["Only Imani can be told: 70.8% of a full fit."]
    with pytest.raises(ValueError, match="no segment is named"):
        candidates(loaded, "b", RATINGS)


def test_ratings_are_for_a_segment(tmp_path: Path) -> None:
    write(tmp_path, plan())
    assert "name it: --sheet SEGMENT" in said(["hire", str(tmp_path), "--ratings", "x.csv"]).err


# --- profiles ------------------------------------------------------------------------------------------------------


def opening(folder: Path, people: object = None, **of_segment: Any) -> Any:
    data = plan(
        roles={"csm": RAMPED},
        year={"starts": "2027-01-01"},
        segments=[segment(customers=300, csms_now=2, **of_segment)],
        economics=None,
        people=people,
    )
    [row, *_] = hire(csplan.load(write(folder, data)), date(2026, 10, 1)).as_dict()["openings"]
    return row


@pytest.mark.parametrize(
    ("product", "look_for"),
    [
        ("technical", "support and sales engineers"),
        ("vertical", "people from the buyer's side"),
        ("change", "consultants"),
        ("simple", "service, support and sales: widen the funnel"),
        (None, "service, support and sales: widen the funnel"),
    ],
)
def test_whom_an_opening_looks_for(tmp_path: Path, product: str | None, look_for: str) -> None:
    row = opening(tmp_path, product=product)
    assert row["profile"] == look_for
    assert row["first"] is None
    assert row["productive"] == "2027-02"  # opened in October, there in November, and three months of ramp


def test_the_rule_pack_says_whom(tmp_path: Path) -> None:
    own = {"look_for": "nurses", "service": "40%", "business": "20%", "industry": "40%", "note": "ours"}
    data = plan(rules={"from": "usd-2m", "profiles": {"vertical": own}}, segments=[segment(product="vertical")])
    found = sheet(csplan.load(write(tmp_path, data)), "a").as_dict()["profile"]
    assert (found["look_for"], found["service"], found["rest"]) == ("nurses", 0.4, None)


@pytest.mark.parametrize(
    ("people", "attributes", "first"),
    [
        ([{"csm": "Ana", "industry": "dental; legal"}, {"csm": "Bo"}], {"Industry": "Legal"}, False),
        ([{"csm": "Ana", "industry": "dental"}, {"csm": "Bo"}], {"industry": "legal"}, True),
        ([{"csm": "Ana", "vertical": "A"}, {"csm": "Bo"}], None, False),  # the segment's name
        ([{"csm": "Ana", "language": "de"}, {"csm": "Bo"}], {"industry": "legal"}, None),  # nobody says it
    ],
)
def test_the_first_of_a_trade(tmp_path: Path, people: object, attributes: object, *, first: bool | None) -> None:
    more = {"attributes": attributes} if attributes else {}
    data = plan(segments=[segment(product="vertical", csms_now=None, **more)], people=people)
    loaded = csplan.load(write(tmp_path, data))
    assert is_first(loaded, loaded.placed[0]) is first


def test_the_first_is_told_in_table_and_sheet(tmp_path: Path) -> None:
    people = [{"csm": name, "industry": "dental", "team": "a"} for name in ("Ana", "Bo")]
    row = opening(tmp_path, people, product="vertical", attributes={"industry": "legal"})
    assert row["first"] is True
    loaded = csplan.load(tmp_path)
    shown = csplan.as_text(hire(loaded, date(2026, 10, 1), only_openings=True), "markdown")
    assert "first of the trade" in shown
    [text] = [each["text"] for each in sheet(loaded, "a").rows("job") if each["what"] == "the first of their trade"]
    assert "legal" in text


def test_of_several_segments_the_one_with_most_work_counts(tmp_path: Path) -> None:
    segments = [
        segment(team="t", product="change", csms_now=None, customers=20),
        segment(name="b", team="t", product="technical", csms_now=None, customers=300),
    ]
    data = plan(
        roles={"csm": RAMPED}, year={"starts": "2027-01-01"}, teams=[{"name": "t", "csms_now": 2}], segments=segments
    )
    for tasks in (plan()["tasks"], None):
        found = hire(csplan.load(write(tmp_path, {**data, "tasks": tasks or []})), date(2026, 10, 1)).as_dict()
        assert {row["profile"] for row in found["openings"]} <= {"support and sales engineers"}


# --- the sheet -----------------------------------------------------------------------------------------------------


def test_a_sheet(tmp_path: Path) -> None:
    role = {**RAMPED, "pay": "120k", "variable": {"performance": "20%", "commission": "10%"}}
    tasks = [
        *plan()["tasks"],
        {"name": "review", "kind": "proactive", "per": "customer", "takes": "2 h", "times": 9, "serves": "use_level"},
    ]
    data = plan(roles={"csm": role}, segments=[segment(product="technical", purpose="use_level")], tasks=tasks)
    report = sheet(csplan.load(write(tmp_path, data)), "a")
    job = {row["what"]: row["text"] for row in report.rows("job")}
    assert job["what it is for"] == "use level"
    assert job["pay a year, on target"] == "120k, of it 20.0% for results, 10.0% commission"
    assert job["time to be productive"] == "3 months, worth 50.0% of a full colleague on average meanwhile"
    assert job["hours for customers"] == "1,000.0 h a year"
    assert [(row["task"], row["hours"]) for row in report.rows("tasks")] == [("review", 1800), ("tickets", 1200)]
    criteria = report.rows("criteria")
    assert [row["weight"] for row in criteria] == [0.3, 0.45, 0.25, None, None, None]
    assert all(row[level] for row in criteria for level in ("question", "one", "three", "five"))
    assert report.answer == ["Look for: support and sales engineers; and for: depth in the product."]


def test_a_sheet_of_a_plan_that_says_little(tmp_path: Path) -> None:
    write(tmp_path, {"csplan": 1, "currency": "USD", "segments": [{"name": "a", "customers": 10, "arr": "1M"}]})
    report = sheet(csplan.load(tmp_path), "a")
    job = {row["what"]: row["text"] for row in report.rows("job")}
    assert "the plan does not say: write `purpose`" in job["what it is for"]
    assert "nobody is from the first day" in job["time to be productive"]
    assert "pay a year, on target" not in job
    assert report.rows("tasks") == []
    with pytest.raises(ValueError, match="no segment is named"):
        sheet(csplan.load(tmp_path), "b")


def test_the_sheet_is_markdown(tmp_path: Path) -> None:
    write(tmp_path, plan())
    assert said(["hire", str(tmp_path), "--sheet", "a"]).out.startswith("## csm for a, Test")
    assert said(["hire", str(tmp_path), "--sheet", "a", "-f", "json"]).out.startswith("{")
    assert said(["hire", str(tmp_path), "--sheet", "b"]).code == 2


# --- findings ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["100%", 1, ["100%", "100%"], "[100%, 100%]"])
def test_nobody_is_productive_from_the_first_day(tmp_path: Path, at: object) -> None:
    ramp = {"at": at, **({} if isinstance(at, list) or "[" in str(at) else {"months": 3})}
    with pytest.raises(PlanError, match="nobody is fully productive from the first day"):
        csplan.load(write(tmp_path, plan(roles={"csm": {**ROLE, "ramp": ramp}})))


def test_a_ramp_may_end_at_full(tmp_path: Path) -> None:
    csplan.load(write(tmp_path, plan(roles={"csm": {**ROLE, "ramp": {"at": ["20%", "60%", "100%"]}}})))


@pytest.mark.parametrize(
    ("arr", "today", "tasks", "told"),
    [
        ("24M", 9, [], True),
        ("20M", 9, [], False),  # ten are no more than ten
        ("24M", 12, [], False),  # nobody is to be hired
        ("24M", 9, [{"name": "meeting", "kind": "internal"}], True),
        ("24M", 9, plan()["tasks"], False),
    ],
)
def test_many_people_without_tasks(tmp_path: Path, arr: str, today: int, tasks: object, *, told: bool) -> None:
    own = segment(arr=arr, csms_now=today, arr_per_csm="2M", customers=400)
    data = plan(
        roles={"csm": RAMPED}, year={"starts": "2027-01-01"}, segments=[own], tasks=tasks or None, economics=None
    )
    found = hire(csplan.load(write(tmp_path, data)), date(2026, 10, 1)).findings
    assert ("hire-without-process" in {each.code for each in found}) is told
