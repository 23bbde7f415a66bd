"""What holds of any scorecard: what is expected adds up to what was kept, and the order of rows changes nothing."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csplan.inputs.build import build
from tests.measure.records import load, plan_of

if TYPE_CHECKING:
    from csplan.engine.nodes import Node

PLAN = (
    "segments: [{name: a}, {name: b}]\nscorecard: {file: file, depth: depth, executives: {stage: stage}, leads: 20}\n"
)
CSMS = st.sampled_from(["Ana", "Ben", "Cho", "Ana; Ben", ""])
CUSTOMERS = st.sampled_from([f"{segment}{number}" for segment in "ab" for number in range(3)])
DAYS = st.integers(0, 420).map(lambda days: date(2025, 11, 1) + timedelta(days=days))
WHAT = st.sampled_from(["renewal", "csql", "contact", "churn", "opt_out", "request"])
EVENTS = st.lists(st.tuples(DAYS, WHAT, CUSTOMERS, CSMS, st.integers(0, 12)), min_size=1, max_size=25)
SHOTS = st.lists(
    st.tuples(DAYS, CUSTOMERS, CSMS, st.sampled_from(["green", "red", ""]), st.integers(0, 10), st.integers(0, 5)),
    min_size=1,
    max_size=20,
    unique_by=lambda row: (row[0], row[1]),
)


def found(events: list[Any], shots: list[Any]) -> dict[str, Node]:
    accounts = "customer,segment,arr,csm\n" + "".join(f"{s}{n},{s},10k,Ana\n" for s in "ab" for n in range(3))
    rows = "".join(
        f"{day},{what},{customer},{csm},{1000 * arr},10k,{'executive' if arr % 2 else 'user'}\n"
        for day, what, customer, csm, arr in events
    )
    snapshots = "".join(
        f"{day},{customer},{csm},{health},{10 * file}%,{depth},{min(depth, 4)}\n"
        for day, customer, csm, health, file, depth in shots
    )
    with tempfile.TemporaryDirectory() as folder:
        plan = plan_of(
            load(
                Path(folder),
                PLAN,
                accounts=accounts,
                events=f"date,event,customer,csm,arr,due,value\n{rows}2026-12-31,csql,a0,Ana,,,\n",
                snapshots=f"date,customer,csm,health,file,depth,stage\n{snapshots}",
            )
        )
    root = build(replace(plan, history=plan.history.with_work(None))).root
    return {node.name: node for node in root.below["csm"]}


FIGURES = (
    *("file_score", "depth_score", "executive_score", "opportunity_score", "process_score"),
    *("kept_shares", "renewals_expected", "silent", "silent_known", "decided", "customers_held", "lead_customers"),
)


@settings(max_examples=40, deadline=None)
@given(EVENTS, SHOTS, st.randoms(use_true_random=False))
def test_of_any_record(events: list[Any], shots: list[Any], order: Any) -> None:
    nodes = found(events, shots)
    for node in nodes.values():
        for name in FIGURES[:5]:
            value = node.value(name)
            assert value is None or -1e-9 <= value <= 1 + 1e-9
        if node.value("silent") is not None:
            assert node.value("silent") <= node.value("silent_known") + 1e-9
            assert node.value("silent_known") <= node.value("decided") + 1e-9
    # Renewals of nobody are among what is compared with: only where there are none has all to add up.
    sums = [sum(node.value(name) or 0 for node in nodes.values()) for name in ("kept_shares", "renewals_expected")]
    if all(csm for _, what, _, csm, _ in events if what == "renewal"):
        assert sums[0] == pytest.approx(sums[1])
    mixed_events, mixed_shots = list(events), list(shots)
    order.shuffle(mixed_events)
    order.shuffle(mixed_shots)
    again = found(mixed_events, mixed_shots)
    for name, node in nodes.items():
        for figure in FIGURES:
            assert again[name].value(figure) == pytest.approx(node.value(figure)), figure
