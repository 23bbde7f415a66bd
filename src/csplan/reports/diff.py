"""What changed between two plans: in the inputs, in the outcome, and which change causes which part of it."""

from __future__ import annotations

from collections import Counter
from math import isfinite
from typing import TYPE_CHECKING, Any

from csplan.compare.causes import FIGURES, compare
from csplan.compare.keys import Places, names_before, unit_of
from csplan.figures.arithmetic import exceeds
from csplan.plan.types import ALL, Section
from csplan.reports import change_words as words
from csplan.reports.budgets import judge, worse
from csplan.reports.findings import team_findings
from csplan.reports.nodes import head_of
from csplan.reports.report import Column, Report, Table, finding_as_dict
from csplan.reports.units import shown
from csplan.values import Duration, write_duration

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplan.compare.causes import Cause, Comparison
    from csplan.compare.changes import Change
    from csplan.diagnostics import Diagnostic, Where
    from csplan.engine.nodes import Node
    from csplan.inputs import Inputs, Origin
    from csplan.plan.document import Plan
    from csplan.reports.budgets import Budget, Judged
    from csplan.reports.report import Row

MOST_ROWS = 20
"""Of a table for people; what is left out is said, and stands in JSON and CSV."""
_FEW = 2
"""Teams that a headline names."""
FOLDED = 10
"""A longer table is collapsed where the format can."""

Figures = tuple[tuple[str, str], ...]
SEGMENT_FIGURES: Figures = (
    ("tier", "Text"),
    ("role", "Text"),
    ("team", "Text"),
    ("customers", "Customers"),
    ("arr", "Money"),
    ("workload", "Hours"),
    ("cost_floor", "CustomersPerCSM"),
    ("efficiency_ceiling", "CustomersPerCSM"),
    ("csms_at_least", "CSMs"),
    ("csms_at_most", "CSMs"),
    ("csms", "CSMs"),
    ("verdict", "Verdict"),
)
TEAM_FIGURES: Figures = (
    ("role", "Text"),
    ("at_least", "CSMs"),
    ("at_most", "CSMs"),
    ("csms_needed", "CSMs"),
    ("heads", "Heads"),
    ("csms_now", "CSMs"),
    ("gap", "Heads"),
    ("utilization", "Share"),
    ("cost", "Money"),
    ("gross_margin", "Share"),
    ("operating_margin", "Share"),
    ("verdict", "Verdict"),
)
TOTAL_FIGURES: Figures = (
    ("customers", "Customers"),
    ("arr", "Money"),
    ("csms_needed", "CSMs"),
    ("heads", "Heads"),
    ("csms_now", "CSMs"),
    ("gap", "Heads"),
    ("cost", "Money"),
    ("cost_share_of_arr", "Share"),
    ("gross_margin", "Share"),
    ("operating_margin", "Share"),
)
SEGMENTS_SHOWN = (
    Column("segment", "Text", "segment"),
    Column("cost_floor_before", "CustomersPerCSM", "floor\nold"),
    Column("cost_floor_after", "CustomersPerCSM", "floor\nnew"),
    Column("efficiency_ceiling_before", "CustomersPerCSM", "ceiling\nold"),
    Column("efficiency_ceiling_after", "CustomersPerCSM", "ceiling\nnew"),
    Column("csms_before", "CSMs", "CSMs\nold"),
    Column("csms_after", "CSMs", "CSMs\nnew"),
    Column("csms_change", "CSMsChange", "CSMs\n±"),
    Column("verdict_before", "Verdict", "verdict\nold"),
    Column("verdict_after", "Verdict", "verdict\nnew"),
)
TEAMS_SHOWN = (
    Column("team", "Text", "team"),
    Column("heads_before", "Heads", "heads\nold"),
    Column("heads_after", "Heads", "heads\nnew"),
    Column("heads_change", "HeadsChange", "heads\n±"),
    Column("cost_before", "Money", "cost\nold"),
    Column("cost_after", "Money", "cost\nnew"),
    Column("cost_change", "MoneyChange", "cost\n±"),
    Column("gross_margin_before", "Share", "margin\nold"),
    Column("gross_margin_after", "Share", "margin\nnew"),
    Column("verdict_before", "Verdict", "verdict\nold"),
    Column("verdict_after", "Verdict", "verdict\nnew"),
)
INPUT_COLUMNS = (
    Column("section", "Text"),
    Column("name", "Text"),
    Column("input", "Text"),
    Column("change", "Text"),
    Column("before", "Text"),
    Column("after", "Text"),
    Column("unit", "Text"),
    Column("basis_before", "Text"),
    Column("basis_after", "Text"),
    Column("text", "Text"),
    Column("old", "Place"),
    Column("new", "Place"),
)
INPUTS_SHOWN = (
    Column("what", "Text", "what"),
    Column("text", "Text", "change"),
    Column("old", "Place", "was at"),
    Column("new", "Place", "is at"),
)
CAUSE_UNITS = {
    "csms_needed": "CSMsChange",
    "heads": "HeadsChange",
    "cost": "MoneyChange",
    "gross_margin": "Points",
    "operating_margin": "Points",
}
CAUSE_LABELS = {"csms_needed": "CSMs", "heads": "heads", "cost": "cost", "gross_margin": "gross\nmargin"}
CAUSE_COLUMNS = (
    Column("cause", "Text"),
    Column("kind", "Text"),
    *(Column(f"{name}_change", unit) for name, unit in CAUSE_UNITS.items()),
    Column("changes", "Names"),
    Column("segments", "Names"),
)
CAUSES_SHOWN = (
    Column("cause", "Text", "cause"),
    *(Column(f"{name}_change", CAUSE_UNITS[name], label) for name, label in CAUSE_LABELS.items()),
)
FINDING_COLUMNS = (
    Column("change", "Text", "change"),
    Column("severity", "Text", "severity"),
    Column("code", "Text", "finding"),
    Column("subject", "Text"),
    Column("message", "Text", "what"),
    Column("hint", "Text"),
    Column("where", "Place", "at"),
)
BUDGET_COLUMNS = (
    Column("budget", "Text", "budget"),
    Column("result", "Text", "result"),
    Column("text", "Text", "why"),
)


