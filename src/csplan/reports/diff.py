"""What changed between two plans: in the inputs, in the outcome, and which change causes which part of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from csplan.compare.causes import FIGURES, compare
from csplan.reports import change_words as words
from csplan.reports.budgets import judge, worse
from csplan.reports.changes import INPUT_COLUMNS, INPUTS_SHOWN, inputs_of, standing
from csplan.reports.cost_findings import margin_findings, spending_findings
from csplan.reports.findings import team_findings
from csplan.reports.nodes import head_of
from csplan.reports.outcomes import (
    SEGMENT_FIGURES,
    TEAM_FIGURES,
    TOTAL_FIGURES,
    beside,
    columns_of,
    differ,
    segments_of,
    teams_of,
    total_of,
)
from csplan.reports.report import Column, Report, Table, finding_as_dict
from csplan.reports.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from csplan.compare.causes import Cause, Comparison
    from csplan.diagnostics import Diagnostic
    from csplan.engine.nodes import Node
    from csplan.plan.document import Plan
    from csplan.reports.budgets import Budget, Judged
    from csplan.reports.report import Row

MOST_ROWS = 20
"""Of a table for people; what is left out is said, and stands in JSON and CSV."""
_FEW = 2
"""Teams that a headline names."""
FOLDED = 10
"""A longer table is collapsed where the format can."""

_NUMBER = re.compile(r"[-−]?(?:\d[\d,.]*(?:%|[kMB]\b|[万亿])?|∞)")
"""As reports show numbers, money and shares."""

_SEGMENTS = "Segments: customers per CSM (floor, ceiling) and CSMs"
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
    Column("gross_margin_before", "Share", "gross\nold"),
    Column("gross_margin_after", "Share", "gross\nnew"),
    Column("operating_margin_before", "Share", "oper.\nold"),
    Column("operating_margin_after", "Share", "oper.\nnew"),
    Column("verdict_before", "Verdict", "verdict\nold"),
    Column("verdict_after", "Verdict", "verdict\nnew"),
)
CAUSE_UNITS = {
    "csms_needed": "CSMsChange",
    "heads": "HeadsChange",
    "cost": "MoneyChange",
    "gross_margin": "Points",
    "operating_margin": "Points",
}
CAUSE_LABELS = {
    "csms_needed": "CSMs",
    "heads": "heads",
    "cost": "cost",
    "gross_margin": "gross\nmargin",
    "operating_margin": "operating\nmargin",
}
CAUSE_COLUMNS = (
    Column("cause", "Text"),
    Column("kind", "Text"),
    *(Column(f"{name}_change", unit) for name, unit in CAUSE_UNITS.items()),
    Column("changes", "Names"),
    Column("segments", "Names"),
    Column("teams_moved", "Rows"),
)
CAUSE_TEAM_FIGURES = (("at_least", "CSMs"), ("at_most", "CSMs"), ("verdict", "Verdict"))
CAUSES_SHOWN = (
    Column("cause", "Text", "cause"),
    *(Column(f"{name}_change", CAUSE_UNITS[name], label) for name, label in CAUSE_LABELS.items()),
    Column("verdicts", "Text", "verdicts"),
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
    segments, teams = segments_of(found), teams_of(found)
    total = total_of(found)
    inputs = inputs_of(found)
    causes = _causes(found)
    findings, appeared = _findings(found, old, new)
    judged = judge(budgets, total, teams, (old.currency, new.currency))
    currency = new.currency if same_money else ""
    results = [_judged_row(each) for each in judged]
    shown_tables = [
        _short("budgets", "Budgets", BUDGET_COLUMNS, results),
        _short("inputs_shown", "What changed in the plan", INPUTS_SHOWN, _by_effect(inputs, causes)),
        *_causes_shown(found, causes),
        _differing(
            "teams_shown", "Teams: whole people, margins", _teams_shown(found, [*teams, total]), teams, "cost", total
        ),
        _differing("segments_shown", _SEGMENTS, SEGMENTS_SHOWN, segments, "csms"),
        _short("findings_shown", "Findings that are new or gone", FINDING_COLUMNS, findings),
    ]
    return Report(
        command="diff",
        title=f"From {old.file} to {new.file}" + ("" if same_money else f", {old.currency} to {new.currency}"),
        plan=None,
        plans={"old": head_of(old), "new": head_of(new)},
        currency=currency,
        tables=(
            *([Table("budgets", "", _unlabelled(BUDGET_COLUMNS), results)] if budgets else []),
            Table("inputs", "", INPUT_COLUMNS, [{k: v for k, v in row.items() if k != "what"} for row in inputs]),
            Table("segments", "", columns_of("segment", SEGMENT_FIGURES), segments),
            Table("teams", "", columns_of("team", TEAM_FIGURES), teams),
            Table("causes", "", CAUSE_COLUMNS, causes),
            Table("findings", "", _unlabelled(FINDING_COLUMNS), findings),
        ),
        total=Table("total", "total", columns_of("", TOTAL_FIGURES), [total]),
        details=[table for table in shown_tables if table.rows],
        notes=_notes(found, segments, inputs),
        findings=appeared,
        headline=_headline(found, total, teams, currency),
    )


def _teams_shown(found: Comparison, rows: Sequence[Row]) -> list[Column]:
    """Return the columns of teams: the operating margin where it moves otherwise, or where it has a target."""
    stated = (side.plan.document.economics for side in (found.pair.old, found.pair.new))
    aimed_at = any(economics is not None and economics.operating_margin is not None for economics in stated)
    another = any(differ(row["gross_margin_after"], row["operating_margin_after"]) for row in rows)
    return list(TEAMS_SHOWN) if aimed_at and another else _with_operating(TEAMS_SHOWN, rows)


def _with_operating(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Return columns, those of the operating margin only where it moves otherwise than the gross margin."""
    needed = any(differ(row.get("gross_margin_change"), row.get("operating_margin_change")) for row in rows)
    return [column for column in columns if needed or not column.name.startswith("operating_margin")]


