"""Every way out does what it says: the plan's text is changed as a user would change it, and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import csplan
from csplan.answers.ways import answer as reports
from csplan.answers.ways.answer import options
from tests.plans import EXAMPLES, ROLE, answer, by_name, changed, example, plan, segment, team_rows, write
from tests.studies.ways.test_levers import acme_segments, apply, by_team, percent, plans, share, tiers_of

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plans import Data

BUSY = [{**plan()["tasks"][0], "times": 36}]
"""In PLAN money pays for 2 CSMs; this work takes 3.6."""
WASTE = {"waste": "mechanical", "avoidable": "50%"}
REVIEWS = {"name": "reviews", "kind": "proactive", "per": "customer", "takes": "60 min", "times": 12}
HOURS_1065: Data = {
    "pay": 182_000,
    "loading": "0%",
    "time": {"contracted": "2080 h", "leave": "160 h", "sick": "40 h", "internal": "627 h", "realization": "85%"},
}
"""(2,080 - 160 - 40 - 627) h * 85% = 1,065.05 h."""
POOL = [
    {"name": "high", "acv": {"min": 10_000}, "touch": "high", "role": "csm"},
    {"name": "digital", "acv": {"max": 10_000}, "touch": "digital", "role": "pooled"},
]
TWO_ROLES = {"csm": ROLE, "pooled": {**ROLE, "pay": 60_000}}


def ways(folder: Path, data: Data, **files: str) -> list[Data]:
    """Return the teams of an answer, as JSON has them."""
    rows: list[Data] = options(csplan.load(write(folder, data, files))).as_dict()["teams"]
    return rows


def one(folder: Path, data: Data, kind: str) -> Data:
    """Return the way out of a kind, of the first team."""
    return by_name(ways(folder, data)[0]["options"], "kind")[kind]


# --- by hand ------------------------------------------------------------------------------------------


def test_automating_gives_back_735_hours(tmp_path: Path) -> None:
    report = {"name": "report", "kind": "proactive", "per": "customer", "takes": "2.5 h", "times": 2}
    data = plan(
        roles={"csm": HOURS_1065},
        segments=[segment(customers=210, arr=2_100_000, csms_now=0)],
        tasks=[{**report, "waste": "mechanical", "avoidable": "70%"}],
        economics={"gross_margin": "60%", "costs": [{"name": "hosting", "share": "19%", "in": "gross"}]},
    )
    way = one(tmp_path, data, "automate")
    assert way["hours_released"] == pytest.approx(735)
    assert way["csms_released"] == pytest.approx(0.690, abs=0.0005)
    assert way["csms_change"] == pytest.approx(-735 / 1065.05)
    # As many people are paid as before: hours are hours, and no money.
    assert (way["saving"], way["retention_to_lose"]) == (0, 0)


@pytest.mark.parametrize("pooled_pay", [182_000, 91_000])
def test_pooling_frees_3_056_csms_and_two_people(tmp_path: Path, pooled_pay: int) -> None:
    service = {"name": "service", "kind": "reactive", "per": "customer", "takes": "6 min"}
    data = plan(
        roles={"csm": HOURS_1065, "pooled": {**HOURS_1065, "pay": pooled_pay}},
        tiers=POOL,
        segments=[segment(customers=70, arr=2_100_000, csms_now=3)],
        tasks=[{**service, "times": {"high": 506, "digital": 41}}],
        economics={"gross_margin": "50%", "costs": [{"name": "hosting", "share": "19%", "in": "gross"}]},
    )
    way = one(tmp_path, data, "pool")
    assert way["hours_released"] == pytest.approx(70 * (50.6 - 4.1)) == 3255
    assert way["csms_released"] == pytest.approx(3.056, abs=0.0005)
    # One pooled person instead of three of 182,000.
    assert way["saving"] == pytest.approx(3 * 182_000 - pooled_pay)
    assert way["retention_break_even"] == pytest.approx(-(3 * 182_000 - pooled_pay) / (2_100_000 * 0.81))
    # Nobody of today is a pooled one: who is in the role then is new to it.
    assert (way["heads"], way["people_change"], way["hires"]) == (1, -2, 1)


def test_the_first_year_of_a_hire(tmp_path: Path) -> None:
    # 3.6 CSMs of work, money for 5, today 2: two are hired, each worth 0.725 in the first year.
    data = plan(
        tasks=BUSY,
        roles={"csm": {**ROLE, "ramp": {"months": 6, "at": "45%"}}},
        segments=[segment(arr=5_000_000, arr_per_csm=5_000_000)],
    )
    way = one(tmp_path, data, "hire")
    assert way["first_year_csms"] == pytest.approx(2 + 2 * 0.725)
    assert way["first_year_hours_not_delivered"] == pytest.approx(3600 - 3450)
    found = options(csplan.load(tmp_path))
    assert "first_year_csms" in [column.name for column in found.details[0].people_see(wide=True)]
    assert not any("ramp" in note for note in found.notes)


def test_without_a_ramp_the_first_year_is_not_computed(tmp_path: Path) -> None:
    data = plan(tasks=BUSY, segments=[segment(arr=5_000_000, arr_per_csm=5_000_000)])
    assert one(tmp_path, data, "hire")["first_year_csms"] is None
    assert one(tmp_path, data, "nothing")["first_year_csms"] == 2
    found = options(csplan.load(tmp_path))
    assert "first_year_csms" not in [column.name for column in found.details[0].people_see(wide=True)]
    assert any("no ramp is stated (csm)" in note for note in found.notes)


def test_doing_nothing_and_hiring(tmp_path: Path) -> None:
    # Today 2 people for 3,600 h; ARR 2M, hosting 10%, margin target 80%.
    team = ways(tmp_path, plan(tasks=BUSY))[0]
    rows = by_name(team["options"], "kind")
    nothing, hire = rows["nothing"], rows["hire"]
    assert (nothing["heads"], nothing["verdict"], nothing["closes"]) == (2, "too-few", False)
    assert nothing["utilization"] == pytest.approx(1.8)
    assert nothing["hours_not_delivered"] == pytest.approx(1600)
    assert nothing["arr_unserved"] == pytest.approx(2_000_000 * 1600 / 3600)
    assert nothing["gross_margin"] == pytest.approx(0.8)
    assert nothing["retention_break_even"] is None
    assert (hire["heads"], hire["people_change"], hire["verdict"]) == (4, 2, "over-budget")
    assert hire["cost_change"] == pytest.approx(200_000)
    assert hire["gross_margin_change"] == pytest.approx(-0.1)
    assert hire["retention_break_even"] == pytest.approx(200_000 / 1_800_000)
    assert "planned" not in rows  # the plan takes 2, which is what there is today


def test_a_higher_price_and_a_lower_margin(tmp_path: Path) -> None:
    rows = by_name(ways(tmp_path, plan(tasks=BUSY))[0]["options"], "kind")
    price, margin = rows["price"], rows["gross_margin"]
    # 4 people cost 400,000, hosting stays 200,000: together 20% of 3M. A million more, of 2.8M that customers bring.
    assert price["steps"][0]["after"] == pytest.approx(30_000)
    assert price["worth"] == pytest.approx(1_000_000)
    assert price["retention_to_lose"] == pytest.approx(1_000_000 / 2_800_000)
    assert (price["heads"], price["verdict"]) == (4, "fits")
    # 400,000 of 2M.
    assert margin["steps"][0]["after"] == pytest.approx(0.7)
    assert margin["gross_margin"] == pytest.approx(0.7)
    assert (margin["heads"], margin["verdict"]) == (4, "fits")
    assert margin["retention_break_even"] == pytest.approx(200_000 / 1_800_000)


# --- each way out, applied to the text of the plan --------------------------------------------------------


def make(data: Data, step: Data, row: Data, tiers: dict[str, str | None], pool: str | None = None) -> None:
    """Change a plan's text by what one step says; ``pool`` is the team of a pool that is there."""
    match step["kind"]:
        case "automate" | "coordinate" | "train":
            task = next(task for task in data["tasks"] if task["name"] == step["subject"])
            task["takes"] = f"{minutes_of(task['takes']) * (1 + step['change']):.9f} min"
            task.pop("avoidable")
        case "pool":
            one = next(each for each in data["segments"] if each["name"] == step["subject"])
            role, _, tier = step["after"].partition(" as tier ")
            one |= {"role": role} | ({"tier": tier} if tier else {})
            if pool:
                one["team"] = pool
                next(each for each in data["segments"] if each["name"] == pool)["team"] = pool
            elif len(row["segments"]) > 1:
                one["team"] = "apart"
                data["teams"].append({"name": "apart"})
        case "growth_cost":
            data["economics"]["growth"]["cost_per_100"] += step["change"] * 100
        case _:
            apply(data, {**step, "lever": step["kind"]}, row, tiers)


