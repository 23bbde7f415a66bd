"""How changes are named."""

from __future__ import annotations

import pytest

from csplan.answers.diff.words import together, what
from csplan.studies.diff.changes import Change


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("currency",), "currency"),
        (("fx", "EUR"), "fx: EUR"),
        (("roles",), "first role, the default"),
        (("roles", "csm", "time", "leave"), "role csm: time.leave"),
        (("rules", "arr_per_csm", "touch low", "value"), "rules: arr_per_csm where touch low"),
        (("tiers", "high"), "tier high"),
        (("tasks", "visits", "times", "high"), "task visits: times, high"),
        (("tasks", "visits", "times", "\0"), "task visits: times"),
        (("economics",), "economics"),
        (("economics", "gross_margin", "high"), "gross_margin, high"),
        (("economics", "costs", "hosting", "counts_in"), "cost hosting: in"),
        (("costs", "hosting"), "cost hosting"),
        (("book", "a"), "segment a"),
        (("book", "a", "held"), "segment a: held by"),
        (("log", "visits", "takes", ""), "task visits: takes"),
        (("log", "visits", "times", "high"), "task visits: times, high"),
    ],
)
def test_what_a_change_is_of(path: tuple[str, ...], said: str) -> None:
    assert what(Change(path, 1, 2)) == said


def changes(*paths: tuple[str, ...]) -> list[Change]:
    return [Change(path, 1, 2) for path in paths]


def test_what_several_changes_are_of() -> None:
    assert together(changes(("tasks", "a", "takes"), ("tasks", "b", "takes"))) == "takes of 2 tasks"
    assert together(changes(("tasks", "a", "times", "x"), ("tasks", "a", "times", "y"))) == "times of task a"
    assert together(changes(("book", "a", "arr"), ("book", "b", "arr"))) == "arr of 2 segments"
    mixed = [Change(("segments", "a"), None, 1), Change(("segments", "b"), 1, None)]
    assert together(mixed) == "2 segments added or removed"
    assert together([*mixed, *changes(("stage",))]) == "segment a; segment b; stage"
    assert together(changes(("stage",), ("name",), ("fx", "EUR"), ("fx", "CNY"))) == "stage; name and 2 more"
