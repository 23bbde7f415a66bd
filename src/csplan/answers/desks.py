"""The desks of a plan in an answer: what each promises, interval by interval, and what the promise takes in people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.nodes import figures_of
from csplan.answers.phrases import named
from csplan.figures.arithmetic import exceeds
from csplan.lang.say import later, say
from csplan.report.report import Advice, Column, Table
from csplan.report.table import table
from csplan.studies.desks import other_promises
from csplan.values import show_csms, show_minutes, show_number

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from csplan.engine.nodes import Node
    from csplan.plan.plan import Plan
    from csplan.report.report import Row
    from csplan.studies.desks import Promise

DESKS = table(
    *("desk", "desk", "team", "segments", "contacts", "takes", "answered", "within", "intervals", "desk_hours"),
    *("csms_by_desk_work", "csms_by_desk_hours", "csms_by_presence", "desk_csms"),
    *("desk_level", "desk_lost", "desk_wait", "desk_occupancy"),
    shown=(
        *("desk", "contacts", "takes", "answered", "within", "csms_by_desk_work", "desk_csms", "desk_level"),
        "desk_occupancy",
    ),
    wide=("desk_lost", "desk_wait", "desk_hours", "csms_by_desk_hours", "csms_by_presence", "team", "segments"),
    units={"intervals": "Rows"},
)
_INTERVAL = {
    "from": "interval",
    "share": "arrival_share",
    "load": "desk_load",
    "people": "desk_people",
    "level": "desk_level",
    "lost": "desk_lost",
    "wait": "desk_wait",
    "occupancy": "desk_occupancy",
}
"""What JSON calls the figures of an interval."""
_SHOWN = (
    ("from", "Text", later("from")),
    ("contacts", "Count", later("contacts a day")),
    ("people", "Heads", later("people")),
    ("level", "Share", later("answered in time")),
    ("lost", "Share", later("give up")),
    ("wait", "Wait", later("wait")),
    ("occupancy", "Share", later("busy")),
)
"""What people see of an interval: name, unit, label."""


def desks_of(teams: Sequence[Node], segments: Collection[str] = ()) -> list[Node]:
    """Return the desks of teams, or those of them that serve one of these segments."""
    desks = [desk for team in teams for desk in team.below.get("desk", ())]
    return [desk for desk in desks if not segments or not set(served(desk)).isdisjoint(segments)]


def served(desk: Node) -> list[str]:
    """Return the names of the segments that a desk serves."""
    return list(dict.fromkeys(link.node.name for link in desk.linked["task"]))


def table_of(desks: Sequence[Node], *, behind: bool) -> tuple[Table, ...]:
    """Return the table of the desks; none where there are none."""
    if not desks:
        return ()
    rows = [figures_of(desk, DESKS.columns, _own(desk)) for desk in desks]
    for row in rows:
        row["within"], row["takes"] = _minutes(row["within"]), _minutes(row["takes"])
    return (DESKS.of("desks", say("Desks: what the work takes, and what the promise takes"), rows, behind=behind),)


def days_of(desks: Sequence[Node]) -> list[Table]:
    """Return the day of each desk for people: an interval a row, and the day as a whole."""
    return [Table("intervals", _title(desk), _columns(), [*_day(desk)], shown=_names(desk)) for desk in desks]


def _own(desk: Node) -> Row:
    return {
        "desk": desk.name,
        "team": desk.above["team"].name,
        "segments": served(desk),
        "intervals": _intervals(desk),
    }


def _intervals(desk: Node) -> list[Row]:
    rows = desk.rows["interval"]
    count = len(rows.inputs["interval"])
    columns: dict[str, Sequence[Any]] = {
        name: rows.column(figure) or [None] * count for name, figure in _INTERVAL.items()
    }
    return [{name: column[at] for name, column in columns.items()} for at in range(count)]


def _columns() -> list[Column]:
    return [Column(name, unit, say(label)) for name, unit, label in _SHOWN]


def _names(desk: Node) -> list[str]:
    return [name for name, _, _ in _SHOWN if name != "lost" or desk.value("patience") is not None]


def _day(desk: Node) -> Iterator[Row]:
    rows = _intervals(desk)
    contacts = desk.rows["interval"].column("contacts_a_day") or [None] * len(rows)
    for row, each in zip(rows, contacts, strict=True):
        yield {**row, "contacts": each}
    if len(rows) > 1:
        totals = {name: desk.value(f"desk_{name}") for name in ("level", "lost", "wait", "occupancy")}
        known = None if None in contacts else sum(contacts)
        yield {"from": say("all"), "contacts": known, "people": None, **totals}


def _title(desk: Node) -> str:
    facts = {
        "desk": desk.name,
        "share": _percent(desk.value("answered")),
        "within": show_minutes(desk.value("within")),
        "days": show_number(desk.value("open_days")),
        "contacts": "–" if desk.value("contacts") is None else show_number(desk.value("contacts"), 0),
    }
    takes = desk.value("takes")
    if takes is None:
        return say("Desk {desk}: {share} within {within}, {days} days, {contacts} contacts", **facts)
    facts["takes"] = show_minutes(takes)
    return say("Desk {desk}: {share} within {within}, {days} days, {contacts} contacts of {takes}", **facts)


def _percent(share: float) -> str:
    return f"{show_number(100 * share)}%"


def _minutes(value: float | None) -> float | None:
    """Minutes come from hours of a plan, which leaves 12.000000000000002 of them."""
    return None if value is None else float(f"{value:.12g}")


def costs(root: Node, desk: Node) -> str:
    """Say what the promise of a desk takes beside its work, and what other promises would take."""
    csms, work = desk.value("desk_csms"), desk.value("csms_by_desk_work")
    if csms is None or work is None:
        return say("Nobody knows what the promise takes: state the volume of its tasks, and the hours of its people.")
    if not desk.value("contacts"):
        return say("Nobody comes, so its promise takes {csms} CSMs.", csms=show_csms(csms))
    first = say("The work takes {work} CSMs, the promise {csms}.", work=show_csms(work), csms=show_csms(csms))
    lines = desk.value("at_once")
    in_full = say("Each contact is work in full, though one person serves {count} at once.", count=show_number(lines))
    others = {each.kind: each for each in other_promises(root, desk)}
    instead = [_instead(desk, each) for kind, each in others.items() if kind != "larger"]
    sentences = [first, *([in_full] if lines > 1 else []), *(each for each in instead if each)]
    if (larger := others.get("larger")) is not None and work > 0:
        facts = {"csms": show_csms(larger.csms), "work": show_csms(larger.work)}
        if lines > 1:
            sentences.append(say("Ten times the contacts: {csms}.", **facts))
        elif exceeds(csms / work, larger.csms / larger.work):
            sentences.append(
                say("Ten times the contacts: {csms}, where the work takes {work}: size helps a desk.", **facts)
            )
        else:
            sentences.append(say("Ten times the contacts: {csms}, where the work takes {work}.", **facts))
    return " ".join(sentences)


def _instead(desk: Node, other: Promise) -> str:
    csms = show_csms(other.csms)
    if other.kind == "later":
        return say("Within {within} instead: {csms}.", within=show_minutes(other.value), csms=csms)
    if other.kind == "at_once":
        return say("{count} at once, if each takes no longer then: {csms}.", count=show_number(other.value), csms=csms)
    facts = {"share": _percent(other.value), "instead": _percent(desk.value("answered"))}
    return say("{share} instead of {instead}: {csms}.", csms=csms, **facts)


def evenly(plan: Plan, desks: Sequence[Node]) -> Iterator[str]:
    """Say of which desks nothing says when contacts come in."""
    unknown = {each.name for each in plan.document.desks or () if each.arrivals is None}
    names = [desk.name for desk in desks if desk.name in unknown and desk.value("contacts")]
    if names:
        yield say(
            "Contacts of {desks} are taken to come evenly over the day, which takes the fewest people: "
            "state `arrivals:`.",
            desks=named(names),
        )


def promises(desks: Sequence[Node], *, short: bool = False) -> Iterator[str]:
    """Say of each desk what its promise takes beyond the work."""
    for desk in desks:
        csms, work = desk.value("desk_csms"), desk.value("csms_by_desk_work")
        if csms is None or work is None or not exceeds(csms, work):
            continue
        facts = {"desk": desk.name, "csms": show_csms(csms), "work": show_csms(work)}
        if short:
            yield say("The promise of {desk} takes {csms} CSMs, its work {work}.", **facts)
        else:
            yield say("The desk {desk} needs {csms} CSMs to answer in time, where its work takes {work}.", **facts)


def advice(root: Node, desks: Sequence[Node]) -> list[Advice]:
    """Return for each desk what its promise takes beyond the work."""
    return [Advice(desk.name, costs(root, desk)) for desk in desks]
