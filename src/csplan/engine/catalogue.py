"""Finds the figures and resolves each parameter of each to the place it is read from.

A parameter is read from the same node, from one above, or, if its level lies below, as a list. What is above and below
stands in `levels.py`. Three rules settle names that stand on two levels:
the node's own comes first; a figure's own name as its parameter means the level below (``arr`` of a team adds up
``arr`` of its segments); and a level's name in front reads that level (``team_arr`` in a segment).
"""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.levels import ABOVE, BELOW
from csplan.figures import LENSES
from csplan.figures.cases import CASES, name_in
from csplan.figures.inputs import INPUTS

if TYPE_CHECKING:
    from collections.abc import Callable


class Parameter(NamedTuple):
    """Where one parameter of a figure is read: a name on a level, in a direction; needed or not."""

    name: str
    level: str
    below: bool
    needed: bool


class Figure(NamedTuple):
    """One formula on one level, in one case; ``arguments`` are its parameters as they are called there."""

    name: str
    level: str
    function: Callable[..., Any]
    reads: tuple[tuple[str, str, bool, bool], ...]
    """Its parameters as plain tuples, which unpack in a fraction of the time: each evaluation does."""
    case: str = ""
    arguments: tuple[str, ...] = ()

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Where each of its parameters is read."""
        return tuple(Parameter(*each) for each in self.reads)

    @property
    def unit(self) -> str:
        """Name of the figure's unit, as in csplan.figures.units."""
        return str(self.function.__annotations__["return"]).removesuffix(" | None")

    @property
    def meaning(self) -> str:
        """What the figure means, in one sentence."""
        return self.text.partition("\n")[0]

    @property
    def text(self) -> str:
        """Its docstring, which says who is there."""
        return (self.function.__doc__ or "").replace("{people}", CASES[self.case].people)

    @property
    def source(self) -> str:
        """The source that the figure rests on, with its section, as in the docs; "" where it needs none."""
        words = " ".join(self.text.partition("Source: ")[2].split())
        return words.partition(". ")[0].partition(": ")[0].rstrip(".")


def _functions() -> dict[str, dict[str, tuple[Callable[..., Any], str]]]:
    """Return the formula of each figure, by level and name, and the case in which it is asked."""
    functions: dict[str, dict[str, tuple[Callable[..., Any], str]]] = {level: {} for level in ABOVE}
    for module in LENSES:
        levels = (module.of,) if isinstance(module.of, str) else module.of
        for name, function in vars(module).items():
            if type(function) is FunctionType and function.__module__ == module.__name__:
                for level in levels:
                    for case in getattr(function, "cases", ("",)):
                        functions[level][name_in(case, name)] = function, case
    return functions


def _resolve(names: dict[str, set[str]], level: str, figure: str, parameter: str) -> tuple[str, str, bool]:
    if parameter != figure and parameter in names[level]:
        return parameter, level, False
    if parameter != figure:
        for above in ABOVE[level]:
            if parameter in names[above]:
                return parameter, above, False
    for below in BELOW[level]:
        if parameter in names[below]:
            return parameter, below, True
    prefix, _, rest = parameter.partition("_")
    if prefix in (*ABOVE[level], *BELOW[level]) and rest in names[prefix]:
        return rest, prefix, prefix in BELOW[level]
    message = f"{level} figure {figure}: no input or figure is named {parameter}"
    raise LookupError(message)


def _in_case(names: dict[str, set[str]], level: str, figure: str, parameter: str, case: str) -> str:
    """Return what a parameter is called in a case: as it is where it is the same whoever is there."""
    other = name_in(case or "planned", parameter)
    try:
        _resolve(names, level, figure, other)
    except LookupError:
        return parameter
    return other


def _catalogue() -> dict[str, dict[str, Figure]]:
    functions = _functions()
    names = {level: set(functions[level]) | set(INPUTS.get(level, ())) for level in ABOVE}
    catalogue: dict[str, dict[str, Figure]] = {}
    for level, named in functions.items():
        catalogue[level] = {}
        for name, (function, case) in named.items():
            code = function.__code__
            arguments = code.co_varnames[: code.co_argcount]
            if hasattr(function, "cases"):
                arguments = tuple(_in_case(names, level, name, each, case) for each in arguments)
            needed = len(arguments) - len(function.__defaults__ or ())
            reads = tuple(
                (*_resolve(names, level, name, argument), position < needed)
                for position, argument in enumerate(arguments)
            )
            catalogue[level][name] = Figure(name, level, function, reads, case, arguments)
    return catalogue


CATALOGUE = _catalogue()
"""All figures by level and name."""

OF_THE_WHOLE = tuple(
    name
    for module in LENSES
    if getattr(module, "of_the_whole", False)
    for name, figure in CATALOGUE["plan"].items()
    if figure.function.__module__ == module.__name__
)
"""Figures of a plan that count all of its teams, also in a copy that has only some."""


def unit_of(level: str, name: str) -> str | None:
    """Return the unit of a figure or input of a level or the nearest one above that has it; None where none has."""
    for each in (level, *ABOVE[level]):
        if name in CATALOGUE[each]:
            return CATALOGUE[each][name].unit
        if name in INPUTS.get(each, ()):
            return INPUTS[each][name][0]
    return None
