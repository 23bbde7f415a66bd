"""What holds for figures of every plan, on random ones: with random absents, shared teams, roles, both growth forms."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from csplan.checks.fit import OF_SEGMENTS, OF_SHARES
from csplan.engine.catalogue import CATALOGUE
from csplan.engine.nodes import Rows
from csplan.engine.stack import fill
from csplan.engine.trace import Cell, plain, traced
from csplan.engine.tree import nodes, what_if
from csplan.figures.inputs import INPUTS
from csplan.figures.whole import Account
from tests.cases.nodes import plan_of, roles_of, segments_of, teams_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from csplan.engine.nodes import Node

    Described = dict[str, Any]

DRAWS = 3
ROW_LABELS = {"task": "task", "cost_line": "line", "interval": "interval"}
MONEY = {"Money", "MoneyPerCSM", "MoneyPerCustomer", "MoneyPerHour"}
UNITS = {
    level: {
        **{name: unit for name, (unit, _) in INPUTS.get(level, {}).items()},
        **{name: figure.unit for name, figure in CATALOGUE[level].items()},
    }
    for level in CATALOGUE
}


def number(least: float, most: float) -> st.SearchStrategy[float]:
    """Numbers as people write them: three decimals at most, and often round."""
    return st.one_of(
        st.integers(math.ceil(least), math.floor(most)).map(float)
        if most - least > 1
        else st.sampled_from([float(least), float(most)]),
        st.floats(least, most).map(lambda value: round(value, 3)),
    )


def several(values: st.SearchStrategy[float]) -> st.SearchStrategy[Any]:
    """One value, or one for each draw."""
    return st.one_of(values, st.lists(values, min_size=DRAWS, max_size=DRAWS).map(np.array))


@st.composite
def plans(
    draw: st.DrawFn, each: Callable[[st.SearchStrategy[float]], st.SearchStrategy[Any]] = lambda it: it
) -> Described:
    """Describe a random plan; ``each`` turns the strategy of a number into that of an input."""

    def numbers(**ranges: tuple[float, float]) -> dict[str, st.SearchStrategy[Any]]:
        return {name: each(number(*bounds)) for name, bounds in ranges.items()}

    role = st.fixed_dictionaries(
        numbers(
            contracted_hours=(1500, 2200),
            leave_hours=(0, 300),
            sick_hours=(0, 100),
            internal_share=(0, 0.6),
            realization=(0.5, 1),
            pay=(20_000, 200_000),
            loading=(0, 0.6),
            other_costs=(0, 20_000),
        ),
        optional={"internal_hours": each(number(0, 500))},
    )
    segment = st.fixed_dictionaries(
        {
            **numbers(customers=(0, 300), arr=(0, 9_000_000), complexity=(0.5, 2)),
            "team": st.sampled_from(["first", "second", "third"]),
        },
        optional={
            **numbers(new_customers=(0, 50), contract_years=(0.5, 5), renewals=(0, 100), at_risk=(0, 1)),
            **numbers(csms_now=(0, 9), arr_per_csm=(100_000, 3_000_000), arr_cap=(100_000, 3_000_000)),
            **numbers(max_customers_per_csm=(1, 100), unserved_large_customers=(0, 3)),
            **numbers(gross_margin_target=(-0.2, 0.9), operating_margin_target=(-0.5, 0.5), cs_budget_share=(0, 0.3)),
            **numbers(renewal_rate=(0, 1), expansion=(0, 500_000), service_share=(0, 1)),
            **draw(st.sampled_from([{}, numbers(growth_cost_ratio=(0, 0.4), owned=(0, 1))])),
            **draw(st.sampled_from([{}, numbers(credited_revenue=(0, 900_000), required_return=(1, 5))])),
            "low_touch": st.booleans(),
        },
    )
    task = st.fixed_dictionaries(
        {
            "task": st.just("task"),
            "kind": st.sampled_from(["implementation", "reactive", "proactive", "renewal", "internal"]),
            "per": st.sampled_from(["customer", "customer", "new_customer", "renewal", "at_risk_customer"]),
            "waste": st.sampled_from([None, "mechanical", "coordination", "skill"]),
            **numbers(times=(0, 20), takes=(0, 300), avoidable=(0, 1)),
        }
    )
    cost = st.fixed_dictionaries(
        {
            "line": st.just("line"),
            "counts_in": st.sampled_from(["gross", "growth", "operating"]),
            "years": each(number(1, 5)),
        },
        optional={"share": each(number(0, 0.4)), "amount": each(number(0, 9_000))},
    )
    plan: Described = {
        "plan": draw(
            st.fixed_dictionaries(
                {"conflict": st.sampled_from(["money", "work"])},
                optional=numbers(
                    arr_multiple=(0, 9),
                    hire_early_share=(0.5, 1),
                    large_customer_arr=(10_000, 100_000),
                    large_customer_count=(1, 3),
                    automate_first_share=(0, 0.5),
                    overloaded_share=(0.8, 1.2),
                    idle_share=(0.3, 0.8),
                ),
            )
        ),
        "roles": {"csm": draw(role), "pooled": draw(role)},
        "teams": {
            name: draw(
                st.fixed_dictionaries(
                    {"role": st.sampled_from(["csm", "pooled"])}, optional=numbers(stated_csms_now=(0, 9))
                )
            )
            for name in ("first", "second", "third")
        },
        "segments": {name: draw(segment) for name in "abcd"[: draw(st.integers(1, 4))]},
    }
    if draw(st.booleans()):
        plan["tasks"] = draw(st.lists(task, max_size=4))
    if plan.get("tasks") and draw(st.booleans()):
        desk = st.fixed_dictionaries(
            {
                "tasks": st.just(["task"]),
                "team": st.just(plan["segments"]["a"]["team"]),
                "arrivals": st.sampled_from([[1.0], [0.7, 0.3], [0.0, 1.0]]),
                "at_once": st.sampled_from([1.0, 3.0]),
                **numbers(answered=(0.5, 0.95), within=(0, 60), open_days=(100, 300), open_hours=(4, 24)),
                **numbers(occupancy=(0.5, 1), shift_fit=(0.7, 1)),
            },
            optional={**numbers(patience=(1, 30), most_lost=(0.01, 0.3)), "least_people": st.just(1.0)},
        )
        plan["desks"] = {"chat": draw(desk)}
    if draw(st.booleans()):
        plan["costs"] = draw(st.lists(cost, max_size=4))
    return plan


class Place(NamedTuple):
    """One figure of one node, or of one of its rows."""

    level: str
    node: str
    row: int | None
    figure: str


def figures_of(plan: Node) -> Iterator[tuple[Place, Any]]:
    """All figures of all nodes and rows."""
    segments = segments_of(plan).values()
    desks = nodes(plan, "desk")
    for node in [plan, *roles_of(plan).values(), *plan.below["team"], *segments, *desks]:
        for name in CATALOGUE[node.level]:
            yield Place(node.level, node.name, None, name), node.value(name)
    for node in [*segments, *desks]:
        for rows in node.rows.values():
            for name in CATALOGUE[rows.level]:
                for row, value in enumerate(rows.column(name) or ()):
                    yield Place(rows.level, node.name, row, name), value


def of_draw(described: Any, draw: int) -> Any:
    """Pick the values of one draw."""
    if isinstance(described, dict):
        return {name: of_draw(each, draw) for name, each in described.items()}
    if isinstance(described, list):
        return [of_draw(each, draw) for each in described]
    return float(described[draw]) if isinstance(described, np.ndarray) else described


def picked(value: Any, draw: int) -> Any:
    """Pick one draw of a figure, as a point has it: NaN and the empty text are absent."""
    if isinstance(value, dict):  # a company's accounts and people, by name
        return {name: picked(each, draw) for name, each in value.items()}
    if isinstance(value, Account):
        return Account(*([picked(each, draw) for each in column] for column in value))
    if not isinstance(value, np.ndarray):
        return value
    found = value[draw].item()
    return None if found == "" or found != found else found  # noqa: PLR0124 - NaN is what is not itself


@given(plans(several))
def test_each_draw_is_the_plan_computed_alone(described: Described) -> None:
    draws = dict(figures_of(plan_of(described)))
    for draw in range(DRAWS):
        points = dict(figures_of(plan_of(of_draw(described, draw))))
        different = {
            place: (value, points.get(place))
            for place, each in draws.items()
            if not same(value := picked(each, draw), points.get(place))  # a column that no row knows has no rows
        }
        assert not different


def same(found: object, point: object) -> bool:
    # A signal whose inputs are absent in this draw is silent.
    return found == point or (found is False and point is None)


@given(plans())
def test_a_trace_has_the_numbers(described: Described) -> None:
    plan = plan_of(described)
    assert {place: plain(value) for place, value in figures_of(traced(plan))} == dict(figures_of(plan))


@given(plans())
def test_every_figure_is_traced_to_inputs_and_constants(described: Described) -> None:
    plan = plan_of(described)
    stated = {("segment", name, each) for name, node in segments_of(plan).items() for each in node.inputs}
    stated |= {("role", name, each) for name, node in roles_of(plan).items() for each in node.inputs}
    seen: dict[int, Cell] = {}
    for place, cell in figures_of(traced(plan)):
        if cell is not None:
            is_stated = (place.level, place.node, place.figure) in stated
            assert cell.operation == ("input" if is_stated else "figure")
            assert (cell.name, cell.place[0]) == (place.figure, place.level)
            assert cell.place[1] == (place.node if place.row is None else f"{place.node}/{ROW_LABELS[place.level]}")
            follow(cell, seen)
    ends = [cell for cell in seen.values() if not cell.parts]
    assert ends
    assert {cell.operation for cell in ends} == {"input"}
    assert all(UNITS[cell.place[0]][cell.name] for cell in ends)
    assert all(isinstance(each, (float, str, bool)) for cell in seen.values() for each in numbers_in(cell.value))


def numbers_in(value: object) -> Iterator[object]:
    """Return a value; of a company's accounts and people, all that are known in them."""
    if isinstance(value, dict):
        for each in value.values():
            yield from numbers_in(each)
    elif isinstance(value, Account):
        yield from (each for column in value for each in column if each is not None)
    elif value is not None:
        yield value


