"""The tables of books: who has how much today and then, the moves, what evenness costs, renewals by month."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from csplan.answers.hire.tables import month_word
from csplan.figures.carried import book_utilization
from csplan.inputs.ramp import MONTHS
from csplan.lang.say import later, say
from csplan.report.report import Column, Table
from csplan.studies.assign.problem import NOBODY
from csplan.values import show_number
from csplan.values.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from csplan.report.report import Row
    from csplan.studies.assign.books import Account, Books
    from csplan.studies.assign.causes import Causes
    from csplan.studies.assign.curve import Answer

_MOST_POINTS = 9
_FIGURES = ("customers", "arr", "hours", "renewals", "at_risk")
FIRST_MOVES, FIRST_PEOPLE = 8, 20
"""Moves, and people, on the first screen."""


def off(value: float | None) -> str:
    """Return how far somebody is from their share, in whole percent with its sign."""
    if value is None:
        return "–"
    whole = show_number(abs(100 * value), 0)
    return f"{whole}%" if whole == "0" else f"{'+' if value > 0 else '−'}{whole}%"


# --- rows of people --------------------------------------------------------------------------------------------------


def people_rows(books: Books, answer: Answer | None) -> list[Row]:
    """Return what each has today and would have then; also who is gone and has accounts today, and nobody."""
    problem = books.problem
    today: dict[str, list[Account]] = {}
    for account in books.accounts:
        today.setdefault(folded(account.holder), []).append(account)
    rows = []
    if problem is not None and answer is not None:
        now, then = problem.deviations(problem.today), problem.deviations(answer.chosen.owner)
        for at, carrier in enumerate(books.carriers):
            theirs = [each for each, who in zip(books.accounts, answer.chosen.owner, strict=True) if who == at]
            had = [each for each, who in zip(books.accounts, problem.today, strict=True) if who == at]
            rows.append(
                _row(books, carrier.person.name, carrier.hours, had, theirs)
                | {"productivity": carrier.productivity}
                | {f"{name}_deviation_now": float(now[at, place]) for place, name in enumerate(books.measures)}
                | {f"{name}_deviation": float(then[at, place]) for place, name in enumerate(books.measures)}
            )
    there = {folded(each.person.name) for each in books.carriers}
    for key in sorted(today.keys() - there):
        homeless = [] if answer is None else [books.accounts[at] for at in answer.homeless]
        stays = [each for each in homeless if folded(each.holder) == key]
        rows.append(
            _row(books, today[key][0].holder or say("(nobody)"), None, today[key], stays) | {"productivity": 0.0}
        )
    return rows


def _row(books: Books, name: str, hours: float | None, had: Sequence[Account], has: Sequence[Account]) -> Row:
    row: Row = {"team": books.team, "csm": name, "capacity": hours}
    for end, accounts in (("_now", had), ("", has)):
        row |= {f"{figure}{end}": _sum(accounts, figure) for figure in _FIGURES}
        total = row[f"hours{end}"]
        row[f"utilization{end}"] = book_utilization(total, hours) if hours and total is not None else None
    row["renewals_by_month"] = [sum(each.months.count(month) for each in had) for month in range(MONTHS)]
    return row


def _sum(accounts: Sequence[Account], figure: str) -> float | None:
    if figure == "customers":
        return len(accounts)
    values = [getattr(account, figure) for account in accounts]
    return None if None in values else sum(values)


def people_table(rows: Sequence[Row], measures: Sequence[str]) -> Table:
    """Return what programs read of people."""
    units = {"arr": "Money", "hours": "Hours"}
    columns = [
        Column("team", "Text"),
        Column("csm", "Text"),
        Column("productivity", "Share"),
        Column("capacity", "Hours"),
    ]
    for end in ("_now", ""):
        columns += [Column(f"{name}{end}", units.get(name, "Count")) for name in _FIGURES]
        columns += [Column(f"{name}_deviation{end}", "Share") for name in measures]
        columns.append(Column(f"utilization{end}", "Share"))
    columns.append(Column("renewals_by_month", "Names"))
    return Table("csms", "", columns, rows)


def people_seen(rows: Sequence[Row], measures: Sequence[str], *, several: bool, moves: bool, everything: bool) -> Table:
    """Return what people see of people: today; and then, where anything moves. Of many, those who are furthest off."""
    many = len(rows) > FIRST_PEOPLE and not everything
    columns = [Column("team", "Text", say("team"))] if several else []
    columns.append(Column("who", "Text", "CSM"))
    words = {"arr": later("ARR off"), "hours": later("hours off")}
    ends = (("_now", say("today:")), ("", say("then:"))) if moves else (("_now", say("today:")),)
    for end, word in ends:
        columns += [
            Column(f"c{end}", "CSMs", f"{word} {say('cust.')}"),
            Column(f"a{end}", "Money", say("ARR")),
            *(Column(f"{name}{end}", "CSMs", say(words.get(name, "{name} off"), name=name)) for name in measures),
            Column(f"u{end}", "Share", say("busy")),
        ]
    filled = []
    for row in sorted(rows, key=lambda each: -_furthest(each, measures)) if many else rows:
        share = row["productivity"]
        who = say("{csm} ({share})", csm=row["csm"], share=off(share).strip("+")) if 0 < share < 1 else row["csm"]
        cells: Row = {"team": row["team"], "who": who}
        for end, _ in ends:
            cells |= {f"c{end}": show_number(row[f"customers{end}"]), f"a{end}": row[f"arr{end}"] or None}
            cells |= {f"{name}{end}": off(row.get(f"{name}_deviation{end}")) for name in measures}
            cells |= {f"u{end}": row[f"utilization{end}"]}
        filled.append(cells)
    busy = [name for name, unit, _ in columns if unit == "Share" and all(row[name] is None for row in filled)]
    columns = [column for column in columns if column.name not in busy]
    return Table("people", "", columns, filled, FIRST_PEOPLE if many else None)


def _furthest(row: Row, measures: Sequence[str]) -> float:
    return max((abs(row.get(f"{name}_deviation_now") or 0.0) for name in measures), default=0.0)


# --- moves -----------------------------------------------------------------------------------------------------------


def moves_table(rows: Sequence[Row]) -> Table:
    """Return the moves, whose first columns are what an import needs."""
    texts = [Column(name, "Text") for name in ("customer", "from", "to", "reason", "mind", "team")]
    return Table("moves", "", [*texts, Column("arr", "Money"), Column("hours", "Hours")], rows)


def moves_seen(rows: Sequence[Row], *, everything: bool) -> Table:
    """Return what people see of the moves."""
    columns = (
        Column("customer", "Text", say("account")),
        Column("arr", "Money", "ARR"),
        Column("hours", "Hours", say("hours")),
        Column("from", "Text", say("from")),
        Column("to", "Text", say("to")),
        Column("reason", "Text", say("why")),
        Column("mind", "Text", say("mind")),
    )
    seen = [column for column in columns if any(row[column.name] not in {None, ""} for row in rows)]
    return Table("moves", say("Moves"), seen, rows, None if everything else FIRST_MOVES)


# --- the curve -------------------------------------------------------------------------------------------------------


def curve_table(books: Books, answer: Answer, *, several: bool) -> Table | None:
    """Return what evenness costs: some points of the curve, the one that is taken among them."""
    beside = [] if any(each.moved == answer.chosen.moved for each in answer.curve) else [answer.chosen]
    curve = sorted((*answer.curve, *beside), key=lambda each: each.moved)
    if len(curve) < 2:  # noqa: PLR2004 - a point is no curve
        return None
    step = (len(curve) - 1) / (_MOST_POINTS - 1)
    chosen = {round(at * step) for at in range(_MOST_POINTS)}
    points = [each for at, each in enumerate(curve) if at in chosen or each.moved == answer.chosen.moved]
    title = say("What evenness costs")
    title = say("What evenness costs in {team}", team=books.team) if several else title
    columns = [Column("figure", "Text", say("accounts moved"))]
    columns += [Column(f"c{at}", "CSMs", show_number(each.moved)) for at, each in enumerate(points)]
    row = {f"c{at}": off(each.worst).strip("+") for at, each in enumerate(points)}
    return Table(f"curve-{books.team}", title, columns, [{"figure": say("furthest off"), **row}], behind=several)


# --- renewals --------------------------------------------------------------------------------------------------------


def renewals_table(rows: Sequence[Mapping[str, Any]], day: date, *, several: bool) -> Table | None:
    """Return today's renewals of each person by month, where the book knows their dates."""
    if not any(any(row["renewals_by_month"]) for row in rows):
        return None
    labels = [month_word(f"{day.year:04}-{(day.month - 1 + at) % MONTHS + 1:02}", year=False) for at in range(MONTHS)]
    columns = [Column("csm", "Text", "CSM"), *(Column(f"m{at}", "CSMs", label) for at, label in enumerate(labels))]
    if several:
        columns.insert(0, Column("team", "Text", say("team")))
    filled = [
        {"team": row["team"], "csm": row["csm"]}
        | {f"m{at}": show_number(count) if count else "–" for at, count in enumerate(row["renewals_by_month"])}
        for row in rows
    ]
    return Table("renewals", say("Renewals of today's books, by month"), columns, filled, behind=True)


