"""The tables of a hiring plan that people see: month by month or by quarter, openings, policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from csplan.figures.months import YEAR
from csplan.lang.say import say
from csplan.report.report import Column, Table
from csplan.values import show_csms, show_money, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from csplan.inputs.calendar import Calendar

    Row = dict[str, Any]
    Months = Mapping[str, Sequence[Any]]

NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
QUARTER = 3


class Span(NamedTuple):
    """Months that stand in one column, from one up to, not including, another."""

    label: str
    first: int
    last: int


def month_word(name: str, *, year: bool = True) -> str:
    """Return a month as people read it: Oct 2026."""
    word = say(NAMES[int(name[5:7]) - 1])
    return f"{word} {name[:4]}" if year else word


def spans(calendar: Calendar, count: int, *, months: bool) -> list[Span]:
    """Return the columns of so many months: one each, or one a quarter."""
    if months:
        return [Span(month_word(calendar.name(at), year=count > YEAR), at, at + 1) for at in range(count)]
    found = []
    for at in range(0, count, QUARTER):
        end = min(at + QUARTER, count)
        found.append(Span(_between(calendar, at, end - 1, years=count > YEAR), at, end))
    return found


def _between(calendar: Calendar, first: int, last: int, *, years: bool) -> str:
    ends = [month_word(calendar.name(at), year=False) for at in (first, last)]
    words = ends[0] if first == last else "–".join(ends)
    return f"{words} {calendar.name(last)[:4]}" if years else words


def by_month(  # noqa: PLR0913 - what a table is made of
    title: str, months: Months, calendar: Calendar, count: int, currency: str, *, alone: bool
) -> Table:
    """Return the table of one team or of the plan: a column a month, or a quarter where there is no room for that.

    The brief one has no title where it is ``alone``.
    """
    by_months, quarters = (spans(calendar, count, months=each) for each in (True, False))

    def table(title: str, lines: Sequence[_Line]) -> Table:
        narrow = _arranged(title, months, calendar, quarters, currency, lines)
        return _arranged(title, months, calendar, by_months, currency, lines)._replace(narrow=narrow)

    known = None not in months["people"]
    return table(title, _LINES)._replace(brief=table("" if alone else title, _BRIEF if known else _NEED))


def _arranged(  # noqa: PLR0913, PLR0917 - as by_month
    title: str, months: Months, calendar: Calendar, columns: Sequence[Span], currency: str, lines: Sequence[_Line]
) -> Table:
    count = columns[-1].last
    whole = Span(_whole_label(count), 0, min(count, YEAR))
    shown = columns if count == 1 else (*columns, whole)
    rows = [
        row
        for name, show in lines
        if (row := _line(say(name), [show(months, each, currency) for each in shown])) is not None
    ]
    first, last = (calendar.name(at)[:4] for at in (0, min(count, YEAR) - 1))
    head = Column("figure", "Label", first if first == last else f"{first}/{last[2:]}")
    cells = [Column(f"c{at}", "CSMs", each.label) for at, each in enumerate(shown)]
    return Table("by_month", title, [head, *cells], rows)


def _whole_label(count: int) -> str:
    """Return what stands over the last column: the year, of more months the first one, of fewer all of them."""
    if count < YEAR:
        return say("{count} months", count=count)
    return say("year") if count == YEAR else say("first year")


def _line(label: str, cells: Sequence[str]) -> Row | None:
    if not any(cell.strip("–") for cell in cells):
        return None
    return {"figure": label, **{f"c{at}": cell for at, cell in enumerate(cells)}}


def _values(months: Months, name: str, span: Span) -> list[float] | None:
    values = list(months[name][span.first : span.last])
    return None if not values or None in values else values


def _mean(name: str, show: Callable[[float], str]) -> Callable[[Months, Span, str], str]:
    def of(months: Months, span: Span, _: str) -> str:
        values = _values(months, name, span)
        return "–" if values is None else show(sum(values) / len(values))

    return of


def _sum(name: str, show: Callable[[float], str]) -> Callable[[Months, Span, str], str]:
    def of(months: Months, span: Span, _: str) -> str:
        values = _values(months, name, span)
        return "–" if values is None else show(sum(values))

    return of


def _money(months: Months, span: Span, currency: str) -> str:
    values = _values(months, "month_cost", span)
    return "–" if values is None else show_money(sum(values), currency)


def _people(months: Months, span: Span, _: str) -> str:
    values = _values(months, "people", span)
    if values is None:
        return "–"
    return show_number(values[-1]) if span.last - span.first <= QUARTER else show_number(sum(values) / len(values), 1)


def _moves(months: Months, span: Span, _: str) -> str:
    starts, leavers = _values(months, "starts", span), _values(months, "leavers", span)
    if starts is None or leavers is None:
        return "–"
    parts = [f"+{show_number(sum(starts))}"] * bool(sum(starts)) + [f"−{show_number(sum(leavers))}"] * bool(
        sum(leavers)
    )
    return " ".join(parts)


def _busy(months: Months, span: Span, _: str) -> str:
    hours, busy = _values(months, "month_hours", span), _values(months, "month_utilization", span)
    if hours is None or busy is None or not all(busy):
        return "–"
    return whole_share(sum(hours) / sum(each / share for each, share in zip(hours, busy, strict=True)))


def _busy_today(months: Months, span: Span, _: str) -> str:
    """Return how busy today's people would be, where nothing tells who is productive."""
    busy = _values(months, "utilization_now", span)
    if busy is None or _values(months, "month_utilization", span) is not None:
        return "–"
    return whole_share(sum(busy) / len(busy))


