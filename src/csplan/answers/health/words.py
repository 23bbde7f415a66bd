"""What health says in sentences: the answer, what to do, and what to know of the numbers."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.phrases import MOST, command
from csplan.lang.say import later, say, say_many
from csplan.measure.indicators import COLOUR, LEAD, NOT_CHANCE
from csplan.values import show_money, show_number, show_share
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from csplan.measure.customers import Customers
    from csplan.measure.indicators import Compared
    from csplan.plan.plan import Plan
    from csplan.report.report import Row

UNREAD = 0.05
"""Share of snapshots with an unknown colour from which on it is told at once."""
OLD = 7
"""Days from which on it is told how old the colours of a last day are."""


def answer(row: Row, record: Customers, currency: str, csm: str = "", *, without: bool = False) -> list[str]:
    """Return who moved, and what came of it; of all, or of one person's customers, who may be ``without`` any."""
    moved = _not_known(row, record, csm, without=without) or _moved(row, record)
    kept = [*_kept(row, record, csm), *_lost_nowhere(record)]
    return [moved, *_unread(record), *kept, *_called(row, currency)]


def _not_known(row: Row, record: Customers, csm: str, *, without: bool) -> str:
    """Return why it is not known who moved; nothing where it is."""
    facts = {"first": _day(record.period.first), "last": _day(record.period.last), "csm": csm}
    if without:
        return say("The record has no customers of {csm} from {first} to {last}.", **facts)
    if record.history.snapshots is None:
        return say("Who moved is not known: the plan has no snapshots.")
    if record.history.first_day == record.history.last_day:
        return say("Who moved is not known: the record is of one day, {first}.", **facts)
    usual = _usual_last(record)
    if not row["cohort"] and usual < record.period.first:
        text = later(
            "Who moved is not known: most snapshots end on {usual}, before {first}. Ask for what was known then: "
            "--as-of {usual}"
        )
        return say(text, usual=_day(usual), **facts)
    return "" if row["cohort"] else say("Who moved is not known: no customer's health is known on {first}.", **facts)


def _moved(row: Row, record: Customers) -> str:
    facts = {
        "first": _day(record.period.first),
        "last": _day(record.period.last),
        "count": show_number(row["at_risk_start"], 0),
        "wins": show_number(row["wins"], 0),
        "slips": show_number(row["slips"], 0),
        "net": shown(row["net_wins"], "Change"),
    }
    if row["recovery_rate"] is None:
        return say_many(
            row["slips"],
            "Nobody was at risk on {first}; 1 healthy customer slipped until {last}.",
            "Nobody was at risk on {first}; {slips} healthy customers slipped until {last}.",
            **facts,
        )
    facts |= {
        "rate": show_share(row["recovery_rate"]),
        "low": show_share(row["recovery_rate_low"]),
        "high": show_share(row["recovery_rate_high"]),
    }
    return say_many(
        row["at_risk_start"],
        "Of 1 customer at risk on {first}, {wins} recovered until {last}; {slips} healthy ones slipped: net {net}.",
        "Of {count} customers at risk on {first}, {wins} recovered until {last} ({rate}, could be {low} to {high}); "
        "{slips} healthy ones slipped: net {net}.",
        **facts,
    )


