"""Why a figure is absent: down to the key of the plan to add, or the number that leaves nothing to divide by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.explain.asked import Place, about, labelled, value_at
from csplan.engine.catalogue import CATALOGUE
from csplan.engine.levels import LABEL, LEVEL
from csplan.engine.trace import plain
from csplan.figures.inputs import CREDITED, OF_A_RECORD
from csplan.inputs.all_bindings import binding
from csplan.inputs.history import OF_EVENTS
from csplan.lang.say import later, say
from csplan.report.report import Branch
from csplan.values.units import precisely

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from csplan.engine.catalogue import Figure, Parameter
    from csplan.engine.nodes import Node
    from csplan.report.report import Row

_TOLD = {
    **dict.fromkeys(OF_A_RECORD, later("`snapshots`: how customers were, day by day")),
    **dict.fromkeys(OF_EVENTS, later("`events`: renewals, expansions and what else happened")),
    **dict.fromkeys(
        ("successful", "pleased", "captive", "failing", "unscored", "called_healthy", "called_healthy_arr"),
        later("`snapshots`, and to `health` what it is told from: `outcome`, `experience` and `colours`"),
    ),
    **dict.fromkeys(("nps_total", "nps_known"), later("`snapshots`, and `overall` to `experience` of `health`")),
    "value": later("it to the snapshots: no row of the last days of the period has it"),
    **dict.fromkeys(("high", "green", "lime", "yellow"), "`colours: {{green: 75, lime: 62, yellow: 45}}` to `health`"),
    "cs_budget_money": "`cs_budget: 1.2M` to `economics`",
    "required_return": "`growth: {{credited_revenue: ..., required_return: ...}}` to `economics`",
    "overdue": later("a `review` to the item of `spending`"),
    "low_touch": later("a tier for the segment"),
    "unserved_large_customers": later("an account book with `accounts`"),
    **dict.fromkeys(("file_filled", "file_filled_known"), later("`file` to `scorecard`: columns of the snapshots")),
    **dict.fromkeys(("depth_reached", "depth_reached_known"), later("`depth` to `scorecard`: a column")),
    **dict.fromkeys(("stage_reached", "stage_reached_known"), later("`executives` to `scorecard`")),
    **dict.fromkeys(
        ("contacted", "contacted_known"),
        later("`executives: {{contact: ...}}` to `scorecard`, or events `contact` with executive"),
    ),
    **dict.fromkeys(("lead_customers", "customer_years"), later("leads to the events: `csql`")),
    "leads_full": later("`leads: 60` to `scorecard`: how many of 100 customers a year count as full"),
    **dict.fromkeys(("requests_with_use", "requests_old"), later("events `request` and `used`")),
    **dict.fromkeys(("days_late_total", "payments", "invoices_open"), later("events `invoice` and `payment`")),
    **dict.fromkeys(("new_healthy", "new_known"), later("`since` to the account book, and snapshots")),
    **dict.fromkeys(("silent", "silent_known"), later("events `contact`, or a time log with customers")),
    **dict.fromkeys(
        ("renewals_judged", "kept_shares", "renewals_expected", "renewals_variance", "decided"),
        later("events `renewal`"),
    ),
    "customers_held": later("snapshots with customers of this CSM"),
}
"""What to add where an input is absent that no key states as it stands."""
_OF_VALUE = later("`value`, and `events` of its customers, to the plan")
_TOLD |= dict.fromkeys((*CREDITED, "plays", "period_years", "people_there"), _OF_VALUE)
_TOLD |= {f"added_{what}_{end}": _OF_VALUE for what in ("renewals", "by_plays") for end in ("low", "high")}
_BESIDE = {"cost_line": later("`costs` and a target to `economics`")}
"""What to add where a plan has nothing of a level and its own key alone would do nothing."""
_SECTIONS = {level.name: level.section for level in LEVEL.values() if level.section}
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
        facts = {"figures": named, "add": add}
        texts.append(say("{figures} not stated: add {add}", **facts) if named else say("add {add}", **facts))
    return [say("What is missing: {missing}.", missing=say("; or ").join(texts))] if texts else []


def _branch(place: Place, name: str, label: str, seen: set[tuple[Node, int, str]]) -> Branch:
    meaning = about(place.level, name)
    row: Row = {"figure": name, "level": place.level, "name": place.name, "value": None, "unit": meaning.unit}
    row |= {"meaning": meaning.meaning, "source": meaning.source or None, "operation": "absent"}
    figure = CATALOGUE[place.level].get(name)
    if figure is None:
        add = _key(place, name)
        because = say("{figure} is not stated", figure=name)
        return Branch(row | {"because": because, "add": add}, label, say("is not stated: add {add}", add=add))
    if (place.node, place.row, name) in seen:
        return Branch(row | {"above": True}, label, say("is absent"), say("(above)"))
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
            listed = _listed(list(texts))
            text = say("is absent, because {figures} absent", figures=listed) if texts else say("is absent")
            return Branch(row | {"alternatives": not needed}, label, text, "", notes, tuple(parts))
    because = _undefined(place, figure)
    return Branch(row | {"because": because}, label, say("is absent, because {reason}", reason=because), "", notes)


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
    elif level in place.node.linked:
        links = [link for link in place.node.linked[level] if link.value(level, name) is None]
        yield from ((Place(level, link.node, link.row), name) for link in links[:MOST])
    elif level in LABEL or level not in place.node.below:
        if level not in place.node.rows:
            because, add = _nothing(level)
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


def _nothing(level: str) -> tuple[str, str]:
    """Say that a plan has nothing of a level, and what to add."""
    if level not in _SECTIONS:
        return say("nothing can be compared"), say(_OF_VALUE)
    *around, key = _SECTIONS[level]
    add = f"`{key}`{''.join(f' to `{step}`' for step in reversed(around))}"
    return say("the plan has no {key}", key=key), say(_BESIDE[level]) if level in _BESIDE else add


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
    return say("there is nothing to say where {figures}", figures=say(" and ").join(known))


def _plain(place: Place, parameter: Parameter) -> Any:  # noqa: ANN401 - any figure
    name, level, below, _ = parameter
    if below:
        return [plain(value) for value in place.node.below_values(level, name) or ()]
    return plain(value_at(place if level == place.level else Place(level, _node(place, level)), name))


def _node(place: Place, level: str) -> Node:
    return place.node if place.node.level == level else place.node.above[level]


def _key(place: Place, name: str) -> str:
    row = binding(place.level, name)
    if row is not None:
        return row.add.replace("{name}", place.name)
    return say(_TOLD.get(name, later("a change to compare with: `csplan options` makes them")))


def _reasons(branch: Branch) -> Iterator[Row]:
    """Return what is missing at the ends of a tree; where one of several would do, what can be stated at once."""
    if "because" in branch.row:
        yield branch.row
    ends = [part for part in branch.parts if _is_end(part)]
    for part in ends if branch.row.get("alternatives") and ends else branch.parts:
        yield from _reasons(part)


def _is_end(branch: Branch) -> bool:
    """Tell whether a part can be stated at once: an input, or a figure of one."""
    return "because" in branch.row or (len(branch.parts) == 1 and _is_end(branch.parts[0]))


def _cut(branch: Branch, depth: float) -> Branch:
    parts = tuple(_cut(part, depth - 1) for part in branch.parts) if depth > 0 else ()
    return branch._replace(parts=parts)


def _listed(texts: Sequence[str]) -> str:
    if len(texts) <= 1:
        return f"{texts[0]} is" if texts else ""
    return f"{', '.join(texts[:-1])} and {texts[-1]} are"
