"""What holds of any record of customers, whatever is in it."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplan.inputs.build import build
from tests.measure.records import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from csplan.plan.plan import Plan

FIRST = date(2025, 7, 1)
NAMES = ("u", "v", "w", "x", "y", "z")
PLAN = "segments: [{name: a}, {name: b}]\n"
COUNTED = (
    *("cohort", "at_risk_start", "at_risk_end", "wins", "saves", "slips", "left", "new", "unknown", "spells"),
    *("days_known", "days_at_risk", "renewals_due", "renewals_kept", "arr_due", "arr_renewed"),
    *("arr_start", "arr_kept", "arr_end"),
)

days = st.integers(0, 456).map(lambda day: (FIRST + timedelta(days=day)).isoformat())
names = st.sampled_from(NAMES)
shots = st.lists(
    st.tuples(days, names, st.sampled_from(["green", "lime", "yellow", "red", ""])),
    min_size=1,
    max_size=40,
    unique_by=lambda row: row[:2],
)
renewals = st.tuples(days, st.just("renewal"), names, st.integers(0, 30), st.integers(1, 30))
expansions = st.tuples(days, st.just("expansion"), names, st.integers(0, 30), st.just(0))
churns = st.tuples(days, st.just("churn"), names, st.just(0), st.integers(1, 30))
events = st.lists(st.one_of(renewals, expansions, churns), max_size=25, unique=True)
few = settings(max_examples=25, deadline=None)


def recorded(snapshots: Sequence[Any], happened: Sequence[Any], times: int = 1, *, listed: bool = False) -> Plan:
    """Return a plan with a record that reaches to 2026-09-30; amounts are so many times as much."""
    book = "customer,segment,arr\n" + "".join(f"{name},{'ab'[at % 2]},{20 * times}\n" for at, name in enumerate(NAMES))
    last = ("2026-09-30", "u", "green")
    snapshots = [*(row for row in snapshots if row[:2] != last[:2]), last]
    rows = [(day, kind, name, arr * times, due * times if due else "") for day, kind, name, arr, due in happened]
    with tempfile.TemporaryDirectory() as folder:
        if listed:
            (Path(folder) / "accounts.csv").write_text(book, encoding="utf-8")
            text = "accounts: accounts.csv\nsnapshots:\n"
            for day, name, colour in snapshots:
                text += f"  - {{date: {day}, customer: {name}{f', health: {colour}' if colour else ''}}}\n"
            text += "events:\n" if rows else ""
            for day, kind, name, arr, due in rows:
                amounts = f", arr: {arr}{f', due: {due}' if due else ''}"
                text += f"  - {{date: {day}, event: {kind}, customer: {name}{amounts}}}\n"
            loaded = load(Path(folder), text + PLAN)
        else:
            tables = {"snapshots": "date,customer,health\n" + "".join(",".join(row) + "\n" for row in snapshots)}
            if rows:
                tables["events"] = "date,event,customer,arr,due\n" + "".join(
                    ",".join(map(str, row)) + "\n" for row in rows
                )
            loaded = load(Path(folder), PLAN, accounts=book, **tables)
    assert loaded.plan is not None, loaded.diagnostics
    return loaded.plan


def counted(plan: Plan) -> dict[str, dict[str, float | None]]:
    root = build(plan).root
    nodes = {"plan": root} | {node.name: node for team in root.below["team"] for node in team.below["segment"]}
    return {called: {name: node.value(name) for name in COUNTED} for called, node in nodes.items()}


@few
@given(shots, events)
def test_what_moved_is_part_of_what_was_there(snapshots: Sequence[Any], happened: Sequence[Any]) -> None:
    root = build(recorded(snapshots, happened)).root
    for node in (root, *(node for team in root.below["team"] for node in team.below["segment"])):
        there = {name: node.value(name) for name in (*COUNTED, "healthy_start", "net_wins")}
        assert there["wins"] <= there["at_risk_start"]
        assert there["saves"] <= there["at_risk_start"]
        assert there["slips"] <= there["healthy_start"]
        assert there["left"] <= there["cohort"]
        assert there["at_risk_start"] + there["healthy_start"] == there["cohort"]
        assert there["net_wins"] == there["wins"] - there["slips"]
        assert there["cohort"] + there["new"] + there["unknown"] <= len(NAMES)
        assert 0 <= there["days_at_risk"] <= there["days_known"] <= len(NAMES) * 365
        # Who ends where: at risk before, plus slips that did not leave, less wins and those at risk who left.
        ends = there["at_risk_start"] - there["wins"] + there["slips"] - there["left"]
        assert there["at_risk_end"] == ends
        grr, nrr = node.value("grr"), node.value("nrr")
        if grr is not None:
            assert 0 <= grr <= 1
            assert grr <= nrr + 1e-12
        for rate in ("recovery_rate", "slip_rate", "at_risk", "renewal_rate", "logo_rate"):
            value = node.value(rate)
            assert value is None or 0 <= value <= 1


@few
@given(shots, events, st.integers(0, 1000))
def test_the_order_of_rows_changes_nothing(snapshots: Sequence[Any], happened: Sequence[Any], seed: int) -> None:
    chance = random.Random(seed)
    mixed, others = list(snapshots), list(happened)
    chance.shuffle(mixed)
    chance.shuffle(others)
    assert counted(recorded(mixed, others)) == counted(recorded(snapshots, happened))


@few
@given(shots, events)
def test_shares_are_the_same_in_any_currency(snapshots: Sequence[Any], happened: Sequence[Any]) -> None:
    one, other = build(recorded(snapshots, happened)).root, build(recorded(snapshots, happened, 700)).root
    for name in ("grr", "nrr", "renewal_rate", "logo_rate", "at_risk", "recovery_rate"):
        assert other.value(name) == pytest.approx(one.value(name)), name


@few
@given(shots, events)
def test_a_list_says_what_a_table_says(snapshots: Sequence[Any], happened: Sequence[Any]) -> None:
    assert counted(recorded(snapshots, happened, listed=True)) == counted(recorded(snapshots, happened))
