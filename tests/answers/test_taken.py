"""What a plan leaves open is named: tier, role, team, and what happens where money ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import csplan
from tests.plans import ROLE, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

TIERS = [{"name": "large", "acv": {"min": "50k"}}, {"name": "small", "acv": {"max": "50k"}}]
SEGMENTS = [segment(), segment(name="b", arr=370_000)]


def said(folder: Path, **changes: Any) -> str:
    return " ".join(csplan.headcount(csplan.load(write(folder, plan(conflict=None, **changes)))).notes)


def test_all_that_is_taken_is_named(tmp_path: Path) -> None:
    text = said(tmp_path, tiers=TIERS, segments=SEGMENTS, roles={"csm": ROLE, "pool": ROLE})
    assert "tier small by mean ACV 20k (a); tier small by mean ACV 3.7k (b)" in text
    assert "role csm, the first one (a and b)" in text
    assert "a team of its own (a and b)" in text
    assert "conflict: keep" in text


def test_what_is_stated_is_not(tmp_path: Path) -> None:
    own = [{**each, "tier": "small", "team": "all", "role": "csm"} for each in SEGMENTS]
    data = plan(tiers=TIERS, segments=own, roles={"csm": ROLE, "pool": ROLE})
    text = " ".join(csplan.headcount(csplan.load(write(tmp_path, data))).notes)
    assert not any(word in text for word in ("tier", "role", "team", "keep"))


def test_of_many_their_number_is_said(tmp_path: Path) -> None:
    many = [segment(name=f"s{number}") for number in range(4)]
    text = said(tmp_path, tiers=TIERS, segments=many, roles={"csm": ROLE, "pool": ROLE})
    assert "the tier by mean ACV (4 segments)" in text
    assert "role csm, the first one (4 segments)" in text
    assert "a team of its own (4 segments)" in text
