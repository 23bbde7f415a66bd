from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from csplan.findings.diagnostic import line
from csplan.loader.plan import load_all
from csplan.render.problems import text as rendered
from csplan.sources.yaml_events import parse

PLAN = """\
csplan: 1
currency: USD
roles: {csm: {pay: 120k, loading: 30%, time: {contracted: 250 d, leave: 15 d, internal: 30%}}}
segments: [{name: a, customers: 10, arr: 1M}]
"""

# --- whatever is in the files, there is a plan or an error, and every finding has a place -----------------------------

words = [
    *":-?&*!|>'\"%@`#,[]{}\n \t~=<",
    "\n  ",
    "\n- ",
    ": ",
    "- ",
    "---\n",
    "<<: ",
    "*a",
    "&a ",
    "!!set ",
    "\x85",
    "\u2028",
    "\0",
    "云",
    "😀",
    "\ufeff",
    "csplan: 1\n",
    "currency: ",
    "USD",
    "rules: ",
    "usd-2m",
    "segments:",
    "roles:",
    "tiers:",
    "tasks:",
    "name",
    "acv",
    "from",
    "economics:",
    "fx:",
    "accounts: ",
    "12:30",
    ".nan",
    "010",
    "1M CNY",
    "null",
    "teams:",
    "checks:",
    "file",
    "csplan.yaml",
]
yamlish = st.lists(st.sampled_from(words) | st.text(max_size=3), max_size=40).map("".join)
table_words = st.sampled_from(
    ['"', ",", ";", "\t", "\n", "\r", "\0", "1", "万", "a", "x", "customer", "segment", "arr", "csm", "new"]
)
tables = st.lists(table_words, max_size=40).map("".join)


def load_bytes(main: bytes, **others: bytes) -> list[Any]:
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (("csplan.yaml", main), *((name.replace("_", "."), data) for name, data in others.items())):
            (Path(folder) / name).write_bytes(data)
        loaded = load_all(folder)
    assert (loaded.plan is None) == any(each.severity == "error" for each in loaded.diagnostics)
    for each in loaded.diagnostics:
        assert each.where is not None
        assert each.where.line >= 1
        assert each.where.column >= 1
        rendered(each)
    return list(loaded.diagnostics)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    load_bytes(data)


@given(yamlish)
def test_any_text(text: str) -> None:
    load_bytes(text.encode(errors="replace"))


@given(yamlish)
def test_any_text_after_a_plan(text: str) -> None:
    load_bytes((PLAN + text).encode(errors="replace"))


@given(yamlish, st.sampled_from(["tasks", "tiers", "teams", "economics", "rules", "fx", "year"]))
def test_any_text_in_a_section(text: str, section: str) -> None:
    load_bytes(f"{PLAN}{section}: x.yaml\n".encode(), x_yaml=text.encode(errors="replace"))


@given(st.binary(max_size=100) | tables.map(str.encode))
def test_any_account_book(data: bytes) -> None:
    load_bytes(
        (PLAN + "accounts: x.csv\nyear: {starts: 2027-01-01}\n").encode(), x_csv=b"customer,segment,arr,new\n" + data
    )
    load_bytes((PLAN + "accounts: x.csv\n").encode(), x_csv=data)