def diff(old: Plan, new: Plan, budgets: Sequence[Budget] = ()) -> Report:
    """Compare two plans: what changed in the inputs and in the outcome, and what causes what.

    ``budgets`` (csplan.reports.budgets.read_budgets) say how far the outcome may move.
    """
    found = compare(old, new)
    same_money = old.currency == new.currency
    segments = _rows("segment", SEGMENT_FIGURES, _segments(found), same_money=same_money)
    teams = _rows("team", TEAM_FIGURES, _teams(found), same_money=same_money)
    total = _differences(TOTAL_FIGURES, *map(_figures, (found.old.root, found.new.root)), same_money=same_money)
    inputs = _inputs(found)
    causes = _causes(found)
    findings, appeared = _findings(found, old, new)
    judged = judge(budgets, total, teams, (old.currency, new.currency))
    currency = new.currency if same_money else ""
    results = [_judged_row(each) for each in judged]
    shown_tables = [
        _short("budgets", "Budgets", BUDGET_COLUMNS, results),
        _short("inputs_shown", "What changed in the plan", INPUTS_SHOWN, _by_effect(inputs, causes)),
        *_causes_shown(found, causes),
        _short(
            "teams_shown", _heading("Teams: whole people", teams), TEAMS_SHOWN, _differing(teams, "cost"), total=total
        ),
        _short(
            "segments_shown",
            _heading("Segments: customers per CSM (floor, ceiling) and CSMs", segments),
            SEGMENTS_SHOWN,
            _differing(segments, "csms"),
        ),
        _short("findings_shown", "Findings that are new or gone", FINDING_COLUMNS, findings),
    ]
    return Report(
        command="diff",
        title=f"From {old.file} to {new.file}" + ("" if same_money else f", {old.currency} to {new.currency}"),
        plan=None,
        plans={"old": head_of(old), "new": head_of(new)},
        currency=currency,
        tables=(
            *([Table("budgets", "", _plain(BUDGET_COLUMNS), results)] if budgets else []),
            Table("inputs", "", INPUT_COLUMNS, [{k: v for k, v in row.items() if k != "what"} for row in inputs]),
            Table("segments", "", _columns("segment", SEGMENT_FIGURES), segments),
            Table("teams", "", _columns("team", TEAM_FIGURES), teams),
            Table("causes", "", CAUSE_COLUMNS, causes),
            Table("findings", "", _plain(FINDING_COLUMNS), findings),
        ),
        total=Table("total", "total", _columns("", TOTAL_FIGURES), [total]),
        details=[table for table in shown_tables if table.rows],
        notes=_notes(found, segments, inputs),
        findings=appeared,
        headline=_headline(found, total, teams, currency),
    )