def _margin(months: Months, span: Span, _: str) -> str:
    arr, margin = _values(months, "arr", span), _values(months, "gross_margin", span)
    if arr is None or margin is None or not sum(arr):
        return "–"
    found = sum(each * share for each, share in zip(arr, margin, strict=True)) / sum(arr)
    return show_share(found) if span.last - span.first > QUARTER else whole_share(found)


def whole_share(value: float | None) -> str:
    """Return a share in whole percent."""
    return "–" if value is None else f"{show_number(100 * value, 0)}%"


def _whole(value: float) -> str:
    """Return a number without decimals; a long one shorter, so that twelve months have room."""
    return show_number(value, 0) if value < LONG else show_money(value)


LONG = 10_000

_Line = tuple[str, "Callable[[Months, Span, str], str]"]
_LINES: tuple[_Line, ...] = (
    ("customers", _mean("customers", _whole)),
    ("new customers", _sum("new_customers", show_number)),
    ("renewals", _sum("renewals", show_number)),
    ("work, hours", _sum("month_hours", _whole)),
    ("CSMs needed", _mean("csms_needed", show_csms)),
    ("money allows", _mean("at_most", show_csms)),
    ("start, leave", _moves),
    ("people", _people),
    ("fully productive", _mean("productive_people", show_csms)),
    ("utilized", _busy),
    ("today's people busy", _busy_today),
    ("cost", _money),
    ("gross margin", _margin),
)
"""What each line shows, and how a month, a quarter or the year comes to it."""
_BRIEF = tuple(each for each in _LINES if each[0] in {"people", "utilized", "cost"})
"""What a first screen shows that has no room for all."""
_NEED = tuple(each for each in _LINES if each[0] in {"CSMs needed", "money allows", "today's people busy"})
"""What it shows where nobody knows who is there."""


def openings(rows: Sequence[Row], policy: str, *, sold: bool = False) -> Table:
    """Return the openings, each with its reason; ``sold``: the plan says what is sold, and so whom to look for."""
    columns = (
        Column("number", "Heads", "#"),
        Column("team", "Text", say("team")),
        Column("why", "Label", say("why")),
        Column("open_by", "Label", say("open by")),
        Column("start", "Label", say("start")),
        Column("needed", "Label", say("needed")),
        Column("productive", "Label", say("productive")),
        Column("late", "Label", say("late")),
        Column("because", "Text", say("what a month later would lack")),
        *([Column("profile", "Text", say("look for"))] if sold else []),
        *([Column("first", "Truth", say("first of the trade"))] if any(row["first"] for row in rows) else []),
    )
    dates = ("open_by", "start", "needed", "productive")
    shown = [
        {
            **{key: row[key] for key in ("number", "team", "why", "profile", "first")},
            **{key: month_word(row[key]) if row[key] else None for key in dates},
            "late": _late(row["late_months"]),
            "because": _because(row),
        }
        for row in rows
    ]
    names = [column.name for column in columns]
    title = say("Openings, each as late as the work allows") if policy == "ahead" else say("Openings")
    return Table("openings_shown", title, columns, shown, shown=names)


def _late(months: int | None) -> str | None:
    if months is None:
        return None
    return say("{months} mo", months=months) if months else "–"


def _because(row: Row) -> str:
    if row["start"] is None:
        return say("add ramp to role {role}", role=row["role"])
    if row["short_month"] is None and row["start"] < row["needed"]:
        return say("no more may start in the month after")
    if row["short_month"] is None:
        return say("it is needed in {month}", month=month_word(row["needed"], year=False))
    facts = {"there": show_csms(row["short_there"]), "need": show_csms(row["short_of"])}
    return say("{month} has {there} of {need}", month=month_word(row["short_month"], year=False), **facts)


def policies(rows: Sequence[Row], words: Mapping[str, str], currency: str) -> Table:
    """Return the policies, priced alike."""
    columns = (
        Column("policy", "Label", say("policy")),
        Column("verdict", "Text", say("verdict")),
        Column("hires", "Heads", say("hires")),
        Column("people_at_end", "CSMs", say("people at the end")),
        Column("cost", "CSMs", say("cost a year")),
        Column("hours_not_delivered", "CSMs", say("hours not delivered")),
        Column("months_over", "Heads", say("months over")),
        Column("highest_utilization", "Share", say("highest utilized")),
        Column("gross_margin", "Share", say("gross margin")),
    )
    shown = [
        {
            **row,
            "people_at_end": None if row["people_at_end"] is None else show_number(row["people_at_end"]),
            "cost": None if row["cost"] is None else show_money(row["cost"], currency),
            "hours_not_delivered": None
            if row["hours_not_delivered"] is None
            else show_number(row["hours_not_delivered"], 1),
            "verdict": words[row["policy"]],
        }
        for row in rows
    ]
    return Table("policies_shown", say("Policies"), columns, shown)