def follow(cell: Cell, seen: dict[int, Cell]) -> None:
    """Collect all cells that a cell is made of."""
    if id(cell) not in seen:
        seen[id(cell)] = cell
        for part in cell.parts:
            if isinstance(part, Cell):
                follow(part, seen)


@given(plans(several))
def test_many_segments_at_once_are_each_computed_alone(described: Described) -> None:
    # Each segment as often as there are draws: the copies state the same inputs, with other numbers.
    point = of_draw({key: value for key, value in described.items() if key != "segments"}, 0)
    segments = {
        f"{name}{draw}": of_draw(inputs, draw)
        for name, inputs in described["segments"].items()
        for draw in range(DRAWS)
    }
    alone, at_once = (segments_of(plan_of({**point, "segments": segments})) for _ in range(2))
    for name, node in at_once.items():
        node.rows = {level: Rows(level, at_once[f"{name[0]}0"].rows[level].inputs, node) for level in node.rows}
    fill(list(at_once.values()), OF_SEGMENTS, *OF_SHARES)
    figures = (*OF_SEGMENTS, *OF_SHARES[0])
    for name, node in alone.items():
        if node.linked:  # what it shares with others, such as a desk, is no figure of it alone: left to be asked for
            assert not set(OF_SEGMENTS) <= set(at_once[name].values)
            continue
        values = {figure: node.value(figure) for figure in figures}
        assert {figure: at_once[name].values[figure] for figure in figures} == values
        assert all(type(at_once[name].values[figure]) is type(value) for figure, value in values.items())


