"""The book by month: the worked numbers of a growing company, and what holds whatever the seasons are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from csplan.engine.trace import TracedNode, TracedRows, plain
from csplan.inputs.build import build
from csplan.inputs.calendar import calendar_of
from csplan.inputs.months import by_month
from csplan.loader.plan import load_all
from tests.plans import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path

    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan

GROWING = EXAMPLES / "growing-usd"


def loaded(path: Path, *settings: str) -> Plan:
    found = load_all(path, settings=settings)
    assert found.plan is not None, found.diagnostics
    return found.plan


def months_of(plan: Plan, count: int = 12, *, traced: bool = False) -> Node:
    calendar = calendar_of(plan, count, date(2026, 10, 1))
    if traced:
        return by_month(plan, build(plan), calendar, node=TracedNode, rows=TracedRows).root
    return by_month(plan, build(plan), calendar).root


def column(node: Node, name: str) -> Any:
    return np.ravel(plain(node.value(name)))


def segments(root: Node) -> dict[str, Node]:
    return {node.name: node for team in root.below["team"] for node in team.below["segment"]}


def test_the_worked_book() -> None:
    """Start, end and lost of each segment, as worked out by another program."""
    found = segments(months_of(loaded(GROWING)))
    for name, start, end, arr, arr_end, lost in (
        ("enterprise", 32.1396, 41.2596, 3_736_752, 5_071_152, 2.88),
        ("mid-market", 132.585, 174.585, 3_122_040, 4_250_040, 18),
    ):
        node = found[name]
        assert column(node, "customers_at_start") == pytest.approx(start)
        assert column(node, "customers_after_month")[-1] == pytest.approx(end)
        assert column(node, "arr_at_start") == pytest.approx(arr)
        assert column(node, "arr_after_month")[-1] == pytest.approx(arr_end)
        assert column(node, "month_lost_customers").sum() == pytest.approx(lost)
    assert column(found["enterprise"], "month_customers")[:2] == pytest.approx([32.1204, 32.3748])
    assert column(found["mid-market"], "month_arr")[-1] == pytest.approx(4_169_440)


NEEDED = [6.836688, 5.335375, 5.879371, 6.133376, 5.620538, 6.589214, 6.248323, 5.890051, 6.661042, 6.619424]
STAFFED = [5.944946, 5.335375, 5.879371, 5.620538, 5.620538, 6.248323, 5.890051, 5.890051, 6.619424, 6.41549]
PAID = [7.433192, 7.520604, 7.779148, 8.009456, 8.170188, 8.451508, 8.697416, 8.855184, 9.129328, 9.39926]


@pytest.mark.parametrize("traced", [False, True])
def test_the_worked_need_and_money(*, traced: bool) -> None:
    [team] = months_of(loaded(GROWING), traced=traced).below["team"]
    assert column(team, "csms_needed")[:10] == pytest.approx(NEEDED, abs=5e-7)
    assert column(team, "needed_to_staff")[:10] == pytest.approx(STAFFED, abs=5e-7)
    assert column(team, "at_most")[:10] == pytest.approx(PAID, abs=5e-7)
    assert column(team, "people_due").tolist() == [6, 6, 6, 6, 6, 7, 6, 6, 7, 7, 7, 8]
    assert set(column(team, "decided_by").tolist()) == {"work"}
    assert column(team, "month_hours")[[0, 11]] == pytest.approx([668.286245, 773.225888], abs=5e-7)


def test_a_year_of_every_month_is_the_year() -> None:
    """A plan that says nothing of months: flows are twelfths, and working days weigh alike."""
    plan = loaded(EXAMPLES / "acme-usd")
    for name, node in segments(months_of(plan)).items():
        [year] = [
            each for team in build(plan).root.below["team"] for each in team.below["segment"] if each.name == name
        ]
        for figure in ("new_customers", "renewals"):
            assert column(node, figure) == pytest.approx([year.value(figure)] * 12)


season = st.lists(st.integers(0, 9), min_size=12, max_size=12).filter(any).map(lambda each: np.array(each) / sum(each))


def written(shares: Any) -> str:
    return ", ".join(f"{100 * share:.17f}%" for share in shares)


@settings(max_examples=12, deadline=None)
@given(season, season, season, st.integers(1, 14), st.integers(0, 5), st.integers(0, 20))
def test_months_come_to_the_year(  # noqa: PLR0913, PLR0917 - a season each
    new: Any, renewals: Any, expansion: Any, over: int, before: int, churn: int
) -> None:
    changes = [f"tasks.onboarding.over.high={over} months", f"tasks.renewal.before={before} months"]
    for name in ("enterprise", "mid-market"):
        for key, shares in (("new_customers", new), ("renewals", renewals), ("expansion", expansion)):
            changes.append(f"segments.{name}.months.{key}={written(shares)}")
        changes.append(f"segments.{name}.churn={churn}%")
    plan = loaded(GROWING, *changes)
    [month], [year] = months_of(plan).below["team"], build(plan).root.below["team"]
    assert column(month, "month_hours").sum() == pytest.approx(year.value("workload"), rel=1e-12)
    for name in ("csms_needed", "at_least", "at_most", "customers", "arr"):
        assert column(month, name).mean() == pytest.approx(year.value(name), rel=1e-12)
    by_name = segments(months_of(plan))
    for node in year.below["segment"]:
        assert column(by_name[node.name], "csms_by_arr").mean() == pytest.approx(node.value("csms_by_arr"), rel=1e-12)


def test_churn_is_of_the_customers_at_the_start() -> None:
    """100 on average, none new, 12% a year besides renewals, all of which are won: 106.38 falls by 1.064 a month."""
    plan = loaded(
        GROWING,
        *("segments.mid-market.customers=100", "segments.mid-market.new_customers=0"),
        *("segments.mid-market.renewal_rate=100%", "segments.mid-market.churn=12%"),
    )
    node = segments(months_of(plan))["mid-market"]
    start = 100 / 0.94
    assert column(node, "customers_at_start") == pytest.approx(start)
    assert column(node, "month_lost_customers") == pytest.approx([start * 0.01] * 12)
    assert column(node, "month_customers").mean() == pytest.approx(100)


def test_the_next_year_grows_by_its_own() -> None:
    node = segments(months_of(loaded(GROWING, "segments.enterprise.next_year=+20%"), 30))["enterprise"]
    new = column(node, "month_new_customers")
    assert new[:12].sum() == pytest.approx(12)
    assert new[12:24] == pytest.approx(1.2 * new[:12])
    assert new[24:] == pytest.approx(1.44 * new[:6])


def test_working_days_are_weights() -> None:
    days = [20, 17, 23, 21, 18, 21, 22, 22, 22, 18, 22, 23]
    root = months_of(loaded(GROWING, f"year.working_days={', '.join(map(str, days))}"))
    hours = column(root.below["team"][0].above["role"], "customer_hours")
    assert hours == pytest.approx([1173 * 12 * each / 249 for each in days])


def test_who_is_at_risk_stays_the_same_share() -> None:
    node = segments(months_of(loaded(GROWING)))["enterprise"]
    assert column(node, "at_risk_customers") == pytest.approx(0.15 * column(node, "customers"))


def test_a_stated_start() -> None:
    node = segments(months_of(loaded(GROWING, "segments.enterprise.customers_at_start=32.2")))["enterprise"]
    assert column(node, "month_customers")[0] == pytest.approx(32.2 + (0.48 - 0.5184) / 2)


BOOK = {
    "csplan": 1,
    "currency": "USD",
    "year": {"starts": "2027-01-01"},
    "roles": {
        "csm": {"pay": "120k", "loading": "20%", "time": {"contracted": "2000 h", "leave": "20 d", "internal": "25%"}}
    },
    "segments": [{"name": "all"}],
    "tasks": [
        {"name": "work", "kind": "reactive", "per": "customer", "takes": "50 h", "times": 1},
        {"name": "renewal", "kind": "renewal", "per": "renewal", "takes": "20 h", "times": 1},
    ],
    "accounts": "book.csv",
}


def test_renewals_fall_on_the_dates_of_the_account_book(tmp_path: Path) -> None:
    """28 accounts of 50 h and a renewal of 20 h each: 22 renew in December, 6 in March."""
    rows = [f"c{at},{20_000 + 9_000 * at},all,ann,2027-{'12' if at < 22 else '03'}-15" for at in range(28)]
    (tmp_path / "book.csv").write_text("\n".join(["customer,arr,segment,csm,renewal_date", *rows]), encoding="utf-8")
    (tmp_path / "csplan.yaml").write_text(yaml.safe_dump(BOOK), encoding="utf-8")
    [team] = months_of(loaded(tmp_path)).below["team"]
    hours = column(team, "month_hours")
    assert hours[2] == pytest.approx(1400 / 12 + 6 * 20)
    assert hours[11] == pytest.approx(1400 / 12 + 22 * 20)
    assert np.delete(hours, [2, 11]) == pytest.approx([1400 / 12] * 10)
