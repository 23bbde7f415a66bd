"""Every lever does what it says: the plan's text is changed as a user would change it, and read again."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import csplan
from csplan.answers.ways.phrases import phrase
from csplan.studies.ways.kinds import Step
from csplan.values import read_money
from tests.plans import EXAMPLES, ROLE, answer, by_name, changed, example, plan, segment, team_rows

if TYPE_CHECKING:
    from pathlib import Path

    from tests.plans import Data

CONTINUOUS = {
    "hours",
    "times",
    "price",
    "gross_margin",
    "operating_margin",
    "growth_cost",
    "cs_budget",
    "csm_cost",
}
KINDS = CONTINUOUS | {"role", "tier", "team"}

POOLED = {**ROLE, "pay": 40_000}
TIERS = [
    {"name": "high", "acv": {"min": 10_000}, "touch": "high"},
    {"name": "low", "acv": {"max": 10_000}, "touch": "low", "automation": "strong"},
]
REVIEWS = {"name": "reviews", "kind": "proactive", "per": "customer", "takes": "60 min", "times": 12}


# --- applying a lever to the text of a plan -------------------------------------------------------


def share(value: Any) -> float:
    text = str(value)
    return float(text.removesuffix("%")) / 100 if text.endswith("%") else float(text)


def percent(value: float) -> str:
    return f"{value * 100!r}%"


def members(data: Data, team: str) -> list[Data]:
    return [each for each in data["segments"] if each.get("team", each["name"]) == team]


def set_times(task: Data, tiers: list[str | None], factor: float) -> None:
    """Change how often a task is done, in these tiers only where it goes by tier."""
    if task["kind"] == "internal":
        return
    times = task["times"]
    if isinstance(times, dict):
        task["times"] = {tier: value * (factor if tier in tiers else 1) for tier, value in times.items()}
    else:
        task["times"] = times * factor


def apply(  # noqa: C901, PLR0912 - each kind of lever has its own way into the text
    data: Data, lever: Data, row: Data, tiers: dict[str, str | None]
) -> None:
    """Change a plan's text by exactly what a lever says, for the team of a row."""
    ours = members(data, row["team"])
    change = lever["change"]
    match lever["lever"]:
        case "hours":
            used = [tiers[each["name"]] for each in ours]
            for task in data["tasks"]:
                set_times(task, used, 1 + change)
        case "times":
            used = [tiers[each["name"]] for each in ours]
            task = next(task for task in data["tasks"] if task["name"] == lever["subject"])
            set_times(task, used, 1 + change)
        case "price":
            names = {each["name"] for each in ours}
            keep_other_costs(data, 1 + change)
            for each in [*data["segments"], *data.get("book", ())]:
                if each.get("segment", each.get("name")) in names and "arr" in each:
                    each["arr"] *= 1 + change
        case "gross_margin" | "operating_margin" | "cs_budget" as target:
            value = data["economics"][target]
            data["economics"][target] = (
                {tier: percent(share(each) + change) for tier, each in value.items()}
                if isinstance(value, dict)
                else percent(share(value) + change)
            )
        case "growth_cost":
            data["economics"]["growth"]["cost_per_100"] += change * 100
        case "csm_cost":
            role = data["roles"][row["role"]]
            assert lever["subject"] == row["role"]
            for cost in ("pay", "other_costs"):
                role[cost] = number(str(role.get(cost, 0))) * (1 + change)
        case "role":
            for each in ours:
                each["role"] = lever["after"]
            for team in data.get("teams", ()):
                if team["name"] == row["team"]:
                    team["role"] = lever["after"]
        case "tier":
            next(each for each in ours if each["name"] == lever["subject"])["tier"] = lever["after"]
        case "team":
            joined = [*ours, *(each for name in lever["after"].split(", ") for each in members(data, name))]
            for each in joined:
                each["team"] = "both"
            if "teams" in data:
                data["teams"].append({"name": "both", "role": row["role"]})


