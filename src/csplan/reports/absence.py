"""Why a figure is absent: down to the key of the plan to add, or the number that leaves nothing to divide by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.engine.catalogue import CATALOGUE, ROWS
from csplan.engine.trace import plain
from csplan.figures.inputs import INPUTS
from csplan.reports.names import LABEL, WORDS, Place, about, labelled, value_at
from csplan.reports.tree import Branch
from csplan.reports.units import precisely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.catalogue import Figure, Parameter
    from csplan.engine.nodes import Node
    from csplan.reports.report import Row

KEYS = {
    "arr_multiple": "`arr_multiple` to `economics`",
    "arr_per_csm": "`arr_per_csm` to the segment, or a rule pack with `rules`",
    "arr_cap": "`arr_cap` to the segment, or a rule pack that has one with `rules`",
    "internal_share": "`internal` to the role's `time`",
    "stated_csms_now": "`csms_now` to the team or its segments",
    "csms_now": "`csms_now` to the segment or its team",
    "max_customers_per_csm": "`max_customers_per_csm` to the tier",
    "gross_margin_target": "`gross_margin` to `economics`",
    "operating_margin_target": "`operating_margin` to `economics`",
    "cs_budget_share": "`cs_budget` to `economics`",
    "growth_cost_ratio": "`growth: {cost_per_100: ...}` to `economics`",
    "owned": "`growth: {cost_per_100: ...}` to `economics`",
    "credited_revenue": "`growth: {credited_revenue: ..., required_return: ...}` to `economics`",
    "required_return": "`growth: {credited_revenue: ..., required_return: ...}` to `economics`",
    "expansion": "`expansion` to the segment",
    "returned": "`returned` to the item of `spending`",
    "overdue": "a `review` to the item of `spending`",
    "low_touch": "a tier for the segment",
    "unserved_large_customers": "an account book with `accounts`",
    "amount": "an `amount` or a `share` for the tier to the cost line",
    "share": "an `amount` or a `share` for the tier to the cost line",
}
"""What to add where an input is absent; the others are keys of their own node: `renewal_rate` of the segment."""
_LEVELS = {
    "task": ("the plan has no tasks", "`tasks`"),
    "cost_line": ("the plan has no costs", "`costs` and a target to `economics`"),
    "spending": ("the plan lists no spending", "`spending` to `economics`"),
}
_OF_A_PACK = frozenset(INPUTS["plan"]) - {"conflict", "arr_multiple"}
MOST = 5
"""Nodes or rows below that are named where all of them lack something."""


def tree(place: Place, name: str, depth: float) -> Branch:
    """Return why a figure or input is absent, as a tree down to what is not stated."""
    whole = _branch(place, name, name, set())
    return _cut(whole, depth)._replace(notes=[*whole.notes, *_summary(whole)])


def _summary(whole: Branch) -> list[str]:
    """Return in one sentence what is to be done about an absent figure."""
    remedies: dict[str, list[str]] = {}
    for row in _reasons(whole):
        if "add" in row:
            remedies.setdefault(row["add"], []).append(row["figure"] or "")
    texts = []
    for add, names in remedies.items():
        named = _listed([name for name in dict.fromkeys(names) if name])
        texts.append(f"{named} not stated: add {add}" if named else f"add {add}")
    return [f"What is missing: {'; or '.join(texts)}."] if texts else []


def _branch(place: Place, name: str, label: str, seen: set[tuple[Node, int, str]]) -> Branch:
    meaning = about(place.level, name)
    row: Row = {"figure": name, "level": place.level, "name": place.name, "value": None, "unit": meaning.unit}
    row |= {"meaning": meaning.meaning, "source": meaning.source or None, "operation": "absent"}
    figure = CATALOGUE[place.level].get(name)
    if figure is None:
        add = _key(place, name)
        return Branch(row | {"because": f"{name} is not stated", "add": add}, label, f"is not stated: add {add}")
    if (place.node, place.row, name) in seen:
        return Branch(row | {"above": True}, label, "is absent", "(above)")
    seen.add((place.node, place.row, name))
    notes = [f"{meaning.meaning}{f' ({meaning.source})' if meaning.source else ''}"]
    for needed in (True, False):
        parts = [
            missing if isinstance(missing, Branch) else _branch(*missing, labelled(*missing, place), seen)
            for parameter in figure.parameters
            if parameter.needed == needed
            for missing in _missing(place, parameter)
        ]
        if parts:
            texts = dict.fromkeys(part.head for part in parts if part.head)
            text = f"is absent, because {_listed(list(texts))} absent" if texts else "is absent"
            return Branch(row | {"alternatives": not needed}, label, text, "", notes, tuple(parts))
    because = _undefined(place, figure)
    return Branch(row | {"because": because}, label, f"is absent, because {because}", "", notes)


def _missing(place: Place, parameter: Parameter) -> Iterator[tuple[Place, str] | Branch]:
    """Return where a parameter of a figure is absent, or a branch that says that a level below is missing."""
    name, level, below, _ = parameter
    if about(level, name).unit == "Text":
        return
    if level == place.level and not below:
        if value_at(place, name) is None:
            yield place, name
    elif not below:
        node = place.node if place.node.level == level else place.node.above[level]
        if node.value(name) is None:
            yield Place(level, node), name
    elif level in ROWS or level not in place.node.below:
        if level not in place.node.rows:
            because, add = _LEVELS[level]
            row = {"figure": None, "level": level, "value": None, "operation": "absent", "because": because, "add": add}
            yield Branch(row, "", f"{because}: add {add}")
            return
        rows = place.node.rows[level]
        column = rows.column(name) or [None] * len(rows.inputs[LABEL[level]])
        absent = [at for at, value in enumerate(column) if value is None]
        yield from ((Place(level, place.node, at), name) for at in absent[:MOST])
    else:
        lacking = [node for node in place.node.below[level] if node.value(name) is None]
        yield from ((Place(level, node), name) for node in lacking[:MOST])


def _undefined(place: Place, figure: Figure) -> str:
    """Say which number leaves a formula without an answer, though all that it needs is there."""
    values = [_plain(place, parameter) for parameter in figure.parameters]
    zeros = []
    for position, (parameter, value) in enumerate(zip(figure.parameters, values, strict=True)):
        many = isinstance(value, list)
        if value == 0 or (many and not any(value)):
            # Were it not 0, would there be an answer? What is divided may well be 0, the divisor may not.
            other = [1.0 for _ in value] if many else 1.0
            if figure.function(*values[:position], other, *values[position + 1 :]) is not None:
                zeros.append(parameter.name)
    if zeros:
        return f"{_listed(zeros)} 0"
    known = [
        f"{name} is {precisely(value, about(level, name).unit)}"
        for (name, level, below, _), value in zip(figure.parameters, values, strict=True)
        if value is not None and not below
    ]
    return f"there is nothing to say where {' and '.join(known)}"


def _plain(place: Place, parameter: Parameter) -> Any:  # noqa: ANN401 - any figure
    name, level, below, _ = parameter
    if below:
        return [plain(value) for value in place.node.below_values(level, name) or ()]
    return plain(value_at(place if level == place.level else Place(level, _node(place, level)), name))


def _node(place: Place, level: str) -> Node:
    return place.node if place.node.level == level else place.node.above[level]


def _key(place: Place, name: str) -> str:
    if name in KEYS:
        return KEYS[name]
    if name.startswith("before_"):
        return "a change to compare with: `csplan options` makes them"
    if name in _OF_A_PACK:
        return "a rule pack with `rules`"
    return f"`{name}` to {WORDS[place.level]} {place.name}"


def _reasons(branch: Branch) -> Iterator[Row]:
    """Return what is missing at the ends of a tree; where one of several would do, what can be stated at once."""
    if "because" in branch.row:
        yield branch.row
    ends = [part for part in branch.parts if "because" in part.row]
    for part in ends if branch.row.get("alternatives") and ends else branch.parts:
        yield from _reasons(part)


def _cut(branch: Branch, depth: float) -> Branch:
    parts = tuple(_cut(part, depth - 1) for part in branch.parts) if depth > 0 else ()
    return branch._replace(parts=parts)


def _listed(texts: Sequence[str]) -> str:
    if len(texts) <= 1:
        return f"{texts[0]} is" if texts else ""
    return f"{', '.join(texts[:-1])} and {texts[-1]} are"
