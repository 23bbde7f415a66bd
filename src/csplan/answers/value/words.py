"""What value says in sentences: the answer, what to do, and what to know of the numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.phrases import MOST, named
from csplan.answers.value.rows import WORDS
from csplan.lang.say import later, say, say_many
from csplan.measure.added import Power, power_of
from csplan.measure.plays import within_of
from csplan.measure.shares import share
from csplan.plan.history import COLOURS
from csplan.values import show_money, show_number, show_share
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.answers.value.rows import Seen
    from csplan.engine.nodes import Node
    from csplan.measure.added import Cell
    from csplan.measure.worth import Worth
    from csplan.report.report import Row

_FEW = 20
"""Customers who can be judged by name."""
_SHOWS = 0.25
"""Points of difference that a holdout has to be able to show. Source: csplan."""
_SMALL = 0.05
"""Of what is credited: less is not worth asking for."""
_YEARS = 2
"""In which a holdout is judged."""


def days(seen: Seen) -> Mapping[str, str]:
    """Return the first and the last day of the period."""
    first, last = (date.fromordinal(day).isoformat() for day in seen.counted.period)
    return {"first": first, "last": last}


def answer(seen: Seen) -> list[str]:
    """Return what the team is credited with, and what would not have come without it."""
    if seen.plan.history.history.snapshots is None:
        unknown = say("There are no snapshots, so nobody knows who was saved or won: that part is missing here.")
        return [_credited(seen), _added(seen), unknown]
    return [_credited(seen), _added(seen), *_pays(seen.node)]


def _credited(seen: Seen) -> str:
    node, currency = seen.node, seen.plan.currency
    facts = {**days(seen), "arr": show_money(node.value("credited_arr"), currency)}
    returns, cost = node.value("credited_return"), node.value("people_cost")
    if returns is None:
        return say("From {first} to {last} the team is credited with {arr} of ARR; each ARR counts once.", **facts)
    facts |= {"return": show_number(returns), "cost": show_money(cost, currency)}
    return say(
        "From {first} to {last} the team is credited with {arr} of ARR; each ARR counts once. A year's margin on it is "
        "{return} times what the team cost ({cost}).",
        **facts,
    )


def _added(seen: Seen) -> str:
    node, currency = seen.node, seen.plan.currency
    kinds = seen.counted.evidences(seen.segments)
    value = node.value("added_renewals")
    if value is None:
        return say(
            "Credited does not mean added: nobody knows what would not have come without the team (evidence: none)."
        )
    facts = {
        "evidence": named(kinds),
        "value": show_money(abs(value), currency),
        "low": show_money(node.value("added_renewals_low"), currency),
        "high": show_money(node.value("added_renewals_high"), currency),
    }
    if seen.low and node.value("added_renewals_low") <= 0:
        return say("Credited does not mean added: at the low end of the interval, nothing was added.")
    if seen.low:
        return say(
            "Credited does not mean added: at least {low} of renewals would not have come without the team (95% sure).",
            **facts,
        )
    served = "both" if "unserved" in kinds and len(kinds) > 1 else "served" if "unserved" in kinds else "played"
    what = _KEPT[served, value >= 0]
    facts["what"] = say(what, **facts)
    if node.value("added_renewals_low") <= 0 <= node.value("added_renewals_high"):
        return say("{what} This may be chance: it could be {low} to {high} (evidence: {evidence}).", **facts)
    return say("{what} It could be {low} to {high} (evidence: {evidence}).", **facts)


_KEPT = {
    ("played", True): later(
        "Credited does not mean added: customers with a rescue play kept {value} of ARR more than those left alone."
    ),
    ("played", False): later(
        "Credited does not mean added: customers with a rescue play kept {value} of ARR less than those left alone."
    ),
    ("served", True): later(
        "Credited does not mean added: customers with a CSM kept {value} of ARR more than those without."
    ),
    ("served", False): later(
        "Credited does not mean added: customers with a CSM kept {value} of ARR less than those without."
    ),
    ("both", True): later(
        "Credited does not mean added: customers with a rescue play, or with a CSM at all, kept {value} of ARR more "
        "than those without."
    ),
    ("both", False): later(
        "Credited does not mean added: customers with a rescue play, or with a CSM at all, kept {value} of ARR less "
        "than those without."
    ),
}
"""What was added, by whether it is of the played, the served or both, and whether it is more."""


def _pays(node: Node) -> list[str]:
    part = node.value("pays_if")
    if part is None:
        return []
    if part > 1:
        return [say("The team costs more than a year's margin on all that it is credited with.")]
    facts = {"part": show_share(part)}
    return [say("The team pays for itself in a year if {part} of the credited ARR is really due to it.", **facts)]


def actions(seen: Seen, rows: Sequence[Row]) -> list[str]:
    """Return what to do first: three sentences at most."""
    counted, segments = seen.counted, seen.segments
    result = [*_record_plays(counted), *_leave_alone(counted, segments), *_state_costs(seen)]
    return [*result, *_by_name(counted, segments), *_state_anyway(seen, rows)][:MOST]


def _record_plays(counted: Worth) -> list[str]:
    if counted.record.history.snapshots is None:
        return [
            say("Export how customers were (`snapshots:`), to see who was at risk and what would have come anyway.")
        ]
    if not counted.cells:
        return [
            say(
                "Record each rescue as an event `play`, and leave some customers alone (`holdout`): that shows what it "
                "adds."
            )
        ]
    return []


def _leave_alone(counted: Worth, segments: Sequence[str]) -> list[str]:
    """Say where leaving every other one alone would show soonest what plays add."""
    cells = [cell for cell in counted.cells_in(segments, plays=True) if cell.evidence == "untreated"]
    largest = max(cells, key=lambda cell: sum(_spells(counted, cell)[:1]), default=None)
    if largest is None:
        return []
    n, rate = _spells(counted, largest)
    each = int(n * _YEARS / 2)
    points = Power(each, each, rate).detectable
    if points is None or any(cell.evidence == "holdout" for cell in counted.cells_in(segments, plays=True)):
        return []  # some are left alone by lot as it is
    if points > _SHOWS:
        return [
            say(
                "Judge rescue plays one by one: too few customers become at risk. Leaving half of them alone would not "
                "show in two years what plays add."
            )
        ]
    facts = {
        "colour": COLOURS[largest.colour - 1],
        "segment": counted.name_of(largest.segment),
        "points": f"{100 * points:.0f}",
    }
    return [
        say(
            "Leave every second {colour} customer of {segment} alone, chosen by lot (`holdout`): in two years a "
            "difference of {points} points shows.",
            **facts,
        )
    ]


def _spells(counted: Worth, cell: Cell) -> tuple[int, float]:
    """Return how many spells of a segment and colour were decided, and the share kept."""
    own = [counted.groups[cell.segment, cell.colour, "treated"]]
    others = counted.groups.get((cell.segment, cell.colour, "others"))
    own += [others] if others else []
    n = sum(each.n for each in own)
    return n, sum(each.kept for each in own) / n


def _by_name(counted: Worth, segments: Sequence[str]) -> list[str]:
    """Say where most of the doubt is, if so few customers are there that each can be looked at."""
    cells = [cell for cell in counted.cells_in(segments, plays=True) if cell.others_rate is not None]
    doubts = {cell: _doubt(counted, cell) for cell in cells}
    largest = max(cells, key=lambda cell: doubts[cell], default=None)
    if largest is None or len(cells) == 1 or doubts[largest] * 2 < sum(doubts.values()) or largest.treated.n > _FEW:
        return []
    return [
        say_many(
            largest.treated.n,
            "Look closely at the 1 customer of {segment} with a rescue play: most of the doubt is there.",
            "Look closely at the {count} customers of {segment} with a rescue play: most of the doubt is there.",
            count=largest.treated.n,
            segment=counted.name_of(largest.segment),
        )
    ]


def _doubt(counted: Worth, cell: Cell) -> float:
    """Return what a cell adds to the square of the interval's width."""
    own = share(cell.treated.kept, cell.treated.n)
    total = (own.high - own.low) ** 2 if own else 0.0
    for key, part in cell.shares:
        group = counted.groups[key]
        other = share(group.kept, group.n)
        total += (part * (other.high - other.low)) ** 2 if other else 0.0
    return total * cell.treated.due**2