def teams_table(rows: Iterable[Row]) -> Table:
    """Return what programs read of each team."""
    columns = (
        Column("team", "Text"),
        *(Column(name, "Count") for name in ("accounts",)),
        *(Column(name, "Share") for name in ("worst_now", "worst", "worst_bound")),
        *(Column(name, "Count") for name in ("moved", "must_move", "moves_bound")),
        Column("within", "Share"),
        Column("reached", "Truth"),
        Column("causes", "Names"),
        Column("limits", "Rows"),
        Column("measures", "Names"),
        Column("curve", "Rows"),
    )
    return Table("teams", "", columns, list(rows))


def team_row(books: Books, answer: Answer | None, causes: Causes | None, within: float) -> Row:
    """Return what programs read of one team: ``limits`` are those that its people can't keep, whatever moves."""
    row: Row = {"team": books.team, "accounts": len(books.accounts), "within": within, "measures": list(books.measures)}
    problem = books.problem
    if problem is None or answer is None:
        absent = ("worst_now", "worst", "worst_bound", "moved", "must_move", "moves_bound", "reached")
        return row | dict.fromkeys(absent) | {"causes": [], "limits": [], "curve": []}
    return row | {
        "worst_now": problem.worst(problem.today) if (problem.today != NOBODY).any() else None,
        "worst": answer.chosen.worst,
        "worst_bound": answer.bound.value,
        "moved": answer.chosen.moved,
        "must_move": answer.must_move,
        "moves_bound": answer.moves_bound,
        "reached": answer.reached(within),
        "causes": [] if causes is None else list(causes.names),
        "limits": [
            {
                "limit": each.limit.name,
                "csms": [books.carriers[at].person.name for at in each.people],
                "holds": each.holds,
                "most": each.most,
            }
            for each in answer.excesses
        ],
        "curve": [{"moved": each.moved, "worst": each.worst} for each in answer.curve],
    }
