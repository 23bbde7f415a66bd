from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from csplan.engine import catalogue
from csplan.engine.catalogue import CATALOGUE, Parameter

if TYPE_CHECKING:
    from collections.abc import Callable


def parameters(level: str, figure: str) -> tuple[Parameter, ...]:
    return CATALOGUE[level][figure].parameters


@pytest.mark.parametrize(
    ("level", "figure", "expected"),
    [
        pytest.param("segment", "csms_by_arr", Parameter("arr", "segment", below=False, needed=True), id="own level"),
        pytest.param(
            "segment", "hire_early", Parameter("arr", "segment", below=False, needed=True), id="own over above"
        ),
        pytest.param("task", "task_hours", Parameter("volume", "task", below=False, needed=True), id="figure of a row"),
        pytest.param("task", "volume", Parameter("per", "task", below=False, needed=True), id="input of a row"),
        pytest.param(
            "segment", "service_hours", Parameter("complexity", "segment", below=False, needed=True), id="input"
        ),
        pytest.param("team", "cost", Parameter("heads", "team", below=False, needed=True), id="figure"),
        pytest.param("team", "arr", Parameter("arr", "segment", below=True, needed=True), id="own name: below"),
        pytest.param("plan", "arr", Parameter("arr", "team", below=True, needed=True), id="own name: next below"),
        pytest.param("team", "at_least", Parameter("csms_by_time", "segment", below=True, needed=True), id="below"),
    ],
)
def test_where_a_parameter_is_read(level: str, figure: str, expected: Parameter) -> None:
    assert parameters(level, figure)[0] == expected


def test_above() -> None:
    by_time = CATALOGUE["segment"]["csms_by_time"]
    assert by_time.parameters[1] == Parameter("full_hours", "role", below=False, needed=True)
    conflict = next(each for each in parameters("segment", "csms") if each.name == "conflict")
    assert conflict == Parameter("conflict", "plan", below=False, needed=True)
    acv = next(each for each in parameters("cost_line", "line_cost") if each.name == "acv")
    assert acv == Parameter("acv", "segment", below=False, needed=False)


def test_a_level_in_front_of_a_name() -> None:
    assert parameters("segment", "work_share")[1] == Parameter("workload", "team", below=False, needed=True)
    target = parameters("team", "gross_margin_target")
    assert target[1] == Parameter("arr", "segment", below=True, needed=True)


def test_a_default_tolerates_absence() -> None:
    needed = {each.name: each.needed for each in parameters("team", "csms_needed")}
    assert needed == {"csms_target": True, "at_least": False, "at_most": False}


def test_one_formula_on_two_levels() -> None:
    assert CATALOGUE["team"]["gross_margin"].function is CATALOGUE["plan"]["gross_margin"].function
    assert {level for level, named in CATALOGUE.items() if "gap" in named} == {"team", "plan"}


def test_unit_and_meaning() -> None:
    figure = CATALOGUE["segment"]["csms_by_arr"]
    assert figure.unit == "CSMs"
    assert figure.meaning == "CSMs that the segment's recurring revenue asks for: a target."
    assert CATALOGUE["segment"]["verdict"].unit == "Text"


def lens(source: str, of: str | tuple[str, ...]) -> ModuleType:
    module = ModuleType("lens")
    exec(source, module.__dict__)  # noqa: S102 - a figure as somebody might write it
    module.of = of  # type: ignore[attr-defined]
    return module


@pytest.fixture
def catalogue_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, dict[str, Any]]]:
    def build(source: str, of: str | tuple[str, ...]) -> dict[str, dict[str, Any]]:
        monkeypatch.setattr(catalogue, "LENSES", (lens(source, of),))
        return catalogue._catalogue()  # noqa: SLF001 - what runs at import

    return build


@pytest.mark.parametrize(
    ("source", "of", "message"),
    [
        (
            "def double(custmers): return 2 * custmers",
            "segment",
            "segment figure double: no input or figure is named custmers",
        ),
        ("def double(team_custmers): return 1", "segment", "no input or figure is named team_custmers"),
        ("def double(nobody_arr): return 1", "segment", "no input or figure is named nobody_arr"),
        ("def hours(takes): return takes", "role", "role figure hours: no input or figure is named takes"),
        ("def pay(pay): return pay", "role", "role figure pay: no input or figure is named pay"),
    ],
)
def test_a_wrong_name_fails_at_import(catalogue_of: Callable[..., Any], source: str, of: str, message: str) -> None:
    with pytest.raises(LookupError, match=message):
        catalogue_of(source, of)


def test_a_lens_is_a_module(catalogue_of: Callable[..., Any]) -> None:
    source = (
        "__name__ = 'lens'\nfrom math import sqrt\nHALF = 0.5\ndef half(customers, arr=None): return HALF * customers"
    )
    found = catalogue_of(source, ("segment",))
    assert {level: list(named) for level, named in found.items() if named} == {"segment": ["half"]}
    assert found["segment"]["half"].meaning == ""
    assert [each.needed for each in found["segment"]["half"].parameters] == [True, False]
