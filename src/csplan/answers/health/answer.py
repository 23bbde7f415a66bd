"""How customers are: who moved, whether colours are to be believed, what came of it, and what goes with renewing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from csplan.answers.anonymous import by_letter, hidden, lettered, namer
from csplan.answers.health import tables, words
from csplan.answers.health.asked import asked
from csplan.answers.health.rows import Shown, colour_rows, indicator_row, row_of
from csplan.answers.nodes import chosen, head_of
from csplan.answers.phrases import command
from csplan.answers.whom import nothing_of, whom
from csplan.engine.nodes import Link, Node
from csplan.inputs.build import build
from csplan.inputs.indicators import add_indicators
from csplan.lang.say import say
from csplan.report.report import Report

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from csplan.measure.customers import Customers
    from csplan.measure.periods import Period
    from csplan.plan.plan import Plan
    from csplan.report.report import Row, Table

By = Literal["segment", "tier", "csm"]
LISTED = 12
"""Customers that people see on a screen; JSON and CSV have all."""


def health(  # noqa: PLR0913 - what can be asked
    plan: Plan,
    *,
    period: Period | str | None = None,
    as_of: date | None = None,
    segments: Collection[str] = (),
    by: By = "segment",
    csm: str | None = None,
    anonymous: bool = False,
    customers: bool = False,
) -> Report:
    """Compute how the customers of a plan are; the plan has a record.

    ``period`` may be a name, such as 2026-Q3. ``csm`` limits the answer to the customers of one person; ``anonymous``
    gives people letters for names. Raises ValueError where the plan has no record, or none of such a
    period, segment or person.
    """
    segments = chosen(plan, segments)
    if plan.history is None:
        raise ValueError(say("the plan has no record of its customers"))
    if isinstance(period, str):
        period, problem = asked(plan, period, as_of)
        if problem is not None:
            raise ValueError(": ".join(problem))
    csm, unknown = whom(plan, csm, anonymous=anonymous)
    if unknown is not None:
        raise ValueError(": ".join(part for part in unknown if part))
    record: Customers = plan.history.at(period, as_of.toordinal() if as_of else None)
    plan = replace(plan, history=record)
    inputs = build(plan)
    letters = lettered(plan) if anonymous else {}
    name_of = namer(letters)
    if csm is not None and all(node.name != csm for node in inputs.root.below["csm"]):
        raise ValueError(nothing_of(plan, csm, name_of(csm), record.period))
    found, root = add_indicators(plan, inputs), inputs.root
    nodes = [node for team in root.below["team"] for node in team.below["segment"]]
    nodes.sort(key=lambda node: [placed.segment.name for placed in plan.placed].index(node.name))
    nodes = [node for node in nodes if not segments or node.name in segments]
    tiers = {placed.segment.name: placed.tier.name if placed.tier else None for placed in plan.placed}
    options = ["--anonymous"] if anonymous else []
    shown = Shown(record, segments, csm)
    segment_rows = [_segment_row(node, tiers) for node in nodes]
    quadrants = [row_of(node, tables.QUADRANTS.columns, {"segment": node.name}) for node in nodes]
    csm_rows = _csm_rows(root, csm, letters)
    matrix, listed = shown.matrix(), shown.listed(name_of) if customers else []
    indicators = [indicator_row(node, each) for node, each in zip(root.below.get("indicator", ()), found, strict=True)]
    total = _total(root, nodes, csm, segments)
    facts = words.span(record)
    title = {
        "segment": say("Health by segment, {first} to {last}", **facts),
        "tier": say("Health by tier, {first} to {last}", **facts),
        "csm": say("Health by CSM, {first} to {last}", **facts),
    }
    by = "csm" if csm is not None else by
    main: list[Table] = [
        tables.SEGMENTS.of("segments", title["segment"], segment_rows, behind=customers or by != "segment"),
        tables.CSMS.of("csms", title["csm"], csm_rows, behind=customers or by != "csm"),
    ]
    if by == "tier":
        main.insert(0, tables.TIERS.of("tiers", title["tier"], _tier_rows(root, nodes, tiers), behind=customers))
    named_customers = say("Who moved, and who is called healthy and is not, the largest first")
    return Report(
        command="health",
        title=say("How the customers of {plan} are", plan=plan.name),
        plan=head_of(plan),
        currency=plan.currency,
        head=tables.PERIOD.of("period", "", [_period(record)]),
        tables=(
            *([tables.CUSTOMERS.of("customers", named_customers, listed, most=LISTED)] if customers else []),
            *main,
            tables.MATRIX.of("matrix", "", matrix),
            tables.QUADRANTS.of("quadrants", _quadrants(record), quadrants, behind=True),
            tables.INDICATORS.of("indicators", words.title_of_indicators(plan), indicators, behind=True),
            tables.REASONS.of("reasons", say("On what renewals turned"), shown.reasons(), behind=True),
        ),
        details=(
            tables.COLOUR_TO_COLOUR.of(
                "colours", say("From colour to colour, customers"), colour_rows(matrix), behind=True
            ),
            tables.LAGGING_TABLE.of(
                "lagging",
                say("Lagging beside leading, {first} to {last}", **words.year(record)),
                [*segment_rows, *([{"segment": say("total"), **total}] if len(segment_rows) > 1 else [])],
                behind=True,
            ),
        ),
        total_of={"segment": "segments", "tier": "tiers", "csm": "csms"}[by],
        total=tables.TOTAL.of("total", say("total"), [total]),
        plans={"record": _record(record)},
        answer=words.answer(
            total,
            record,
            plan.currency,
            letters.get(csm, csm) if csm is not None else "",
            without=csm is not None and not csm_rows,
        ),
        actions=words.actions(plan, total, segment_rows, found, listed=customers) if csm is None else [],
        more=[command(plan, "health", *options, "--all"), _explained(plan, listed)],
        remarks=words.whose() if by == "csm" else (),
        notes=words.notes(plan, record, total, found, by_csm=by == "csm"),
        findings=hidden(plan.findings, letters),
        version=1,
    )


def _explained(plan: Plan, listed: Sequence[Row]) -> str:
    """Return how to see where a number comes from: the score of the first who is listed, where they have one."""
    scored = next((row for row in listed if row["score"] is not None), None)
    if scored is None:
        return command(plan, "explain", "recovery_rate")
    return command(plan, "explain", "health_score", "--customer", scored["customer"])


def _segment_row(node: Node, tiers: dict[str, str | None]) -> Row:
    own = {"segment": node.name, "tier": tiers[node.name], "team": node.above["team"].name}
    return row_of(node, tables.SEGMENTS.columns, own)


_OF_CUSTOMERS = ("cohort", "new", "unknown", "renewals_due", "arr_start", "days_known")
"""What whoever had a customer has at least one of."""


def _csm_rows(root: Node, csm: str | None, letters: dict[str, str]) -> list[Row]:
    """Return a row for each CSM; with letters in the order of these, so that no place tells a name."""
    nodes = [node for node in root.below["csm"] if csm is None or node.name == csm]
    nodes = [node for node in nodes if any(map(node.value, _OF_CUSTOMERS))]
    rows = [row_of(node, tables.CSMS.columns, {"csm": letters.get(node.name, node.name)}) for node in nodes]
    return sorted(rows, key=lambda row: by_letter(row["csm"])) if letters else rows


def _tier_rows(root: Node, nodes: list[Node], tiers: dict[str, str | None]) -> list[Row]:
    groups: dict[str | None, Node] = {}
    for node in nodes:
        tier = tiers[node.name]
        if tier not in groups:
            groups[tier] = Node("tier", tier or "", {}, {"plan": root})
        groups[tier].linked.setdefault("segment", []).append(Link(node))
    return [row_of(group, tables.TIERS.columns, {"tier": tier}) for tier, group in groups.items()]


def _total(root: Node, nodes: list[Node], csm: str | None, segments: Collection[str]) -> Row:
    """Return the figures of all that is shown: of the plan, of some of its segments, or of one CSM."""
    node = root
    if csm is not None:
        node = next(each for each in root.below["csm"] if each.name == csm)
    elif segments:
        node = Node("tier", "", {}, {"plan": root})
        node.linked["segment"] = [Link(each) for each in nodes]
    return row_of(node, tables.TOTAL.columns, {})


def _period(record: Customers) -> Row:
    days = (record.period.first, record.period.last, record.as_of, record.year.first, record.year.last)
    names = ("from", "to", "as_of", "year_from", "year_to")
    return {name: date.fromordinal(day).isoformat() for name, day in zip(names, days, strict=True)}


def _quadrants(record: Customers) -> str:
    day = date.fromordinal(record.period.last).isoformat()
    return say("Outcome and experience on {day}, and colours that say otherwise", day=day)


def _record(record: Customers) -> Row:
    history = record.history
    counted = [len(each.day) for each in (history.events, history.snapshots) if each is not None]
    return {"rows": sum(counted), "left_out": [each._asdict() for each in history.left_out]}