# --- more of this never makes less of that ---------------------------------------------------------------------------

factors = st.floats(1, 3)


def scaled_segments(plan: Node, name: str, factor: float) -> Node:
    """Copy a plan with one input of all its segments scaled."""
    changes = {
        ("segment", segment.name): {name: segment.inputs[name] * factor}
        for segment in segments_of(plan).values()
        if name in segment.inputs
    }
    return what_if(plan, changes)


def never_less(before: Node, after: Node, *names: str) -> None:
    others = segments_of(after)
    for name, segment in segments_of(before).items():
        for figure in names:
            low, high = segment.value(figure), others[name].value(figure)
            assert (low is None) == (high is None)
            assert low is None or low <= high or math.isclose(low, high, rel_tol=1e-9, abs_tol=1e-9)


@given(plans(), factors)
def test_more_arr_never_needs_fewer(described: Described, factor: float) -> None:
    plan = plan_of(described)
    never_less(plan, scaled_segments(plan, "arr", factor), "csms_by_arr", "csms_by_cap")


@pytest.mark.parametrize("column", ["times", "takes"])
@given(plans(), factors)
def test_more_work_never_needs_fewer(column: str, described: Described, factor: float) -> None:
    plan = plan_of(described)
    changes = {
        ("task", segment.name): {column: [value * factor for value in segment.rows["task"].inputs[column]]}
        for segment in segments_of(plan).values()
        if "task" in segment.rows
    }
    never_less(plan, what_if(plan, changes), "workload", "csms_by_time", "csms_at_least")


