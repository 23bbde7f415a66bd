"""Where an input comes from, in words and for JSON: a line of the plan, a record, a source of the rule pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.engine.catalogue import unit_of
from csplan.engine.levels import LABEL
from csplan.figures.inputs import INPUTS
from csplan.inputs.collect import Origin
from csplan.inputs.roles import hours_of_a_day
from csplan.lang.say import say, say_many
from csplan.measure.evidence import evidence
from csplan.measure.groups import EACH
from csplan.plan.currencies import code_or_nothing
from csplan.plan.types import for_tier, key_of
from csplan.values import read_duration, read_money
from csplan.values.units import precisely

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.measure.evidence import Evidence
    from csplan.measure.values import Estimate
    from csplan.plan.plan import Plan
    from csplan.plan.tasks import Task

    Whose = tuple[str, str | None]
    """A segment that has a value of its own, or ""; and the tier."""


_HANDFUL = 6
"""Lines that are named one by one."""


class Found(NamedTuple):
    """Where one input comes from: ``kind`` is stated, measured or default; what does not apply is None.

    ``n`` entries of a time log gave the value, whose 95% interval is ``low`` to ``high``. ``written`` is an amount as
    it stands in the file, where that is in another currency than the plan, or in days that count as hours.
    """

    kind: str
    text: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    source: str | None = None
    n: int | None = None
    low: float | None = None
    high: float | None = None
    written: str | None = None
    rows: int | None = None
    """How many rows of a record of customers it counts."""
    lines: Sequence[int] | None = None
    """Their lines, where they are a handful."""

    @property
    def row(self) -> dict[str, Any]:
        """Return the origin as JSON has it."""
        return self._asdict()


class Finder:
    """Finds where the inputs of a plan come from."""

    def __init__(self, plan: Plan, inputs: Inputs) -> None:
        """Keep the plan and its inputs; places are looked up when they are asked for."""
        self.plan = plan
        self.inputs = inputs
        self._rows: dict[tuple[str, Whose, str, str, str | None], Found] = {}
        self._tasks: Mapping[str, int] = {task.name: at for at, task in enumerate(plan.document.tasks or ())}

    def of_node(self, node: Node, name: str) -> Found:
        """Return where an input of a plan, role, team or segment comes from."""
        origin = self.inputs.origins[node.level, node.name][name]
        known = origin.rows is not None or self.plan.history is None
        by = next((each for each in EACH if each == node.level), None)
        if origin.kind == "measured" and by is not None and not known:
            unit = unit_of(node.level, name) or "Share"
            return self._found(origin, unit=unit, rows=evidence(self.plan.history, name, by, node.name))
        if node.level == "segment" and origin.path[:1] == ("economics",):
            # A target may be stated by tier: the place of the tier's own value is nearer.
            origin = origin._replace(path=(*origin.path, self.tier_of(node.name) or ""))
        role = node.name if name == "customer_hours" else None
        return self._found(origin, money=_is_money(node.level, name), role=role)

    def of_row(self, segment: Node, level: str, row: int, name: str) -> Found:
        """Return where an input of a task or cost line of a segment comes from.

        It is the same in all segments of a tier, but for those that a task names. What was collected for one row alone
        is kept by ``node/row``.
        """
        label = segment.rows[level].inputs[LABEL[level]][row]
        if level == "interval" and name == LABEL[level]:
            name = "arrival_share"  # where the day is stated, its parts are
        collected = self.inputs.origins.get((level, f"{segment.name}/{label}"))
        if collected is not None and name in collected:
            record = self.plan.history if level == "task" else None
            rows = evidence(record, name, "segment", segment.name) if record is not None else None
            return self._found(collected[name], money=_is_money(level, name), unit=INPUTS[level][name][0], rows=rows)
        tier = self.tier_of(segment.name)
        own = self._own_key(label, segment.name) if level == "task" and name == "times" else ""
        role = self.inputs.placed[segment.name].role if name == "takes" else None
        key = (level, (own, tier), label, name, role)
        if key not in self._rows:
            self._rows[key] = self._of_row(*key)
        return self._rows[key]

    def _own_key(self, task: str, segment: str) -> str:
        """Return the name of a segment where a task states its times for it; "" where they are its tier's."""
        times = (self.plan.document.tasks or ())[self._tasks[task]].times
        return key_of(times, None, segment)

    def _of_row(self, level: str, whose: Whose, label: str, name: str, role: str | None) -> Found:
        if level == "task":
            return self._of_task(label, whose, name, role)
        lines = (self.plan.document.economics and self.plan.document.economics.costs) or ()
        at = next(index for index, each in enumerate(lines) if each.name == label)
        if name == "years" and lines[at].years is None:
            return Found("default", say("default: csplan, each year anew"), source="csplan")
        return self._found(Origin("stated", ("economics", "costs", at, name, whose[1] or "")), money=name == "amount")

    def tier_of(self, segment: str) -> str | None:
        """Return the name of a segment's tier."""
        tier = self.inputs.placed[segment].tier
        return tier.name if tier else None

    def _of_task(self, name: str, whose: Whose, value: str, role: str | None) -> Found:
        segment, tier = whose
        at = self._tasks[name]
        task: Task = (self.plan.document.tasks or ())[at]
        if value == "takes" and task.takes is None:
            return self._measured(name, tier, value)
        if value == "times" and for_tier(task.times, tier, segment) is None:
            return self._measured(name, tier, value)
        if value == "is_play":
            return self._found(Origin("stated", ("value", "plays", "task")))
        if value == "avoidable" and task.avoidable is None:
            return Found("default", say("default: csplan, none of it"), source="csplan")
        return self._found(Origin("stated", ("tasks", at, value, segment or tier or "")), role=role)

    def _measured(self, task: str, tier: str | None, value: str) -> Found:
        record = self.plan.record
        measured = record.takes(task, tier) if value == "takes" else record.find(task, tier)
        estimate: Estimate = measured.takes if value == "takes" else measured.times
        unit = "Minutes" if value == "takes" else "Times"
        text = say_many(measured.n, "measured: 1 entry", "measured: {n} entries", n=f"{measured.n:,}")
        if estimate.low is not None and estimate.high is not None:
            text += f", {precisely(estimate.low, 'Times', digits=3)}–{precisely(estimate.high, unit, digits=3)}"
        file = record.log.file
        return Found("measured", text, file, source=file, n=measured.n, low=estimate.low, high=estimate.high)

    def _found(
        self,
        origin: Origin,
        *,
        money: bool = False,
        role: str | None = None,
        unit: str = "Share",
        rows: Evidence | None = None,
    ) -> Found:
        """Return an origin for people; ``role`` is the one whose day makes days hours."""
        if origin.kind == "measured":
            return _measured(origin, unit, rows or origin.rows)
        written = self._foreign(origin.path) if money and origin.path else self._days(origin.path, role)
        suffix = f", {written}" if written else ""
        if origin.kind == "default" and origin.path[:1] == ("rules",) and self.plan.origins.overrides(origin.path):
            origin = Origin("stated", origin.path)  # the plan's own line, whatever pack it stands over
        if origin.kind == "default" and (origin.source or not origin.path):
            text = say("default: {source}", source=f"{origin.source}{suffix}")
            return Found("default", text, source=origin.source, written=written)
        where = self.plan.origins.where(origin.path)
        text = f"{where.file}:{where.line}{suffix}"
        if origin.kind == "default":
            text = say("default: {source}", source=text)
        return Found(origin.kind, text, where.file, where.line, where.column, written=written)

    def _days(self, path: tuple[str | int, ...], role: str | None) -> str | None:
        """Return working time as it is written and the hours of a day, where it is in days and counts in hours."""
        at = self.plan.origins.written
        text = (at(path) or at(path[:-1])) if role is not None else ""
        if not text or not read_duration(text).days:
            return None
        day = f"{hours_of_a_day(self.plan, role):g} h"
        return say("{days} of {day} each", days=text.strip(), day=day)

    def _foreign(self, path: tuple[str | int, ...]) -> str | None:
        """Return an amount as it is written and its exchange rate, where it is in another currency than the plan."""
        at = self.plan.origins.written
        around = "" if path[0] == "rules" else at(path[:-1])
        text = at(path) or at((*path, "value")) or around
        if not text:
            return None
        own = read_money(text).currency
        currency = own or (self.plan.rules.currency if self.plan.rules and path[0] == "rules" else self.plan.currency)
        rate = (self.plan.document.fx or {}).get(code_or_nothing(currency))
        if rate is None or currency == self.plan.currency:
            return None
        return say("{amount} at {rate}", amount=f"{text.strip()}{'' if own else f' {currency}'}", rate=f"{rate:g}")