# --- the outcome -----------------------------------------------------------------------------------------------------


def _segments(found: Comparison) -> tuple[dict[str, Row], dict[str, Row]]:
    names = found.pair.names
    known = names.get("segments", {})
    before = {known.get(node.name, node.name): _segment(node, found.old) for node in _below(found.old)}
    for row in before.values():
        # A thing under another name is the same thing.
        row["tier"] = names.get("tiers", {}).get(row["tier"], row["tier"])
        row["role"] = names.get("roles", {}).get(row["role"], row["role"])
        row["team"] = _team_names(found).get(row["team"], row["team"])
    return before, {node.name: _segment(node, found.new) for node in _below(found.new)}


def _below(inputs: Inputs) -> Iterable[Node]:
    nodes = {node.name: node for team in inputs.root.below["team"] for node in team.below["segment"]}
    return [nodes[name] for name in inputs.placed]


def _segment(node: Node, inputs: Inputs) -> Row:
    tier = inputs.placed[node.name].tier
    own = {"tier": tier.name if tier else None, "role": node.above["role"].name, "team": node.above["team"].name}
    return {name: own[name] if name in own else node.value(name) for name, _ in SEGMENT_FIGURES}


def _teams(found: Comparison) -> tuple[dict[str, Row], dict[str, Row]]:
    names, roles = _team_names(found), found.pair.names.get("roles", {})
    before = {names.get(team.name, team.name): _team(team) for team in found.old.root.below["team"]}
    for row in before.values():
        row["role"] = roles.get(row["role"], row["role"])
    return before, {team.name: _team(team) for team in found.new.root.below["team"]}


def _team_names(found: Comparison) -> dict[str, str]:
    """Return the new names of teams; a segment's own team has its name."""
    return {**found.pair.names.get("segments", {}), **found.pair.names.get("teams", {})}


def _team(team: Node) -> Row:
    return {name: team.above["role"].name if name == "role" else team.value(name) for name, _ in TEAM_FIGURES}


def _figures(root: Node) -> Row:
    return {name: root.value(name) for name, _ in TOTAL_FIGURES}


def _rows(key: str, figures: Figures, sides: tuple[dict[str, Row], dict[str, Row]], *, same_money: bool) -> list[Row]:
    """Return a row for each thing that either plan has, NEW's first and in its order."""
    before, after = sides
    rows = []
    for name in {**after, **before}:
        old, new = before.get(name, {}), after.get(name, {})
        change = "added" if not old else "removed" if not new else "changed"
        row = _differences(figures, old, new, same_money=same_money)
        differs = change != "changed" or any(
            _differ(row[f"{figure}_before"], row[f"{figure}_after"]) for figure, _ in figures
        )
        rows.append({key: name, "change": change if differs else "same", **row})
    return rows


def _differences(figures: Figures, old: Row, new: Row, *, same_money: bool) -> Row:
    row: Row = {}
    for name, unit in figures:
        before, after = old.get(name), new.get(name)
        row[f"{name}_before"], row[f"{name}_after"] = before, after
        if unit not in {"Text", "Verdict"}:
            comparable = same_money or not unit.startswith("Money")
            row[f"{name}_change"] = _difference(before, after) if comparable else None
    return row


def _difference(before: float | None, after: float | None) -> float | None:
    if before is None or after is None or not isfinite(before) or not isfinite(after):
        return None
    return after - before


def _differ(before: Any, after: Any) -> bool:  # noqa: ANN401 - any figure
    if isinstance(before, float | int) and isinstance(after, float | int):
        return exceeds(before, after) or exceeds(after, before)
    return bool(before != after)


def _columns(key: str, figures: Figures) -> list[Column]:
    columns = [Column(key, "Text"), Column("change", "Text")] if key else []
    for name, unit in figures:
        columns += [Column(f"{name}_before", unit), Column(f"{name}_after", unit)]
        if unit not in {"Text", "Verdict"}:
            columns.append(Column(f"{name}_change", unit))
    return columns


