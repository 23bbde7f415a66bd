"""What every figure and input must have, whichever lens it belongs to."""

from __future__ import annotations

import ast
import inspect
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from csplan.engine.catalogue import CATALOGUE
from csplan.figures import LENSES, units
from csplan.figures.inputs import INPUTS

if TYPE_CHECKING:
    from csplan.engine.catalogue import Figure

UNITS = set(units.__annotations__)
FIGURES = [
    pytest.param(figure, id=f"{level}: {name}") for level, named in CATALOGUE.items() for name, figure in named.items()
]


@pytest.mark.parametrize("figure", FIGURES)
def test_a_figure_has_a_unit_a_meaning_and_a_place(figure: Figure) -> None:
    assert figure.unit in UNITS
    assert figure.meaning.count(".") == 1
    assert figure.meaning.endswith(".")
    assert figure.name.isidentifier()
    assert figure.name not in UNITS


@pytest.mark.parametrize("figure", FIGURES)
def test_a_parameter_has_the_unit_of_what_it_reads(figure: Figure) -> None:
    annotations = figure.function.__annotations__
    for parameter, name in zip(figure.parameters, inspect.signature(figure.function).parameters, strict=True):
        written = str(annotations[name]).replace(" | None", "")
        if parameter.below:
            assert written.startswith("list[")
            written = written.removeprefix("list[").removesuffix("]")
        read = CATALOGUE[parameter.level].get(parameter.name)
        unit = read.unit if read else INPUTS[parameter.level][parameter.name][0]
        if figure.case and (written, unit) == ("Heads", "CSMs"):
            continue  # people of other cases need not be whole
        assert written == unit, name


@pytest.mark.parametrize("figure", FIGURES)
def test_what_may_be_absent_says_so(figure: Figure) -> None:
    signature = inspect.signature(figure.function)
    for name, parameter in signature.parameters.items():
        tolerated = str(figure.function.__annotations__[name]).endswith(" | None")
        assert tolerated == (parameter.default is None), name


def test_no_figure_needs_itself() -> None:
    needs = {
        (level, name): {(parameter.level, parameter.name) for parameter in figure.parameters}
        for level, named in CATALOGUE.items()
        for name, figure in named.items()
    }
    TopologicalSorter(needs).prepare()


def test_inputs_have_a_unit_and_a_meaning() -> None:
    assert CATALOGUE.keys() == INPUTS.keys()
    for inputs in INPUTS.values():
        for name, (unit, meaning) in inputs.items():
            assert unit in UNITS
            assert meaning, name


def test_every_input_is_read_by_a_figure_or_names_a_row() -> None:
    read = {
        (parameter.level, parameter.name)
        for named in CATALOGUE.values()
        for figure in named.values()
        for parameter in figure.parameters
    }
    stated = {(level, name) for level, inputs in INPUTS.items() for name in inputs}
    assert stated - read == {
        ("task", "task"),
        ("cost_line", "line"),
        ("spending", "spending"),
        ("interval", "interval"),
        ("purpose", "purpose"),
        ("stratum", "stratum"),
        ("measure", "measure"),
        # What an estimate could be is shown beside it, and no other figure is made of it.
        *(
            ("indicator", f"{name}_{end}")
            for name in ("lift", "rate_difference", "lift_within")
            for end in ("low", "high")
        ),
        ("indicator", "verdict"),
        ("cell", "cell"),
        # What is counted of one person is shown as it is; of segments it is added up.
        *(("csm", name) for name in ("at_risk_end", "saves", "left", "new", "unknown")),
        *((half, "dimension") for half in ("outcome", "experience")),
        *(("csm", name) for name in ("successful", "pleased", "captive", "failing", "unscored")),
        *(("csm", name) for name in ("called_healthy", "called_healthy_arr")),
        *(("csm", name) for name in ("customers_held", "decided", "silent", "silent_known", "invoices_open")),
    }


def test_no_name_is_input_and_figure() -> None:
    for level, inputs in INPUTS.items():
        assert not inputs.keys() & CATALOGUE[level].keys()


@pytest.mark.parametrize("lens", LENSES, ids=lambda lens: lens.__name__)
def test_a_lens_decides_through_its_operations_only(lens: object) -> None:
    # Only what is absent, or a text, may steer a formula: a number could be an array or a traced cell.
    for node in ast.walk(ast.parse(inspect.getsource(lens))):  # type: ignore[arg-type]
        if isinstance(node, ast.Compare):
            [operator] = node.ops
            assert isinstance(operator, (ast.Is, ast.IsNot, ast.In)) or isinstance(node.comparators[0], ast.Constant)
            if isinstance(operator, ast.Eq):
                assert isinstance(node.comparators[0], ast.Constant)
                assert isinstance(node.comparators[0].value, str)
