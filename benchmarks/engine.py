"""The engine on arrays: 1,000,000 cells through the figures of a headcount, against the same in numpy by hand.

Ten segments, each a team of its own, with 100,000 draws of most inputs. Both sides return all these figures of every
segment, numbers and texts, and are compared before they are timed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.timing import ratio, report
from csplan.engine.nodes import Node, Rows
from csplan.engine.tree import what_if

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    Figures = dict[str, Any]

SEGMENTS, DRAWS = 10, 100_000

PLAN = {
    "conflict": "money",
    "hire_early_share": 0.8,
    "large_customer_arr": 50_000.0,
    "large_customer_count": 2.0,
    "automate_first_share": 0.2,
    "overloaded_share": 1.0,
    "idle_share": 0.6,
}
TASKS: dict[str, list[Any]] = {
    "task": ["onboarding", "review", "check-in", "liaison", "renewal", "rescue"],
    "kind": ["implementation", "proactive", "proactive", "reactive", "renewal", "proactive"],
    "per": ["new_customer", "customer", "customer", "customer", "renewal", "at_risk_customer"],
    "waste": [None, "skill", "mechanical", "coordination", None, None],
    "avoidable": [0.0, 0.2, 0.5, 0.3, 0.0, 0.0],
    "times": [2.0, 2.0, 12.0, 6.0, 1.0, 2.0],
}
COSTS: dict[str, list[Any]] = {
    "line": ["hosting", "commission", "acquisition"],
    "counts_in": ["gross", "growth", "operating"],
    "share": [0.1, 0.01, None],
    "amount": [None, None, 1200.0],
    "years": [1.0, 1.0, 3.0],
}


def inputs(random: np.random.Generator) -> tuple[Figures, list[Any]]:
    """Draw the inputs of one segment, and how long its tasks take."""

    def between(least: float, most: float) -> Any:
        return random.uniform(least, most, DRAWS)

    segment = {
        "customers": np.round(between(50, 400)),
        "arr": between(2e6, 8e6),
        "new_customers": np.round(between(10, 60)),
        "contract_years": 1.0,
        "renewal_rate": between(0.8, 0.95),
        "expansion": between(1e5, 5e5),
        "at_risk": between(0.1, 0.3),
        "complexity": between(0.8, 1.5),
        "csms_now": 3.0,
        "arr_per_csm": between(1.5e6, 2.5e6),
        "arr_cap": between(2.5e6, 3e6),
        "max_customers_per_csm": between(50, 150),
        "gross_margin_target": between(0.7, 0.8),
        "operating_margin_target": between(0.5, 0.7),
        "growth_cost_ratio": between(0.1, 0.3),
        "owned": 0.9,
        "low_touch": True,
    }
    return segment, [between(least, 2 * least) for least in (300.0, 120.0, 30.0, 30.0, 120.0, 240.0)]


def by_engine(plan: Node, names: Collection[str]) -> list[Figures]:
    """Compute the segment figures of these names by the engine."""
    found = []
    for team in what_if(plan, {}).below["team"]:
        [segment] = team.below["segment"]
        found.append({name: segment.value(name) for name in names})
        team.forget()
    return found


def by_hand(segments: list[tuple[Figures, list[Any]]], role: Figures) -> list[Figures]:
    """Compute the segment figures of a headcount in numpy."""
    return [segment_by_hand(segment, takes, role) for segment, takes in segments]


def segment_by_hand(given: Figures, takes: list[Any], role: Figures) -> Figures:  # noqa: PLR0915 - as many as there are
    """Compute the figures of one segment, formula by formula as they are written down."""
    customers, arr, complexity = given["customers"], given["arr"], given["complexity"]
    csm_cost, customer_hours, now = role["csm_cost"], role["customer_hours"], given["csms_now"]
    f: Figures = {}
    f["csms_now"] = now
    f["acv"] = arr / customers
    f["renewals"] = customers / given["contract_years"]
    f["at_risk_customers"] = customers * given["at_risk"]

    volumes = {
        "customer": customers,
        "new_customer": given["new_customers"],
        "renewal": f["renewals"],
        "at_risk_customer": f["at_risk_customers"],
    }
    hours = [
        volumes[per] * times * each / 60 for per, times, each in zip(TASKS["per"], TASKS["times"], takes, strict=True)
    ]
    onboarding, review, check_in, liaison, renewal, rescue = hours
    avoidable = [each * share for each, share in zip(hours, TASKS["avoidable"], strict=True)]
    f["service_hours"] = complexity * (onboarding + liaison)
    f["growth_hours"] = complexity * (review + check_in + renewal + rescue)
    workload = f["workload"] = f["service_hours"] + f["growth_hours"]
    f["hours_per_customer"] = workload / customers
    f["avoidable_hours"] = complexity * sum(avoidable[1:], start=avoidable[0])
    f["mechanical_share"] = complexity * check_in / workload
    f["work_share"] = workload / workload  # alone in its team

    f["csms_by_time"] = workload / customer_hours
    f["efficiency_ceiling"] = customer_hours / f["hours_per_customer"]
    f["limit_ceiling"] = customer_hours / ((workload - f["avoidable_hours"]) / customers)
    f["utilization_now"] = workload / (now * customer_hours)
    f["customers_per_csm_now"] = given["customers"] / now
    f["csms_by_arr"] = arr / given["arr_per_csm"]
    f["csms_by_cap"] = arr / given["arr_cap"]
    f["csms_by_coverage"] = customers / given["max_customers_per_csm"]

    acv = f["acv"]
    hosting, commission, acquisition = acv * 0.1, acv * 0.01, 1200 / 3
    f["gross_costs_per_customer"] = hosting
    f["growth_costs_per_customer"] = commission
    f["all_costs_per_customer"] = hosting + commission + acquisition
    f["gross_costs"] = customers * hosting
    f["all_costs"] = customers * f["all_costs_per_customer"]
    f["gross_margin_before_cs"] = (arr - f["gross_costs"]) / arr
    f["service_budget"] = acv * (1 - given["gross_margin_target"]) - hosting
    revenue = acv * f["renewals"] * given["renewal_rate"] + given["expansion"]
    f["growth_revenue"] = given["owned"] * revenue / customers
    f["growth_budget"] = given["growth_cost_ratio"] * f["growth_revenue"] - commission
    f["operating_budget"] = acv * (1 - given["operating_margin_target"]) - f["all_costs_per_customer"]
    share = f["service_share"] = f["service_hours"] / workload
    service = f["csms_by_service"] = np.maximum(customers * f["service_budget"] / (csm_cost * share), 0)
    growth = f["csms_by_growth"] = np.maximum(customers * f["growth_budget"] / (csm_cost * (1 - share)), 0)
    operating = f["csms_by_operating"] = np.maximum(customers * f["operating_budget"] / csm_cost, 0)
    f["csms_by_budget"] = None
    by_cost = f["csms_by_cost"] = np.minimum(np.minimum(service, growth), operating)
    f["binding_cost"] = first_of(by_cost, ("service", service), ("growth", growth), ("operating", operating))
    f["cs_budget"] = by_cost * csm_cost / customers
    f["cost_floor"] = divided(customers, by_cost, np.inf)

    time_, cap, coverage = f["csms_by_time"], f["csms_by_cap"], f["csms_by_coverage"]
    least = f["csms_at_least"] = np.maximum(np.maximum(time_, cap), coverage)
    f["binding_least"] = first_of(least, ("time", time_), ("cap", cap), ("coverage", coverage))
    most = f["csms_at_most"] = by_cost
    target = f["csms_target"] = f["csms_by_arr"]
    csms = f["csms"] = np.minimum(np.maximum(target, least), most)
    f["binding"] = first_of(csms, ("arr", target), (f["binding_least"], least), (f["binding_cost"], most))
    f["unchecked"] = None
    f["verdict"] = np.select(
        [customers == 0, least - most > 1e-9 * np.maximum(1, most)], ["no-customers", "over-budget"], "fits"
    )
    f["customers_per_csm"] = divided(customers, csms, np.nan)

    hi = whole(most, np.floor)
    near = above(arr, PLAN["hire_early_share"] * given["arr_per_csm"] * max(now, 1.0))
    f["hire_early"] = near & (now + 1 - most <= 1e-9 * np.maximum(1, most))
    large = PLAN["large_customer_arr"] - acv <= 1e-9 * np.maximum(1, acv)
    f["large_customers"] = (
        large & (PLAN["large_customer_count"] - customers <= 1e-9 * np.maximum(1, customers)) & (now == 0)
    )
    f["self_funding"] = above(hi, now)
    f["over_cap"] = above(arr / now, given["arr_cap"])
    f["automate_first"] = above(f["mechanical_share"], PLAN["automate_first_share"])
    f["overloaded"] = above(f["utilization_now"], PLAN["overloaded_share"])
    f["idle"] = above(PLAN["idle_share"], f["utilization_now"])
    return f


def first_of(value: Any, *candidates: tuple[Any, Any]) -> Any:
    """Name the candidate that the value was taken from, but for floating point."""
    tolerance = 1e-9 * np.maximum(1, value)
    return np.select(
        [np.abs(value - number) <= tolerance for _, number in candidates], [name for name, _ in candidates], ""
    )


def above(value: Any, limit: Any) -> Any:
    """Compare, but for floating point."""
    return value - limit > 1e-9 * np.maximum(1, np.abs(limit))


def whole(value: Any, rounding: Callable[[Any], Any]) -> Any:
    """Round to whole people, but for floating point."""
    nearest = np.round(value)
    return np.where(np.abs(value - nearest) <= 1e-9 * np.maximum(1, value), nearest, rounding(value))


def divided(part: Any, whole: Any, without: float) -> Any:
    """Divide where the divisor is not 0."""
    return np.divide(part, whole, out=np.full_like(part, without), where=whole != 0)


def build() -> tuple[Node, list[tuple[Figures, list[Any]]], Figures]:
    """Make the plan for the engine and the same inputs for the hand."""
    random = np.random.default_rng(1)
    plan = Node("plan", "plan", PLAN, {})
    role = Node("role", "csm", {"customer_hours": 1094.8, "csm_cost": 165_000.0}, {"plan": plan})
    segments = [inputs(random) for _ in range(SEGMENTS)]
    plan.below["team"] = []
    for number, (given, takes) in enumerate(segments):
        team = Node("team", str(number), {}, {"role": role, "plan": plan})
        segment = Node("segment", str(number), given, {"team": team, **team.above})
        segment.rows = {
            "task": Rows("task", {**TASKS, "takes": takes}, segment),
            "cost_line": Rows("cost_line", COSTS, segment),
        }
        team.below["segment"] = [segment]
        plan.below["team"].append(team)
    return plan, segments, dict(role.inputs)


def compare(engine: list[Figures], hand: list[Figures]) -> None:
    """Make sure that both sides did the same work."""
    for ours, theirs in zip(engine, hand, strict=True):
        if ours.keys() != theirs.keys():
            raise AssertionError(sorted(ours.keys() ^ theirs.keys()))
        for name, value in ours.items():
            expected = theirs[name]
            if value is None or expected is None:
                equal = value is expected
            elif np.asarray(expected).dtype.kind == "f":
                equal = np.allclose(value, expected, rtol=1e-9, atol=1e-9, equal_nan=True)
            else:
                equal = np.array_equal(value, expected)
            if not equal:
                raise AssertionError(name)


def rows() -> list[tuple[str, float, float]]:
    """Measure: what, the ratio, the goal."""
    plan, segments, role = build()
    names = segment_by_hand(*segments[0], role).keys()
    compare(by_engine(plan, names), by_hand(segments, role))
    measured = ratio(lambda: by_engine(plan, names), lambda: by_hand(segments, role))
    return [(f"engine, {SEGMENTS * DRAWS:,} array cells, against numpy by hand", measured, 1.15)]


if __name__ == "__main__":
    report(rows())
