"""Changes that are enough together do what they say: a plan's text is changed as a user would, and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

import csplan
from csplan.inputs.build import build
from csplan.studies.ways.places import shared
from csplan.studies.ways.situation import situation
from tests.plans import ROLE, answer, changed, example, plan, segment, write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.plans import Data

TIERS = [
    {"name": "high", "acv": {"min": 10_000}, "touch": "high"},
    {"name": "low", "acv": {"max": 10_000}, "touch": "low", "automation": "strong"},
]
POOL = [
    TIERS[0],
    {**TIERS[1], "acv": {"min": 1_000, "max": 10_000}},
    {"name": "digital", "acv": {"max": 1_000}, "touch": "digital", "role": "pooled"},
]


def written(data: Data, steps: list[Data]) -> Data:
    """Return a plan whose text is changed by what these steps say; each team has one segment, by which it goes."""

    def change(copy: Data) -> None:
        segments = {each["name"]: each for each in copy["segments"]}
        for step in steps:
            match step["kind"]:
                case "tier":
                    segments[step["subject"]]["tier"] = step["after"]
                case "pool":
                    role, _, tier = step["after"].partition(" as tier ")
                    in_pool = [each for each in segments.values() if each["tier"] == tier]
                    handed = segments[step["subject"]]
                    handed.update(tier=tier, role=role, csms_now=0)
                    for each in (handed, *in_pool):
                        each["team"] = "the pool"
                case "team":
                    for name in (step["before"], *step["after"].split(", ")):
                        segments[name]["team"] = "both"
                case kind:
                    raise AssertionError(kind)

    return changed(data, change)


def at_once(found: Data) -> Data | None:
    """Return the changes that are enough together, as headcount has them."""
    rows = found["total"]["combinations"]
    assert len(rows) <= 1
    return rows[0] if rows else None


def confirm(folder: Path, data: Data) -> Data | None:
    """Hold what is found to its word; return it."""
    row = at_once(answer(folder, data))
    if row is not None:
        after = answer(folder, written(data, row["steps"]))["total"]
        assert (after["verdict"], after["heads"]) == ("fits", row["heads"]), row
        assert row["fits"]
        assert row["closes"] == row["shortfall"]
    return row


def kinds(row: Data | None) -> list[tuple[str, str]]:
    assert row is not None
    return [(step["kind"], step["subject"] or step["after"]) for step in row["steps"]]


def busy(name: str, **changes: Any) -> Data:
    """Return a segment whose work as tier high takes 7.2 CSMs and as low 0.6; its customers pay for 2."""
    return segment(**{"name": name, "tier": "high", "csms_now": 2, **changes})


def tasks(**times: int) -> list[Data]:
    return [{**plan()["tasks"][0], "times": times}]


TASKS = tasks(high=72, low=6)


def test_two_segments_served_as_another_tier_are_enough_where_one_is_not(tmp_path: Path) -> None:
    # 8 and 8 people asked for, 4 paid for: with one of them low it is 8 and 1, with both 1 and 1.
    row = confirm(tmp_path, plan(tiers=TIERS, tasks=TASKS, segments=[busy("a"), busy("b")]))
    assert kinds(row) == [("tier", "a"), ("tier", "b")]


def test_three_where_two_are_not(tmp_path: Path) -> None:
    # 6 paid for: with two of them low it is 1, 1 and 8.
    row = confirm(tmp_path, plan(tiers=TIERS, tasks=TASKS, segments=[busy("a"), busy("b"), busy("c")]))
    assert kinds(row) == [("tier", "a"), ("tier", "b"), ("tier", "c")]


def test_no_more_than_three_at_once(tmp_path: Path) -> None:
    segments = [busy(name) for name in "abcd"]
    assert confirm(tmp_path, plan(tiers=TIERS, tasks=TASKS, segments=segments)) is None


def test_one_that_is_enough_needs_no_other(tmp_path: Path) -> None:
    # 8 and 1 people asked for, 4 paid for: a as low is enough.
    segments = [busy("a"), busy("b", tier="low")]
    found = answer(tmp_path, plan(tiers=TIERS, tasks=TASKS, segments=segments))
    assert at_once(found) is None
    assert [each["subject"] for each in found["total"]["levers"] if each["fits"] and each["lever"] == "tier"] == ["a"]


def test_sharing_comes_first_and_takes_the_people_with_it(tmp_path: Path) -> None:
    # a and b: 1.2 CSMs each, so 2 and 2 people, and 3 together; c 8 people, as low 1. 3 + 1 are paid for: 1.4 by a, 1.4
    # by b, 1.2 by c. Nobody who is there today may be let go who is needed: 2 and 1 in the shared team, not 2.
    segments = [
        busy("a", tier="low", customers=200, arr=1_400_000, csms_now=2),
        busy("b", tier="low", customers=200, arr=1_400_000, csms_now=1),
        busy("c", arr=1_200_000, csms_now=1),
    ]
    for conflict in ("keep", "money"):
        data = plan(tiers=TIERS, tasks=TASKS, segments=segments, conflict=conflict)
        row = confirm(tmp_path, data)
        assert kinds(row) == [("team", "b"), ("tier", "c")]
        assert row is not None
        assert row["heads"] == 4


def test_a_shared_team_comes_before_a_segment_served_otherwise(tmp_path: Path) -> None:
    # As above, and d asks for 3 people (2.88 CSMs), as low for 1; 7 are paid for. c and d as low would be enough too.
    segments = [
        busy("a", tier="low", customers=200, arr=1_400_000),
        busy("b", tier="low", customers=200, arr=1_400_000),
        busy("c", arr=1_200_000),
        busy("d", customers=40, arr=3_000_000),
    ]
    row = confirm(tmp_path, plan(tiers=TIERS, tasks=TASKS, segments=segments))
    assert kinds(row) == [("team", "b"), ("tier", "c")]


def test_people_of_today_stay_with_a_shared_team(tmp_path: Path) -> None:
    segments = [busy("a", csms_now=2), busy("b", csms_now=1), busy("c", csms_now=4)]
    stated = csplan.load(write(tmp_path, plan(tiers=TIERS, tasks=TASKS, segments=segments)))
    inputs = build(stated)
    start = situation(stated, inputs, *inputs.root.below["team"])
    both = shared(["a", "b"]).apply(start, 1.0)
    assert both is not None
    again = both.placed_anew(both.placed)
    assert again is not None
    for each in (both, again):
        assert [(team.name, team.value("csms_now")) for team in each.root.below["team"]] == [("a", 3), ("c", 4)]


def test_a_segment_goes_to_the_pool_while_another_changes_its_tier(tmp_path: Path) -> None:
    segments = [busy("a"), busy("b", tier="low", customers=1000, arr=1_000_000), busy("c", tier="digital", csms_now=1)]
    roles = {"csm": ROLE, "pooled": {**ROLE, "pay": 50_000}}
    row = confirm(tmp_path, plan(tiers=POOL, tasks=tasks(high=72, low=6, digital=3), segments=segments, roles=roles))
    assert kinds(row) == [("tier", "a"), ("pool", "b")]


def test_the_example_fits_with_seven_people(tmp_path: Path) -> None:
    data = example("acme-usd")
    del data["time_log"], data["scenarios"]
    data["tasks"] = [each for each in data["tasks"] if "takes" in each]
    row = confirm(tmp_path, data)
    assert kinds(row) == [("pool", "small shops"), ("tier", "logistics mid")]


REVIEWS = {"name": "reviews", "kind": "proactive", "per": "customer", "takes": "60 min", "times": 1}

numbers = st.sampled_from([20, 60, 100, 200, 600])
segments = st.builds(
    lambda tier, customers, arr, csms_now: {"tier": tier, "customers": customers, "arr": arr, "csms_now": csms_now},
    st.sampled_from(["high", "low"]),
    numbers,
    st.sampled_from([500_000, 1_000_000, 1_500_000, 2_000_000, 4_000_000]),
    st.sampled_from([0, 1, 2, 3]),
)


@settings(max_examples=60)
@given(
    stated=st.lists(segments, min_size=2, max_size=4),
    times=st.sampled_from([6, 18, 36, 72]),
    conflict=st.sampled_from(["keep", "money", "work"]),
    pool=st.booleans(),
)
def test_what_is_said_of_any_company_is_true(
    tmp_path_factory: pytest.TempPathFactory, *, stated: list[Data], times: int, conflict: str, pool: bool
) -> None:
    rows = [segment(**{"name": name, **each}) for name, each in zip("abcd", stated, strict=False)]
    if pool:
        rows.append(segment(name="pool", tier="digital", customers=1000, arr=1_000_000, csms_now=1))
    data = plan(
        tiers=POOL if pool else TIERS,
        tasks=[*tasks(high=times, low=6, **({"digital": 3} if pool else {})), REVIEWS],
        segments=rows,
        roles={"csm": ROLE, "pooled": {**ROLE, "pay": 50_000}} if pool else {"csm": ROLE},
        conflict=conflict,
    )
    confirm(tmp_path_factory.mktemp("plan"), data)