def _state_anyway(seen: Seen, rows: Sequence[Row]) -> list[str]:
    rules = seen.plan.document.value
    stated = rules.anyway if rules is not None else None
    open_ = [row for row in rows if row["module"] != "retain" and (stated is None or stated.of(row["reason"]) is None)]
    largest = max(open_, key=lambda row: row["credited_arr"], default=None)
    if largest is None or largest["credited_arr"] < _SMALL * sum(row["credited_arr"] for row in rows):
        return []
    facts = {
        "what": say(WORDS[largest["reason"]]),
        "arr": show_money(largest["credited_arr"], seen.plan.currency),
        "reason": largest["reason"],
    }
    text = say(
        "{what}: state which share of the {arr} would have come anyway, and how you know (`value: anyway: {reason}`).",
        **facts,
    )
    return [text[:1].upper() + text[1:]]


def _state_costs(seen: Seen) -> list[str]:
    result, node, rules = [], seen.node, seen.plan.document.value
    if node.value("added_by_plays") is not None and (rules is None or rules.plays is None or rules.plays.task is None):
        result.append(say("Name the task that a rescue takes (`value: plays: task`), to see what plays cost."))
    if node.value("people_cost") is None:
        result.append(say("Say who was there (`people:`) and what they cost (`pay:` of the role), to see the return."))
    elif node.value("gross_margin_before_cs") is None:
        result.append(say("State what serving customers costs (`economics: costs`), to see the return."))
    return result


