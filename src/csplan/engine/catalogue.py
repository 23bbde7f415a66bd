"""Finds the figures and resolves each parameter of each to the place it is read from.

Levels are nodes: plan, role, team, segment, the rows of a segment (task, cost_line), a tier as another way to group
segments, and an item of spending. A parameter is read from the
same node, from one above, or, if its level lies below, as a list. Three rules settle names that stand on two levels:
the node's own comes first; a figure's own name as its parameter means the level below (``arr`` of a team adds up
``arr`` of its segments); and a level's name in front reads that level (``team_arr`` in a segment).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.figures import LENSES
from csplan.figures.inputs import INPUTS

if TYPE_CHECKING:
    from collections.abc import Callable

ABOVE: dict[str, tuple[str, ...]] = {
    "plan": (),
    "role": ("plan",),
    "spending": ("plan",),
    "tier": ("plan",),
    "team": ("role", "plan"),
    "segment": ("team", "role", "plan"),
    "task": ("segment", "team", "role", "plan"),
    "cost_line": ("segment", "team", "role", "plan"),
}
BELOW: dict[str, tuple[str, ...]] = {
    "plan": ("team", "spending"),
    "role": (),
    "spending": (),
    "tier": ("segment", "cost_line"),
    "team": ("segment",),
    "segment": ("task", "cost_line"),
    "task": (),
    "cost_line": (),
}
ROWS = ("task", "cost_line")
"""Levels whose nodes are kept as columns, because there are many of them."""


class Parameter(NamedTuple):
    """Where one parameter of a figure is read: a name on a level, in a direction; needed or not."""

    name: str
    level: str
    below: bool
    needed: bool


class Figure(NamedTuple):
    """One formula on one level."""

    name: str
    level: str
    function: Callable[..., Any]
    parameters: tuple[Parameter, ...]

    @property
    def unit(self) -> str:
        """Name of the figure's unit, as in csplan.figures.units."""
        return str(self.function.__annotations__["return"]).removesuffix(" | None")

    @property
    def meaning(self) -> str:
        """What the figure means, in one sentence."""
        return (self.function.__doc__ or "").partition("\n")[0]

    @property
    def source(self) -> str:
        """The source that the figure rests on, with its section, as in the docs; "" where it needs none."""
        words = " ".join((self.function.__doc__ or "").partition("Source: ")[2].split())
        return words.partition(". ")[0].partition(": ")[0].rstrip(".")


def _functions() -> dict[str, dict[str, Callable[..., Any]]]:
    functions: dict[str, dict[str, Callable[..., Any]]] = {level: {} for level in ABOVE}
    for module in LENSES:
        levels = (module.of,) if isinstance(module.of, str) else module.of
        for name, function in vars(module).items():
            if getattr(function, "__module__", None) == module.__name__ and callable(function):
                for level in levels:
                    functions[level][name] = function
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


def _catalogue() -> dict[str, dict[str, Figure]]:
    functions = _functions()
    names = {level: set(functions[level]) | set(INPUTS.get(level, ())) for level in ABOVE}
    catalogue: dict[str, dict[str, Figure]] = {}
    for level, named in functions.items():
        catalogue[level] = {}
        for name, function in named.items():
            code, defaults = function.__code__, function.__defaults__ or ()
            arguments = code.co_varnames[: code.co_argcount]
            parameters = tuple(
                Parameter(*_resolve(names, level, name, argument), needed=position < len(arguments) - len(defaults))
                for position, argument in enumerate(arguments)
            )
            catalogue[level][name] = Figure(name, level, function, parameters)
    return catalogue


CATALOGUE = _catalogue()
"""All figures by level and name."""