def minutes_of(text: str) -> float:
    number, unit = text.split()
    return float(number) * {"min": 1, "h": 60}[unit]


def confirm(folder: Path, data: Data, row: Data, way: Data, tiers: dict[str, str | None]) -> None:
    """Make all steps of a way in the text of the plan, and hold the figures to it."""

    moved = {
        step["subject"]: step["after"].partition(" as tier ")[2] or step["after"]
        for step in way["steps"]
        if step["kind"] == "tier" or (step["kind"] == "pool" and " as tier " in step["after"])
    }

    others = [name for name in way["teams"] if name in {each["name"] for each in data["segments"]} - {row["team"]}]
    pool = others[0] if others and way["kind"] == "pool" else None

    def after(less: Any = None) -> list[Data]:
        def steps(copy: Data) -> None:
            # What is handed over leaves the team, so that comes last.
            for step in sorted(way["steps"], key=lambda step: step["kind"] == "pool"):
                scaled = {**step, "change": step["change"] * 0.99} if step is less else step
                make(copy, scaled, row, {**tiers, **moved}, pool)

        joined = {row["team"], *others}
        names = {each["name"] for each in data["segments"] if each.get("team", each["name"]) in joined}
        found = team_rows(folder, changed(data, steps))
        return [team for team in found if names & set(team["segments"])]

    teams = after()
    assert sum(team["heads"] for team in teams) == way["heads"], way
    assert sum(team["cost"] for team in teams) == pytest.approx(way["cost"])
    loads = [team["utilization"] for team in teams if team["utilization"] is not None]
    assert max(loads, default=None) == pytest.approx(way["utilization"])
    if len(teams) == 1:
        assert teams[0]["gross_margin"] == pytest.approx(way["gross_margin"])
        assert teams[0]["operating_margin"] == pytest.approx(way["operating_margin"])
    if row["verdict"] != "fits":
        assert way["closes"] is all(team["verdict"] == "fits" for team in teams), way
        assert (way["verdict"] == "fits") is way["closes"]
        for step in way["steps"] if way["closes"] else ():
            if step["kind"] in SLIDING:
                assert any(team["verdict"] != "fits" for team in after(less=step)), f"{way['way']}: less {step['kind']}"