def _unlabelled(columns: Iterable[Column]) -> list[Column]:
    """Return columns for programs."""
    return [column._replace(label="") for column in columns]


def _differing(  # noqa: PLR0913, PLR0917 - the parts of a table
    key: str, title: str, columns: Sequence[Column], rows: Sequence[Row], figure: str, total: Row | None = None
) -> Table:
    """Return what of a table's columns differs: in its order, or where that is long by the difference of a figure."""
    names = [column.name.removesuffix("_before") for column in columns if column.name.endswith("_before")]
    differing = [row for row in rows if any(differ(row[f"{name}_before"], row[f"{name}_after"]) for name in names)]
    if len(differing) < len(rows):
        title = f"{title}; {len(differing)} of {len(rows)} differ"
    if len(differing) > MOST_ROWS:
        differing.sort(key=lambda row: -_size(row, figure))
    return _short(key, title, columns, differing, total)


def _size(row: Row, figure: str) -> float:
    before, after = row[f"{figure}_before"], row[f"{figure}_after"]
    return abs(float(after or 0.0) - float(before or 0.0))


def _by_effect(inputs: Sequence[Row], causes: Sequence[Row]) -> list[Row]:
    """Return the changes in their order, or where there are many those with the largest effect first."""
    if len(inputs) <= MOST_ROWS:
        return list(inputs)
    return [inputs[number] for cause in causes for number in cause["changes"]]


def _short(key: str, title: str, columns: Sequence[Column], rows: Sequence[Row], total: Row | None = None) -> Table:
    """Return a table for people: not longer than they read, and it says so."""
    left = len(rows) - MOST_ROWS
    if left > 1:
        title = f"{title} (the largest {MOST_ROWS}; {left:,} more with --format json or csv)"
        rows = rows[:MOST_ROWS]
    if total is not None and rows:
        rows = [*rows, {columns[0].name: "total", **total, "verdict_before": "", "verdict_after": ""}]
    return Table(key, title, columns, rows, folded=len(rows) > FOLDED)


# --- causes ----------------------------------------------------------------------------------------------------------


def _causes(found: Comparison) -> list[Row]:
    index = {id(change): number for number, change in enumerate(found.changes)}
    rows = [_cause(cause, found, [index[id(change)] for change in cause.changes]) for cause in found.causes]
    rest = {f"{name}_change": value for name, value in found.together.items()}
    if found.causes:
        rows.append({"cause": "together", "kind": "together", **rest, "changes": [], "segments": [], "teams_moved": []})
    return rows