def keep_other_costs(data: Data, factor: float) -> None:
    """Write shares of a price as what they are of another one; of other teams than the one in question too."""
    for line in data["economics"].get("costs", ()):
        if "share" in line and line["in"] != "growth":
            by_tier = line["share"] if isinstance(line["share"], dict) else {None: line["share"]}
            less = {tier: percent(share(each) / factor) for tier, each in by_tier.items()}
            line["share"] = less.get(None, less)


def confirm(folder: Path, data: Data, lever: Data, row: Data, tiers: dict[str, str | None]) -> None:
    """Apply a lever to the text, compute again, and hold it to its word."""

    def after(scale: float = 1.0) -> Data:
        scaled = {**lever, "change": lever["change"] and lever["change"] * scale}
        applied = changed(data, lambda copy: apply(copy, scaled, row, tiers))
        return by_name(team_rows(folder, applied), "team")["both" if lever["lever"] == "team" else row["team"]]

    found = after()
    if lever["fits"]:
        assert found["verdict"] == "fits", lever
        assert found["heads"] == lever["heads"], lever
        for change in printed(lever):
            shown = {**lever, "change": change}
            applied = changed(data, lambda copy: apply(copy, shown, row, tiers))  # noqa: B023 - called at once
            assert by_name(team_rows(folder, applied), "team")[row["team"]]["verdict"] == "fits", (change, lever)
        if lever["lever"] in CONTINUOUS and lever["shortfall"] > 1e-4:
            assert after(0.999)["verdict"] != "fits", f"less does it too: {lever}"
    else:
        # In another tier something may be unknown that was known: that fits no more than what is over.
        assert found["verdict"] in {"over-budget", "unchecked"}, lever
        left = lever["shortfall"] - lever["closes"]
        assert shortfall(found, data.get("conflict", "keep")) == pytest.approx(left, rel=1e-6, abs=2e-6), lever


def printed(lever: Data) -> list[float]:  # noqa: PLR0911 - each phrase has its own numbers
    """Return the change of a continuous lever in each form in which its words have it."""
    if lever["lever"] not in CONTINUOUS:
        return []
    text = words(lever)
    before, sign = lever["before"], -1 if lever["change"] < 0 else 1
    if match := re.fullmatch(r"take (\S+)% of the work out of each customer \((\S+) (h|min) a year on average\)", text):
        hours = number(match[2]) / {"h": 1, "min": 60}[match[3]]
        return [-number(match[1]) / 100, -hours / before]
    if match := re.fullmatch(r"do '.*' (\S+)% less often(?: \((\S+) to (\S+) times\))?", text):
        return [-number(match[1]) / 100, *([number(match[3]) / before - 1] if match[3] else [])]
    if match := re.fullmatch(
        r"raise the price by (\S+)%, to (\S+) on average(?:; .* tier .* with its work and costs)?", text
    ):
        return [number(match[1]) / 100, number(match[2]) / before - 1]
    if match := re.fullmatch(r"have a .* cost (\S+)% less, (\S+) instead of \S+", text):
        return [-number(match[1]) / 100, number(match[2]) / before - 1]
    if match := re.fullmatch(r"drop '.*'", text):
        return [-1.0]
    if match := re.fullmatch(r"(?:accept|raise the budget by) (\S+) points .*", text):
        return [sign * number(match[1]) / 100]
    match = re.fullmatch(r"(?:accept|raise|let) .*? (-?[\d.]+)%?(?: of ARR)? instead of \S+", text)
    assert match, text
    return [float(match[1]) / 100 - before]


def words(lever: Data) -> str:
    return phrase(Step(lever["lever"], *(lever[name] for name in Step._fields[1:] if name in lever)), "USD")


def number(text: str) -> float:
    return read_money(text).amount


def shortfall(row: Data, conflict: str) -> float:
    """How many people more a team has to have, in whole ones, than its own customers pay for, by hand.

    Those who do the work; with ``work`` all who are wanted, with ``keep`` those of today who are.
    """
    there = {"work": row["wanted"], "keep": min(ceil(row["csms_now"] or 0.0), row["wanted"]), "money": 0}[conflict]
    return float(max(0.0, ceil(row["at_least"] - 1e-9) - row["at_most"], there - row["at_most"]))


def by_team(data: Data) -> Data:
    """Return a plan in which every team has to hold by itself."""
    return {**data, "economics": {**data["economics"], "holds": "team"}} if data.get("economics") else data


