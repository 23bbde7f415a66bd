"""Which change causes what: worked out by hand from the model, and what holds for any two plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import csplan
from csplan.studies.diff import causes
from csplan.studies.diff.causes import FIGURES, compare
from tests.plans import EXAMPLES, ROLE, changed, plan, segment, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csplan.studies.diff.causes import Cause, Comparison

    Data = dict[str, Any]

POOLED = {**ROLE, "pay": 50_000}
BANDS = [{"name": "high", "acv": {"min": "20k"}}, {"name": "low", "acv": {"max": "20k"}}]


def compared(folder: Path, old: Data, change: Callable[[Data], Any]) -> Comparison:
    new = changed(old, change)
    return compare(*(csplan.load(write(folder / name, data)) for name, data in (("old", old), ("new", new))))


def by_path(found: Comparison) -> dict[str, Cause]:
    return {"/".join(cause.changes[0].path): cause for cause in found.causes}


def effects(found: Comparison, *names: str) -> dict[str, Any]:
    return {path: pytest.approx([cause.effect[name] for name in names]) for path, cause in by_path(found).items()}


def adds_up(found: Comparison) -> None:
    for name in FIGURES:
        parts = [cause.effect[name] or 0.0 for cause in found.causes]
        if found.difference[name] is None:
            assert found.together[name] is None
        else:
            assert sum(parts) + (found.together[name] or 0.0) == pytest.approx(found.difference[name], abs=1e-9)


def test_by_hand(tmp_path: Path) -> None:
    # 100 customers, 2M ARR, 1M per CSM, 18 h each of 1,000 h a CSM, 100k a CSM; 20% less 10% of ARR may be spent. The
    # work takes 1.8 CSMs and keeps 3 busy to 60%. 3M ARR: the rule asks for 3 CSMs, and money pays for 3. Pay of 120k:
    # money pays for 1.67, work needs 1.8: 1 head (money wins). Both: 300k / 120k pays for 2.5: 2 heads.
    tasks = [{**plan()["tasks"][0], "times": 18}]

    def other(data: Data) -> None:
        data["segments"][0]["arr"] = "3M"
        data["roles"]["csm"]["pay"] = "120k"

    found = compared(tmp_path, plan(tasks=tasks), other)
    assert effects(found, "csms_needed", "heads", "cost") == {
        "segments/a/arr": [1, 1, 100_000],
        "roles/csm/pay": [1.8 - 2, -1, 120_000 - 200_000],
    }
    assert [found.difference[name] for name in ("csms_needed", "heads", "cost")] == [0.5, 0, 40_000]
    together = [found.together[name] for name in ("csms_needed", "heads", "cost")]
    assert together == pytest.approx([0.5 - 1 - (1.8 - 2), 0, 20_000])
    # Gross margin: hosting is 10% of ARR and all work is service: 1 - 10% - 200k / 2M, then 1 - 10% - 240k / 3M.
    assert found.difference["gross_margin"] == pytest.approx(0.82 - 0.80)
    assert [cause.changes[0].path[0] for cause in found.causes] == ["segments", "roles"]  # the largest cost first
    adds_up(found)


def test_what_touches_no_figure(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["tasks"][0]["aliases"] = ["support"]
        data["checks"] = {"ignore": ["unused-team"], "because": "none"}
        data["economics"]["costs"][0]["name"] = "cloud"

    found = compared(tmp_path, plan(), other)
    assert len(found.causes) == 3
    assert not any(cause.touched for cause in found.causes)
    assert all(set(cause.effect.values()) == {0.0} for cause in found.causes)


def test_which_segments_a_change_touches(tmp_path: Path) -> None:
    old = plan(
        segments=[segment(), segment(name="b", arr="4M", team="t"), segment(name="c", team="t")], teams=[{"name": "t"}]
    )

    def other(data: Data) -> None:
        data["segments"][1]["arr"] = "5M"
        data["segments"][0]["at_risk"] = "1%"
        data["tasks"][0]["takes"] = "61 min"
        data["conflict"] = "work"
        data["teams"][0]["csms_now"] = 4

    touched = {path: list(cause.touched) for path, cause in by_path(compared(tmp_path, old, other)).items()}
    assert touched == {
        "segments/b/arr": ["b"],
        "segments/a/at_risk": ["a"],
        "tasks/tickets/takes": ["a", "b", "c"],
        "conflict": ["a", "b", "c"],
        "teams/t/csms_now": ["b", "c"],
    }


def test_segments_that_come_and_go(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"][0] = segment(name="b", customers=250, arr="5M", csms_now=None)

    found = compared(tmp_path, plan(segments=[segment(), segment(name="c")]), other)
    # 5M at 1M per CSM: 5 CSMs; money pays for 5, and 3,000 h of work keep 5 busy to 60%.
    assert effects(found, "csms_needed", "heads", "cost") == {
        "segments/b": [5, 5, 500_000],
        "segments/a": [-2, -2, -200_000],
    }
    adds_up(found)


def test_a_segment_that_moves_to_another_team(tmp_path: Path) -> None:
    # 1.5 and 1.5 CSMs: 2 heads each alone, 3 in one team.
    old = plan(segments=[segment(arr="1.5M"), segment(name="b", arr="1.5M", team="t")], teams=[{"name": "t"}])
    old["economics"] = None
    old["segments"][0].pop("csms_now")

    def other(data: Data) -> None:
        data["segments"][0]["team"] = "t"

    found = compared(tmp_path, {key: value for key, value in old.items() if value is not None}, other)
    (cause,) = found.causes
    assert cause.effect["heads"] == -1
    assert cause.effect["csms_needed"] == pytest.approx(0)
    assert list(cause.touched) == ["a"]


def test_moving_to_a_new_role_is_a_change_of_its_own(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["roles"]["pooled"] = POOLED
        data["segments"][0]["role"] = "pooled"

    found = compared(tmp_path, plan(), other)
    assert effects(found, "heads", "cost") == {"segments/a/role": [0, -100_000], "roles/pooled": [0, 0]}
    assert found.together["cost"] == 0


def test_moving_to_a_new_tier_is_a_change_of_its_own(tmp_path: Path) -> None:
    old = plan(tiers=BANDS, segments=[segment(tier="high", arr_per_csm=None)])
    old["tasks"][0]["times"] = {"high": 12, "low": 12}
    old["economics"]["costs"][0]["share"] = "5%"

    def other(data: Data) -> None:
        data["tiers"].append({"name": "top", "acv": {"min": "90k"}})
        data["tiers"][0]["acv"]["max"] = "90k"
        data["tasks"][0]["times"]["top"] = 24
        data["segments"][0]["tier"] = "top"

    found = compared(tmp_path, old, other)
    assert {path: len(cause.changes) for path, cause in by_path(found).items()} == {
        "segments/a/tier": 1,
        "tiers/high/acv/max": 3,
    }
    # 24 h for each of 100 customers take 2.4 CSMs instead of 1.2; money pays for 3.
    assert by_path(found)["segments/a/tier"].effect["csms_needed"] == pytest.approx(1.2)
    assert by_path(found)["tiers/high/acv/max"].effect["csms_needed"] == 0


def test_bands_are_one_change(tmp_path: Path) -> None:
    old = plan(tiers=BANDS, segments=[segment(arr_per_csm=None)])
    old["tasks"][0]["times"] = {"high": 12, "low": 6}

    def other(data: Data) -> None:
        data["tiers"][0]["acv"]["min"] = "25k"
        data["tiers"][1]["acv"]["max"] = "25k"

    (cause,) = compared(tmp_path, old, other).causes
    assert (cause.group, len(cause.changes)) == ("bands", 2)
    assert cause.effect["csms_needed"] == pytest.approx(-0.6)  # its ACV is 20k: it falls into the low tier


def test_changes_that_only_work_together(tmp_path: Path) -> None:
    old = plan(
        roles={"csm": ROLE, "pooled": POOLED},
        teams=[{"name": "t"}],
        segments=[segment(team="t", role="csm"), segment(name="b", team="t", role="csm")],
    )

    def other(data: Data) -> None:
        for each in data["segments"]:
            each["role"] = "pooled"

    found = compared(tmp_path, old, other)
    (cause,) = found.causes
    assert cause.alone
    assert len(cause.changes) == 2
    assert cause.effect["cost"] == -200_000


def test_what_leaves_the_work_unknown_by_itself_is_left_to_what_all_do_together(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["tasks"][0].update(per="new_customer")
        data["segments"][0]["new_customers"] = 50

    # 100 customers at 12 h are 1.2 CSMs of work; by new customers of whom nobody knows the number, unknown; of 50, 0.6.
    found = compared(tmp_path, plan(), other)
    causes_by_path = by_path(found)
    assert causes_by_path["segments/a/new_customers"].effect["at_least"] == 0
    assert causes_by_path["tasks/tickets/per"].effect["at_least"] is None
    assert found.together["at_least"] == pytest.approx(-0.6)
    adds_up(found)


def test_several_that_are_no_plan_even_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = iter([{("x", "")} - {("x", "")}, {("x", "")}, {("x", "")}, {("x", "")}])
    monkeypatch.setattr(causes, "_wrong", lambda *_: next(wrong))

    def other(data: Data) -> None:
        data["segments"][0].update(arr="3M", customers=120)

    found = compared(tmp_path, plan(), other)
    assert [cause.alone for cause in found.causes] == [False, False]
    assert found.together["heads"] == found.difference["heads"] == 1


def test_a_rate_is_one_change(tmp_path: Path) -> None:
    old = plan(fx={"EUR": 1.0}, segments=[segment(arr="2M EUR")])
    old["roles"]["csm"] = {**ROLE, "pay": "100k EUR"}

    def other(data: Data) -> None:
        data["fx"]["EUR"] = 1.1
        data["segments"][0]["customers"] = 120

    found = compared(tmp_path, old, other)
    assert {path: cause.group for path, cause in by_path(found).items()} == {"fx/EUR": "fx", "segments/a/customers": ""}
    assert len(by_path(found)["fx/EUR"].changes) == 3


def test_an_amount_that_changes_beside_the_rate_is_its_own_change(tmp_path: Path) -> None:
    old = plan(fx={"EUR": 1.0}, segments=[segment(arr="2M EUR")])

    def other(data: Data) -> None:
        data["fx"]["EUR"] = 1.1
        data["segments"][0]["arr"] = "3M EUR"

    assert set(by_path(compared(tmp_path, old, other))) == {"fx/EUR", "segments/a/arr"}


def test_money_in_another_currency_has_no_difference(tmp_path: Path) -> None:
    found = compared(tmp_path, plan(), lambda data: data.update(currency="EUR"))
    assert found.difference["cost"] is None
    assert found.difference["heads"] == 0
    (cause,) = found.causes
    assert (cause.group, cause.effect["cost"]) == ("", None) or cause.effect["cost"] == 0


def test_margins_that_appear_have_no_difference(tmp_path: Path) -> None:
    found = compared(tmp_path, plan(economics=None), lambda data: data.update(economics=plan()["economics"]))
    assert found.difference["gross_margin"] is None
    assert found.difference["heads"] == 0
    adds_up(found)


def test_the_account_book(tmp_path: Path) -> None:
    book = [{"customer": str(number), "segment": "ab"[number % 2], "arr": 500_000, "csm": "Ann"} for number in range(6)]
    old = plan(segments=[{"name": name, "arr_per_csm": "1M"} for name in "ab"], economics=None, tasks=None, book=book)

    def other(data: Data) -> None:
        data["book"][0]["arr"] = 1_500_000
        data["segments"].append({"name": "c", "arr_per_csm": "1M"})
        data["book"].append({"customer": "7", "segment": "c", "arr": 2_000_000, "csm": "Bo"})

    found = compared(tmp_path, old, other)
    assert effects(found, "csms_needed", "heads") == {"book/a/arr": [1, 1], "segments/c": [2, 2]}
    adds_up(found)
    back = compared(
        tmp_path / "back", changed(old, other), lambda data: data.update(segments=old["segments"], book=book)
    )
    assert effects(back, "csms_needed", "heads") == {"book/a/arr": [-1, -1], "segments/c": [-2, -2]}


def test_who_holds_the_customers_is_a_figure_too(tmp_path: Path) -> None:
    book = [{"customer": str(number), "segment": "a", "arr": 500_000, "csm": "Ann"} for number in range(6)]
    old = plan(segments=[{"name": "a", "arr_per_csm": "1M"}], economics=None, book=book)
    found = compared(tmp_path, old, lambda data: data["book"][0].update(csm="Bo"))
    (cause,) = found.causes
    assert (list(cause.touched), cause.effect["heads"]) == (["a"], 0)
    assert [side.root.value("csms_now") for side in (found.old, found.new)] == [1, 2]


def test_a_book_in_place_of_stated_numbers_is_one_cause(tmp_path: Path) -> None:
    own = {"name": "a", "customers": 2, "arr": 2_000_000, "arr_per_csm": "1M"}
    old = plan(segments=[own], economics=None, tasks=None)

    def other(data: Data) -> None:
        data["segments"] = [{"name": "a", "arr_per_csm": "1M"}]
        data["book"] = [{"customer": str(number), "segment": "a", "arr": 1_500_000} for number in range(2)]

    found = compared(tmp_path, old, other)
    groups = {cause.group: cause for cause in found.causes}
    assert groups["accounts"].effect["heads"] == 1


LOG = "date,csm,task,segment,minutes\n" + "".join(
    f"2026-0{month}-{day:02},Ann,tickets,a,{{minutes}}\n" for month in (1, 2, 3) for day in range(1, 29)
)


def logged(folder: Path, data: Data, minutes: int) -> Any:
    return csplan.load(write(folder, {**data, "time_log": "log.csv"}, {"log.csv": LOG.format(minutes=minutes)}))


def test_what_logs_measure(tmp_path: Path) -> None:
    data = plan(economics=None, segments=[segment(arr_per_csm=None)])
    data["tasks"][0].pop("takes")
    old, new = logged(tmp_path / "old", data, 60), logged(tmp_path / "new", data, 90)
    found = compare(old, new)
    (cause,) = found.causes
    assert [each.path for each in cause.changes] == [("log", "tickets", "takes", "")]
    # 1,200 times 60 minutes are 1.2 CSMs, 90 minutes 1.8.
    assert cause.effect["csms_needed"] == pytest.approx(0.6)
    assert found.together["csms_needed"] == pytest.approx(0)


def test_a_stated_value_in_place_of_a_measured_one(tmp_path: Path) -> None:
    stated = plan(economics=None, segments=[segment(arr_per_csm=None)])
    measured = changed(stated, lambda data: data["tasks"][0].pop("takes"))
    for place, (one, other) in {"a": (stated, measured), "b": (measured, stated)}.items():
        old, new = logged(tmp_path / place / "old", one, 90), logged(tmp_path / place / "new", other, 90)
        found = compare(old, new)
        (cause,) = found.causes
        assert cause.changes[0].path == ("tasks", "tickets", "takes")
        assert cause.effect["csms_needed"] == pytest.approx(0.6 if place == "a" else -0.6)


def test_a_renamed_task_keeps_what_its_log_measured(tmp_path: Path) -> None:
    data = plan(economics=None, segments=[segment(arr_per_csm=None)])
    data["tasks"][0].pop("times")
    new = changed(data, lambda data: data["tasks"][0].update(name="support", aliases=["tickets"]))
    found = compare(logged(tmp_path / "old", data, 60), logged(tmp_path / "new", new, 60))
    assert found.pair.names == {"tasks": {"tickets": "support"}}
    assert not any(cause.touched for cause in found.causes)
    # 84 hours in 87 days of 100 customers are 352 a year: 0.35 CSMs.
    assert found.old.root.value("heads") == found.new.root.value("heads") == 1


def test_many_changes_are_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = plan(segments=[segment(name=f"s{number}") for number in range(30)])

    def other(data: Data) -> None:
        for each in data["segments"]:
            each.update(arr="3M", customers=110)
        data["roles"]["csm"]["pay"] = "90k"

    found = compared(tmp_path, old, other)
    assert sorted(len(cause.changes) for cause in found.causes) == [*[1] * 31, 30]
    adds_up(found)
    monkeypatch.setattr(causes, "MOST_WORK", 0)
    found = compared(tmp_path, old, other)
    assert sorted(len(cause.changes) for cause in found.causes) == [1, 30, 30]  # no further than key by key
    adds_up(found)


def test_credited_revenue_ties_segments_to_each_other(tmp_path: Path) -> None:
    economics = {**plan()["economics"], "growth": {"credited_revenue": "600k", "required_return": 3}}
    economics.pop("gross_margin")
    old = plan(economics=economics, segments=[segment(), segment(name="b", arr="2M")])
    found = compared(tmp_path, old, lambda data: data["segments"][0].update(arr="4M"))
    (cause,) = found.causes
    assert list(cause.touched) == ["a", "b"]
    assert found.together["csms_needed"] == pytest.approx(0)


@pytest.mark.parametrize("pair", [("acme-usd", "yunfan-cny"), ("yunfan-cny", "acme-usd")])
def test_plans_with_nothing_in_common(pair: tuple[str, str]) -> None:
    found = compare(*(csplan.load(EXAMPLES / name) for name in pair))
    assert found.difference["cost"] is None
    adds_up(found)


# --- any two plans ---------------------------------------------------------------------------------------------------

SEGMENTS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["a", "b", "c", "d"]),
            "customers": st.integers(1, 300),
            "arr": st.integers(1, 90).map(lambda number: number * 100_000),
        },
        optional={
            "arr_per_csm": st.sampled_from(["1M", "2M"]),
            "complexity": st.sampled_from([1, 1.5, 2]),
            "role": st.sampled_from(["csm", "pooled"]),
            "csms_now": st.integers(0, 4),
        },
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda each: each["name"],
)
PLANS = st.builds(
    lambda segments, pay, times, target, conflict: plan(
        roles={"csm": {**ROLE, "pay": pay}, "pooled": POOLED},
        segments=segments,
        tasks=[{**plan()["tasks"][0], "times": times}],
        economics={"gross_margin": target, "costs": [{"name": "hosting", "share": "10%", "in": "gross"}]},
        conflict=conflict,
    ),
    SEGMENTS,
    st.integers(50, 150).map(lambda number: number * 1000),
    st.integers(0, 30),
    st.sampled_from(["60%", "75%", "80%"]),
    st.sampled_from(["money", "work"]),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PLANS, PLANS)
def test_any_two_plans(tmp_path: Path, old: Data, new: Data) -> None:
    before, after = csplan.load(write(tmp_path / "old", old)), csplan.load(write(tmp_path / "new", new))
    found, back = compare(before, after), compare(after, before)
    adds_up(found)
    for name in FIGURES:
        there, again = found.difference[name], back.difference[name]
        assert (there is None) == (again is None)
        assert there is None or there == pytest.approx(-(again or 0.0), abs=1e-9)
    assert len(found.changes) == len(back.changes)
    same = compare(before, before)
    assert (same.changes, same.causes) == ([], [])
    assert set(same.difference.values()) <= {0.0, None}


@pytest.mark.parametrize("roles", [{"csm": ROLE}, {"pooled": POOLED, "csm": ROLE}])
def test_roles_that_are_new_in_a_plan_without_any_or_gone_from_it(roles: Data, tmp_path: Path) -> None:
    def without(data: Data) -> None:
        del data["roles"]

    full = plan(roles=roles)
    gone = compared(tmp_path, full, without)
    assert set(by_path(gone)) == {f"roles/{name}" for name in roles}
    none = changed(full, without)
    new = compared(tmp_path, none, lambda data: data.update(roles=roles))
    first = next(iter(roles))
    assert by_path(new)[f"roles/{first}"].touched == ["a"]
    for each in (gone, new):
        adds_up(each)
