"""What changed between two plans: in the inputs, in the outcome, and which change causes which part of it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from csplan.answers.diff import words
from csplan.answers.diff.budgets import judge
from csplan.answers.diff.headline import headline
from csplan.answers.diff.inputs import INPUT_COLUMNS, INPUTS_SHOWN, inputs_of, standing
from csplan.answers.diff.outcomes import (
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
from csplan.answers.diff.side_by_side import FOLDED, MOST_ROWS, segments_shown, short, teams_shown
from csplan.answers.hire.reforecast import reforecast
from csplan.answers.nodes import head_of
from csplan.checks.fit import team_findings
from csplan.checks.margins import margin_findings, spending_findings
from csplan.findings.diagnostic import finding_as_dict
from csplan.lang.glossary import label
from csplan.lang.say import say
from csplan.report.report import Column, Report, Table, said
from csplan.studies.diff.causes import FIGURES, compare

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from csplan.answers.diff.budgets import Budget, Judged
    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.plan.plan import Plan
    from csplan.report.report import Row
    from csplan.studies.diff.causes import Cause, Comparison

_FEW = 2
"""Teams that are named."""

_NUMBER = re.compile(r"[-−]?(?:\d[\d,.]*(?:%|[kMB]\b|[万亿])?|∞)")
"""As reports show numbers, money and shares."""

CAUSE_UNITS = {
    "at_least": "CSMsChange",
    "csms_needed": "CSMsChange",
    "heads": "HeadsChange",
    "utilization": "Points",
    "cost": "MoneyChange",
    "gross_margin": "Points",
    "operating_margin": "Points",
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


def diff(old: Plan, new: Plan, budgets: Sequence[Budget] = (), as_of: date | None = None) -> Report:
    """Compare two plans: what changed in the inputs and in the outcome, and what causes what.

    ``budgets`` (csplan.answers.diff.budgets.read_budgets) say how far the outcome may move. The hiring plans are
    compared as they stand on the day ``as_of``, if there is one.
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
    hiring = None if as_of is None else reforecast(old, new, as_of)
    shown_tables = [
        short("budgets", say("Budgets"), said(BUDGET_COLUMNS), results),
        short("inputs_shown", say("What changed in the plan"), said(INPUTS_SHOWN), _by_effect(inputs, causes))._replace(
            shown=("what", "text", "new"), wide=("old",)
        ),
        *_causes_shown(found, causes),
        teams_shown(found, teams, total),
        segments_shown(found, segments),
        *([hiring._replace(key="hiring_shown")] if hiring else []),
        short("findings_shown", say("Findings that are new or gone"), said(FINDING_COLUMNS), findings),
    ]
    return Report(
        command="diff",
        title=say("From {old} to {new}", old=old.file, new=new.file)
        if same_money
        else say(
            "From {old} in {was} to {new} in {now}", old=old.file, new=new.file, was=old.currency, now=new.currency
        ),
        plan=None,
        plans={"old": head_of(old), "new": head_of(new)},
        currency=currency,
        tables=(
            *([Table("budgets", "", _unlabelled(BUDGET_COLUMNS), results)] if budgets else []),
            Table("inputs", "", INPUT_COLUMNS, [{k: v for k, v in row.items() if k != "what"} for row in inputs]),
            Table("segments", "", columns_of("segment", SEGMENT_FIGURES), segments),
            Table("teams", "", columns_of("team", TEAM_FIGURES), teams),
            Table("causes", "", CAUSE_COLUMNS, causes),
            *([hiring._replace(columns=_unlabelled(hiring.columns))] if hiring else []),
            Table("findings", "", _unlabelled(FINDING_COLUMNS), findings),
        ),
        total=Table("total", "total", columns_of("", TOTAL_FIGURES), [total]),
        details=[table for table in shown_tables if table.rows],
        notes=_notes(found, segments, inputs, of_year=hiring is not None),
        findings=appeared,
        headline=headline(found, total, teams),
    )


def _unlabelled(columns: Iterable[Column]) -> list[Column]:
    """Return columns for programs."""
    return [column._replace(label="") for column in columns]


def _by_effect(inputs: Sequence[Row], causes: Sequence[Row]) -> list[Row]:
    """Return the changes in their order, or where there are many those with the largest effect first."""
    if len(inputs) <= MOST_ROWS:
        return list(inputs)
    return [inputs[number] for cause in causes for number in cause["changes"]]


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
        group = words.GROUPS.get(cause.group)
        return say(group) if group else words.together(cause.changes)
    (change,) = packs or cause.changes
    text = words.what(change)
    currencies = found.pair.old.plan.currency, found.pair.new.plan.currency
    values = words.values(change, currencies, standing(change, found))
    return f"{text}{' ' if change.path[1:] else ': '}{values}"