def _plain(columns: Iterable[Column]) -> list[Column]:
    return [column._replace(label="") for column in columns]


def _differing(rows: Sequence[Row], figure: str) -> list[Row]:
    """Return the rows that differ: in their order, or where there are many those that differ the most first."""
    differing = [row for row in rows if row["change"] != "same"]
    return differing if len(differing) <= MOST_ROWS else sorted(differing, key=lambda row: -_size(row, figure))


def _size(row: Row, figure: str) -> float:
    before, after = row[f"{figure}_before"], row[f"{figure}_after"]
    return abs(float(after or 0.0) - float(before or 0.0))


def _by_effect(inputs: Sequence[Row], causes: Sequence[Row]) -> list[Row]:
    """Return the changes in their order, or where there are many those with the largest effect first."""
    if len(inputs) <= MOST_ROWS:
        return list(inputs)
    return [inputs[number] for cause in causes for number in cause["changes"]]


def _heading(title: str, rows: Sequence[Row]) -> str:
    same = sum(row["change"] == "same" for row in rows)
    return f"{title}; {len(rows) - same} of {len(rows)} differ" if same else title


def _short(key: str, title: str, columns: Sequence[Column], rows: Sequence[Row], total: Row | None = None) -> Table:
    """Return a table for people: not longer than they read, and it says so."""
    left = len(rows) - MOST_ROWS
    if left > 1:
        title = f"{title} (the largest {MOST_ROWS}; {left:,} more with --format json or csv)"
        rows = rows[:MOST_ROWS]
    if total is not None and rows:
        rows = [*rows, {columns[0].name: "total", **total, "verdict_before": "", "verdict_after": ""}]
    return Table(key, title, columns, rows, folded=len(rows) > FOLDED)


# --- the inputs ------------------------------------------------------------------------------------------------------


def _inputs(found: Comparison) -> list[Row]:
    places = Places(found.pair.old, names_before(found.pair.names)), Places(found.pair.new)
    return [_input(change, found, places) for change in found.changes]


def _input(change: Change, found: Comparison, places: tuple[Places, Places]) -> Row:
    path, both = change.path, found.pair
    currencies = both.old.plan.currency, both.new.plan.currency
    standing = _standing(change, found.old, both.names), _standing(change, found.new, {})
    kind = (
        "renamed"
        if change.renamed
        else "added"
        if change.before is None and standing[0] is None
        else "removed"
        if change.after is None and standing[1] is None
        else "changed"
    )
    gone = kind == "removed" and isinstance(words.number_of(change.before), Section)
    new = kind == "added" and isinstance(words.number_of(change.after), Section)
    measured = path[0] in {"book", "log"}
    basis = [
        ("measured" if measured else "stated") if value is not None else default and default[1]
        for value, default in zip((change.before, change.after), standing, strict=True)
    ]
    name, text = _thing(path), words.what(change)
    return {
        "section": {"book": "accounts", "log": "time_log"}.get(path[0], path[0]),
        "name": name,
        "input": text.partition(": ")[2] or (text if name is None and path[1:] else None),
        "change": kind,
        "before": _value(change.before, standing[0]),
        "after": _value(change.after, standing[1]),
        "unit": unit_of(path) or None,
        "basis_before": basis[0],
        "basis_after": basis[1],
        "text": words.values(change, currencies, standing)
        + (" (account book)" if path[0] == "book" and not change.whole else ""),
        "old": None if new else _place(places[0].where(path)),
        "new": None if gone else _place(places[1].where(path)),
        "what": text,
    }


def _thing(path: Sequence[str]) -> str | None:
    """Return the name of what a change is of."""
    if path[0] == "economics" and len(path) > 2 and path[1] == "costs":  # noqa: PLR2004
        return path[2]
    named = path[0] in {"roles", "tiers", "teams", "segments", "tasks", "costs", "book", "log"}
    return path[1] if named and len(path) > 1 else None