def tiers_of(found: Data) -> dict[str, str | None]:
    return {row["segment"]: row["tier"] for row in found["segments"]}


def confirm_all(folder: Path, data: Data) -> dict[str, Data]:
    """Confirm every lever of every team of a plan; return those of each kind."""
    data = by_team(data)
    found = answer(folder, data)
    kinds = {}
    for row in found["teams"]:
        for lever in row["levers"]:
            confirm(folder, data, lever, row, tiers_of(found))
            kinds[lever["lever"]] = lever
    return kinds


# --- each kind: where it closes the gap, and where it can't -----------------------------------------

# In PLAN the work takes 1.2 CSMs and money pays for 2. With 36 h a customer it takes 3.6.
BUSY = [{**plan()["tasks"][0], "times": 36}]
LIMIT = [{"name": "only", "acv": {}, "max_customers_per_csm": 40}]  # 2.5 CSMs whatever the work

CASES: dict[str, tuple[str, bool, Data]] = {
    "less work": ("hours", True, plan(tasks=BUSY)),
    "less work, but a limit of customers": ("hours", False, plan(tasks=BUSY, tiers=LIMIT)),
    "a task done less often": ("times", True, plan(tasks=[*BUSY, {**REVIEWS, "times": 2}])),
    "a task dropped": ("times", False, plan(tasks=[BUSY[0], {**REVIEWS, "times": 2}, {**REVIEWS, "name": "c"}])),
    "a higher price": ("price", True, plan(tasks=BUSY)),
    "a higher price, and no price high enough": (
        "price",
        False,
        plan(tasks=[{**BUSY[0], "times": 360}]),
    ),
    "a lower gross margin": ("gross_margin", True, plan(tasks=BUSY)),
    "a lower gross margin, but an operating margin": (
        "gross_margin",
        False,
        plan(tasks=BUSY, economics={**plan()["economics"], "operating_margin": "75%"}),
    ),
    "a lower gross margin, until an operating margin pays for just as many": (
        "gross_margin",
        True,
        plan(
            tasks=[{**BUSY[0], "times": 29}],
            segments=[segment(arr=3_000_000)],
            economics={"gross_margin": "95%", "operating_margin": "90%", "costs": []},
        ),
    ),
    "a lower operating margin": (
        "operating_margin",
        True,
        plan(tasks=BUSY, economics={"operating_margin": "85%", "costs": []}),
    ),
    "a lower operating margin, but a gross margin": (
        "operating_margin",
        False,
        plan(tasks=BUSY, economics={**plan()["economics"], "gross_margin": "75%", "operating_margin": "80%"}),
    ),
    "more for growth": (
        "growth_cost",
        True,
        plan(
            tasks=[REVIEWS, *plan()["tasks"]],
            segments=[segment(renewal_rate="90%")],
            economics={"gross_margin": "60%", "costs": [], "growth": {"cost_per_100": 3}},
        ),
    ),
    "more for growth, but a gross margin": (
        "growth_cost",
        False,
        plan(
            tasks=[REVIEWS, *plan()["tasks"]],
            segments=[segment(renewal_rate="90%")],
            economics={"gross_margin": "95%", "costs": [], "growth": {"cost_per_100": 3}},
        ),
    ),
    "a larger budget": ("cs_budget", True, plan(tasks=BUSY, economics={"cs_budget": "9%"})),
    "a larger budget, and none large enough": (
        "cs_budget",
        False,
        plan(tasks=[{**BUSY[0], "times": 250}], economics={"cs_budget": "9%"}),
    ),
    "a cheaper CSM": ("csm_cost", True, plan(tasks=BUSY, roles={"csm": {**ROLE, "other_costs": 10_000}})),
    "a cheaper CSM, but a price of next to nothing": (
        "csm_cost",
        False,
        plan(tasks=BUSY, segments=[segment(arr=20_000)]),
    ),
    "another role": ("role", True, plan(tasks=BUSY, roles={"csm": ROLE, "pooled": POOLED})),
    "another role that is still too dear": (
        "role",
        False,
        plan(tasks=BUSY, roles={"csm": ROLE, "pooled": {**ROLE, "pay": 80_000}}),
    ),
    "another tier": (
        "tier",
        True,
        plan(tiers=TIERS, tasks=[{**BUSY[0], "times": {"high": 36, "low": 6}}], rules="usd-2m"),
    ),
    "another tier that takes too much work too": (
        "tier",
        False,
        plan(tiers=TIERS, tasks=[{**BUSY[0], "times": {"high": 36, "low": 30}}]),
    ),
    "a shared team": (
        "team",
        True,
        plan(segments=[segment(arr=1_000_000), segment(name="b", arr=4_000_000)]),
    ),
    "a shared team, but the other has little to spare": (
        "team",
        False,
        plan(tasks=BUSY, segments=[segment(arr=1_000_000), segment(name="b", customers=10, arr=500_000)]),
    ),
}