SLIDING = {"times", "price", "gross_margin", "operating_margin", "growth_cost", "cs_budget"}


def confirm_all(folder: Path, data: Data) -> set[str]:
    """Confirm every way out that changes more than the people; return their kinds."""
    data = by_team(data)
    tiers = tiers_of(answer(folder, data))
    kinds = set()
    for row in ways(folder, data):
        for way in [*row["options"], *row["combinations"]]:
            if way["kind"] not in {"nothing", "hire", "planned", "team"}:
                confirm(folder, data, row, way, tiers)
                kinds.add(way["kind"])
        for way in row["combinations"]:
            assert way["closes"], way
            for step in way["steps"] if row["verdict"] != "fits" else ():
                assert not alone_enough(folder, data, row, step, tiers), way["way"]
        costs = [way["cost"] for way in row["combinations"]]
        assert costs == sorted(costs)
    return kinds


def alone_enough(folder: Path, data: Data, row: Data, step: Data, tiers: dict[str, str | None]) -> bool:
    found = team_rows(folder, changed(data, lambda copy: make(copy, step, row, tiers)))
    return all(
        team["verdict"] == "fits"
        for team in found
        if set(team["segments"]) & {each["name"] for each in data["segments"] if each.get("team") == row["team"]}
        or team["team"] == row["team"]
    )