def _causes_shown(found: Comparison, rows: Sequence[Row]) -> list[Table]:
    acting = [row for row in rows if row["kind"] in {"effect", "not-alone"}]
    if not acting:
        return []
    title = say("What causes it: each change alone, made to the old plan")
    shown_rows = [{**row, "verdicts": _verdicts(row["teams_moved"])} for row in acting]
    if len(acting) > MOST_ROWS + 1:
        small = shown_rows[MOST_ROWS:]
        shown_rows = [
            *shown_rows[:MOST_ROWS],
            {"cause": say("{number} smaller ones", number=len(small)), **_sums(small)},
        ]
    rest = rows[-1]
    if any(differ(rest[f"{name}_change"] or 0.0, 0.0) for name in FIGURES):
        shown_rows.append({**rest, "cause": say("together, beyond each alone"), "verdicts": ""})
    total = {f"{name}_change": value for name, value in found.difference.items()}
    shown_rows.append({"cause": say("total"), **total, "verdicts": ""})
    columns = [Column("cause", "Text", label("cause"))]
    columns += [Column(f"{name}_change", CAUSE_UNITS[name], label(name)) for name in _apart(found, shown_rows)]
    if any(row.get("verdicts") for row in shown_rows):
        columns.append(Column("verdicts", "Text", label("verdicts")))
    table = Table("causes_shown", title, columns, shown_rows, folded=len(shown_rows) > FOLDED)
    return [table._replace(shown=[column.name for column in columns])]


def _apart(found: Comparison, rows: Sequence[Row]) -> list[str]:
    """Return which figures people see by cause.

    What the rules ask for only where nothing says what the work needs, and the operating margin where it moves
    otherwise than the gross margin.
    """
    another = any(differ(row.get("gross_margin_change"), row.get("operating_margin_change")) for row in rows)
    unseen = {
        "csms_needed" if found.difference["at_least"] is not None else "at_least",
        *(() if another else ("operating_margin",)),
    }
    return [name for name in CAUSE_UNITS if name not in unseen]


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


def _figured(plan: Plan, root: Node) -> list[Finding]:
    """Return what only the figures tell of a plan; a review of spending is due whatever changes, and left out."""
    teams = root.below["team"]
    return [*team_findings(plan, root, teams), *margin_findings(plan, root, teams), *spending_findings(plan, root)]


def _findings(found: Comparison, old: Plan, new: Plan) -> tuple[list[Row], tuple[Finding, ...]]:
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


def _keys(findings: Iterable[Finding], names: Mapping[str, tuple[str, str]]) -> list[tuple[object, ...]]:
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
    findings: Sequence[Finding], own: Sequence[tuple[object, ...]], others: Sequence[tuple[object, ...]]
) -> tuple[Finding, ...]:
    left = Counter(others)
    result = []
    for finding, key in zip(findings, own, strict=True):
        if left[key]:
            left[key] -= 1
        else:
            result.append(finding)
    return tuple(result)


def _notes(found: Comparison, segments: Sequence[Row], inputs: Sequence[Row], *, of_year: bool) -> list[str]:
    notes = []
    old, new = found.pair.old.plan.currency, found.pair.new.plan.currency
    if old != new:
        notes.append(say("The plans are in {old} and in {new}: money is not compared.", old=old, new=new))
    idle = [change for cause in found.causes if not cause.acts for change in cause.changes]
    if idle and len(idle) < len(found.changes):
        few = 5
        names = [words.what(change) for change in idle[:few]]
        listed = "; ".join(names)
        if len(idle) > few:
            listed = say("{changes} and {more} more", changes=listed, more=len(idle) - few)
        if of_year:
            notes.append(say("Without effect on any figure of the year: {changes}.", changes=listed))
        else:
            notes.append(say("Without effect on any figure: {changes}.", changes=listed))
    stated = {(each["name"], each["input"]) for each in inputs}
    for row in segments:
        for key in ("tier", "role", "team"):
            before, after = row[f"{key}_before"], row[f"{key}_after"]
            if row["change"] == "changed" and before != after and (row["segment"], key) not in stated:
                facts = {
                    "segment": row["segment"],
                    "kind": key,
                    "after": after or say("none"),
                    "before": before or say("none"),
                }
                notes.append(say("{segment}: its {kind} is now {after}, was {before}. No change states that.", **facts))
    if any(not cause.alone for cause in found.causes):
        notes.append(say("What shows – is no valid plan alone: its effect is in what the changes do together."))
    return notes


def _judged_row(judged: Judged) -> Row:
    result = {True: "met", False: "exceeded", None: "unknown"}[judged.met]
    return {"budget": judged.budget, "result": result, "text": judged.text}