def test_every_kind_has_both_cases() -> None:
    assert {(kind, fits) for kind, fits, _ in CASES.values()} == {
        (kind, fits) for kind in KINDS for fits in (True, False)
    }


@pytest.mark.parametrize("case", CASES)
def test_a_lever_does_what_it_says(case: str, tmp_path: Path) -> None:
    kind, fits, data = CASES[case]
    data = by_team(data)
    found = answer(tmp_path, data)
    row = found["teams"][0]
    levers = [lever for lever in row["levers"] if lever["lever"] == kind and lever["fits"] is fits]
    assert levers, row["levers"]
    for lever in levers:
        confirm(tmp_path, data, lever, row, tiers_of(found))


@pytest.mark.parametrize("case", CASES)
def test_the_other_levers_of_the_cases_do_too(case: str, tmp_path: Path) -> None:
    assert confirm_all(tmp_path, CASES[case][2])


# --- where a lever moves more than its own number ---------------------------------------------------


def test_a_higher_price_can_bring_customers_into_another_tier(tmp_path: Path) -> None:
    tiers = [
        {"name": "low", "acv": {"max": 25_000}, "touch": "low"},
        {"name": "high", "acv": {"min": 25_000}, "touch": "high"},
    ]
    data = plan(tiers=tiers, tasks=[{**BUSY[0], "times": {"low": 24, "high": 48}}])
    found = answer(tmp_path, data)
    lever = by_name(found["teams"][0]["levers"], "lever")["price"]
    # 3 people and 200,000 for hosting are 20% of 2.5M, where the customers are in the high tier and want 4.8.
    assert lever["after"] == pytest.approx(35_000)
    assert lever["heads"] == 5
    assert lever["tiers"] == {"a": "high"}
    assert "a comes into tier high" in words(lever)
    confirm(tmp_path, data, lever, found["teams"][0], tiers_of(found))


def test_a_price_that_leaves_all_tiers_is_none(tmp_path: Path) -> None:
    tiers = [{"name": "low", "acv": {"max": 25_000}, "touch": "low"}]
    found = answer(tmp_path, plan(tiers=tiers, tasks=BUSY))
    assert all(lever["lever"] != "price" or lever["after"] < 25_000 for lever in found["teams"][0]["levers"])


def test_a_higher_price_takes_a_larger_part_of_the_credited_revenue(tmp_path: Path) -> None:
    growth = {"credited_revenue": 300_000, "required_return": 2}
    data = plan(
        tasks=[{**BUSY[0], "times": 2}, {**REVIEWS, "times": 30}],
        segments=[segment(), segment(name="b", arr=3_000_000)],
        economics={**plan()["economics"], "growth": growth},
    )
    assert confirm_all(tmp_path, data)["price"]["closes"] > 0


def test_a_tier_that_would_hide_the_work_or_the_money_is_no_way_out(tmp_path: Path) -> None:
    tiers = [*TIERS, {"name": "lower", "acv": {"max": 1}, "touch": "low"}]
    onboarding = {"name": "onboarding", "kind": "implementation", "per": "new_customer", "takes": "1 h"}
    data = plan(
        tiers=[TIERS[0], {"name": "low", "acv": {"min": 1, "max": 10_000}}, tiers[2]],
        # In the low tier the work hangs on new customers, whose number is not stated; in the lower one, no margin is.
        tasks=[{**BUSY[0], "times": 36}, {**onboarding, "times": {"high": 0, "low": 1, "lower": 0}}],
        economics={"gross_margin": {"high": "80%", "low": "80%"}, "costs": []},
        segments=[segment(arr=1_500_000)],
    )
    assert "tier" not in {lever["lever"] for lever in answer(tmp_path, data)["teams"][0]["levers"]}


