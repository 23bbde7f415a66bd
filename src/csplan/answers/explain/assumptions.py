"""What all numbers rest on: stated, measured, default; how far each moves the result; what to measure first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.answers.explain.asked import Unclear, about, named_node
from csplan.answers.explain.decisions import decisions, table_of
from csplan.answers.nodes import head_of, teams_of
from csplan.engine.levels import LABEL
from csplan.engine.tree import inside
from csplan.findings.diagnostic import first_of
from csplan.inputs.all_bindings import BINDINGS
from csplan.inputs.build import build
from csplan.inputs.origins import Finder, Found
from csplan.lang.glossary import english, label
from csplan.lang.say import later, say
from csplan.report.report import Advice, Column, Report, Table, said
from csplan.studies.sensitivity import FIGURES, OFF, Slot, moves
from csplan.values import show_csms, show_number
from csplan.values.units import precisely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.report.report import Row
    from csplan.studies.sensitivity import Moves

ASSUMPTION_COLUMNS = (
    Column("assumption", "Text", "assumption"),
    Column("input", "Text"),
    Column("value", "Number"),
    Column("shown", "Text", "value"),
    Column("unit", "Text"),
    Column("kind", "Text"),
    Column("from", "Text", "from"),
    Column("origin", "Origin"),
    Column("inputs", "Count"),
    Column("at_least", "CSMs", english("at_least")),
    Column("csms_needed", "CSMs", "CSMs"),
    Column("at_most", "CSMs", english("at_most")),
)
SEGMENT_COLUMNS = (
    Column("segment", "Text", "segment"),
    Column("confidence", "Text", "confidence"),
    Column("measured", "Share", "measured"),
)
MEASURABLE = {
    **{name: row.measured_by for row in BINDINGS for name in row.names if row.measured_by},
    "at_risk_customers": "book",
}
"""What a record can say: a time log, or the account book. The other inputs are decisions, prices or rules."""
MEASURED, STATED = "measured", later("stated only")
"""Words in JSON for how sure a segment is."""
MOSTLY = 0.8
SHOWN = 25
"""Assumptions and segments that people see; JSON and CSV have all."""
FIRST = 5
"""Assumptions that are named as what to measure first."""
MOST_SEGMENTS = 250
"""Segments up to which what each states is an assumption of its own; with more, what all of them state is one."""
_NAMED = 3
"""Tiers or segments that a label names to tell it apart from others."""
_ROW_INPUTS = {level: [row.name for row in BINDINGS if row.level == level and row.unit != "Text"] for level in LABEL}
_NO_NUMBERS = frozenset(("Text", "Truth"))
_PERCENT = f"{show_number(OFF * 100, 0)}%"


class _Input(NamedTuple):
    """One input of a node or row: where it comes from, where it stands, its value, and what it is of."""

    found: Found
    slot: Slot
    value: float
    subject: str


class _Assumption(NamedTuple):
    """One number that the result rests on, and the inputs that it reaches."""

    inputs: list[_Input]
    mark: str = ""
    """What tells it apart from others that would be called the same."""

    @property
    def name(self) -> str:
        """The name of its inputs."""
        return self.inputs[0].slot.name

    @property
    def kind(self) -> str:
        """Whether it is stated, measured or a default."""
        return self.inputs[0].found.kind

    @property
    def origin(self) -> str:
        """Where it comes from, in words."""
        texts = {each.found.text for each in self.inputs}
        if len(texts) == 1:
            return texts.pop()
        return say("{kind}, in {count} places", kind=say(self.kind), count=f"{len(texts):,}")

    @property
    def label(self) -> str:
        """What it is called: the input, and what it is of."""
        level, subjects = self.inputs[0].slot.level, list(dict.fromkeys(each.subject for each in self.inputs))
        if level == "plan":
            return self.name
        whose = subjects[0]
        if len(subjects) > 1:
            whose = say("{count} {things}", count=f"{len(subjects):,}", things=say(f"{level}s"))
        called = say("{input} of {whose}", input=self.name, whose=whose)
        return f"{called} ({self.mark})" if self.mark else called


def assumptions(
    plan: Plan, segment: str | None = None, team: str | None = None, *, as_of: date | None = None
) -> Report:
    """List what the numbers of a plan (of one team, or of a segment's team) rest on, what moves them most first.

    One number of the plan is one assumption, however many inputs it reaches. Raises Unclear where a name is unknown.
    """
    inputs = build(plan, as_of=as_of)
    teams = _teams(inputs, segment, team)
    segments = [node for each in teams for node in each.below["segment"]]
    found = _told_apart(_found(Finder(plan, inputs), teams, grouped=len(segments) > MOST_SEGMENTS), inputs)
    moved = moves(inputs.root, teams, [[one.slot for one in each.inputs] for each in found])
    order = sorted(range(len(found)), key=lambda number: -_largest(moved.total[number]))
    rows = [_row(found[number], moved.total[number], plan.currency) for number in order]
    decided = decisions(plan, [node.name for node in segments], grouped=len(segments) > MOST_SEGMENTS)
    folder = plan.file.removesuffix(plan.file.rpartition("/")[2])
    return Report(
        command="explain",
        title=say("What the numbers of {plan} rest on", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        tables=(
            Table(
                "assumptions",
                say(
                    "What moves the CSMs of {team} most when it is {percent} off", team=_whose(teams), percent=_PERCENT
                ),
                said(ASSUMPTION_COLUMNS),
                [{**row, "stands": str(row["from"]).removeprefix(folder)} for row in (*rows, *decided)],
                SHOWN,
                shown=("assumption", "shown", "stands", *FIGURES),
                drawn=(Column("stands", "Text", say("from")),),
            ),
            Table(
                "segments",
                say("How sure each segment is"),
                said(SEGMENT_COLUMNS),
                list(_confidence(segments, found, moved)),
                SHOWN,
            ),
        ),
        details=(table_of(decided),) if decided else (),
        advice=_first(plan, [(found[number], moved.total[number]) for number in order]),
        advice_title=say("What to measure first"),
        notes=_notes(found, inputs.root, teams, grouped=len(segments) > MOST_SEGMENTS),
        findings=plan.findings,
    )


def _teams(inputs: Inputs, segment: str | None, team: str | None) -> Sequence[Node]:
    if segment is not None and team is not None:
        raise Unclear(say("--team and --segment can't both be meant"), say("name one of them"))
    if team is not None:
        return [named_node(inputs.root, "team", team)]
    return teams_of(inputs, [named_node(inputs.root, "segment", segment).name] if segment is not None else [])


def _found(finder: Finder, teams: Sequence[Node], *, grouped: bool) -> list[_Assumption]:
    by_place: dict[tuple[Any, ...], _Assumption] = {}
    for each in _inputs(finder, teams):
        found, name = each.found, each.slot.name
        if grouped and each.slot.level == "segment":
            key: tuple[Any, ...] = (name, found.kind)
        elif found.kind == "stated":
            key = (name, found.file, found.line, found.column)
        elif found.kind == "measured":
            key = (name, found.text, each.subject)
        else:
            key = (name, found.text, each.value)
        by_place.setdefault(key, _Assumption([])).inputs.append(each)
    return list(by_place.values())


def _told_apart(found: Sequence[_Assumption], inputs: Inputs) -> list[_Assumption]:
    """Return assumptions of which those with the same label name their tier, or else their segment."""
    count = Counter(each.label for each in found)

    def tier(each: _Assumption) -> str:
        tiers = [placed.tier for one in each.inputs if (placed := inputs.placed.get(one.slot.node))]
        return _some(tier.name for tier in tiers if tier is not None)

    def segment(each: _Assumption) -> str:
        return _some(one.slot.node for one in each.inputs)

    for marked in (tier, segment):
        found = [each._replace(mark=marked(each)) if count[each.label] > 1 else each for each in found]
        count = Counter(each.label for each in found)
    return list(found)


def _some(names: Iterable[str]) -> str:
    listed = list(dict.fromkeys(names))
    return first_of(listed[:_NAMED], len(listed))


def _inputs(finder: Finder, teams: Sequence[Node]) -> Iterator[_Input]:
    """Return every number among the inputs of teams and of all above and below them."""
    above = [teams[0].above["plan"], *dict.fromkeys(team.above["role"] for team in teams), *teams]
    for node in (*above, *(node for team in teams for node in inside(team) if node is not team)):
        for name, value in node.inputs.items():
            if about(node.level, name).unit not in _NO_NUMBERS:
                yield _Input(finder.of_node(node, name), Slot(node.level, node.name, name), value, node.name)
        for level, rows in node.rows.items():
            labels = rows.inputs[LABEL[level]]
            for name in _ROW_INPUTS[level]:
                for row, value in enumerate(rows.inputs[name]):
                    if value is not None:
                        found = finder.of_row(node, level, row, name)
                        yield _Input(found, Slot(level, node.name, name, row), value, labels[row])


def _largest(moved: Sequence[float | None]) -> float:
    return max((each for each in moved if each is not None), default=0.0)


def _whose(teams: Sequence[Node]) -> str:
    return teams[0].name if len(teams) == 1 else say("all teams")


def _row(each: _Assumption, moved: Sequence[float | None], currency: str) -> Row:
    found, slot, first, _ = each.inputs[0]
    unit = about(slot.level, slot.name).unit
    value = first if len({one.value for one in each.inputs}) == 1 else None
    return {
        "assumption": each.label,
        "input": slot.name,
        "value": value,
        "shown": "various" if value is None else precisely(value, unit, currency),
        "unit": unit,
        "kind": each.kind,
        "from": each.origin,
        "origin": found.row,
        "inputs": len(each.inputs),
        **dict(zip(FIGURES, moved, strict=True)),
    }


def _confidence(segments: Sequence[Node], found: Sequence[_Assumption], moved: Moves) -> Iterator[Row]:
    """Return a word for how far each segment's bounds rest on records.

    Of what a record can say (times and minutes of tasks; customers, ARR, new ones, renewals, customers at risk), each
    counts as much as the segment's bounds move when it is off. ``measured``: 80% of that or more is measured; ``stated
    only``: nothing of it is; ``partly``: something between.
    """
    for node in segments:
        weights = {
            number: move for number, move in moved.segments[node.name].items() if found[number].name in MEASURABLE
        }
        total = sum(weights.values())
        share = sum(move for number, move in weights.items() if found[number].kind == "measured") / (total or 1.0)
        word = MEASURED if share >= MOSTLY else "partly" if share > 0 else STATED
        yield {"segment": node.name, "confidence": word, "measured": share}


def _first(plan: Plan, ordered: Sequence[tuple[_Assumption, Sequence[float | None]]]) -> list[Advice]:
    """Name the numbers that a record could say, but does not, and that move most."""
    how = {
        "book": say("count it in an account book"),
        "log": say("record it in a time log")
        if plan.document.time_log is None
        else say("see what `csplan timelog` says of it"),
    }
    unmeasured = [
        (each, moved)
        for each, moved in ordered
        if each.name in MEASURABLE and each.kind != "measured" and _largest(moved) > 0
    ]
    result = []
    for each, moved in unmeasured[:FIRST]:
        known = [(move, name) for move, name in zip(moved, FIGURES, strict=True) if move is not None]
        largest, name = max(known, key=lambda each: round(each[0], 9))
        facts = {"origin": each.origin, "percent": _PERCENT, "figure": label(name), "csms": show_csms(largest)}
        sentence = later("{origin}. {percent} more or less moves '{figure}' by {csms} CSMs: {how}.")
        result.append(Advice(each.label, say(sentence, how=how[MEASURABLE[each.name]], **facts)))
    return result


def _notes(found: Sequence[_Assumption], root: Node, teams: Sequence[Node], *, grouped: bool) -> list[str]:
    kinds = [each.kind for each in found]
    counts = {kind: f"{kinds.count(kind):,}" for kind in ("stated", "measured", "default")}
    result = [
        say(
            "{numbers} numbers: {stated} stated, {measured} measured, {default} taken by default.",
            numbers=f"{len(found):,}",
            **counts,
        ),
        say(
            "CSMs of {team}: {figures}.",
            team=_whose(teams),
            figures=", ".join(f"{label(name)} {_added(root, teams, name)}" for name in FIGURES),
        ),
    ]
    if grouped:
        sentence = later("There are more than {most} segments, so numbers of one kind are off in all of them.")
        result.append(say(sentence, most=MOST_SEGMENTS))
    return result


def _added(root: Node, teams: Sequence[Node], name: str) -> str:
    """Show a figure of the company, or of some of its teams, and for how many it is known: absent is not zero."""
    known = [value for team in teams if (value := team.value(name)) is not None]
    if len(known) == len(teams) == len(root.below["team"]) and (company := root.value(name)) is not None:
        return show_csms(company)
    if not known:
        return say("unknown")
    facts = {"csms": show_csms(sum(known)), "known": len(known), "all": len(teams)}
    return str(facts["csms"]) if len(known) == len(teams) else say("{csms} (known of {known} of {all} teams)", **facts)
