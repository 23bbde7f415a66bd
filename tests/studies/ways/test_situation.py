"""Teams placed otherwise: what is kept of their figures is what would be computed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import csplan
from csplan.engine.catalogue import CATALOGUE
from csplan.engine.kept import keep_alike
from csplan.engine.tree import nodes, what_if
from csplan.inputs.build import build
from csplan.plan.placing import tiers_of
from csplan.studies.ways import situation as studied
from csplan.studies.ways.places import retiered, served_by, shared
from csplan.studies.ways.search import outcome
from csplan.studies.ways.situation import Situation, situation
from tests.plans import EXAMPLES, ROLE, plan, segment, write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from csplan.engine.nodes import Node
    from csplan.studies.ways.kinds import Move

NAMES = ("acme-usd", "chat-desk", "growing-usd", "lanting-cny", "yunfan-cny")


def moves(start: Situation) -> Iterator[Move]:
    """Yield every change that places one segment, or the segments of a team, otherwise."""
    tiers = tiers_of(start.plan.document, start.plan.rules)
    for index, placed in enumerate(start.placed):
        yield from (retiered(start, index, tier) for tier in tiers if tier is not placed.tier)
    teams = start.root.below["team"]
    for team in teams:
        yield from (served_by(team, role, alone=False) for role in start.plan.document.roles or ())
        yield from (shared((team.name, other.name)) for other in teams if other is not team)


def figures(root: Node) -> dict[tuple[str, str, str], Any]:
    """Return every figure of the plan, its roles, teams and segments, and of their rows."""
    found: dict[tuple[str, str, str], Any] = {}
    for level in ("plan", "role", "team", "segment"):
        for node in nodes(root, level):
            found.update({(level, node.name, name): node.value(name) for name in CATALOGUE[level]})
            for rows in node.rows.values():
                found.update({(rows.level, node.name, name): rows.column(name) for name in CATALOGUE[rows.level]})
    return found


def agree(start: Situation, move: Move, patch: pytest.MonkeyPatch) -> bool:
    """Compare all figures of a changed plan with those of one of which nothing was kept; tell whether there is one."""
    outcome(start.root)  # what a search knows before it changes anything
    kept = move.apply(start, move.most)
    with patch.context() as patched:
        patched.setattr(studied, "keep_alike", lambda *_: None)
        anew = move.apply(start.of_plan(start.plan), move.most)
    assert (kept is None) == (anew is None)
    if kept is None or anew is None:
        return False
    assert kept.today == anew.today
    assert figures(kept.root) == figures(anew.root)
    return True


@pytest.mark.parametrize("example", NAMES)
def test_what_is_kept_is_what_would_be_computed(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = csplan.load(EXAMPLES / example)
    inputs = build(read)
    start = situation(read, inputs, *inputs.root.below["team"])
    figures(start.root)
    assert [move for move in moves(start) if agree(start, move, monkeypatch)]


def test_what_the_plan_says_otherwise_is_computed_anew(tmp_path: Path) -> None:
    read = csplan.load(write(tmp_path, plan(economics={"cs_budget": "500k"})))
    less = {("plan", read.name): {"cs_budget_money": 100_000.0}}
    before, now, expected = build(read).root, what_if(build(read).root, less), what_if(build(read).root, less)
    figures(before)
    keep_alike(now, before)
    assert figures(now) == figures(expected)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_also_one_change_after_the_other(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    numbers = st.integers(1, 60)
    stated = [
        segment(
            name=name,
            customers=data.draw(numbers),
            arr=f"{data.draw(numbers)}0k",
            csms_now=data.draw(st.integers(0, 3)),
        )
        for name in "abc"[: data.draw(st.integers(2, 3))]
    ]
    roles = {"csm": ROLE, "pooled": {**ROLE, "pay": "60k"}}
    economics = {"gross_margin": "70%"}
    if data.draw(st.booleans()):
        economics = {"cs_budget": f"{data.draw(numbers)}0k"}
    file = write(tmp_path_factory.mktemp("plan"), plan(segments=stated, roles=roles, economics=economics))
    read = csplan.load(file)
    inputs = build(read)
    here: Situation | None = situation(read, inputs, *inputs.root.below["team"])
    for _ in range(3):
        if here is None:
            break
        move = data.draw(st.sampled_from(list(moves(here))))
        agree(here, move, monkeypatch)
        here = move.apply(here, move.most)