def test_a_tier_of_which_nothing_is_said_is_no_way_out(tmp_path: Path) -> None:
    data = plan(tiers=TIERS, tasks=[{**BUSY[0], "times": {"high": 36}}])
    assert "tier" not in {lever["lever"] for lever in answer(tmp_path, data)["teams"][0]["levers"]}
    lines = [{"name": "hosting", "share": {"high": "10%"}, "in": "gross"}]
    data = plan(tiers=TIERS, tasks=BUSY, economics={"gross_margin": "80%", "costs": lines})
    assert "tier" not in {lever["lever"] for lever in answer(tmp_path, data)["teams"][0]["levers"]}


def test_a_tier_whose_role_another_segment_can_not_take_is_no_way_out(tmp_path: Path) -> None:
    tiers = [TIERS[0], {**TIERS[1], "role": "pooled"}]
    data = plan(
        tiers=tiers,
        roles={"csm": ROLE, "pooled": POOLED},
        tasks=BUSY,
        segments=[segment(team="t"), segment(name="b", team="t")],
    )
    assert "tier" not in {lever["lever"] for lever in answer(tmp_path, data)["teams"][0]["levers"]}


def test_who_shares_people_is_known_to_have_some_to_spare(tmp_path: Path) -> None:
    tiers = [TIERS[0], {**TIERS[1], "role": "csm"}]
    data = plan(
        tiers=tiers,
        tasks=[{**BUSY[0], "times": {"high": 36, "low": 1}}],
        economics={"gross_margin": {"high": "80%"}, "costs": []},
        segments=[segment(arr=1_500_000), segment(name="unchecked", customers=1000, arr=5_000_000)],
    )
    assert "team" not in {lever["lever"] for lever in answer(tmp_path, data)["teams"][0]["levers"]}


def test_dropping_all_growth_work_does_not_make_money_unlimited(tmp_path: Path) -> None:
    # Without work that is charged to it, the growth account gives no bound; that is no fit, but less of it is.
    data = plan(
        tasks=[{**BUSY[0], "times": 2}, {**REVIEWS, "times": 36}],
        segments=[segment(renewal_rate="90%")],
        economics={"growth": {"cost_per_100": 10}, "costs": []},
    )
    row = answer(tmp_path, data)["teams"][0]
    lever = by_name(row["levers"], "subject")["reviews"]
    assert lever["fits"]
    assert lever["change"] > -1
    confirm(tmp_path, data, lever, row, {"a": None})


def test_margins_that_differ_by_tier_are_eased_alike(tmp_path: Path) -> None:
    data = plan(
        tiers=TIERS,
        tasks=BUSY,
        economics={"gross_margin": {"high": "80%", "low": "70%"}, "costs": []},
        segments=[segment(team="t"), segment(name="b", arr=500_000, team="t")],
    )
    lever = confirm_all(tmp_path, data)["gross_margin"]
    assert lever["before"] is None
    assert "points less of gross margin" in words(lever)
    data["economics"] = {"cs_budget": {"high": "10%", "low": "20%"}}
    assert "points of ARR" in words(confirm_all(tmp_path, data)["cs_budget"])


def test_levers_of_examples(tmp_path: Path) -> None:
    kinds = confirm_all(tmp_path, example("acme-usd") | {"segments": acme_segments()})
    assert kinds.keys() == KINDS - {"operating_margin", "growth_cost", "cs_budget"}


def acme_segments() -> list[Data]:
    """Return the example's segments with their ARR as numbers, so that it can be raised."""
    segments: list[Data] = example("acme-usd")["segments"]
    return [{**each, "arr": number(each["arr"]), "tier": each["tier"]} for each in segments]


