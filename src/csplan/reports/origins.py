"""Where an input comes from, in words and for JSON: a line of the plan, a record, a source of the rule pack."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from csplan.figures.inputs import INPUTS
from csplan.inputs import Origin
from csplan.plan.types import code_or_nothing, for_tier
from csplan.reports.names import LABEL
from csplan.reports.units import precisely
from csplan.values import read_money

if TYPE_CHECKING:
    from collections.abc import Mapping

    from csplan.engine.nodes import Node
    from csplan.inputs import Inputs
    from csplan.measure.values import Estimate
    from csplan.plan.document import Plan
    from csplan.plan.tasks import Task
    from csplan.reports.report import Row


class Found(NamedTuple):
    """Where one input comes from: ``kind`` is stated, measured or default; what does not apply is None.

    ``n`` entries of a time log gave the value, whose 95% interval is ``low`` to ``high``. ``written`` is an amount as
    it stands in the file, where that is in another currency than the plan.
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

    @property
    def row(self) -> Row:
        """Return the origin as JSON has it."""
        return self._asdict()


class Finder:
    """Finds where the inputs of a plan come from."""

    def __init__(self, plan: Plan, inputs: Inputs) -> None:
        """Keep the plan and its inputs; places are looked up when they are asked for."""
        self.plan = plan
        self.inputs = inputs
        self._rows: dict[tuple[str, str | None, str, str], Found] = {}
        self._tasks: Mapping[str, int] = {task.name: at for at, task in enumerate(plan.document.tasks or ())}

    def of_node(self, node: Node, name: str) -> Found:
        """Return where an input of a plan, role, team or segment comes from."""
        origin = self.inputs.origins[node.level, node.name][name]
        if node.level == "segment" and origin.path[:1] == ("economics",):
            # A target may be stated by tier: the place of the tier's own value is nearer.
            origin = origin._replace(path=(*origin.path, self.tier_of(node.name) or ""))
        return self._found(origin, money=_is_money(node.level, name))

    def of_row(self, segment: Node, level: str, row: int, name: str) -> Found:
        """Return where an input of a task or cost line of a segment comes from: the same in all segments of a tier."""
        tier = self.tier_of(segment.name)
        key = (level, tier, segment.rows[level].inputs[LABEL[level]][row], name)
        if key not in self._rows:
            self._rows[key] = self._of_row(*key)
        return self._rows[key]

    def _of_row(self, level: str, tier: str | None, label: str, name: str) -> Found:
        if level == "task":
            return self._of_task(label, tier, name)
        lines = (self.plan.document.economics and self.plan.document.economics.costs) or ()
        at = next(index for index, each in enumerate(lines) if each.name == label)
        if name == "years" and lines[at].years is None:
            return Found("default", "default: csplan, each year anew", source="csplan")
        return self._found(Origin("stated", ("economics", "costs", at, name, tier or "")), money=name == "amount")

    def tier_of(self, segment: str) -> str | None:
        """Return the name of a segment's tier."""
        tier = self.inputs.placed[segment].tier
        return tier.name if tier else None

    def _of_task(self, name: str, tier: str | None, value: str) -> Found:
        at = self._tasks[name]
        task: Task = (self.plan.document.tasks or ())[at]
        if value == "takes" and task.takes is None:
            return self._measured(name, tier, value)
        if value == "times" and for_tier(task.times, tier) is None:
            return self._measured(name, tier, value)
        if value == "avoidable" and task.avoidable is None:
            return Found("default", "default: csplan, none of it", source="csplan")
        return self._found(Origin("stated", ("tasks", at, value, tier or "")))

    def _measured(self, task: str, tier: str | None, value: str) -> Found:
        record = self.plan.record
        measured = record.takes(task, tier) if value == "takes" else record.find(task, tier)
        estimate: Estimate = measured.takes if value == "takes" else measured.times
        unit = "Minutes" if value == "takes" else "Times"
        text = f"measured: {measured.n:,} {'entry' if measured.n == 1 else 'entries'}"
        if estimate.low is not None and estimate.high is not None:
            text += f", {precisely(estimate.low, 'Times', digits=3)}–{precisely(estimate.high, unit, digits=3)}"
        file = record.log.file
        return Found("measured", text, file, source=file, n=measured.n, low=estimate.low, high=estimate.high)

    def _found(self, origin: Origin, *, money: bool = False) -> Found:
        if origin.kind == "measured":
            return Found("measured", f"measured: {origin.source}", origin.source, source=origin.source)
        written = self._foreign(origin.path) if money and origin.path else None
        suffix = f", {written}" if written else ""
        if origin.kind == "default" and (origin.source or not origin.path):
            return Found("default", f"default: {origin.source}{suffix}", source=origin.source, written=written)
        where = self.plan.origins.where(origin.path)
        text = f"{'default: ' * (origin.kind == 'default')}{where.file}:{where.line}{suffix}"
        return Found(origin.kind, text, where.file, where.line, where.column, written=written)

    def _foreign(self, path: tuple[str | int, ...]) -> str | None:
        """Return an amount as it is written and its exchange rate, where it is in another currency than the plan."""
        at = self.plan.origins.written
        text = at(path) or at((*path, "value")) or at(path[:-1])
        if not text:
            return None
        own = read_money(text).currency
        currency = own or (self.plan.rules.currency if self.plan.rules and path[0] == "rules" else self.plan.currency)
        rate = (self.plan.document.fx or {}).get(code_or_nothing(currency))
        if rate is None or currency == self.plan.currency:
            return None
        return f"{text.strip()}{'' if own else f' {currency}'} at {rate:g}"


def _is_money(level: str, name: str) -> bool:
    return level in INPUTS and name in INPUTS[level] and INPUTS[level][name][0].startswith("Money")
