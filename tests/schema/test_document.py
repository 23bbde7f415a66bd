"""The schema of whole plans: valid, explained, content with right plans, of one mind with the loader on wrong ones."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from csplan.answers.starter import starter
from csplan.loader.plan import load_all
from csplan.loader.rules import load_pack, names
from csplan.plan.document import IN_FILES
from csplan.schema.document import SECTIONS, as_text, schema
from csplan.schema.values import PACK
from tests.schema.editors import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from csplan.findings.diagnostic import Finding

ROOT = Path(__file__).parents[2]
INVALID = ROOT / "tests" / "invalid"

SHAPES = {
    "condition",
    "currency",
    "date",
    "duration",
    "empty-section",
    "empty-value",
    "missing-key",
    "money",
    "name",
    "number",
    "promise",
    "share",
    "time-of-day",
    "unknown-key",
    "unknown-value",
    "wrong-shape",
}
"""Findings of shapes and units: the schema has to refuse where the loader says one of them."""

ONLY_THE_LOADER = re.compile(
    "is too large|no such day|is not clear|own currency|the pack below|"  # sizes, the calendar, other values
    "(required_return|credited_revenue) is missing|"  # what another key asks for
    "of a rule can't be"  # what its words are compared with
)


@cache
def validator(section: str) -> Draft202012Validator:
    return Draft202012Validator(schema(section))


def of_shape(found: Finding) -> bool:
    """Tell whether a finding is of a shape or a unit; what has a subject is found between parts that each are right."""
    return found.code in SHAPES and not found.subject and not ONLY_THE_LOADER.search(found.message)


def walk(found: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping in a schema."""
    if isinstance(found, dict):
        yield found
        for each in found.values():
            yield from walk(each)
    elif isinstance(found, list):
        for each in found:
            yield from walk(each)