def test_levers_of_a_plan_with_an_account_book(tmp_path: Path) -> None:
    book = [
        {"customer": f"c{index}", "segment": "ab"[index % 2], "arr": 20_000 + index, "csm": f"p{index % 5}"}
        for index in range(100)
    ]
    data = plan(tasks=BUSY, segments=[{"name": "a"}, {"name": "b", "complexity": 2}], rules="usd-2m", book=book)
    kinds = confirm_all(tmp_path, data)
    assert {"hours", "times", "price", "gross_margin", "csm_cost"} <= kinds.keys()


def test_only_part_of_the_plan_has_the_same_levers() -> None:
    read = csplan.load(EXAMPLES / "acme-usd")
    whole = by_name(csplan.headcount(read).as_dict()["teams"], "team")
    part = csplan.headcount(read, ["logistics mid"]).as_dict()["teams"]
    assert part == [whole["logistics mid"]]


def test_a_team_that_fits_has_no_levers(tmp_path: Path) -> None:
    assert answer(tmp_path, plan())["teams"][0]["levers"] == []


def test_levers_that_fit_come_first(tmp_path: Path) -> None:
    for row in answer(tmp_path, example("acme-usd"))["teams"]:
        fits = [lever["fits"] for lever in row["levers"]]
        assert fits == sorted(fits, reverse=True)


# --- any small plan --------------------------------------------------------------------------------

SHARES = st.sampled_from(["5%", "10%", "15%"])
TARGETS = st.sampled_from(["50%", "65%", "75%", "80%"])


@st.composite
def plans(draw: st.DrawFn) -> Data:
    def maybe(strategy: st.SearchStrategy[Any]) -> Any:
        return draw(st.one_of(st.none(), strategy))

    tiered = draw(st.booleans())
    count = draw(st.integers(1, 3))
    segments = [
        segment(
            name="abc"[index],
            customers=draw(st.integers(5, 400)),
            arr=draw(st.integers(50_000, 9_000_000)),
            arr_per_csm=maybe(st.just(1_500_000)),
            arr_cap=maybe(st.just(1_200_000)),
            complexity=maybe(st.sampled_from([0.8, 1.3, 1.5, 2])),
            renewal_rate="90%",
            tier=draw(st.sampled_from([None, "high", "low"])) if tiered else None,
            team=draw(st.sampled_from([None, "both"])),
            role="csm",
        )
        for index in range(count)
    ]
    growth = maybe(
        st.sampled_from(
            [{"cost_per_100": 4}, {"cost_per_100": 20}, {"credited_revenue": 500_000, "required_return": 2}]
        )
    )
    costs: list[Data] = [{"name": "hosting", "share": draw(SHARES), "in": "gross"}]
    if growth:
        costs.append({"name": "commission", "share": "1%", "in": "growth"})
    if draw(st.booleans()):
        costs.append({"name": "acquisition", "amount": 2000, "years": 4, "in": "operating"})
    economics = {"costs": costs, "gross_margin": draw(TARGETS), "operating_margin": maybe(TARGETS), "growth": growth}
    if draw(st.integers(0, 4)) == 0:
        economics = {"cs_budget": draw(SHARES)}
    times = st.integers(0, 40)
    tasks = [
        {
            **task,
            "takes": f"{draw(st.integers(10, 90))} min",
            "times": {"high": draw(times), "low": draw(times)} if tiered else draw(times),
        }
        for task in (BUSY[0], REVIEWS)
    ]
    return plan(
        rules=maybe(st.just("usd-2m")),
        conflict=draw(st.sampled_from(["money", "work"])),
        tiers=[TIERS[0], {**TIERS[1], "max_customers_per_csm": 150}] if tiered else [{"name": "any", "acv": {}}],
        roles={"csm": ROLE, "pooled": POOLED},
        segments=segments,
        tasks=tasks,
        economics={key: value for key, value in economics.items() if value is not None},
    )