@pytest.mark.parametrize("target", ["gross_margin_target", "operating_margin_target"])
@given(plans(), st.floats(0, 0.5))
def test_a_higher_target_never_lowers_the_floor(target: str, described: Described, more: float) -> None:
    plan = plan_of(described)
    changes = {
        ("segment", segment.name): {target: segment.inputs[target] + more}
        for segment in segments_of(plan).values()
        if target in segment.inputs
    }
    never_less(plan, what_if(plan, changes), "cost_floor")


@given(plans(), factors)
def test_a_dearer_csm_never_lowers_the_floor(described: Described, factor: float) -> None:
    plan = plan_of(described)
    changes = {("role", name): {"pay": role.inputs["pay"] * factor} for name, role in roles_of(plan).items()}
    never_less(plan, what_if(plan, changes), "cost_floor")


@pytest.mark.parametrize("column", ["share", "amount"])
@given(plans(), factors)
def test_a_dearer_cost_line_never_lowers_the_floor(column: str, described: Described, factor: float) -> None:
    plan = plan_of(described)
    changes = {
        ("cost_line", segment.name): {
            column: [None if value is None else value * factor for value in segment.rows["cost_line"].inputs[column]]
        }
        for segment in segments_of(plan).values()
        if "cost_line" in segment.rows
    }
    # Of a book without ARR there is no margin before customer success, dear or not.
    never_less(plan, what_if(plan, changes), "cost_floor")


@given(plans(), factors)
def test_a_higher_price_never_raises_the_floor(described: Described, factor: float) -> None:
    # A share of price paid as commission may eat more of a growth budget than the price adds to it.
    assume(all(line["counts_in"] != "growth" for line in described.get("costs", ())))
    plan = plan_of(described)
    never_less(scaled_segments(plan, "arr", factor), plan, "cost_floor")


# --- what binds, moves the floor ------------------------------------------------------------------------------------


def bound_by(plan: Node, *limits: str) -> list[Node]:
    """Return the segments that can pay for somebody and whose floor one of these limits sets."""
    segments = segments_of(plan).values()
    return [
        each for each in segments if (each.value("csms_by_cost") or 0) > 1e-6 and each.value("binding_cost") in limits
    ]


def rises(before: Sequence[Node], after: Node) -> None:
    for segment in before:
        # With NaN or None this fails too: a floor that was known stays known.
        assert segments_of(after)[segment.name].value("cost_floor") > segment.value("cost_floor") * (1 + 1e-9)


@pytest.mark.parametrize(
    ("target", "limit"), [("gross_margin_target", "service"), ("operating_margin_target", "operating")]
)
@given(plans(), st.floats(0.001, 0.5))
def test_a_higher_target_raises_the_floor_that_it_sets(
    target: str, limit: str, described: Described, more: float
) -> None:
    plan = plan_of(described)
    bound = [each for each in bound_by(plan, limit) if each.value("acv")]
    changes = {("segment", each.name): {target: each.inputs[target] + more} for each in bound}
    rises(bound, what_if(plan, changes))