def _cause(cause: Cause, found: Comparison, changes: list[int]) -> Row:
    return {
        "cause": _label(cause, found),
        "kind": "not-alone" if not cause.alone else "effect" if cause.acts else "none",
        **{f"{name}_change": cause.effect[name] for name in FIGURES},
        "changes": changes,
        "segments": list(cause.touched),
        "teams_moved": [
            {"team": team, **beside(CAUSE_TEAM_FIGURES, before, after, found)}
            for team, (before, after) in cause.teams.items()
        ],
    }


def _label(cause: Cause, found: Comparison) -> str:
    packs = [change for change in cause.changes if change.path == ("rules",)]
    if len(cause.changes) > 1 and cause.group != "rules":
        return words.GROUPS.get(cause.group) or words.together(cause.changes)
    (change,) = packs or cause.changes
    text = words.what(change)
    currencies = found.pair.old.plan.currency, found.pair.new.plan.currency
    values = words.values(change, currencies, standing(change, found))
    return f"{text}{' ' if change.path[1:] else ': '}{values}"


def _causes_shown(found: Comparison, rows: Sequence[Row]) -> list[Table]:
    acting = [row for row in rows if row["kind"] in {"effect", "not-alone"}]
    if not acting:
        return []
    title = "What causes it: each change alone, made to the old plan"
    shown_rows = [{**row, "verdicts": _verdicts(row["teams_moved"])} for row in acting]
    if len(acting) > MOST_ROWS + 1:
        small = shown_rows[MOST_ROWS:]
        shown_rows = [*shown_rows[:MOST_ROWS], {"cause": f"{len(small)} smaller ones", **_sums(small)}]
    rest = rows[-1]
    if any(differ(rest[f"{name}_change"] or 0.0, 0.0) for name in FIGURES):
        shown_rows.append({**rest, "cause": "together, beyond each alone", "verdicts": ""})
    total = {f"{name}_change": value for name, value in found.difference.items()}
    shown_rows.append({"cause": "total", **total, "verdicts": ""})
    columns = _with_operating(CAUSES_SHOWN, shown_rows)
    if not any(row.get("verdicts") for row in shown_rows):
        columns.pop()
    return [Table("causes_shown", title, columns, shown_rows, folded=len(shown_rows) > FOLDED)]


def _verdicts(teams: Sequence[Row]) -> str:
    """Name the teams that a cause alone gives another verdict, and which."""
    moved = [row for row in teams if row["verdict_after"] not in {None, row["verdict_before"]}]
    if len(moved) <= _FEW:
        return ", ".join(f"{row['team']} {row['verdict_after']}" for row in moved)
    counts = Counter(row["verdict_after"] for row in moved)
    return ", ".join(f"{count} teams {verdict}" for verdict, count in counts.items())


def _sums(rows: Sequence[Row]) -> Row:
    sums = {f"{name}_change": sum(row[f"{name}_change"] or 0.0 for row in rows) for name in FIGURES}
    return {**sums, "verdicts": _verdicts([team for row in rows for team in row["teams_moved"]])}


# --- findings, notes, the headline -----------------------------------------------------------------------------------


def _figured(plan: Plan, root: Node) -> list[Diagnostic]:
    """Return what only the figures tell of a plan; a review of spending is due whatever changes, and left out."""
    teams = root.below["team"]
    return [*team_findings(plan, teams), *margin_findings(plan, teams), *spending_findings(plan, root)]


def _findings(found: Comparison, old: Plan, new: Plan) -> tuple[list[Row], tuple[Diagnostic, ...]]:
    """Return what is found in one of the plans only, and the new ones of them."""
    renamed = [pair for known in found.pair.names.values() for pair in known.items()]
    was, now = {then: (then, now) for then, now in renamed}, {now: (then, now) for then, now in renamed}
    before = (*old.findings, *_figured(old, found.old.root))
    after = (*new.findings, *_figured(new, found.new.root))

    appeared = _only(after, _keys(after, now), _keys(before, was))
    gone = _only(before, _keys(before, was), _keys(after, now))
    rows = [
        {"change": change, **finding_as_dict(each)}
        for change, findings in (("new", appeared), ("gone", gone))
        for each in findings
    ]
    return rows, appeared