BUDGETS: dict[str, Data] = {
    # 5% less of the price for tickets would do for one person, and the rule then asks for two, whatever they cost.
    "the rule asks for more than the work": plan(
        conflict="work",
        rules="usd-2m",
        segments=[segment(customers=184, arr=1_155_626, complexity=2, arr_per_csm=None)],
        tasks=[{**BUSY[0], "takes": "10 min", "times": 27}],
        economics={"cs_budget": "10%"},
    ),
    "three segments, two of them in a team": plan(
        conflict="work",
        rules="usd-2m",
        segments=[
            segment(customers=132, arr=234_653, arr_per_csm=None, team="both"),
            segment(name="b", customers=5, arr=50_000, arr_per_csm=None, team="both"),
            segment(name="c", customers=5, arr=50_000, arr_per_csm=None, complexity=0.8),
        ],
        tasks=[{**BUSY[0], "takes": "10 min", "times": 10}],
        economics={"cs_budget": "5%"},
    ),
    "today's people are not taken away": plan(
        conflict="keep",
        tasks=[{**BUSY[0], "times": 9}],
        segments=[segment(arr=2_000_000, arr_per_csm=1_000_000, csms_now=2)],
        economics={"cs_budget": "7%"},
    ),
}


@pytest.mark.parametrize("case", BUDGETS)
def test_a_lever_counts_the_people_whom_the_plan_then_has(case: str, tmp_path: Path) -> None:
    assert confirm_all(tmp_path, BUDGETS[case])


def test_what_fits_at_one_point_only_is_no_lever(tmp_path: Path) -> None:
    # A budget of 10% pays for 2 people of 100,000 from 2M on, and from 2M on the rule of 1M asks for a third.
    row = answer(tmp_path, by_team(BUDGETS["the rule asks for more than the work"]))["teams"][0]
    assert row["verdict"] == "over-budget"
    assert "price" not in {lever["lever"] for lever in row["levers"] if lever["fits"]}


@settings(max_examples=15)
@given(plans())
def test_any_lever_does_what_it_says(tmp_path_factory: pytest.TempPathFactory, data: Data) -> None:
    confirm_all(tmp_path_factory.mktemp("plan"), data)


def test_out_of_steps_a_change_still_fits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    least = by_name(answer(tmp_path, plan(tasks=BUSY))["teams"][0]["levers"], "lever")["csm_cost"]
    monkeypatch.setattr("csplan.studies.ways.search._MOST", 0)
    more = by_name(answer(tmp_path, plan(tasks=BUSY))["teams"][0]["levers"], "lever")["csm_cost"]
    assert more["fits"]
    assert more["change"] < least["change"]


def test_a_budget_in_money_is_raised_by_as_little_as_it_takes(tmp_path: Path) -> None:
    # The work takes 1,920, 4,550 and 1,860 h of 1,095: 2, 5 and 2 people. The rule has 3 in the first: people go where
    # they are busiest, so that its third comes before the fifth of the second. Ten cost 1.65M, and nine are not enough.
    (tmp_path / "csplan.yaml").write_text("""\
csplan: 1
currency: USD
rules: usd-2m
roles: {csm: {cost: 165k, time: "1,095 h"}}
segments: [{name: a, tier: high, customers: 24, arr: 4.32M, csms_now: 2},
           {name: b, tier: mid, customers: 130, arr: 3.38M, csms_now: 2},
           {name: c, tier: low, customers: 620, arr: 3.1M, csms_now: 1}]
tasks: [{name: check-in, kind: proactive, per: customer, takes: 1 h, times: {high: 80, mid: 35, low: 3}}]
economics: {cs_budget: 1.2M}
""")
    total = csplan.headcount(csplan.load(tmp_path)).as_dict()["total"]
    [lever] = [each for each in total["levers"] if each["lever"] == "cs_budget_money"]
    assert (lever["before"], lever["fits"], lever["heads"]) == (1_200_000, True, 10)
    assert lever["after"] == pytest.approx(1_650_000)
    step = Step("cs_budget_money", "", "Money", 1_200_000.0, lever["after"], lever["change"])
    assert phrase(step, "USD") == "raise the budget to 1.65M a year instead of 1.2M"
    raised = csplan.load(tmp_path, set={"economics.cs_budget": "1.65M"})
    assert csplan.headcount(raised).as_dict()["total"]["verdict"] == "fits"