def _standing(change: Change, inputs: Inputs, names: Mapping[str, Mapping[str, str]]) -> tuple[float | str, str] | None:
    """Return what counts where a segment or role says nothing, and why: a default, or what a record counts."""
    path = change.path
    if path == ("conflict",):
        return inputs.root.value("conflict"), "default"
    if path[0] not in {"segments", "roles"} or len(path) < 3:  # noqa: PLR2004
        return None
    then = {now: then for then, now in names.get(path[0], {}).items()}
    name, key = then.get(path[1], path[1]), path[-1]
    if path[0] == "segments" and key in {"tier", "role", "team"}:
        placed = inputs.placed.get(name)
        counts = placed and (placed.tier.name if key == "tier" and placed.tier else getattr(placed, key))
        return (counts, "default") if isinstance(counts, str) else None
    level = path[0][:-1]
    origin: Origin | None = inputs.origins.get((level, name), {}).get("sick_hours" if key == "sick" else key)
    if origin is None or origin.kind == "stated":
        return None
    node = next(each for each in _nodes(inputs, level) if each.name == name)
    value = node.value("sick_hours" if key == "sick" else key)
    return (write_duration(Duration(value, 0.0)) if key == "sick" else value), origin.kind


def _nodes(inputs: Inputs, level: str) -> Iterable[Node]:
    return _below(inputs) if level == "segment" else (team.above["role"] for team in inputs.root.below["team"])


def _value(stated: Any, standing: tuple[float | str, str] | None) -> Any:  # noqa: ANN401 - any value of a plan
    """Return a value as JSON has it; what is no single value is left to the text."""
    value = words.number_of(standing[0] if stated is None and standing is not None else stated)
    if isinstance(value, Duration):
        return write_duration(value)
    if isinstance(value, dict):
        if ALL in value:
            return value[ALL]
        return None
    return value if isinstance(value, str | int | float) else None


def _place(place: Where) -> Row:
    return {"file": place.file, "line": place.line, "column": place.column}


# --- causes ----------------------------------------------------------------------------------------------------------


def _causes(found: Comparison) -> list[Row]:
    index = {id(change): number for number, change in enumerate(found.changes)}
    rows = [_cause(cause, found, [index[id(change)] for change in cause.changes]) for cause in found.causes]
    rest = {f"{name}_change": value for name, value in found.together.items()}
    if found.causes:
        rows.append({"cause": "together", "kind": "together", **rest, "changes": [], "segments": []})
    return rows


def _cause(cause: Cause, found: Comparison, changes: list[int]) -> Row:
    return {
        "cause": _label(cause, found),
        "kind": "not-alone" if not cause.alone else "effect" if cause.touched else "none",
        **{f"{name}_change": cause.effect[name] for name in FIGURES},
        "changes": changes,
        "segments": list(cause.touched),
    }


def _label(cause: Cause, found: Comparison) -> str:
    text = words.GROUPS.get(cause.group) or words.together(cause.changes)
    if len(cause.changes) > 1:
        return text
    (change,) = cause.changes
    currencies = found.pair.old.plan.currency, found.pair.new.plan.currency
    standing = _standing(change, found.old, found.pair.names), _standing(change, found.new, {})
    values = words.values(change, currencies, standing)
    return f"{text}{' ' if change.path[1:] else ': '}{values}"


def _causes_shown(found: Comparison, rows: Sequence[Row]) -> list[Table]:
    acting = [row for row in rows if row["kind"] in {"effect", "not-alone"}]
    if not acting:
        return []
    title = "What causes it: each change alone, made to the old plan"
    shown_rows = [dict(row) for row in acting]
    if len(acting) > MOST_ROWS + 1:
        small = shown_rows[MOST_ROWS:]
        shown_rows = [*shown_rows[:MOST_ROWS], {"cause": f"{len(small)} smaller ones", **_sums(small)}]
    rest = rows[-1]
    if any(_differ(rest[f"{name}_change"] or 0.0, 0.0) for name in FIGURES):
        shown_rows.append({**rest, "cause": "together, beyond each alone"})
    shown_rows.append({"cause": "total", **{f"{name}_change": value for name, value in found.difference.items()}})
    return [Table("causes_shown", title, CAUSES_SHOWN, shown_rows, folded=len(shown_rows) > FOLDED)]


def _sums(rows: Sequence[Row]) -> Row:
    return {f"{name}_change": sum(row[f"{name}_change"] or 0.0 for row in rows) for name in FIGURES}


