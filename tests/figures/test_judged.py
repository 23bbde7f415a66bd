"""From when on renewals say too little: as the rule pack says, or a plan over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.inputs.build import build
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

LEADING, RENEWAL = "leading measures and net retention", "renewal and net retention"
OWN = {"from": "usd-2m", "judge": {"sales_cycle": {"value": "3 months", "note": "we sell in six weeks"}}}


@pytest.mark.parametrize(
    ("rules", "of_segment", "judged"),
    [
        (None, {"product": "simple"}, RENEWAL),
        (None, {"product": "simple", "complexity": 1.5}, LEADING),
        (None, {"product": "simple", "complexity": 1.49}, RENEWAL),
        (None, {"product": "simple", "contract_years": 2}, LEADING),
        (None, {"product": "simple", "sales_cycle": "6 months"}, LEADING),
        (None, {"product": "simple", "sales_cycle": "5 months"}, RENEWAL),
        ("usd-2m", {"product": "simple", "sales_cycle": "5 months"}, RENEWAL),
        ("cny-1.5-2.5m", {"product": "simple", "sales_cycle": "6 months"}, LEADING),
        (OWN, {"product": "simple", "sales_cycle": "5 months"}, LEADING),
        (OWN, {"product": "simple", "complexity": 1.5}, LEADING),  # the others are the pack's
        (None, {"product": "change"}, LEADING),
        (None, {}, None),
    ],
)
def test_by_what_a_segment_is_judged(tmp_path: Path, rules: Any, of_segment: Any, judged: str | None) -> None:
    more = {"rules": rules, "fx": {"CNY": 0.14}, "stage": "growth"} if rules else {}
    read = csplan.load(write(tmp_path, plan(segments=[segment(**of_segment)], **more)))
    [node] = build(read).root.below["team"][0].below["segment"]
    assert node.value("judged_by") == judged
