"""Inputs of a node as they come in, each with where it comes from."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from csplan.inputs.bindings import read_as_stated
from csplan.plan.types import Amount, for_tier
from csplan.values import Duration

if TYPE_CHECKING:
    from csplan.inputs.bindings import Binding
    from csplan.measure.evidence import Evidence
    from csplan.plan.rules import Defaults
    from csplan.plan.types import Section, Sourced


OF_PACK = ("rules", "defaults")
"""Where a rule pack has what counts where a plan says nothing; its path also where csplan itself says it."""


class Origin(NamedTuple):
    """Where an input comes from: ``path`` leads to it in the plan or its rule pack, ``source`` names source or file."""

    kind: Literal["stated", "measured", "default"]
    path: tuple[str | int, ...] = ()
    source: str = ""
    n: int | None = None
    """How many of them a record measures it by, where that is counted; and the interval, where there is one."""
    low: float | None = None
    high: float | None = None
    rows: Evidence | None = None
    """The rows of a record that it counts, where they are known beforehand."""


@cache
def _with_defaults(model: type[Section], section: str, level: str) -> tuple[tuple[tuple[str, ...], Binding], ...]:
    """Return the inputs that count where nothing states them, each after all names by which it may be stated."""
    rows = (row for row in read_as_stated(model, section, level) if row.pack or row.default is not None)
    return tuple(((*row.names, f"{row.name}_hours"), row) for row in rows)


class Collector:
    """Inputs of one node as they come in; what is absent is left out."""

    def __init__(self) -> None:
        """Start with none."""
        self.values: dict[str, Any] = {}
        self.origins: dict[str, Origin] = {}

    def stated(self, name: str, value: Any, *path: str | int) -> None:  # noqa: ANN401 - a number or a text
        """Take what the plan states at a path."""
        if value is not None:
            self.values[name] = value
            self.origins[name] = Origin("stated", path)

    def measured(  # noqa: PLR0913 - what is known of a measured value
        self,
        name: str,
        value: float | None,
        source: str,
        *,
        n: int | None = None,
        low: float | None = None,
        high: float | None = None,
        rows: Evidence | None = None,
    ) -> bool:
        """Take what a record says; tell whether it says anything."""
        if value is None:
            return False
        self.values[name] = float(value)
        self.origins[name] = Origin("measured", (), source, n, low, high, rows)
        return True

    def default(self, name: str, value: Any, source: str, *path: str | int) -> None:  # noqa: ANN401 - a number or a text
        """Take what counts where nothing else was taken."""
        if name not in self.values and value is not None:
            self.values[name] = value
            self.origins[name] = Origin("default", path, source)

    def take(self, other: Collector) -> None:
        """Take all that another has, as if it had come in here."""
        self.values |= other.values
        self.origins |= other.origins

    def forget(self, name: str) -> None:
        """Drop what was taken by default, where it turns out to be no matter."""
        if name in self.origins and self.origins[name].kind == "default":
            del self.values[name], self.origins[name]

    def without(self, name: str) -> Collector:
        """Return all that was taken but one, where something else knows that better."""
        other = Collector()
        other.take(self)
        other.values.pop(name, None)
        other.origins.pop(name, None)
        return other

    def sourced(self, name: str, default: Sourced[float] | None, *path: str | int) -> None:
        """Take a number of a rule pack where nothing else was taken."""
        if default is not None:
            self.default(name, default.value, default.source, *path)

    def section(self, section: Section | None, *path: str | int, level: str, tier: str | None = None) -> None:
        """Take all inputs of a level that a section of the plan states just as they stand there, for a tier."""
        where = str(path[0]) if path else ""
        for row in read_as_stated(type(section), where, level) if section is not None else ():
            value = getattr(section, row.field)
            if row.by_tier:
                value = for_tier(value, tier)
            if value is None:
                continue
            if isinstance(value, Duration):
                self.time(row.name, value, *path, row.key)
            elif not isinstance(value, Amount):  # which is of all customers together
                self.stated(row.name, value, *path, row.key)

    def time(self, name: str, value: Duration | None, *path: str | int) -> None:
        """Take working time: in hours as it stands, of days the days, which a role's day makes hours."""
        if value is None:
            return
        if not value.days:
            self.stated(f"{name}_hours", value.hours, *path)
            return
        self.stated(f"{name}_days", value.days, *path)
        if value.hours:
            self.stated(f"{name}_in_hours", value.hours, *path)

    def defaults(self, section: Section, *path: str, level: str, defaults: Defaults) -> None:
        """Take what counts where a section of the plan does not say it: of the rule pack, else csplan's own."""
        for names, row in _with_defaults(type(section), path[0] if path else "", level):
            if not self.values.keys().isdisjoint(names):
                continue
            name = names[0]
            if row.pack:
                self.sourced(name, getattr(defaults, row.pack), *OF_PACK, row.pack)
            else:
                self.default(name, row.default, row.source)