@given(plans(), st.floats(1.001, 3))
def test_a_dearer_csm_raises_every_floor_that_is_finite(described: Described, factor: float) -> None:
    plan = plan_of(described)
    changes = {("role", name): {"csm_cost": role.value("csm_cost") * factor} for name, role in roles_of(plan).items()}
    rises(bound_by(plan, "service", "growth", "operating", "budget"), what_if(plan, changes))


@pytest.mark.parametrize(
    ("counts_in", "limit"), [("gross", "service"), ("growth", "growth"), ("operating", "operating")]
)
@given(plans(), st.floats(0.001, 0.3))
def test_a_new_cost_line_raises_the_floor_of_its_account(
    counts_in: str, limit: str, described: Described, share: float
) -> None:
    line = {"line": "new", "counts_in": counts_in, "share": share, "years": 1.0}
    plan = plan_of(described)
    dearer = plan_of({**described, "costs": [*described.get("costs", ()), line]})
    rises([each for each in bound_by(plan, limit) if each.value("acv")], dearer)


@given(plans(), st.floats(0.001, 0.3))
def test_less_for_growth_raises_the_floor_that_it_sets(described: Described, less: float) -> None:
    plan = plan_of(described)
    bound = [
        each
        for each in bound_by(plan, "growth")
        if each.inputs.get("growth_cost_ratio") and each.value("growth_revenue")
    ]
    changes = {
        ("segment", each.name): {"growth_cost_ratio": each.inputs["growth_cost_ratio"] * (1 - less)} for each in bound
    }
    rises(bound, what_if(plan, changes))


# --- the check of targets ---------------------------------------------------------------------------------------------


@given(plans())
def test_a_team_that_fits_meets_its_targets(described: Described) -> None:
    for team in teams_of(plan_of(described)).values():
        if team.value("verdict") != "fits":
            continue
        nobody = team.value("heads") == 0  # with nobody at all a margin may still be missed, by other costs
        assert team.value("met") or nobody
        for kind in ("gross", "operating"):
            target, planned = team.value(f"{kind}_margin_target"), team.value(f"{kind}_margin_planned")
            if target is not None and planned is not None and not nobody:
                assert planned >= target - 1e-9


@given(plans())
def test_whom_money_pays_for_keeps_to_every_limit(described: Described) -> None:
    # What cost_findings takes for granted, so as not to compute it.
    for team in teams_of(plan_of(described)).values():
        at_most, heads, now = (team.value(name) for name in ("at_most", "heads", "csms_now"))
        if at_most is not None and heads and heads <= at_most:
            assert team.value("met")
        if at_most is not None and now and now <= at_most and team.value("growth_account") is None:
            assert team.value("met_now")


@given(plans())
def test_what_is_left_is_the_distance_to_the_target(described: Described) -> None:
    # ARR without customers is an error of a plan.
    assume(all(each["customers"] or not each["arr"] for each in described["segments"].values()))
    plan = plan_of(described)
    for node in [*teams_of(plan).values(), *segments_of(plan).values()]:
        for account, margin in (("service", "gross"), ("operating", "operating")):
            for when in ("now", "planned"):
                left, gap = node.value(f"{account}_left_{when}"), node.value(f"{margin}_margin_gap_{when}")
                if left is not None and gap is not None:
                    assert left == pytest.approx(gap * node.value("arr"), rel=1e-6, abs=1e-3)


@given(plans())
def test_at_the_floor_no_account_is_overspent(described: Described) -> None:
    for team in teams_of(plan_of(described)).values():
        spent, share = team.value("cost_at_floor"), team.value("service_share")
        for account, part in (("service", share), ("operating", 1.0)):
            budget = team.value(f"{account}_account")
            if spent and budget is not None and part is not None:
                assert spent * part <= budget + 1e-9 * max(1, abs(budget))


# --- what makes no difference -----------------------------------------------------------------------------------------


