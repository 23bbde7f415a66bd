"""How many CSMs each segment and team needs, why, and against today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers import desks as at_desks
from csplan.answers.headcount import first, tables, words
from csplan.answers.hire.peaks import hidden, needed_in_a_month
from csplan.answers.moves import short
from csplan.answers.nodes import as_far_as_known, chosen, figures_of, head_of, known_sums, teams_of, without, work_asks
from csplan.answers.phrases import benchmarks
from csplan.answers.ranges import picture
from csplan.answers.ways.phrases import at_once_row, lever_row
from csplan.checks.fit import team_findings
from csplan.figures import signals
from csplan.inputs.build import build
from csplan.lang.say import say
from csplan.report.report import Report
from csplan.studies.ways.levers import Gaps, gaps, of_team

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csplan.answers.ways.shares import Share
    from csplan.engine.nodes import Node
    from csplan.inputs.build import Inputs
    from csplan.plan.plan import Plan
    from csplan.report.report import Row
    from csplan.studies.ways.lever import Lever

SIGNALS = tuple(
    name for name, function in vars(signals).items() if getattr(function, "__module__", "") == signals.__name__
)


def headcount(plan: Plan, segments: Collection[str] = (), *, everything: bool = True) -> Report:
    """Compute how many CSMs each segment and each team of a plan needs.

    ``segments`` limits the answer to the segments of these names and the teams that serve them (whole, with all their
    segments' work, because they share people); the total is always the company's, because what one team may cost rests
    on all. Raises ValueError where no segment has a name. Without ``everything``, of the ways to close a gap only those
    are looked for that the first screen may name.
    """
    segments = chosen(plan, segments)
    inputs = build(plan)
    teams = teams_of(inputs, segments)
    found = gaps(plan, inputs, teams, everything=everything)
    placed = {each.segment.name: each for each in plan.placed}
    segment_rows = []
    for team in teams:
        for node in team.below["segment"]:
            if not segments or node.name in segments:
                tier = placed[node.name].tier
                segment_rows.append(_segment_row(node, tier.name if tier else None, inputs))
    programs = found if everything else Gaps([], {})  # people see levers as sentences
    team_rows = [_team_row(team, of_team(programs, team.name)) for team in teams]
    order = {name: index for index, name in enumerate(placed)}
    segment_rows.sort(key=lambda row: order[row["segment"]])
    measured = [row for row in segment_rows if row.get("csms_by_time_low") is not None]
    findings = team_findings(plan, inputs.root, teams)
    answer = first.answer(plan, inputs.root)
    due = needed_in_a_month(plan, inputs, teams)
    own = {
        **known_sums(inputs.root),
        "answer": " ".join(answer),
        "levers": [lever_row(each) for each in programs.company if not each.also],
        "combinations": [at_once_row(each) for each in programs.company if each.also],
    }
    total = figures_of(inputs.root, tables.TOTAL.columns, own)
    if lacking := without(inputs.root.below["team"]):
        total["without"] = lacking
    known = as_far_as_known(inputs.root, inputs.root.below["team"])
    nodes = [node for team in teams for node in team.below["segment"] if not segments or node.name in segments]
    nodes.sort(key=lambda node: order[node.name])
    desks = at_desks.desks_of(teams, segments)
    shared = len(inputs.root.below["team"]) == 1 and len(segment_rows) > 1  # then only segments tell them apart
    sharing = () if found.company or found.teams else _shares(plan, inputs, teams)
    declared = tables.segments(logged=inputs.logged, credited=inputs.credited)
    return Report(
        command="headcount",
        title=say("CSMs for {plan}", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        tables=(
            declared.of("segments", say("Segments, in CSMs"), segment_rows, behind=not shared),
            tables.TEAMS.of("teams", "", team_rows),
            *at_desks.table_of(desks, behind=True),
        ),
        total_of="teams",
        total=tables.TOTAL.of("total", say("together"), [{**total, **known}]),
        picture=picture(nodes),
        details=(
            (tables.SURE.of("sure", say("How sure the time log is of the work"), measured, behind=True),)
            if measured
            else ()
        ),
        answer=answer,
        actions=first.actions(plan, teams, found, first.Known(due, sharing, findings)),
        remarks=[
            *words.limits(nodes),
            *words.eaten(nodes),
            *hidden(plan, inputs, teams, due),
            *(words.alone(nodes) if shared else ()),
            *at_desks.promises(desks),
            *benchmarks(plan),
        ],
        more=first.more(plan),
        advice_title=say("Why, and what else"),
        advice=[*words.advice(plan, teams, found, findings), *at_desks.advice(inputs.root, desks)],
        notes=[
            *(() if shared else words.alone(nodes)),
            *words.notes(plan, inputs, teams),
            *words.without_rules(plan, teams),
        ],
        findings=(*plan.findings, *findings),
    )


def _shares(plan: Plan, inputs: Inputs, teams: Sequence[Node]) -> Sequence[Share]:
    """Return who could share people instead of hiring; few plans have somebody to hire, and no gap."""
    if not short(teams):
        return ()
    from csplan.answers.ways.shares import shares

    return shares(plan, inputs, teams)


def _segment_row(node: Node, tier: str | None, inputs: Inputs) -> Row:
    own: dict[str, Any] = {
        "segment": node.name,
        "tier": tier,
        "role": node.above["role"].name,
        "team": node.above["team"].name,
        "signals": [name.replace("_", "-") for name in SIGNALS if node.value(name)],
    }
    row = figures_of(node, tables.SEGMENTS.columns, own)
    for figure in (*(tables.OF_LOG if inputs.logged else ()), *(tables.OF_CREDIT if inputs.credited else ())):
        row[f"{figure}_low"], row[f"{figure}_high"] = inputs.interval(node.name, figure)
    return {**row, "work_needs": node.value("csms_at_least") if work_asks(node) else None}


def _team_row(team: Node, found: list[Lever]) -> Row:
    own: dict[str, Any] = {
        "team": team.name,
        "role": team.above["role"].name,
        "segments": [node.name for node in team.below["segment"]],
        "levers": [lever_row(lever) for lever in found],
    }
    return {**figures_of(team, tables.TEAMS.columns, own), **as_far_as_known(team, [team])}