KEYS = [
    "name",
    "acv",
    "min",
    "max",
    "csm",
    "low",
    "pay",
    "time",
    "file",
    "columns",
    "where",
    "when",
    "value",
    "from",
    "triggers",
    "idle",
    "arr_per_csm",
    "tiers",
    "defaults",
    "costs",
    "growth",
    "share",
    "in",
    "times",
    "kind",
    "per",
    "takes",
    "health",
    "team",
    "role",
    "*",
    "[key]",
    "currency",
    "ignore",
    "because",
]
shapes = st.recursive(
    st.sampled_from(
        ["", "1", "x", "5%", "1M", "2 h", "low", "csm", "customer", "usd-2m", "proactive", "gross", "2027-01-01"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)
SECTIONS = [
    "roles",
    "tiers",
    "teams",
    "segments",
    "tasks",
    "economics",
    "rules",
    "accounts",
    "fx",
    "year",
    "checks",
    "name",
    "stage",
]


@given(st.dictionaries(st.sampled_from(SECTIONS), shapes, max_size=6))
def test_any_shape(data: dict[str, Any]) -> None:
    text, _ = emitted({"csplan": "1", "currency": "USD", **data})
    load_bytes(text.encode())


# --- places -----------------------------------------------------------------------------------------------------------


def emitted(data: dict[str, Any], indent: int = 0) -> tuple[str, dict[tuple[Any, ...], tuple[int, int]]]:
    """Write data as YAML in block style; return the text and where each leaf stands, from 1."""
    lines: list[str] = []
    places: dict[tuple[Any, ...], tuple[int, int]] = {}

    def write(value: Any, path: tuple[Any, ...], indent: int, start: str) -> None:
        pairs = (
            list(value.items())
            if isinstance(value, dict)
            else list(enumerate(value))
            if isinstance(value, list)
            else []
        )
        if not pairs:
            leaf = "{}" if value == {} else "[]" if value == [] else f"'{value}'"
            places[path] = (len(lines) + 1, len(start) + 1)
            lines.append(start + leaf)
            return
        if start.strip():
            lines.append(start.rstrip())
        for key, each in pairs:
            sign = f"'{key}': " if isinstance(value, dict) else "- "
            write(each, (*path, key), indent + 2, " " * indent + sign)

    write(data, (), indent, "")
    return "\n".join(lines) + "\n", places


names = st.text("abc云帆😀 ", min_size=1, max_size=6).map(str.strip).filter(bool)
amounts = st.integers(1, 9_999).map(lambda number: f"{number}k")
shares = st.integers(0, 99).map(lambda number: f"{number}%")


def by_name(item: Any) -> Any:
    return item["name"]


good_plans: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "csplan": st.just("1"),
        "name": names,
        "currency": st.just("USD"),
        "roles": st.dictionaries(
            names,
            st.fixed_dictionaries(
                {
                    "pay": amounts,
                    "loading": shares,
                    "time": st.just({"contracted": "250 d", "leave": "15 d", "internal": "30%"}),
                }
            ),
            min_size=1,
            max_size=3,
        ),
        "segments": st.lists(
            st.fixed_dictionaries(
                {"name": names, "customers": st.just("10"), "arr": amounts},
                optional={
                    "at_risk": shares,
                    "renewal_rate": shares,
                    "attributes": st.dictionaries(names, names, max_size=2),
                },
            ),
            min_size=1,
            max_size=4,
            unique_by=by_name,
        ),
        "tasks": st.lists(
            st.fixed_dictionaries(
                {
                    "name": names,
                    "kind": st.just("reactive"),
                    "per": st.just("customer"),
                    "takes": st.just("1 h"),
                    "times": st.just("2"),
                }
            ),
            max_size=3,
            unique_by=by_name,
        ),
    }
)


@given(good_plans)
def test_what_is_right_has_no_errors(data: dict[str, Any]) -> None:
    text, _ = emitted(data)
    assert [line(each) for each in load_bytes(text.encode()) if each.severity == "error"] == []


@given(good_plans, st.data())
def test_a_spoilt_value_is_found_at_its_place(data: dict[str, Any], draw: st.DataObject) -> None:
    _, places = emitted(data)
    leaves = [
        path
        for path in places
        if path[-1] in ("pay", "loading", "customers", "arr", "at_risk", "leave", "takes", "times", "kind")
    ]
    path = draw.draw(st.sampled_from(leaves))
    spoilt: Any = json.loads(json.dumps(data))  # a copy that shares nothing
    inner = spoilt
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = "?!"
    text, places = emitted(spoilt)
    errors = [each for each in load_bytes(text.encode()) if each.severity == "error"]
    assert {(each.where.line, each.where.column) for each in errors} == {places[path]}


@given(good_plans, st.data())
def test_an_unknown_key_is_found_at_its_place(data: dict[str, Any], draw: st.DataObject) -> None:
    index = draw.draw(st.integers(0, len(data["segments"]) - 1))
    changed = {
        **data,
        "segments": [{**each, **({"zzz": "1"} if at == index else {})} for at, each in enumerate(data["segments"])],
    }
    text, places = emitted(changed)
    line, column = places["segments", index, "zzz"]
    errors = [each for each in load_bytes(text.encode()) if each.severity == "error"]
    assert [(each.code, each.where.line, each.where.column) for each in errors] == [
        ("unknown-key", line, column - len("'zzz': "))
    ]


@given(good_plans)
def test_positions_and_data_are_those_of_the_text(data: dict[str, Any]) -> None:
    text, places = emitted(data)
    parsed = parse(text)
    assert parsed.problems == []
    for path, (row, column) in places.items():
        value: Any = parsed.data
        marks: Any = parsed.marks
        expected: Any = data
        for step in path:
            value, expected = value[step], expected[step]
            marks = marks.items[step] if isinstance(step, int) else marks.values[step]
        assert value == (expected if isinstance(expected, str) else type(value)())
        assert (marks if isinstance(marks, tuple) else marks.at) == (row - 1, column - 1)