def _measured(origin: Origin, unit: str, rows: Evidence | None) -> Found:
    """Return where a measured input comes from: the file, how many rows of it, which where they are few; how sure."""
    lines = rows.lines if rows and rows.file == origin.source else ()
    few = lines if lines and len(lines) <= _HANDFUL else None
    facts = {"source": origin.source, "rows": f"{len(lines):,}"}
    if not lines:
        text = say("measured: {source}", **facts)
    elif few is None:
        text = say("measured: {rows} rows of {source}", **facts)
    else:
        facts["lines"] = ", ".join(f"{line:,}" for line in lines)
        text = say_many(len(lines), "measured: {source}, line {lines}", "measured: {source}, lines {lines}", **facts)
    if lines and rows and rows.beside:
        text = say("{measured}, from the ARR of {book}", measured=text, book=rows.beside)
    if origin.n is not None and origin.n != len(lines):
        text += f", n {origin.n:,}"
    if origin.low is not None and origin.high is not None:
        text += f", {precisely(origin.low, unit, digits=3)}–{precisely(origin.high, unit, digits=3)}"
    return Found(
        "measured",
        text,
        origin.source,
        source=origin.source,
        n=origin.n,
        low=origin.low,
        high=origin.high,
        rows=len(lines) or None,
        lines=few,
    )


def _is_money(level: str, name: str) -> bool:
    return level in INPUTS and name in INPUTS[level] and INPUTS[level][name][0].startswith("Money")