def rescaled(described: Described, units: dict[str, float]) -> Described:
    """Describe the same plan in other units: each input times the factor of its unit."""

    def of_level(level: str, inputs: Described) -> Described:
        return {
            name: value
            if value is None
            else value * factor
            if (factor := units.get(UNITS[level].get(name, "")))
            else value
            for name, value in inputs.items()
        }

    changed = {**described, "plan": of_level("plan", described["plan"])}
    for level, key in (("role", "roles"), ("team", "teams"), ("segment", "segments"), ("desk", "desks")):
        if key not in described:
            continue
        changed[key] = {name: of_level(level, inputs) for name, inputs in described[key].items()}
    for level, key in (("task", "tasks"), ("cost_line", "costs")):
        if key in described:
            changed[key] = [of_level(level, row) for row in described[key]]
    return changed


@pytest.mark.parametrize(
    "unit_factors",
    [
        pytest.param(lambda factor: dict.fromkeys(MONEY, factor), id="currency"),
        pytest.param(
            lambda factor: {
                **dict.fromkeys(("Hours", "Minutes", "HoursPerCustomer"), factor),
                "MoneyPerHour": 1 / factor,
            },
            id="time",
        ),
    ],
)
@given(plans(), st.integers(-6, 10))
def test_units_of_money_and_time_do_not_matter(
    unit_factors: Callable[[float], dict[str, float]], described: Described, power: int
) -> None:
    # Powers of two scale without rounding. Every figure scales as its unit says: shares, people and verdicts stay.
    units = unit_factors(2.0**power)
    before, after = dict(figures_of(plan_of(described))), dict(figures_of(plan_of(rescaled(described, units))))
    factors = {place: units.get(UNITS[place.level][place.figure], 1.0) for place in before}
    expected = {
        place: in_money(value, units.get("Money", 1.0))
        if place.figure == "accounts"
        else in_unit(value, factors[place])
        for place, value in before.items()
    }
    assert after == expected


def in_unit(value: Any, factor: float) -> Any:
    """Return a figure in another unit: people by team, texts and what is absent have none."""
    return value * factor if isinstance(value, float) else value


def in_money(accounts: dict[str, Account], factor: float) -> dict[str, Account]:
    """Return a company's accounts in another currency."""
    return {
        name: Account(*([in_unit(each, factor) for each in column] for column in account))
        for name, account in accounts.items()
    }


@given(plans())
def test_the_order_of_segments_does_not_matter(described: Described) -> None:
    plan = plan_of(described)
    turned = plan_of({**described, "segments": dict(reversed(described["segments"].items()))})
    after = dict(figures_of(turned))
    teams, others = ([team.name for team in each.below["team"]] for each in (plan, turned))
    for place, value in figures_of(plan):
        if place.figure == "accounts":  # a column has a value for each team, in the order of the teams
            for name, account in value.items():
                for column, other in zip(account, after[place][name], strict=True):
                    assert dict(zip(teams, column, strict=True)) == approx(dict(zip(others, other, strict=True)))
        elif isinstance(value, dict):
            assert value == approx(after[place])
        elif isinstance(value, float):
            assert after[place] == pytest.approx(value, rel=1e-9, abs=1e-9)
        else:
            assert after[place] == value


def approx(figures: dict[str, float | None]) -> Any:
    """Expect figures by name, but for the order in which they were added up."""
    return {name: each if each is None else pytest.approx(each, rel=1e-9, abs=1e-9) for name, each in figures.items()}


# --- people -----------------------------------------------------------------------------------------------------------


ACCOUNTS = {
    "service_account": "service_cost_per_csm",
    "growth_account": "growth_cost_per_csm",
    "operating_account": "cost_per_csm",
    "budget_account": "cost_per_csm",
    "joint_account": "cost_per_csm",
}
"""The accounts of a team, and what one CSM costs in each."""


def above(value: float, limit: float) -> bool:
    return value > limit + 1e-9 * max(1, abs(limit))


def overspent(teams: Sequence[Node]) -> bool:
    """Add up over all teams what their people cost in each account, and what their customers bring to it."""
    for account, charge in ACCOUNTS.items():
        rows = [[team.value(name) for name in (charge, account, "heads")] for team in teams]
        known = [row for row in rows if None not in row]
        used, limit = sum(cost * heads for cost, _, heads in known), sum(brings for _, brings, _ in known)
        if used - limit > 1e-9 * max(used, sum(abs(brings) for _, brings, _ in known)):
            return True
    return False