# --- the schema itself ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("section", SECTIONS)
def test_it_is_a_schema_of_2020_12(section: str) -> None:
    found = json.loads(as_text(section))
    assert found["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    Draft202012Validator.check_schema(found)
    used = {each["$ref"].removeprefix("#/$defs/") for each in walk(found) if "$ref" in each}
    assert used == set(found["$defs"])


@pytest.mark.parametrize("section", SECTIONS)
def test_all_of_it_is_explained(section: str) -> None:
    found = schema(section)
    assert found["title"]
    for name, each in found["$defs"].items():
        assert each["title"], name
        assert each["description"], name
    for each in walk(found):
        for key, value in each.get("properties", {}).items() if each.get("type") else ():
            if "$ref" not in value or "description" in value:
                assert value["description"], key
                assert "title" in value or "title" in found["$defs"][value["$ref"].rpartition("/")[2]], key


def test_no_key_is_missing_and_none_is_too_much() -> None:
    """By hand, against the plan of the format's description."""
    found = schema()
    assert found["required"] == ["csplan", "currency", "segments"]
    assert found["$defs"]["Team"] == {
        "title": "Team",
        "description": "Segments that share people.",
        "type": "object",
        "properties": {
            "name": {"description": "what its segments call it", "$ref": "#/$defs/Name"},
            "role": {"description": "who works in it", "$ref": "#/$defs/Name"},
            "purpose": {"description": "what it is there for: [use_level, expansion]", "$ref": "#/$defs/Purposes"},
            "csms_now": {"description": "CSMs today", "$ref": "#/$defs/Count"},
            "absences": {
                "title": "absences",
                "description": "who is known to be away, or to leave: {people: 1, from: 2027-04-01, to: 2027-09-30}",
                "type": "array",
                "items": {"$ref": "#/$defs/Absence"},
            },
        },
        "required": ["name"],
        "additionalProperties": False,
    }
    conditions = found["$defs"]["ArrRule"]["properties"]["when"]["properties"]
    assert list(conditions) == ["stage", "touch", "complexity", "automation"]
    assert conditions["complexity"] == {
        "description": "the segment's complexity, where 1 is the standard",
        "$ref": "#/$defs/Conditions",
    }


def test_the_packs_that_there_are_stand_as_examples() -> None:
    assert set(names()) <= set(PACK.schema["examples"])


def test_the_page_has_it_as_it_is() -> None:
    kept = ROOT / "docs" / "csplan.schema.json"
    assert kept.read_text(encoding="utf-8") == as_text(), "python docs/make_pages.py"


# --- right plans ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted(ROOT.glob("examples/*/csplan.yaml")), ids=lambda path: path.parent.name)
def test_examples(path: Path) -> None:
    plan = opened(path.read_text(encoding="utf-8"))
    validator("plan").validate(plan)
    for section in IN_FILES:
        if isinstance(plan.get(section), str):
            validator(section).validate(opened((path.parent / plan[section]).read_text(encoding="utf-8")))


def test_examples_by_a_tool_of_others() -> None:
    """It reads YAML 1.2 and patterns of ECMA-262 with code of its own."""
    plans = [str(path) for path in ROOT.glob("examples/*/csplan.yaml")]
    schema_file = str(ROOT / "docs" / "csplan.schema.json")
    for arguments in (["--check-metaschema", schema_file], ["--schemafile", schema_file, *plans]):
        done = subprocess.run([sys.executable, "-m", "check_jsonschema", *arguments], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("pack", names())
def test_packs_and_starters(pack: str) -> None:
    validator("rules").validate(opened((ROOT / "configs" / f"{pack}.yaml").read_text(encoding="utf-8")))
    validator("plan").validate(opened(starter(load_pack(pack))))


@pytest.mark.parametrize("section", IN_FILES)
def test_a_section_may_be_a_path(section: str) -> None:
    whole = schema()["properties"][section]
    alone = Draft202012Validator({**whole, "$defs": schema()["$defs"]})
    values: tuple[Any, ...] = ("a.yaml", "", "~", 2027, True, None, [], {})
    for value in values:
        assert alone.is_valid(value) == validator(section).is_valid(value), value
    assert alone.is_valid("a.yaml")
    assert not any(alone.is_valid(value) for value in ("", 2027, True, None))


# --- wrong plans ------------------------------------------------------------------------------------------------

HIDDEN = {"yaml-alias", "yaml-depth", "yaml-merge", "yaml-tag", "yaml-key", "duplicate-key"}
"""What an editor's parser says itself, or does not tell the schema."""


@pytest.mark.parametrize("path", sorted(INVALID.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_corpus_of_wrong_plans(path: Path) -> None:
    found = load_all(path).diagnostics
    codes = {each.code for each in found}
    try:
        plan = opened(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, TypeError):
        assert codes & {"yaml-syntax", "yaml-documents", "encoding", "empty-file", *HIDDEN}
        return
    accepted = validator("plan").is_valid(plan)
    if codes & HIDDEN or path.stem == "number":  # 010 is 10 to an editor
        return
    if path.stem == "unknown-path":  # what a scenario changes is any text, until its path says what it is
        return
    if any(map(of_shape, found)):
        assert not accepted, found
    else:
        assert accepted or codes & {"by-month", "out-of-range", "empty-file", "bonus-indicator"}, found


RICH = {
    "csplan": "1",
    "name": "Test",
    "currency": "USD",
    "fx": {"CNY": "0.139", "EUR": "1.1"},
    "rules": {
        "from": "usd-2m",
        "arr_cap": {"value": "3M", "source": "own", "note": "n"},
        "arr_per_csm": [{"when": {"complexity": ">= 1.5", "touch": ["low", "digital"]}, "value": "1M"}],
        "triggers": {"hire_early": "75%", "large_customers": "2"},
        "benchmarks": [{"name": "n", "value": "3-5 a day"}],
        "defaults": {"realization": {"value": "90%"}},
    },
    "stage": "growth",
    "year": {"starts": "2027-01-01"},
    "conflict": "money",
    "roles": {
        "csm": {
            "pay": "120k",
            "loading": "30%",
            "other_costs": "9k",
            "time": {
                "contracted": "250 d",
                "hours_per_day": "8",
                "leave": "15 d",
                "sick": "5 d",
                "internal": "30%",
                "realization": "0.85",
            },
        },
    },
    "tiers": [
        {"name": "high", "acv": {"min": "100k"}, "touch": "high", "max_customers_per_csm": "20"},
        {"name": "low", "acv": {"max": "100k"}, "touch": "low", "automation": "strong", "role": "csm"},
    ],
    "teams": [{"name": "t", "role": "csm", "csms_now": "2"}],
    "segments": [
        {
            "name": "a",
            "tier": "high",
            "team": "t",
            "customers": "24",
            "arr": "4.32M",
            "renewal_rate": "92%",
            "health": {"green": "60%", "yellow": "40%"},
            "complexity": "1.25",
            "arr_cap": "none",
            "attributes": {"industry": "retail"},
        },
        {"name": "b", "customers": "10", "arr": "1_000", "at_risk": "0.15", "csms_now": "1", "arr_per_csm": "2M"},
    ],
    "tasks": [
        {
            "name": "onboarding",
            "aliases": ["kick-off"],
            "kind": "implementation",
            "per": "new_customer",
            "takes": "10 h",
            "times": {"high": "3", "low": "0.5"},
            "waste": "skill",
            "avoidable": "40%",
        },
        {"name": "calls", "kind": "proactive", "per": "customer", "takes": "45 min", "times": "12"},
    ],
    "economics": {
        "gross_margin": {"high": "72%", "low": "75%"},
        "operating_margin": "-0.1",
        "costs": [
            {"name": "hosting", "share": "10%", "in": "gross"},
            {"name": "sales", "amount": {"high": "60k", "low": "900"}, "years": "3", "in": "operating"},
        ],
        "growth": {"cost_per_100": "12", "owned": "100%"},
    },
    "checks": {"ignore": ["tiers-gap"], "because": "of that"},
}
"""A plan with nearly every key, as text: what the loader makes of a file, and an editor before it makes numbers."""


class _Dumper(yaml.SafeDumper):
    """Writes text plain where it can stand so: what is a number to an editor comes out as one."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


_Dumper.yaml_implicit_resolvers = {}


def paths(value: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in items:
        yield (*at, key)
        yield from paths(each, (*at, key))


PATHS = [path for path in paths(RICH) if path[-1] not in ("name", "from")]
VALUES = st.sampled_from(
    [
        *(
            "24",
            "0",
            "-1",
            "0.5",
            "1.5",
            "75%",
            "150%",
            "-5%",
            "12k",
            "1,000",
            "(5)",
            "2M USD",
            "USD",
            "45 min",
            "2 d",
            "1h30m",
        ),
        *(
            "2027-01-01",
            "none",
            "retail",
            ">= 50k",
            ">> 5",
            "high",
            "growth",
            "true",
            "NO",
            "~",
            "null",
            "",
            "1",
            "x" * 201,
        ),
        *(
            [],
            {},
            ["24"],
            {"high": "24"},
            {"value": "24"},
            {"value": "75%", "source": "s"},
            ["low", ">= 1"],
            {"min": "1k"},
        ),
    ]
)
KEYS = st.sampled_from(["extra", "naem", "min", "share", "value", "USD", "in", "time", "24", "true"])


@st.composite
def changed(draw: st.DrawFn) -> dict[str, Any]:
    """Return a plan in which a few things are dropped, renamed, of another type, or swapped."""
    plan = deepcopy(RICH)
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.sampled_from(PATHS))
        inside: Any = plan
        try:
            for step in at[:-1]:
                inside = inside[step]
            before = inside[at[-1]]
        except (KeyError, IndexError, TypeError):
            continue
        change = draw(st.sampled_from(["value", "value", "value", "drop", "rename", "add", "wrap"]))
        if change == "value":
            inside[at[-1]] = deepcopy(draw(VALUES))
        elif change == "drop":
            del inside[at[-1]]
        elif change == "wrap":
            inside[at[-1]] = [before]
        elif change == "rename" and isinstance(inside, dict):
            del inside[at[-1]]
            inside[draw(KEYS)] = before
        elif isinstance(before, dict):
            before[draw(KEYS)] = deepcopy(draw(VALUES))
    return plan


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("tasks.0.times", {}),
        ("tasks.1.times", None),
        ("economics.gross_margin", {}),
        ("roles", {}),
        ("segments", []),
        ("segments.0.attributes", {"a": None}),
        ("segments.0.attributes", {"": "a"}),
        ("rules.arr_cap", {"note": "n"}),
        ("rules.arr_per_csm.0.when", {"size": "1"}),
        ("rules.triggers.idle", [1]),
        ("fx", {"EURO": 1}),
        ("csplan", 2),
        ("year", 2027),
        ("time_log", {"columns": {}}),
        ("accounts", ["a.csv"]),
    ],
)
def test_wrong_shapes(path: str, wrong: Any) -> None:
    plan = opened(yaml.dump(RICH, Dumper=_Dumper, allow_unicode=True, sort_keys=False))
    *way, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    inside = plan
    for step in way:
        inside = inside[step]
    inside[last] = wrong
    errors = list(validator("plan").iter_errors(plan))
    assert errors
    assert all(".".join(map(str, error.absolute_path)).startswith(path) for error in errors)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("plans")


@settings(max_examples=400)
@given(plan=changed())
def test_a_plan_is_refused_for_its_shape_by_both_or_by_none(plan: dict[str, Any], folder: Path) -> None:
    text = yaml.dump(plan, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
    file = folder / "csplan.yaml"
    file.write_text(text, encoding="utf-8")
    found = load_all(file).diagnostics
    wrong = [each for each in found if of_shape(each)]
    against = [
        f"{'.'.join(map(str, each.absolute_path))}: {each.message[-200:]}"
        for each in validator("plan").iter_errors(opened(text))
    ]
    if wrong:
        assert against, wrong
    elif against:
        # Signs and shares; and what could be the name of a file or a pack, but is a number.
        assert {each.code for each in found} & {"out-of-range", "missing-file", "unknown-rules"}, against


def test_the_rich_plan_is_right(tmp_path: Path) -> None:
    text = yaml.dump(RICH, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    (tmp_path / "csplan.yaml").write_text(text, encoding="utf-8")
    assert [each for each in load_all(tmp_path).diagnostics if of_shape(each)] == []
    plan = opened(text)
    assert plan["segments"][0]["customers"] == 24
    validator("plan").validate(plan)
