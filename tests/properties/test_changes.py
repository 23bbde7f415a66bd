"""What if: a changed value is as good as one in the file, for any value of the examples."""

from __future__ import annotations

import re
import shutil
import tempfile
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from csplan.answers.headcount.answer import headcount
from csplan.loader.plan import Loaded, load_all
from csplan.render.problems import text
from tests.plans import EXAMPLES, example, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.plan.plan import Plan

Path_ = tuple[str | int, ...]

NAMES = ("acme-usd", "yunfan-cny")
DATA = {name: {**example(name), "scenarios": {}} for name in NAMES}
WORDS = ("csm", "客户成功经理", "high", "digital", "money", "work", "reactive", "renewal", "customer", "none", "x", "")


def leaves(data: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Walk what a path can name: single values of mappings, in lists of things with names; quarters together."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        if isinstance(value, dict) and "Q1" in value:
            yield (*path, key)
        elif isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict)):
            yield from leaves(value, (*path, key))
        elif isinstance(data, dict) and not isinstance(value, list):
            yield (*path, key)


PATHS = {
    name: [path for path in leaves(data) if path[0] not in {"csplan", "accounts", "time_log", "fx"}]
    for name, data in DATA.items()
}


def at(data: Any, path: Path_) -> Any:
    for step in path:
        data = data[step]
    return data


def written(name: str, path: Path_, quote: str) -> str:
    """Write a path as users do: items of lists by their names."""
    steps = [
        at(DATA[name], path[: index + 1])["name"] if isinstance(step, int) else str(step)
        for index, step in enumerate(path)
    ]
    return ".".join(f"{quote}{step}{quote}" for step in steps)


def as_text(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {each}" for key, each in value.items()) + "}"
    return value if isinstance(value, str) else f"{value}"


def figures(plan: Plan) -> Any:
    """Return all that headcount says, apart from where things stand and what was changed."""
    answer = headcount(plan).as_dict()
    found = [(each["code"], each["severity"], each["message"], each["subject"]) for each in answer.pop("findings")]
    return answer.pop("plan")["name"], sorted(found), answer


def codes(loaded: Loaded) -> list[tuple[str, str]]:
    return sorted((each.code, each.message) for each in loaded.diagnostics)


class Folder:
    """An example in a folder of its own, its sections in one file."""

    def __init__(self, name: str) -> None:
        self.name = name

    def load(self, data: Any, *settings: str) -> Loaded:
        with tempfile.TemporaryDirectory() as folder:
            # The name of a folder is in no message.
            home = Path(folder) / "plan"
            shutil.copytree(EXAMPLES / self.name, home)
            return load_all(write(home, data), settings=settings)


paths = st.sampled_from(NAMES).flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(PATHS[name])))
quotes = st.sampled_from(["", '"', "'"])


@cache
def unchanged(name: str) -> tuple[Plan, Any]:
    """Return an example as it stands, and what headcount says of it."""
    plan = load_all(EXAMPLES / name).plan
    assert plan is not None
    return plan, figures(plan)


@settings(max_examples=25)
@given(paths, quotes)
def test_the_value_that_stands_there_changes_nothing(where: tuple[str, Path_], quote: str) -> None:
    name, path = where
    before, said = unchanged(name)
    setting = f"{written(name, path, quote)}={as_text(at(DATA[name], path))}"
    after = load_all(EXAMPLES / name, settings=[setting])
    assert after.plan is not None, codes(after)
    assert after.plan.document == before.document
    assert figures(after.plan) == said
    [change] = after.plan.changes
    assert change.value == change.before
    assert change.path.replace('"', "") == written(name, path, "")


@settings(max_examples=25)
@given(paths, quotes, st.one_of(st.sampled_from(WORDS), st.sampled_from([0.5, 0.9, 1.1, 2.0, 1000.0])))
def test_a_set_value_is_as_good_as_an_edited_one(where: tuple[str, Path_], quote: str, new: str | float) -> None:
    name, path = where
    old = as_text(at(DATA[name], path))
    number = re.search(r"[0-9]+(\.[0-9]+)?", old.replace(",", ""))
    if isinstance(new, str) or number is None:
        value = as_text(new)
    else:
        value = old.replace(",", "").replace(number[0], f"{float(number[0]) * new:g}", 1)
    edited_data = deepcopy(DATA[name])
    at(edited_data, path[:-1])[path[-1]] = value
    folder = Folder(name)
    edited = folder.load(edited_data)
    changed = folder.load(DATA[name], f"{written(name, path, quote)}={value}")
    assert codes(changed) == codes(edited)
    assert (changed.plan is None) == (edited.plan is None)
    if changed.plan is not None and edited.plan is not None:
        assert changed.plan.document == edited.plan.document
        assert figures(changed.plan) == figures(edited.plan)


@given(paths, st.decimals(-100, 300, places=1))
def test_a_percentage_and_the_value_that_it_comes_to_are_the_same(where: tuple[str, Path_], percent: Any) -> None:
    name, path = where
    step = written(name, path, "")
    relative = load_all(EXAMPLES / name, settings=[f"{step}={percent:+}%"])
    if relative.plan is None:
        return
    [change] = relative.plan.changes
    level = load_all(EXAMPLES / name, settings=[f"{step}={change.value}"])
    assert level.plan is not None
    assert level.plan.document == relative.plan.document


STEPS = "segments mid arr roles csm time tasks times economics costs rules from tiers where accounts scenarios x"
SIGNS = (".", ".", ".", "=", "=", "+5%", "-", "%", "1", "{", '"', "'", " ", "\n", "\x1b", "中")
fragments = st.sampled_from([*STEPS.split(), *SIGNS])
shapes = st.sampled_from(
    [
        "x",
        "[x]",
        "{a: b}",
        "[{name: mid}]",
        "{csm: x}",
        "[[x]]",
        "~",
        "[{name: [x]}]",
        "{lean: {set: {segments.mid: +5%}}}",
    ]
)


@given(st.lists(st.lists(fragments, max_size=9).map("".join), max_size=3), shapes, shapes, shapes)
def test_any_text_and_any_shape(settings: list[str], segments: str, rules: str, scenarios: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "csplan.yaml"
        file.write_text(f"csplan: 1\ncurrency: USD\nsegments: {segments}\nrules: {rules}\nscenarios: {scenarios}\n")
        loaded = load_all(file, settings=settings, scenarios=("lean",))
    assert loaded.plan is None, "it has no roles"
    for each in loaded.diagnostics:
        assert each.where is not None
        assert text(each)