def title_of_cells(seen: Seen) -> str:
    """Return what stands over the played and the others."""
    facts = {"evidence": named(seen.counted.evidences(seen.segments, plays=True))}
    low, high = (seen.node.value(f"added_by_plays_{end}") for end in ("low", "high"))
    if low is None:
        return say("Customers with a rescue play, and others to compare with (evidence: {evidence})", **facts)
    facts |= {"low": show_money(low, seen.plan.currency), "high": show_money(high, seen.plan.currency)}
    return say("What plays added: could be {low} to {high} (evidence: {evidence})", **facts)


def title_of_returns(seen: Seen) -> str:
    """Return what stands over cost and return."""
    if seen.low:
        return say("What it cost and returned in a year; what was added at its lower end")
    return say("What it cost and returned in a year")


def notes(seen: Seen) -> list[str]:
    """Return how the numbers are meant, who was compared, and what is not known."""
    return [
        say(
            "Credited is what csm-management counts: renewals after a save or a win, growth after a lead, and new "
            "customers whom other customers brought. Much of it would have come anyway."
        ),
        *_compared(seen.node, seen.counted, seen.segments),
        *_power(seen.counted, seen.segments),
        *_left_out(seen.counted),
        *_unknown(seen),
        *_nowhere(seen.counted),
    ]


def _compared(node: Node, counted: Worth, segments: Sequence[str]) -> list[str]:
    if not counted.cells_in(segments):
        return []
    within = {"within": f"{within_of(counted.record):.0f}"}
    result = [
        say(
            "Played are customers whose rescue began within {within} days after they became at risk. They are compared "
            "with others of the same segment and colour. Only renewals after these days count.",
            **within,
        )
    ]
    if counted.evidence(segments, plays=True) == "untreated":
        result.append(
            say(
                "People chose whom to rescue, so the played may differ from the others. Only a choice by lot "
                "(`holdout`) shows that plays made the difference."
            )
        )
    selection = node.value("selection_to_break_even")
    if selection is not None and selection >= 0:
        points = shown(selection, "Point")
        result.append(
            say("Rescue plays still pay if the played would have renewed {points} more often anyway.", points=points)
        )
    elif selection is not None:
        result.append(say("Rescue plays cost more than a year's margin on what they add."))
    if any(cell.compared == "all_segments" for cell in counted.cells_in(segments)):
        result.append(
            say("Where a segment has fewer than 5 others, those of the same colour in all segments are used.")
        )
    return result


def _power(counted: Worth, segments: Sequence[str]) -> list[str]:
    power = power_of(counted.cells_in(segments, plays=True), counted.groups)
    if power is None or power.detectable is None:
        return []
    facts = {
        "played": f"{power.treated:,}",
        "others": f"{power.others:,}",
        "points": f"{100 * power.detectable:.1f}",
        "needed": f"{-(-power.needed() // 1):,.0f}",
    }
    return [
        say(
            "With {played} played and {others} others, a difference below {points} points may be chance. To see 10 "
            "points takes {needed} of each.",
            **facts,
        )
    ]


def _left_out(counted: Worth) -> list[str]:
    left = counted.played.left_out
    facts = {
        "within": f"{within_of(counted.record):.0f}",
        "before": f"{left['before_landmark']:,}",
        "open": f"{left['open']:,}",
        "others": f"{left['later_spell'] + left['other_period'] + left['too_late']:,}",
    }
    if not any(left.values()):
        return []
    return [
        say(
            "Not compared are {before} times at risk with a renewal within {within} days, and {open} without a renewal "
            "yet. {others} more are of other periods, or followed by another time at risk.",
            **facts,
        )
    ]


def _unknown(seen: Seen) -> list[str]:
    result, unknown = [], seen.node.value("unknown_arr")
    if unknown:
        arr = show_money(unknown, seen.plan.currency)
        result.append(say("Nothing says whether {arr} would have come anyway: that is unknown, not 0.", arr=arr))
    result.append(say("The comparison is of rescue plays only: what the team's daily work prevents is not in it."))
    return result


def _nowhere(counted: Worth) -> list[str]:
    count = sum(not counted.segment_of(each.event) for each in counted.credited)
    if not count:
        return []
    return [
        say_many(
            count,
            "1 event belongs to a customer in no segment, and counts nowhere.",
            "{count} events belong to customers in no segment, and count nowhere.",
            count=f"{count:,}",
        )
    ]