# --- findings, notes, the headline -----------------------------------------------------------------------------------


def _findings(found: Comparison, old: Plan, new: Plan) -> tuple[list[Row], tuple[Diagnostic, ...]]:
    """Return what is found in one of the plans only, and the new ones of them."""
    names = {now: then for known in found.pair.names.values() for then, now in known.items()}
    before = (*old.findings, *team_findings(old, found.old.root.below["team"]))
    after = (*new.findings, *team_findings(new, found.new.root.below["team"]))

    def keys(findings: Iterable[Diagnostic], known: Mapping[str, str]) -> list[tuple[str, str, str]]:
        return [
            (each.code, known.get(each.subject, each.subject), "" if each.subject else each.message)
            for each in findings
        ]

    appeared = _only(after, keys(after, names), keys(before, {}))
    gone = _only(before, keys(before, {}), keys(after, names))
    rows = [
        {"change": change, **finding_as_dict(each)}
        for change, findings in (("new", appeared), ("gone", gone))
        for each in findings
    ]
    return rows, appeared


def _only(
    findings: Sequence[Diagnostic], own: Sequence[tuple[str, str, str]], others: Sequence[tuple[str, str, str]]
) -> tuple[Diagnostic, ...]:
    left = Counter(others)
    result = []
    for finding, key in zip(findings, own, strict=True):
        if left[key]:
            left[key] -= 1
        else:
            result.append(finding)
    return tuple(result)


def _notes(found: Comparison, segments: Sequence[Row], inputs: Sequence[Row]) -> list[str]:
    notes = []
    idle = [change for cause in found.causes if cause.alone and not cause.touched for change in cause.changes]
    if idle and len(idle) < len(found.changes):
        few = 5
        names = [words.what(change) for change in idle[:few]]
        more = f" and {len(idle) - few} more" if len(idle) > few else ""
        notes.append(f"Without effect on any figure: {'; '.join(names)}{more}.")
    stated = {(each["name"], each["input"]) for each in inputs}
    for row in segments:
        for key in ("tier", "role", "team"):
            before, after = row[f"{key}_before"], row[f"{key}_after"]
            if row["change"] == "changed" and before != after and (row["segment"], key) not in stated:
                notes.append(f"{row['segment']} is now in {key} {after}, was in {before}, which nothing states.")
    if any(not cause.alone for cause in found.causes):
        notes.append("What shows – alone would be no valid plan by itself; its effect is in what they do together.")
    return notes


def _headline(found: Comparison, total: Row, teams: Sequence[Row], currency: str) -> str:
    if not any(cause.touched or not cause.alone for cause in found.causes):
        return "Nothing that a figure rests on changed" if found.changes else "Nothing changed"
    heads, cost = total["heads_change"], total["cost_change"]
    parts = []
    if heads is not None:
        people = f"{shown(heads, 'HeadsChange')} {'head' if abs(heads) == 1 else 'heads'}"
        parts.append(people if heads else "as many heads as before")
    if cost is not None and _differ(cost, 0.0):
        parts.append(f"{shown(cost, 'MoneyChange', currency)} a year")
    if not heads and total["csms_needed_change"] and _differ(total["csms_needed_change"], 0.0):
        parts.append(f"{shown(total['csms_needed_change'], 'CSMsChange')} CSMs")
    for name in ("gross_margin", "operating_margin"):
        before, after = (shown(total[f"{name}_{side}"], "Share") for side in ("before", "after"))
        moved = f"{before} → {after}"
        if before != after and not (parts and parts[-1].endswith(moved)):  # nothing but CS counts in both
            parts.append(f"{name.replace('_', ' ')} {moved}")
    for rows, how in ((worse(teams), "worse"), (worse(teams, back=True), "better")):
        few = len(rows) <= _FEW
        parts += (
            [f"{row['team']} now {row['verdict_after']}" for row in rows] if few else [f"{len(rows)} teams got {how}"]
        )
    return ", ".join(parts) or "Heads are not known"


def _judged_row(judged: Judged) -> Row:
    result = {True: "met", False: "exceeded", None: "unknown"}[judged.met]
    return {"budget": judged.budget, "result": result, "text": judged.text}