CASES: dict[str, tuple[set[str], Data]] = {
    "all kinds of work": (
        {"automate", "pool", "tier", "times", "price", "gross_margin"},
        plan(
            roles=TWO_ROLES,
            tiers=[
                POOL[0],
                {**POOL[1], "acv": {"min": 1, "max": 10_000}},
                {"name": "low", "acv": {"max": 1}, "touch": "low", "role": "csm"},
            ],
            tasks=[
                {**BUSY[0], **WASTE, "times": {"high": 20, "digital": 2, "low": 10}},
                {**REVIEWS, "times": {"high": 16, "digital": 0, "low": 8}},
            ],
        ),
    ),
    "two halves": (
        {"times+gross_margin", "times+price", "price+gross_margin"},
        plan(tasks=[{**BUSY[0], "times": 22}, {**REVIEWS, "times": 14}]),
    ),
    "training and less service": (
        {"train", "train+times"},
        plan(tasks=[{**BUSY[0], "times": 20, "waste": "skill", "avoidable": "30%"}, {**REVIEWS, "times": 7}]),
    ),
    "two fixes": (
        {"automate+coordinate"},
        plan(
            tasks=[
                {**BUSY[0], **WASTE, "times": 14, "avoidable": "20%"},
                {**BUSY[0], "name": "calls", "times": 10, "waste": "coordination", "avoidable": "20%"},
            ],
        ),
    ),
    "a fix without a kind": ({"automate"}, plan(tasks=[{**BUSY[0], "avoidable": "60%"}])),
    "a budget": ({"cs_budget"}, plan(tasks=BUSY, economics={"cs_budget": "9%"})),
    "an operating margin": (
        {"price", "gross_margin+operating_margin"},
        plan(tasks=BUSY, economics={**plan()["economics"], "operating_margin": "80%"}),
    ),
    "margins of which each other one holds the edge": (
        {"price", "gross_margin"},
        plan(
            segments=[segment(arr=3_000_000, arr_per_csm=None)],
            tasks=[{**BUSY[0], "times": 22}, {**REVIEWS, "times": 7}],
            economics={"gross_margin": "95%", "operating_margin": "90%", "costs": []},
        ),
    ),
    "growth": (
        {"growth_cost"},
        plan(
            tasks=[REVIEWS, *plan()["tasks"]],
            segments=[segment(renewal_rate="90%")],
            economics={"gross_margin": "60%", "costs": [], "growth": {"cost_per_100": 3}},
        ),
    ),
    "two accounts of which each alone is too small": (
        {"price+growth_cost"},
        plan(
            segments=[segment(arr=1_500_000, renewal_rate="85%", arr_per_csm=None)],
            tasks=[{**BUSY[0], "times": 14}, {**REVIEWS, "times": 18}],
            economics={"gross_margin": "75%", "operating_margin": "10%", "growth": {"cost_per_100": 6}}
            | {"costs": [{"name": "hosting", "share": "20%", "in": "gross"}]},
        ),
    ),
    "credited revenue": (
        {"times+price"},
        plan(
            tasks=[{**BUSY[0], "times": 2}, {**REVIEWS, "times": 30}],
            segments=[segment(), segment(name="b", arr=3_000_000)],
            economics={**plan()["economics"], "growth": {"credited_revenue": 300_000, "required_return": 2}},
        ),
    ),
    "a cheaper role where no tier is digital": (
        {"pool"},
        plan(tasks=BUSY, roles={**TWO_ROLES, "other": {**ROLE, "pay": 80_000}}),
    ),
    "one segment of a team pooled": (
        {"pool"},
        plan(
            roles=TWO_ROLES,
            tiers=POOL,
            tasks=[{**BUSY[0], "times": {"high": 30, "digital": 3}}],
            teams=[{"name": "t", "role": "csm", "csms_now": 3}],
            segments=[
                segment(team="t", tier="high", csms_now=None),
                segment(name="b", team="t", tier="high", customers=60, csms_now=None),
            ],
        ),
    ),
    "a gap": (
        {"automate", "times", "pool"},
        plan(
            roles=TWO_ROLES,
            tasks=[{**BUSY[0], **WASTE, "times": 24}, REVIEWS],
            segments=[segment(arr=8_000_000, arr_per_csm=8_000_000)],
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_way_out_does_what_it_says(case: str, tmp_path: Path) -> None:
    kinds, data = CASES[case]
    assert confirm_all(tmp_path, data) >= kinds


def test_ways_out_of_an_example(tmp_path: Path) -> None:
    data = example("acme-usd") | {"segments": acme_segments()}
    data.pop("time_log")
    # A way is priced with the money of the team's own customers, as where every team has to hold by itself.
    data["economics"] = {**data["economics"], "holds": "team"}
    assert confirm_all(tmp_path, data) >= {"automate", "coordinate", "train", "pool", "tier", "times", "price"}


def in_tier_only(data: Data, step: Data, tier: str, tiers: list[str]) -> None:
    """Change a plan's text by what one step says, for one tier: what other teams do and pay stays as it is."""
    match step["kind"]:
        case "price":
            for each in data["segments"]:
                each["arr"] *= 1 + step["change"] * (each["tier"] == tier)
            for line in data["economics"]["costs"]:
                kept = share(line["share"])
                line["share"] = {each: percent(kept / (1 + step["change"] * (each == tier))) for each in tiers}
        case "automate" | "coordinate" | "train":
            task = next(task for task in data["tasks"] if task["name"] == step["subject"])
            fixed = {**task, "name": "fixed", "times": dict.fromkeys(tiers, 0) | {tier: task["times"][tier]}}
            fixed["takes"] = f"{minutes_of(task['takes']) * (1 + step['change']):.9f} min"
            task["times"] = {**task["times"], tier: 0}
            data["tasks"].append({key: value for key, value in fixed.items() if key not in {"avoidable", "aliases"}})
        case "times":
            task = next(task for task in data["tasks"] if task["name"] == step["subject"])
            task["times"] = {**task["times"], tier: task["times"][tier] * (1 + step["change"])}
        case "team":
            one, other = step["before"], step["after"]
            data["segments"] = [
                each | ({"team": "both"} if each["name"] in {one, other} else {}) for each in data["segments"]
            ]
        case _:
            make(data, step, {"team": step["subject"], "segments": [step["subject"]]}, {}, "long tail")
            if step["kind"] == "pool":  # CSMs are no people of the pool
                next(each for each in data["segments"] if each["name"] == step["subject"])["csms_now"] = 0


@pytest.mark.parametrize("conflict", ["keep", "money", "work"])
@pytest.mark.parametrize("margin", ["75%", "40%"])
def test_a_way_out_has_the_people_whom_headcount_gives_the_changed_plan(
    conflict: str, margin: str, tmp_path: Path
) -> None:
    """In a company that holds together, and in one that does not, money goes where the company's rules send it."""
    data = example("acme-usd") | {"segments": acme_segments(), "conflict": conflict}
    data.pop("time_log")
    data["economics"] = {**data["economics"], "gross_margin": margin}
    tiers = {each["name"]: each["tier"] for each in data["segments"]}
    every, kinds = list(tiers.values()), set()
    for row in ways(tmp_path, data):
        for way in [*row["options"], *row["combinations"]]:
            if way["kind"] not in {"nothing", "hire", "planned"}:
                copy = changed(data, lambda _: None)
                for step in sorted(way["steps"], key=lambda step: step["kind"] != "times"):
                    in_tier_only(copy, step, tiers[row["team"]], every)
                touched = {row["team"], *way["teams"]}
                teams = [team for team in team_rows(tmp_path, copy) if touched & set(team["segments"])]
                assert sum(team["heads"] for team in teams) == way["heads"], way["text"]
                assert sum(team["cost"] for team in teams) == pytest.approx(way["cost"]), way["text"]
                undone = sum(team["hours_not_delivered"] for team in teams)
                assert undone == pytest.approx(way["hours_not_delivered"], abs=1e-6), way["text"]
                assert way["verdict"] in {"too-few", "neither", *(team["verdict"] for team in teams)}, way["text"]
                kinds.add(way["kind"])
    assert kinds >= {"automate", "pool", "tier", "times", "team"}


def test_a_limit_at_the_edge_does_not_make_the_most_of_a_change_the_least(tmp_path: Path) -> None:
    # 2,900 h take 3 people; from a gross margin of 90% on, the operating margin of 90% of 3M pays for just 3.
    economics = {"gross_margin": "95%", "operating_margin": "90%", "costs": []}
    data = plan(tasks=[{**BUSY[0], "times": 29}], segments=[segment(arr=3_000_000)], economics=economics)
    assert one(tmp_path, data, "gross_margin")["steps"][0]["after"] == pytest.approx(0.9)


def test_a_pair_takes_the_least_of_the_second(tmp_path: Path) -> None:
    """A grid over both changes finds nothing that takes less of the second beside the same of the first."""
    data = plan(tasks=[{**BUSY[0], "times": 22}, {**REVIEWS, "times": 14}])
    way = by_name(ways(tmp_path, data)[0]["combinations"], "kind")["times+gross_margin"]
    times, margin = (step["change"] for step in way["steps"])
    # 100 customers: 2,200 h + 1,400 h * (1 - x) in whole people of 1,000 h and 100,000; margin 1 - 10% - cost / 2M.
    fitting = []
    for points in range(1001):
        people = -(-(2200 + 1400 * (1 + times) - 1e-6) // 1000)
        if people * 100_000 <= 2_000_000 * (1 - (0.8 - points / 10_000)) - 200_000 + 1e-6:
            fitting.append(points / 10_000)
    assert -margin == pytest.approx(min(fitting), abs=1e-4)


@settings(max_examples=10, phases=[Phase.generate])
@given(plans(), st.sampled_from(["10%", "40%"]), st.sampled_from([0, 2, 5, None]))
def test_any_way_out_does_what_it_says(
    tmp_path_factory: pytest.TempPathFactory, data: Data, avoidable: str, now: int | None
) -> None:
    data["tasks"][0] |= {"waste": "mechanical", "avoidable": avoidable}
    for each in data["segments"]:
        each.pop("csms_now", None)
        if len(data["tiers"]) > 1:
            each.setdefault("tier", "low")  # else a price may move it, and `make` knows nothing of that
        if now is not None:
            each["csms_now"] = now
    if any("team" in each for each in data["segments"]):
        data["teams"] = [{"name": "both"}]
    confirm_all(tmp_path_factory.mktemp("plan"), data)


# --- what there is to solve ----------------------------------------------------------------------------------


def test_a_team_that_fits_and_has_its_people_is_left_out(tmp_path: Path) -> None:
    report = options(csplan.load(write(tmp_path, plan())))
    assert report.rows("teams") == []
    assert [each.subject for each in report.advice] == ["no gap"]
    assert report.notes == []


def test_people_too_many_are_no_work_to_remove(tmp_path: Path) -> None:
    rows = ways(tmp_path, plan(segments=[segment(csms_now=4)]))[0]
    assert [(way["kind"], way["text"]) for way in rows["options"]] == [
        ("nothing", "do nothing"),
        ("hire", "have 2 fewer"),
    ]
    assert rows["options"][0]["verdict"] == "over-budget"
    assert rows["options"][1]["verdict"] == "fits"
    assert rows["options"][1]["risk"].startswith("Whoever goes")


def test_more_today_than_money_pays_for_and_fewer_than_the_work_takes(tmp_path: Path) -> None:
    rows = by_name(ways(tmp_path, plan(tasks=BUSY, segments=[segment(csms_now=3)]))[0]["options"], "kind")
    assert rows["nothing"]["verdict"] == "neither"
    assert (rows["hire"]["text"], rows["hire"]["verdict"]) == ("hire 1", "over-budget")
    assert (rows["planned"]["text"], rows["planned"]["verdict"]) == ("have 1 fewer", "too-few")


def test_where_todays_people_are_unknown_the_plan_is_what_changes_are_held_against(tmp_path: Path) -> None:
    rows = ways(tmp_path, plan(tasks=BUSY, segments=[segment(csms_now=None)]))[0]["options"]
    assert [(way["kind"], way["way"], way["people_change"]) for way in rows[:2]] == [
        ("planned", "as planned", 0),
        ("hire", "have 4 people", 2),
    ]
    assert all(way["hires"] is None for way in rows)


def test_a_gap_by_the_rule_alone_leaves_today_right(tmp_path: Path) -> None:
    # The rule asks for 2; the work takes 1.2, money pays for 2; with 2 needed and 1.5 people today, 1.2 are enough.
    team = ways(tmp_path, plan(segments=[segment(csms_now=1.5)]))[0]
    assert team["options"][0]["verdict"] == "fits"
    report = options(csplan.load(tmp_path))
    assert "the plan goes by the ARR rule" in report.advice[0].ways[0]


def test_a_cap_that_hours_do_not_show(tmp_path: Path) -> None:
    data = plan(segments=[segment(arr_cap=1_000_000, csms_now=1.5)])
    assert ways(tmp_path, data)[0]["options"][0]["verdict"] == "too-few"
    assert "more than the cap" in options(csplan.load(tmp_path)).advice[0].ways[0]


def test_without_economics_no_margin_and_no_break_even(tmp_path: Path) -> None:
    team = ways(tmp_path, plan(tasks=[{**BUSY[0], **WASTE}], economics=None))[0]
    rows = by_name(team["options"], "kind")
    assert {way["gross_margin"] for way in team["options"]} == {None}
    assert {way["retention_to_lose"] for way in team["options"]} == {None}
    assert (rows["automate"]["hours_released"], rows["automate"]["worth"]) == (1800, 0)  # two people as before
    assert rows["automate"]["verdict"] == "unchecked"
    assert rows["nothing"]["verdict"] == "too-few"
    report = options(csplan.load(tmp_path))
    labels = [column.name for column in report.details[0].people_see(wide=True)]
    assert not {"gross_margin", "retention_break_even"} & set(labels)
    assert "what money pays for is unknown" in report.advice[0].text


def test_without_tasks_nothing_can_be_taken_away(tmp_path: Path) -> None:
    data = plan(tasks=None, segments=[segment(csms_now=1)], roles=TWO_ROLES)
    team = ways(tmp_path, data)[0]
    assert {"nothing", "hire"} <= {way["kind"] for way in team["options"]}
    assert not {"automate", "times"} & {way["kind"] for way in team["options"]}
    text = options(csplan.load(tmp_path)).advice[0].text
    assert "what the work needs is unknown" in text


def test_customers_who_bring_nothing_have_no_break_even(tmp_path: Path) -> None:
    data = plan(
        tasks=BUSY,
        segments=[segment(arr=0)],
        economics={"gross_margin": "80%", "costs": [{"name": "hosting", "amount": 1, "in": "gross"}]},
    )
    team = ways(tmp_path, data)[0]
    assert "price" not in {way["kind"] for way in team["options"]}
    assert {way["retention_break_even"] for way in team["options"]} == {None}


def test_a_digital_tier_of_which_too_little_is_said_is_no_pool(tmp_path: Path) -> None:
    data = plan(roles=TWO_ROLES, tiers=POOL, tasks=[{**BUSY[0], "times": {"high": 36}}])
    assert "pool" not in {way["kind"] for way in ways(tmp_path, data)[0]["options"]}


def test_who_is_pooled_already_has_no_pool(tmp_path: Path) -> None:
    tiers = [{**POOL[1], "acv": {}}]
    data = plan(roles=TWO_ROLES, tiers=tiers, tasks=BUSY)
    assert "pool" not in {way["kind"] for way in ways(tmp_path, data)[0]["options"]}
    assert any("nothing can be pooled" in note for note in options(csplan.load(tmp_path)).notes)


def test_a_task_that_is_all_the_work_is_not_dropped(tmp_path: Path) -> None:
    data = plan(tasks=[{**REVIEWS, "times": 36}], segments=[segment(arr=300_000)])
    way = one(tmp_path, data, "times")
    assert way["steps"][0]["change"] == -0.5
    assert way["verdict"] == "too-few"


def test_margins_that_differ_are_eased_alike(tmp_path: Path) -> None:
    tiers = [
        {"name": "high", "acv": {"min": 10_000}, "touch": "high"},
        {"name": "low", "acv": {"max": 10_000}, "touch": "low"},
    ]
    data = plan(
        tiers=tiers,
        tasks=BUSY,
        economics={"gross_margin": {"high": "80%", "low": "70%"}, "costs": []},
        segments=[segment(team="t"), segment(name="b", arr=500_000, team="t")],
    )
    way = one(tmp_path, data, "gross_margin")
    assert way["way"].startswith("gross margin −")
    assert way["way"].endswith(" pt")
    assert share(percent(way["steps"][0]["change"])) < 0


# --- the whole answer -------------------------------------------------------------------------------------------


def test_only_the_team_of_a_segment(tmp_path: Path) -> None:
    data = plan(tasks=BUSY, segments=[segment(), segment(name="b")])
    found = csplan.load(write(tmp_path, data))
    everything, part = options(found), options(found, ["b"])
    assert [row["team"] for row in part.rows("teams")] == ["b"]
    assert part.rows("teams")[0] == everything.rows("teams")[1]
    with pytest.raises(ValueError, match="no segment is named 'c'"):
        options(found, ["c"])


def test_combinations_of_many_teams_stop_at_those_that_lack_the_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "COMBINED_TEAMS", 1)
    tasks = [{**BUSY[0], "times": 22}, {**REVIEWS, "times": 14}]
    data = plan(tasks=tasks, segments=[segment(customers=90), segment(name="b", customers=120)])
    report = options(csplan.load(write(tmp_path, data)))
    assert [bool(row["combinations"]) for row in report.rows("teams")] == [False, True]
    assert any("1 teams that lack the most; --segment shows those of the other 1" in note for note in report.notes)


def test_advice_never_says_that_something_fits_where_the_figures_do_not() -> None:
    for name in ("acme-usd", "yunfan-cny"):
        report = options(csplan.load(EXAMPLES / name))
        teams = by_name([*report.rows("teams")], "team")
        for each in report.advice:
            if each.subject in teams:
                ways_out = [way for way in teams[each.subject]["options"] if not way["would_take"]]
                fitting = [way for way in ways_out if way["verdict"] in {"fits", "carried"}]
                assert ("that fits" in each.text) is bool(fitting)
                cheapest = min(fitting, key=lambda way: way["cost"])
                assert f"with {cheapest['heads']:g} p" in each.text


def test_every_way_out_has_a_risk_and_words(tmp_path: Path) -> None:
    found: list[Any] = []
    for _, data in CASES.values():
        for row in ways(tmp_path, data):
            found += [*row["options"], *row["combinations"]]
    assert all(way["risk"].endswith(".") and way["text"] and way["way"] for way in found)


def test_a_ramp_is_checked(tmp_path: Path) -> None:
    for ramp, slug in (
        ({"months": 13, "at": "45%"}, "out-of-range"),
        ({"months": 0, "at": "45%"}, "out-of-range"),
        ({"months": 6, "at": "120%"}, "by-month"),
        ({"months": 6}, "missing-key"),
    ):
        with pytest.raises(csplan.PlanError) as raised:
            csplan.load(write(tmp_path, plan(roles={"csm": {**ROLE, "ramp": ramp}})))
        assert [each.code for each in raised.value.diagnostics] == [slug]


def test_a_price_that_leaves_all_tiers_is_none(tmp_path: Path) -> None:
    tiers = [{"name": "low", "acv": {"max": 25_000}, "touch": "low"}]
    team = ways(tmp_path, plan(tiers=tiers, tasks=BUSY))[0]
    for way in (*team["options"], *team["combinations"]):
        assert all(step["kind"] != "price" or step["after"] < 25_000 for step in way["steps"])


def test_yaml_of_the_note_is_a_ramp() -> None:
    report = options(csplan.load(EXAMPLES / "acme-usd"))
    note = next(note for note in report.notes if "ramp" in note)
    assert yaml.safe_load(note.split("`")[1]) == {"ramp": {"months": 6, "at": "45%"}}


def said(folder: Path, data: Data) -> dict[str, tuple[str, str]]:
    """Return what is said of each team: its headline, and its ways out in one text."""
    found = options(csplan.load(write(folder, data)))
    return {each.subject: (each.text, "\n".join(each.ways)) for each in found.advice}


def test_pooling_names_the_hours_of_the_pooled_role(tmp_path: Path) -> None:
    roles = {"csm": ROLE, "pooled": {**ROLE, "pay": 60_000}}
    tasks = [{**BUSY[0], "times": {"high": 36, "digital": 2}}]
    data = plan(roles=roles, tiers=POOL, tasks=tasks)
    # 100 customers of 2 h at 60 an hour; the rule asks for 2 people, but one has hours enough for them.
    way = one(tmp_path, data, "pool")
    assert (way["workload"], way["work_cost"], way["heads"]) == (200, 12_000, 1)
    assert "takes 200.0 h of pooled, which cost 12k" in said(tmp_path, data)["a"][1]


def test_a_pool_that_costs_less_than_today_saves_what_its_people_cost_less(tmp_path: Path) -> None:
    roles = {"csm": ROLE, "pooled": {**ROLE, "pay": 60_000}}
    tasks = [{**BUSY[0], "times": {"high": 36, "digital": 2}}]
    data = plan(roles=roles, tiers=POOL, tasks=tasks, segments=[segment(csms_now=1)])
    # One pooled person of 60,000 instead of one of 100,000: 40,000 of 1.8M.
    assert one(tmp_path, data, "pool")["retention_break_even"] == pytest.approx(-40_000 / 1_800_000)


def test_hours_without_a_csm_are_said_to_be_that(tmp_path: Path) -> None:
    # 100 customers at 25 each are 4 people whatever the hours; 2.4 CSMs of work; money pays for 8M * 10%.
    tiers = [{"name": "only", "acv": {}, "max_customers_per_csm": 25}]
    tasks = [{**BUSY[0], **WASTE, "times": 24}]
    data = plan(tiers=tiers, tasks=tasks, segments=[segment(arr=8_000_000, arr_per_csm=None)])
    assert one(tmp_path, data, "automate")["csms_change"] == 0
    text = said(tmp_path, data)["a"][1]
    assert "frees hours but no CSM: the limit of customers for each CSM asks for as many" in text


def test_without_economics_a_change_that_saves_a_hire_is_one(tmp_path: Path) -> None:
    data = plan(tasks=[{**BUSY[0], **WASTE, "times": 24}], segments=[segment(arr_per_csm=None)], economics=None)
    headline = said(tmp_path, data)["a"][0]
    assert "what money pays for is unknown" in headline
    assert "So which of these holds is unchecked. The fewest people for the work: automate tickets, with 2 people." in (
        headline
    )
    # Half of 5% of 2,400 h still takes 3 people.
    data["tasks"][0]["avoidable"] = "5%"
    assert "None of the changes saves a hire." in said(tmp_path, data)["a"][0]


def test_a_target_that_is_no_more_than_a_number_of_people_is_left_out(tmp_path: Path) -> None:
    # 3,600 h; the gross margin pays for 2 people, the operating margin for 2.5 at most: a target alone ends at 2 too.
    economics: Data = {"gross_margin": "81%", "operating_margin": "77.5%"}
    economics |= {"costs": [{"name": "hosting", "share": "10%", "in": "gross"}]}
    data = plan(tasks=BUSY, economics=economics, segments=[segment(csms_now=2)])
    kinds = {way["kind"] for way in ways(tmp_path, data)[0]["options"]}
    assert not kinds & {"gross_margin", "operating_margin"}
    assert "nothing" in kinds


def test_a_budget_of_which_no_costs_are_known_has_no_column_of_retention(tmp_path: Path) -> None:
    report = options(csplan.load(write(tmp_path, plan(tasks=BUSY, economics={"cs_budget": "9%"}))))
    assert "retention_break_even" not in [column.name for column in report.details[0].people_see(wide=True)]