@given(plans())
def test_people_are_whole_and_never_more_than_wanted(described: Described) -> None:
    teams = list(teams_of(plan_of(described)).values())
    asked = [team for team in teams if team.value("wanted") is not None]
    for team in asked:
        heads, wanted = team.value("heads"), team.value("wanted")
        assert heads == int(heads)
        assert 0 <= heads <= wanted
        if described["plan"]["conflict"] == "work":
            assert heads == wanted
    if described["plan"]["conflict"] == "money" and any(team.value("heads") for team in asked):
        assert not overspent(teams)
    # Money that lasts for all who are wanted is spent on them; these are all who are not there.
    if any(team.value("heads") < team.value("wanted") for team in asked):
        assert overspent(
            list(teams_of(plan_of(described | {"plan": described["plan"] | {"conflict": "work"}})).values())
        )


def budget_of_growth(segment: Node) -> tuple[str, ...]:
    """Name the budget of growth where one is set: what is set and can't be computed checks nothing (model.md)."""
    is_set = any(segment.value(name) is not None for name in ("growth_cost_ratio", "credited_revenue"))
    return ("growth_budget",) if is_set else ()


@given(plans())
def test_verdicts_follow_from_the_people(described: Described) -> None:
    teams = teams_of(plan_of(described)).values()
    for team in teams:
        least, most, heads, wanted = (team.value(name) for name in ("at_least", "at_most", "heads", "wanted"))
        evidence = all(
            segment.value(name) is not None
            for segment in team.below["segment"]
            for name in ("csms_by_time", "csms_by_cost", *budget_of_growth(segment))
            if segment.value("customers")
        )
        unpaid = heads is not None and most is not None and above(heads, most)
        if not team.value("customers"):
            expected = "no-customers"
        elif heads is not None and (
            (least is not None and above(least, heads))  # the work is not done
            or (heads == 0 and wanted)  # nobody serves them, and somebody is wanted
            or (unpaid and overspent(list(teams)))  # done with money that is not there
        ):
            expected = "over-budget"
        elif heads == 0 or not evidence:
            expected = "unchecked"
        else:
            expected = "carried" if unpaid else "fits"
        assert team.value("verdict") == expected


@given(plans())
def test_the_verdict_of_a_segment_alone_in_its_team_bounds_that_of_the_team(described: Described) -> None:
    # Its work may be paid for by others, and money that is there for it may have ended elsewhere.
    possible = {
        "no-customers": {"no-customers"},
        "over-budget": {"over-budget", "carried", "unchecked"},
        "unchecked": {"unchecked", "over-budget"},
        "fits": {"fits", "carried", "over-budget", "unchecked"},
    }
    for team in teams_of(plan_of(described)).values():
        if len(team.below["segment"]) == 1:
            [segment] = team.below["segment"]
            assert team.value("verdict") in possible[segment.value("verdict")]
            if team.value("verdict") == "unchecked" and segment.value("unchecked") is None:
                assert team.value("heads") == 0


@given(plans())
def test_the_shortfall_is_the_least_that_any_whole_number_takes(described: Described) -> None:
    for team in teams_of(plan_of(described)).values():
        least, most, shortfall = (team.value(name) for name in ("at_least", "at_most", "shortfall"))
        if least is None or most is None:
            assert shortfall is None
            continue
        tried = (max(least - people, 0) + max(people - most, 0) for people in range(math.ceil(max(least, most)) + 2))
        assert shortfall == pytest.approx(min(tried), rel=1e-9, abs=1e-8)
        assert (shortfall == 0) == (team.value("lo") <= team.value("hi"))


@given(plans())
def test_csms_lie_within_the_bounds_or_contradict_them_as_said(described: Described) -> None:
    for segment in segments_of(plan_of(described)).values():
        csms, least, most = (segment.value(name) for name in ("csms", "csms_at_least", "csms_at_most"))
        if csms is None:
            continue
        if least is not None and most is not None and least > most:
            assert csms == (most if described["plan"]["conflict"] == "money" else least)
        else:
            assert least is None or csms >= least
            assert most is None or csms <= most
        assert segment.value("binding") is not None or not segment.value("customers")
