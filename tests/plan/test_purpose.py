"""What people are there for: a segment's own purpose, else its team's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import csplan
from csplan.plan.placing import purposes_of
from tests.plans import plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("own", "of_team", "meant"),
    [
        (["expansion", "use_level", "expansion"], None, ("expansion", "use_level")),
        ("stickiness", ["collection"], ("stickiness",)),
        (None, "collection", ("collection",)),
        (None, None, ()),
    ],
)
def test_purposes_of_a_segment(tmp_path: Path, own: object, of_team: object, meant: tuple[str, ...]) -> None:
    team = {"name": "t", **({"purpose": of_team} if of_team else {})}
    data = plan(teams=[team], segments=[segment(team="t", purpose=own)])
    read = csplan.load(write(tmp_path, data))
    assert purposes_of(read.document, read.placed[0]) == meant


def test_a_word_that_is_no_purpose(tmp_path: Path) -> None:
    data = plan(segments=[segment(purpose=["executives", "expansin"])])
    with pytest.raises(csplan.PlanError, match="purpose can't be 'expansin'"):
        csplan.load(write(tmp_path, data))