def _keys(findings: Iterable[Diagnostic], names: Mapping[str, tuple[str, str]]) -> list[tuple[object, ...]]:
    """Return by what findings of two plans are the same: they say the same of the same thing, and as severely.

    Where that is a thing by name its numbers don't count; ``names`` has the old and the new name of what was renamed.
    """
    keys: list[tuple[object, ...]] = []
    for each in findings:
        called = names.get(each.subject, (each.subject, each.subject))
        keys.append((each.code, each.severity, called, _said(each.message, called) if each.subject else each.message))
    return keys


def _said(message: str, called: tuple[str, str]) -> str:
    """Return what a message says, without the names of its subject and without numbers."""
    for name in called:
        message = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", message)
    return " ".join(_NUMBER.sub(" ", message).replace("CSMs", "CSM").split())


def _only(
    findings: Sequence[Diagnostic], own: Sequence[tuple[object, ...]], others: Sequence[tuple[object, ...]]
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
    old, new = found.pair.old.plan.currency, found.pair.new.plan.currency
    if old != new:
        notes.append(f"The plans are in {old} and in {new}: money is not compared.")
    idle = [change for cause in found.causes if not cause.acts for change in cause.changes]
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
                now, was = f"{key} {after}" if after else f"no {key}", before or f"no {key}"
                notes.append(f"{row['segment']} is now in {now}, was in {was}, which nothing states.")
    if any(not cause.alone for cause in found.causes):
        notes.append("What shows – alone would be no valid plan by itself; its effect is in what they do together.")
    return notes


def _headline(found: Comparison, total: Row, teams: Sequence[Row], currency: str) -> str:
    if not any(cause.acts for cause in found.causes):
        return "Nothing that a figure rests on changed" if found.changes else "Nothing changed"
    parts = _people_and_money(total, currency)
    for name in ("gross_margin", "operating_margin"):
        before, after = (shown(each, "Share") for each in _sides(total, name))
        moved = f"{before} → {after}"
        if before != after and not (parts and parts[-1].endswith(moved)):  # nothing but CS counts in both
            parts.append(f"{name.replace('_', ' ')} {moved}")
    for rows, how in ((worse(teams), "worse"), (worse(teams, back=True), "better")):
        few = len(rows) <= _FEW
        parts += (
            [f"{row['team']} now {row['verdict_after']}" for row in rows] if few else [f"{len(rows)} teams got {how}"]
        )
    currencies = found.pair.old.plan.currency, found.pair.new.plan.currency
    if currencies[0] != currencies[1]:
        parts.append(f"money in {' and in '.join(currencies)} is not compared")
    return ", ".join(parts) or "Heads are not known"


def _people_and_money(total: Row, currency: str) -> list[str]:
    """Say how many more people and how much more money; what shows as 0 is left out."""
    heads, cost = total["heads_change"], total["cost_change"]
    parts: list[str] = []
    if heads is not None:
        people = f"{shown(heads, 'HeadsChange')} {'head' if abs(heads) == 1 else 'heads'}"
        parts.append(people if heads else "As many heads as before")
    elif total["heads_before"] != total["heads_after"]:
        known = ("unknown" if each is None else shown(each, "Heads") for each in _sides(total, "heads"))
        parts.append(f"heads {' → '.join(known)}")
    if cost is not None:
        money = shown(cost, "MoneyChange", currency)
        if money != "0":
            parts.append(f"{money} a year")
        elif heads == 0:
            parts[-1] += ", at the same cost"
    csms = shown(total["csms_needed_change"] or 0.0, "CSMsChange")
    if not heads and csms != "0":
        parts.append(f"{csms} CSMs")
    return parts


def _sides(total: Row, name: str) -> tuple[float | None, float | None]:
    return total[f"{name}_before"], total[f"{name}_after"]


def _judged_row(judged: Judged) -> Row:
    result = {True: "met", False: "exceeded", None: "unknown"}[judged.met]
    return {"budget": judged.budget, "result": result, "text": judged.text}
