"""What teams are for: which purposes are told of, and which are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

SLUGS = {"no-purpose", "purpose-is-renewal", "purpose-misfit", "purpose-without-hours", "csm-in-name"}
TASK = {"name": "visit", "kind": "proactive", "per": "customer", "takes": "1 h", "times": 3}
RARE = {**TASK, "name": "rescue", "per": "at_risk_customer", "serves": "executives"}


def told(folder: Path, **sections: Any) -> list[tuple[str, str]]:
    loaded = csplan.load(write(folder, plan(**sections)))
    return [(each.code, each.subject) for each in loaded.findings if each.code in SLUGS]


@pytest.mark.parametrize(
    ("own", "tasks", "expected"),
    [
        (None, [TASK], []),  # a plan that speaks of no purpose is not asked for one
        (None, [{**TASK, "serves": "expansion"}], [("no-purpose", "a")]),
        ("expansion", [{**TASK, "serves": "expansion"}], []),
        ("expansion", [TASK], [("purpose-without-hours", "a")]),
        ("expansion", None, []),  # no work is planned at all
        ("executives", [TASK, RARE], []),  # how many are at risk is not known, so neither are the hours
        ("renewal", [{**TASK, "serves": "renewal"}], [("purpose-is-renewal", "a")]),
        (["renewal", "expansion"], [{**TASK, "serves": ["renewal", "expansion"]}], []),
    ],
)
def test_what_is_told(tmp_path: Path, own: object, tasks: object, expected: list[tuple[str, str]]) -> None:
    assert told(tmp_path, segments=[segment(purpose=own)], tasks=tasks, economics=None) == expected


def test_a_team_is_told_once(tmp_path: Path) -> None:
    segments = [segment(team="t"), segment(name="b", team="t"), segment(name="c", purpose="expansion")]
    assert told(tmp_path, segments=segments, tasks=[{**TASK, "serves": "expansion"}]) == [("no-purpose", "t")]


def test_nobody_is_asked_for_whom_nobody_is_there(tmp_path: Path) -> None:
    segments = [segment(customers=0, arr=0), segment(name="b", purpose="expansion")]
    assert told(tmp_path, segments=segments, tasks=[{**TASK, "serves": "expansion"}]) == []


@pytest.mark.parametrize(
    ("touch", "own", "rules", "told_of"),
    [
        ("digital", "executives", None, True),
        ("low", "executives", None, True),
        ("mid", "executives", None, False),
        ("digital", "expansion", None, True),
        ("low", "expansion", None, False),
        ("high", "operating_proposals", None, True),
        ("mid", "operating_proposals", None, False),
        (None, "executives", None, False),  # nobody knows what touch it is
        ("digital", "collection", None, False),
        ("high", "operating_proposals", {"suits": ["high"], "name": "operating_proposals", "note": "ours"}, False),
        ("digital", "executives", {"suits": ["high"], "name": "operating_proposals", "note": "ours"}, False),
    ],
)
def test_what_suits_whom(tmp_path: Path, touch: str | None, own: str, rules: object, *, told_of: bool) -> None:
    tier = {"name": "t", "acv": {"min": 0}, **({"touch": touch} if touch else {})}
    work = {**TASK, "kind": "reactive", "serves": own}
    sections = {"rules": {"from": "usd-2m", "purposes": [rules]}} if rules else {}
    found = told(tmp_path, segments=[segment(purpose=own)], tiers=[tier], tasks=[work], **sections)
    assert found == ([("purpose-misfit", "a")] if told_of else [])
