"""The rows of value: figures of nodes, and what is counted event by event."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.answers.anonymous import by_letter
from csplan.answers.nodes import figures_of
from csplan.engine.nodes import Link, Node
from csplan.figures.inputs import CREDITED
from csplan.inputs.collect import Collector
from csplan.inputs.value import take_ends
from csplan.lang.say import later, say
from csplan.measure.payback import margin_of_years, payback_months
from csplan.plan.history import EVENTS
from csplan.plan.value import REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csplan.measure.credited import Credited
    from csplan.measure.worth import Worth
    from csplan.plan.plan import Plan
    from csplan.report.report import Column, Row

WORDS = {
    "saved": later("renewed after a save"),
    "won": later("renewed after a win"),
    "opt_out": later("opt-out not used"),
    "csql": later("lead (CSQL)"),
    "poc": later("pilot (POC)"),
    "saved_won": later("saved or won, no lead"),
    "referral": later("referral"),
    "sale": later("sale helped"),
    "service": later("premium and consulting"),
}
"""What each reason is called."""
WHY_NOT = {
    "healthy": later("renewed, not at risk in the year before"),
    "at_risk": later("renewed while at risk"),
    "unknown": later("renewed, health not known that day"),
    "no_lead": later("grew without a lead or pilot"),
}
"""Why what came is not credited."""
COMPARED = {
    "same_segment": later("same segment"),
    "all_segments": later("all segments"),
    "stated": later("as stated"),
    "too_few": later("too few"),
}
TEAM, PLAYS, ADDED = "team", "plays", "incremental"


def head(root: Node, nodes: Sequence[Node], counted: Worth, segments: tuple[str, ...]) -> Node:
    """Return what stands for all that is shown: the plan, or some of its segments."""
    if not segments:
        return root
    found = Collector()
    take_ends(found, counted, segments)
    node = Node("tier", "", found.values, {"plan": root})
    node.linked["segment"] = [Link(each) for each in nodes]
    return node


class Seen(NamedTuple):
    """What an answer looks at: a plan, some of its segments or all, and what is counted of its record."""

    plan: Plan
    counted: Worth
    root: Node
    node: Node
    """What stands for all that is shown."""
    segments: tuple[str, ...]
    low: bool = False
    """Whether what was added counts at the lower end of its interval."""

    @property
    def events(self) -> list[Credited]:
        """The events of the segments; who is in no segment counts nowhere."""
        names = self.segments or {each.segment.name for each in self.counted.record.placed}
        return [each for each in self.counted.credited if self.counted.segment_of(each.event) in names]


def credited_rows(seen: Seen) -> list[Row]:
    """Return what is credited by reason; a reason without any event is left out."""
    rows = []
    for reason, module in REASONS.items():
        own = [each for each in seen.events if each.reason == reason]
        if own:
            arr = sum(each.arr for each in own)
            rows.append(
                {
                    "module": module,
                    "reason": reason,
                    "called": say(WORDS[reason]),
                    "events": len(own),
                    "customers": _customers(seen, own),
                    "arr": arr,
                    "credit": seen.root.value(f"{reason}_credit"),
                    "credited_arr": _credit(seen, reason, arr),
                }
            )
    return rows


def _credit(seen: Seen, reason: str, arr: float) -> Any:  # noqa: ANN401 - money
    """Return the credited ARR of one reason, by its formula."""
    return Node("csm", reason, {f"{reason}_arr": arr}, {"plan": seen.root}).value(f"{reason}_credited")


def _customers(seen: Seen, own: Sequence[Credited]) -> int:
    events = seen.counted.record.history.events
    return len({events.customer[each.event] for each in own}) if events is not None else 0


def total(seen: Seen, credited: Sequence[Row]) -> Row:
    """Return the last row of what is credited."""
    own = [each for each in seen.events if each.reason is not None]
    return {
        "module": say("total"),
        "events": len(own),
        "customers": _customers(seen, own),
        "arr": sum(row["arr"] for row in credited),
        "credited_arr": seen.node.value("credited_arr"),
    }


def not_credited(seen: Seen) -> list[Row]:
    """Return what came and is not credited, by why."""
    found: dict[tuple[str, str], list[float]] = {}
    for each in seen.events:
        if each.reason is None:
            found.setdefault((each.module, each.why), []).append(each.arr)
    return [
        {"module": module, "why": why, "words": say(WHY_NOT[why]), "events": len(arrs), "arr": sum(arrs)}
        for (module, why), arrs in sorted(found.items(), key=lambda each: (-sum(each[1]), each[0]))
    ]


def event_rows(seen: Seen, name_of: Callable[[str], str]) -> list[Row]:
    """Return every credited row with what it came from, for finance: by day."""
    return [_event(seen, each, name_of) for each in seen.events if each.reason is not None]


def _event(seen: Seen, each: Credited, name_of: Callable[[str], str]) -> Row:
    counted, reason = seen.counted, str(each.reason)
    events = counted.record.history.events
    assert events is not None  # noqa: S101 - it is one of theirs
    links = [
        {"event": EVENTS[events.kind[link]], "date": _day(events.day[link]), "line": events.line[link]}
        for link in each.chain[1:]
    ]
    return {
        "date": _day(events.day[each.event]),
        "customer": counted.record.history.customers[events.customer[each.event]],
        "segment": counted.segment_of(each.event),
        "csm": "; ".join(name_of(name) for name in counted.csms[each.event]) or None,
        "event": EVENTS[events.kind[each.event]],
        "module": each.module,
        "reason": reason,
        "called": say(WORDS[reason]),
        "arr": each.arr,
        "credit": seen.root.value(f"{reason}_credit"),
        "credited_arr": _credit(seen, reason, each.arr),
        "file": counted.file,
        "line": events.line[each.event],
        "chain": links,
        "came_from": " ← ".join(f"{link['event']} {link['date']}" for link in links) or None,
    }


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def cell_rows(counted: Worth, nodes: Sequence[Node]) -> list[Row]:
    """Return the treated of each segment and colour beside whom they are compared with."""
    names = {each.index: each.segment.name for each in counted.record.placed}
    rows: list[Row] = []
    for node in nodes:
        cells = [cell for cell in counted.cells if names[cell.segment] == node.name]
        below = node.rows["cell"]
        columns = ("cell", "played", "played_rate", "others", "others_rate", "due", "added")
        values = zip(*(below.column(name) or [None] * len(cells) for name in columns), strict=True)
        for cell, own in zip(cells, values, strict=True):
            row = dict(zip(columns, own, strict=True))
            rows.append(
                {
                    "segment": node.name,
                    "colour": row.pop("cell"),
                    **row,
                    "played": cell.treated.n,
                    "others": cell.others.n,
                    "compared_with": cell.compared,
                    "compared": say(COMPARED[cell.compared]),
                    "evidence": cell.evidence,
                }
            )
    return rows


def together(seen: Seen, cells: Sequence[Row]) -> list[Row]:
    """Return the last row of the played and the others, where there are several."""
    if len(cells) < 2 or seen.node.value("added_by_plays") is None:  # noqa: PLR2004 - one is the whole
        return []
    due, added = seen.node.value("due_of_played"), seen.node.value("added_by_plays")
    return [{"segment": say("together"), "due": due, "added": added}]


def segment_rows(counted: Worth, nodes: Sequence[Node], columns: Sequence[Column]) -> list[Row]:
    """Return what each segment is credited with, and beside it what was added there."""
    return [
        figures_of(node, columns, {"segment": node.name, "evidence": counted.evidence((node.name,))}) for node in nodes
    ]


def csm_rows(seen: Seen, columns: Sequence[Column], letters: Mapping[str, str]) -> list[Row]:
    """Return what each CSM is credited with; with letters in the order of these, so that no place tells a name."""
    rows = []
    for name, sums in sorted(seen.counted.by_csm_in(seen.segments).items()):
        if name:
            node = Node("csm", name, {reason: sums[reason] for reason in CREDITED}, {"plan": seen.root})
            own = {"csm": letters.get(name, name), "saves": sums["saved"], "wins": sums["won"]}
            rows.append(figures_of(node, columns, {**own, "csql": sums["csqls"], "csqa": sums["csqas"]}))
    return sorted(rows, key=lambda row: by_letter(row["csm"])) if letters else rows


def return_rows(node: Node, years: int, *, low: bool) -> list[Row]:
    """Return what the team and its plays cost and brought: as credited, and as far as anything says it was added.

    With ``low`` what was added counts at the lower end of its interval.
    """
    end = "_low" if low else ""
    added: list[tuple[str, str, str, str, str]] = [
        (TEAM, say("the team, as credited"), "people_cost", "credited_arr", "credited_return"),
        (ADDED, say("the team, added as far as known"), "people_cost", "incremental_arr", "incremental_return"),
        (PLAYS, say("rescue plays, what they add"), "play_cost", "added_by_plays", "play_return"),
    ]
    kept = _kept(node)
    rows = []
    for what, words, cost, arr, figure in added:
        own = "" if what == TEAM or node.value(f"{arr}{end}") is None else end
        value = node.value(f"{arr}{own}")
        if value is None:
            continue
        row: Row = {"what": what, "words": words, "cost": node.value(cost), "arr": value}
        row |= {"return": node.value(f"{figure}{own}")}
        row |= {f"return_{side}": node.value(f"{figure}_{side}") if what != TEAM else None for side in ("low", "high")}
        rows.append(row | _over_years(row, node.value("gross_margin_before_cs"), kept, years))
    return rows


def _kept(node: Node) -> float:
    """Return the share of ARR that is kept from one year to the next: GRR, else what is renewed; at most all."""
    known = (node.value(name) for name in ("grr", "renewal_rate"))
    return min(1.0, next((share for share in known if share is not None), 1.0))


def _over_years(row: Row, margin: float | None, kept: float, years: int) -> Row:
    if row["cost"] is None or margin is None:
        return {"payback_months": None, "years": years, "return_years": None}
    brings = row["arr"] * margin
    over = margin_of_years(brings, kept, years) / row["cost"] if years > 1 and row["cost"] else None
    return {"payback_months": payback_months(row["cost"], brings, kept), "years": years, "return_years": over}
