"""What differs between two plans, by name, and which things only have another name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import csplan
from csplan.inputs.build import build
from csplan.plan.segments import Segment
from csplan.studies.diff.changes import Change, put
from csplan.studies.diff.keys import Places, names_before, unit_of, written
from csplan.studies.diff.sides import changes, pair
from tests.plans import ROLE, changed, plan, segment, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from csplan.studies.diff.sides import Pair

    Data = dict[str, Any]

TWO = plan(
    tiers=[{"name": "high", "acv": {"min": "50k"}}, {"name": "low", "acv": {"max": "50k"}}],
    segments=[segment(), segment(name="b", customers=10, arr="1M", complexity=2)],
    teams=[{"name": "shared", "csms_now": 2}],
    tasks=[
        {"name": "tickets", "kind": "reactive", "per": "customer", "takes": "60 min", "times": 12},
        {"name": "review", "kind": "proactive", "per": "customer", "takes": "2 h", "times": {"high": 4, "low": 1}},
    ],
)


def sides(folder: Path, old: Data, new: Data) -> Pair:
    plans = [csplan.load(write(folder / name, data)) for name, data in (("old", old), ("new", new))]
    for each in plans:
        build(each)
    return pair(*plans)


def found(folder: Path, change: Callable[[Data], None], data: Data = TWO) -> list[Change]:
    return changes(sides(folder, data, changed(data, change)))


def test_the_same_plan_has_no_changes(tmp_path: Path) -> None:
    assert found(tmp_path, lambda _: None) == []


def test_order_and_form_are_no_change(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"].reverse()
        data["tasks"].reverse()
        data["segments"][0]["arr"] = "1,000,000"

    assert found(tmp_path, other) == []


def test_values_are_told_apart_by_name(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"].insert(0, segment(name="c", customers=7, arr="3M", csms_now=9))
        data["segments"][2].update(arr="1.5M", complexity=3)
        data["roles"]["csm"]["time"]["leave"] = "10 h"
        data["tasks"][1]["times"]["low"] = 2
        data["economics"]["costs"][0]["share"] = "12%"
        data["teams"] = []
        data["name"] = "Other"

    result = {each.path: (each.before, each.after) for each in found(tmp_path, other)}
    added = result.pop(("segments", "c"))
    assert added[0] is None
    assert isinstance(added[1], Segment)
    removed = result.pop(("teams", "shared"))
    assert removed[1] is None
    assert (removed[0].name, removed[0].csms_now) == ("shared", 2)
    assert result.pop(("roles", "csm", "time", "leave"))[1].hours == 10
    assert result == {
        ("name",): ("Test", "Other"),
        ("segments", "b", "arr"): (1e6, 1.5e6),
        ("segments", "b", "complexity"): (2, 3),
        ("tasks", "review", "times", "low"): (1, 2),
        ("economics", "costs", "hosting", "share", "\0"): (0.1, 0.12),
    }


def test_one_value_for_all_tiers_that_becomes_one_by_tier_is_one_change(tmp_path: Path) -> None:
    (change,) = found(tmp_path, lambda data: data["tasks"][0].update(times={"high": 12, "low": 6}))
    assert change == Change(("tasks", "tickets", "times"), {"\0": 12}, {"high": 12, "low": 6})


def test_names_that_changed(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"][1]["name"] = "bees"
        data["tasks"][1].update(name="QBR", times={"top": 4, "low": 1})
        data["tiers"][0].update(name="top", touch="high", automation="strong")
        data["tiers"][0]["acv"] = {"min": "50k"}
        data["economics"]["costs"][0]["name"] = "cloud"
        data["roles"] = {"manager": ROLE}

    result = found(tmp_path, other, changed(TWO, lambda data: data["tiers"][0].update(touch="high", automation="weak")))
    assert [each for each in result if each.renamed] == [
        Change(("roles", "manager"), "csm", "manager", renamed=True),
        Change(("tiers", "top"), "high", "top", renamed=True),
        Change(("segments", "bees"), "b", "bees", renamed=True),
        Change(("tasks", "QBR"), "review", "QBR", renamed=True),
        Change(("costs", "cloud"), "hosting", "cloud", renamed=True),
    ]
    assert [each for each in result if not each.renamed] == [Change(("tiers", "top", "automation"), "weak", "strong")]


def test_a_name_is_followed_wherever_it_stands(tmp_path: Path) -> None:
    data = changed(TWO, lambda data: data["segments"][1].update(team="shared", tier="high", role="csm"))
    data["teams"][0]["role"] = "csm"
    data["tiers"][0].update(touch="high", role="csm")
    data["economics"]["gross_margin"] = {"high": "80%", "low": "81%"}

    def other(data: Data) -> None:
        data["segments"][1].update(team="together", tier="top", role="manager")
        data["teams"][0].update(name="together", role="manager")
        data["tiers"][0].update(name="top", role="manager")
        data["tasks"][1]["times"] = {"top": 4, "low": 1}
        data["roles"] = {"manager": data["roles"]["csm"]}
        data["economics"]["gross_margin"] = {"top": "80%", "low": "81%"}

    result = found(tmp_path, other, data)
    assert {each.path for each in result} == {("roles", "manager"), ("teams", "together"), ("tiers", "top")}
    assert all(each.renamed for each in result)


def test_a_desk_follows_its_name_and_those_of_its_tasks_and_segments(tmp_path: Path) -> None:
    day = {"days": 250, "from": "09:00", "to": "18:00"}
    chat = {"name": "chat", "tasks": "tickets", "segments": ["b"], "answered": "80% within 60 s", "open": day}

    def other(data: Data) -> None:
        data["desks"][0].update(name="talk", tasks="calls", segments=["bees"])
        data["segments"][1]["name"] = "bees"
        data["tasks"][0]["name"] = "calls"

    assert found(tmp_path, other, changed(TWO, lambda data: data.update(desks=[chat]))) == [
        Change(("segments", "bees"), "b", "bees", renamed=True),
        Change(("tasks", "calls"), "tickets", "calls", renamed=True),
        Change(("desks", "talk"), "chat", "talk", renamed=True),
    ]


def test_what_has_little_in_common_is_gone_and_new(tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"][1] = segment(name="c", customers=7, arr="3M")

    result = found(tmp_path, other)
    assert [(each.path, each.renamed) for each in result] == [
        (("segments", "b"), False),
        (("segments", "c"), False),
    ]


def test_names_of_very_many_things_are_not_guessed(tmp_path: Path) -> None:
    data = plan(segments=[segment(name=f"s{number}") for number in range(101)])

    def other(data: Data) -> None:
        for each in data["segments"]:
            each["name"] = f"t{each['name']}"

    assert not any(each.renamed for each in found(tmp_path, other, data))


def test_another_order_of_rules_is_another_list_of_rules(tmp_path: Path) -> None:
    rules = [{"when": {"complexity": ">= 2"}, "value": "1M"}, {"value": "2M"}]
    data = plan(rules={"name": "own", "currency": "USD", "arr_per_csm": rules})
    (change,) = found(tmp_path, lambda data: data["rules"]["arr_per_csm"][1].update(value="3M"), data)
    assert change == Change(("rules", "arr_per_csm", "otherwise", "value"), 2e6, 3e6)
    (change,) = found(tmp_path / "order", lambda data: data["rules"]["arr_per_csm"].reverse(), data)
    assert change.path == ("rules", "arr_per_csm")


def test_another_rule_pack_is_one_change(tmp_path: Path) -> None:
    data = plan(rules="usd-2m", tiers=TWO["tiers"])
    own = {"name": "own", "currency": "USD", "arr_per_csm": [{"value": "1M"}]}
    (change,) = found(tmp_path, lambda data: data.update(rules=own), data)
    assert change.path == ("rules",)
    (change,) = found(tmp_path / "none", lambda data: data.pop("rules"), data)
    assert (change.path, change.after) == (("rules",), None)
    overridden = {"from": "usd-2m", "defaults": {"contract_years": 2}}
    result = found(tmp_path / "over", lambda data: data.update(rules=overridden), data)
    assert [(each.path, each.before.value, each.after.value) for each in result] == [
        (("rules", "defaults", "contract_years"), 1, 2)
    ]


def test_rules_of_no_name_are_the_same_list_only_if_equal() -> None:
    rows = ({"a": 1}, {"a": 2})
    from csplan.studies.diff.changes import by_name, differences

    assert by_name(rows) is None
    assert list(differences(rows, rows[:1], ("x",))) == [Change(("x",), rows, rows[:1])]


def test_the_first_role_is_the_default(tmp_path: Path) -> None:
    data = plan(roles={"csm": ROLE, "pooled": {**ROLE, "pay": 50_000}})

    def other(data: Data) -> None:
        data["roles"] = dict(reversed(data["roles"].items()))

    assert found(tmp_path, other, data) == [Change(("roles",), "csm", "pooled")]


def test_what_the_account_book_counts(tmp_path: Path) -> None:
    book = [{"customer": str(number), "segment": "ab"[number % 2], "arr": 100_000, "csm": "Ann"} for number in range(6)]
    data = plan(rules="usd-2m", segments=[{"name": "a", "at_risk": 0}, {"name": "b", "at_risk": 0}], book=book)

    def other(data: Data) -> None:
        data["book"] = [
            *book[:5],
            {**book[5], "arr": 150_000},
            {"customer": "6", "segment": "a", "arr": 1, "csm": "Bo"},
        ]

    result = {each.path: (each.before, each.after) for each in found(tmp_path, other, data)}
    assert result == {
        ("book", "a", "customers"): (3, 4),
        ("book", "a", "arr"): (300_000, 300_001),
        ("book", "a", "held"): ({"Ann": 3}, {"Ann": 3, "Bo": 1}),
        ("book", "b", "arr"): (300_000, 350_000),
    }


def test_a_book_in_place_of_stated_numbers(tmp_path: Path) -> None:
    stated = plan(segments=[{"name": "a", "customers": 2, "arr": 200_000, "arr_per_csm": "1M"}])
    booked = plan(segments=[{"name": "a", "arr_per_csm": "1M"}])
    booked["book"] = [{"customer": str(number), "segment": "a", "arr": 100_000} for number in range(2)]
    result = changes(sides(tmp_path, stated, booked))
    assert [each.path for each in result] == [
        ("segments", "a", "customers"),
        ("segments", "a", "arr"),
        ("accounts",),
        ("book", "a"),
    ]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (("segments", "bees", "arr"), "1M", "2M"),
        (("tasks", "tickets", "times", "\0"), "12", "13"),
        (("economics", "costs", "hosting", "share", "\0"), "10%", "11%"),
        (("costs", "hosting"), "hosting", "hosting"),
        (("roles", "csm", "time", "leave"), "0 h", "9 h"),
        (("tiers", "low", "acv", "max"), "50k", "50k"),
    ],
)
def test_places(path: tuple[str, ...], old: str, new: str, tmp_path: Path) -> None:
    def other(data: Data) -> None:
        data["segments"].reverse()
        data["segments"][0].update(name="bees", arr="2M")
        data["tasks"].reverse()
        data["tasks"][1]["times"] = 13
        data["economics"]["costs"][0]["share"] = "11%"
        data["roles"]["csm"]["time"]["leave"] = "9 h"

    both = sides(tmp_path, TWO, changed(TWO, other))
    before, after = Places(both.old, names_before(both.names)).where(path), Places(both.new).where(path)
    if path[0] == "costs":
        assert "hosting" in before.excerpt
        return
    assert (written(before), written(after)) == (old, new)


def test_places_of_what_no_file_says(tmp_path: Path) -> None:
    data = plan(rules="usd-2m", segments=[segment(tier="high")])
    both = sides(tmp_path, data, data)
    places = Places(both.new)
    assert places.where(("tiers", "high", "acv", "min")).file == "usd-2m.yaml"
    assert places.where(("rules", "arr_per_csm", "otherwise", "value")).file == "usd-2m.yaml"
    assert places.where(("segments", "nobody", "arr")).excerpt == "segments:"


def test_units() -> None:
    assert unit_of(("rules", "arr_cap", "value")) == "MoneyPerCSM"
    assert unit_of(("rules", "triggers", "large_customer", "value")) == "Money"
    assert unit_of(("log", "tickets", "takes", "high")) == "Minutes"
    assert unit_of(("log", "tickets", "times", "high")) == ""
    assert unit_of(("segments", "a", "customers")) == ""
    assert unit_of(("segments", "a", "months", "expansion")) == "Money"


def test_a_name_means_in_each_section_what_it_means_there() -> None:
    assert unit_of(("value", "plays", "within")) == "Days"
    assert unit_of(("assign", "within")) == "Share"
    assert unit_of(("health", "lead")) == "Days"
    assert unit_of(("roles", "csm", "hiring", "lead")) == ""  # months, said in words
    assert unit_of(("desks", "chat", "open", "first")) == "TimeOfDay"
    assert unit_of(("commission", "first")) == "Share"
    assert unit_of(("segments", "a", "health", "green")) == "Share"
    assert unit_of(("health", "colours", "green")) == ""  # a score


def test_put_leaves_all_else_as_it_is(tmp_path: Path) -> None:
    document = csplan.load(write(tmp_path, TWO)).document
    new = put(document, [(("segments", "b", "arr"), 5.0), (("segments", "a"), None), (("fx",), {"EUR": 2.0})])
    assert [(each.name, each.arr) for each in new.segments] == [("b", 5.0)]
    assert new.fx == {"EUR": 2.0}
    assert new.tasks is document.tasks
    assert [each.name for each in document.segments or ()] == ["a", "b"]
    assert put(new, [(("fx", "EUR"), None), (("fx", "CNY"), 0.1)]).fx == {"CNY": 0.1}