def _usual_last(record: Customers) -> int:
    """Return the day of the last snapshot of most customers."""
    states = record.states
    days = sorted(own[-1] for each in range(len(record.history.customers)) if (own := states.row_days(each)))
    return days[len(days) // 2] if days else record.period.first


def _unread(record: Customers) -> list[str]:
    """Return how many snapshots say nothing, where these are so many that it matters."""
    shots = record.history.snapshots
    if shots is None or shots.unread < UNREAD * len(shots.day):
        return []
    text = later(
        "{count} of {rows} snapshots name a colour that csplan does not know: there the one before holds, for {stale} "
        "days. So who moved may be wrong."
    )
    facts = {"count": f"{shots.unread:,}", "rows": f"{len(shots.day):,}", "stale": str(record.states.stale)}
    return [say(text, **facts)] if shots.unread else []


def _kept(row: Row, record: Customers, csm: str) -> list[str]:
    if record.history.book is None and record.history.events is not None:
        return [say("GRR and NRR are not known: they need what customers pay today, by an account book (`accounts`).")]
    if row["grr"] is None:
        return []
    facts = {"first": _day(record.year.first), "grr": show_share(row["grr"]), "nrr": show_share(row["nrr"])}
    if csm:
        text = later(
            "Of what customers of {csm} paid before {first}, {grr} is kept (GRR), {nrr} with what they grew (NRR)."
        )
        return [say(text, csm=csm, **facts)]
    return [
        say("Of what customers paid before {first}, {grr} is kept (GRR), {nrr} with what they grew (NRR).", **facts)
    ]


def _lost_nowhere(record: Customers) -> list[str]:
    """Return how many customers left of whom no segment is known: rates are without them."""
    first, last = record.year
    count = sum(
        left is not None and first <= left <= last and segment < 0
        for left, segment in zip(record.states.left, record.segments, strict=True)
    )
    if not count:
        return []
    return [
        say_many(
            count,
            "1 customer who left is in no segment: without it renewals, GRR and NRR look better than they are.",
            "{count} customers who left are in no segment: without them renewals, GRR and NRR look better than they "
            "are.",
            count=f"{count:,}",
        )
    ]


def _called(row: Row, currency: str) -> list[str]:
    if not row["called_healthy"]:
        return []
    facts = {"count": show_number(row["called_healthy"], 0), "arr": show_money(row["called_healthy_arr"], currency)}
    return [
        say_many(
            row["called_healthy"],
            "1 customer with {arr} of ARR is called healthy, and is not by its score.",
            "{count} customers with {arr} of ARR are called healthy, and are not by their score.",
            **facts,
        )
    ]


def whose() -> list[str]:
    """Return with whom it counts what became of a customer."""
    return [
        say(
            "A renewal, a loss or growth counts with whoever had the customer on that day: whom the event names, else "
            "the snapshots, else the account book. A win or slip counts with whoever had it most days of the period."
        )
    ]


def actions(plan: Plan, row: Row, segments: Sequence[Row], found: Sequence[Compared], *, listed: bool) -> list[str]:
    """Return what to do first: three sentences at most. ``listed``: customers are listed above."""
    result = []
    if row["called_healthy"]:
        asked = command(plan, "health", "--customers")
        result.append(
            say("Talk to those who are called healthy and are not, the largest first.")
            if listed
            else say("Talk to those who are called healthy and are not, the largest first: {command}", command=asked)
        )
    losing = [each for each in segments if each["net_wins"] is not None and each["net_wins"] < 0]
    if losing:
        worst = min(losing, key=lambda each: each["net_wins"])
        facts = {
            "segment": worst["segment"],
            "net": shown(worst["net_wins"], "Change"),
            "slips": show_number(worst["slips"], 0),
            "wins": show_number(worst["wins"], 0),
        }
        result.append(say("Look at {segment} first: {wins} recovered and {slips} slipped there, net {net}.", **facts))
    sure = [each for each in found if each.verdict == NOT_CHANCE and each.indicator != COLOUR and each.within]
    if sure:
        best = max(sure, key=lambda each: each.within.value if each.within else 0.0)
        text = say(
            "{indicator} goes with renewing by more than chance: bring a half of those without, chosen by lot, to it, "
            "and see whether it helps.",
            indicator=best.indicator,
        )
        result.append(text[:1].upper() + text[1:])
    return result[:MOST]


def notes(plan: Plan, record: Customers, row: Row, found: Sequence[Compared], *, by_csm: bool) -> list[str]:
    """Return how the numbers are meant, who was left out, and what they don't say."""
    facts = {"last": _day(record.as_of), "stale": str(record.states.stale)}
    result = [
        say("The record reaches to {last}. A colour holds for {stale} days, then it is unknown.", **facts),
        say(
            "A win was yellow or red on the first day and is green or lime on the last; a slip the other way round, or "
            "gone. What lies between does not count."
        ),
    ]
    if row["unknown"]:
        count = show_number(row["unknown"], 0)
        result.append(
            say_many(
                row["unknown"],
                "1 customer is left out of the movement: its health is not known on both days.",
                "{count} customers are left out of the movement: their health is not known on both days.",
                count=count,
            )
        )
    if (age := _mean_age(record)) > OLD:
        result.append(
            say(
                "The colours of {last} were recorded {days} days before, on average: who moved since is not seen. A "
                "snapshot of the last day of a period says more.",
                last=_day(record.period.last),
                days=f"{age:.0f}",
            )
        )
    if by_csm:
        result.append(
            say(
                "In GRR and NRR a customer counts with whoever had it when it lost or grew, in parts of how much; "
                "where nothing changed, when it renewed; and where it did not renew, with each who had it, by days. "
                "Days at risk count with whoever had it then."
            )
        )
    unknown = record.history.unknown_renewals
    if unknown:
        result.append(
            say_many(
                unknown,
                "1 renewal is left out: neither the account book nor a snapshot has the customer. If its name is "
                "right, more was renewed than is shown.",
                "{count} renewals are left out: neither the account book nor a snapshot has the customers. If the "
                "names are right, more was renewed than is shown.",
                count=f"{unknown:,}",
            )
        )
    nowhere = sum(segment < 0 for segment in record.segments)
    if nowhere:
        result.append(
            say_many(
                nowhere,
                "1 customer of the record is in no segment, and counts nowhere.",
                "{count} customers of the record are in no segment, and count nowhere.",
                count=f"{nowhere:,}",
            )
        )
    if found:
        result += [
            say(
                "Indicators are read {days} days before each renewal, in the whole record; renewals without a snapshot "
                "then are left out.",
                days=_lead(plan),
            ),
            say(
                "That goes together. It does not say that bringing others to use it makes them renew: those who do may "
                "have been different before. To know, bring a half chosen by lot to it."
            ),
        ]
    if record.history.left_out:
        rows = f"{len(record.history.left_out):,}"
        result.append(
            say_many(
                len(record.history.left_out),
                "1 row of the record is left out: the findings say why.",
                "{rows} rows of the record are left out: the findings say which, and why.",
                rows=rows,
            )
        )
    return result


def _mean_age(record: Customers) -> float:
    """Return how many days before the last one the colours of it were recorded, on average."""
    last, states = record.period.last, record.states
    ages = [
        last - states.known(customer)[0][bisect_right(states.known(customer)[0], last) - 1]
        for customer in range(len(record.history.customers))
        if states.colour(customer, last)
    ]
    return sum(ages) / len(ages) if ages else 0.0


def _lead(plan: Plan) -> str:
    rules = plan.document.health
    return f"{int(rules.lead if rules and rules.lead else LEAD)}"


def title_of_indicators(plan: Plan) -> str:
    """Return what stands over the indicators."""
    return say("What goes with renewing, as it was {days} days before (not: what makes it)", days=_lead(plan))


def span(record: Customers) -> Mapping[str, str]:
    """Return the first and the last day of the period."""
    return {"first": _day(record.period.first), "last": _day(record.period.last)}


def year(record: Customers) -> Mapping[str, str]:
    """Return the first and the last day of the twelve months."""
    return {"first": _day(record.year.first), "last": _day(record.year.last)}


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
