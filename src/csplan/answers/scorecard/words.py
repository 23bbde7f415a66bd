"""What the scorecard says in sentences: the answer, what to do, and what to know of the numbers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from csplan.answers.phrases import MOST, command, named, sentence
from csplan.figures.renewals_kept import AS_EXPECTED, FEWEST_RENEWALS, LESS, MORE, TOO_FEW
from csplan.lang.say import later, say, say_many
from csplan.measure.indicators import LEAD
from csplan.measure.outcomes import TALKED_FROM, TALKED_UNTIL, USED_BY
from csplan.plan.history import EVENTS
from csplan.plan.scorecard import Scorecard
from csplan.values import show_number
from csplan.values.units import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from csplan.engine.nodes import Node
    from csplan.findings.diagnostic import Finding
    from csplan.measure.customers import Customers
    from csplan.plan.plan import Plan
    from csplan.report.report import Row

_DIMENSIONS = {
    "file_score": later("the customer file"),
    "depth_score": later("depth of use"),
    "executive_score": later("executives"),
    "opportunity_score": later("leads found"),
}
_VERDICTS = {
    MORE: later("more than expected"),
    LESS: later("less than expected"),
    AS_EXPECTED: later("as expected"),
    TOO_FEW: later("too few to tell"),
}
_MISSING = {
    "file_score": later("`file`: columns of the snapshots, or one with the share that is filled"),
    "depth_score": later("`depth`: {{column: depth, of: 5}}"),
    "executive_score": later("`executives`: {{stage: ..., of: 4, contact: ...}}"),
    "opportunity_score": later("`leads: 60`: how many of 100 customers a year count as full"),
}


def answer(rows: Sequence[Row]) -> list[str]:
    """Return what renewals tell, and what the way of working does."""
    return [_of_renewals(rows), *_of_work(rows)]


def _of_renewals(rows: Sequence[Row]) -> str:
    if not any(row["renewals"] for row in rows):
        return say("Renewals say nothing: the record has none in these twelve months.")
    judged = [row for row in rows if row["renewals"] and row["renewals_verdict"] != TOO_FEW]
    if not judged:
        return say("Renewals say nothing: each CSM has too few of them.")
    more = [row["csm"] for row in judged if row["renewals_verdict"] == MORE]
    less = [row["csm"] for row in judged if row["renewals_verdict"] == LESS]
    if not more and not less:
        return say_many(
            len(judged),
            "Renewals say nothing of this CSM: they are what the team's own rates give for these customers.",
            "Renewals do not tell {count} CSMs apart: each kept what the team's own rates give for their customers.",
            count=len(judged),
        )
    facts = {"more": named(more), "less": named(less)}
    if more and less:
        return say(
            "{more} kept more renewals than the team's own rates give for their customers, {less} fewer.", **facts
        )
    if more:
        return say("{more} kept more renewals than the team's own rates give for their customers.", **facts)
    return say("{less} kept fewer renewals than the team's own rates give for their customers.", **facts)


def _of_work(rows: Sequence[Row]) -> list[str]:
    known = [row["process_score"] for row in rows if row["process_score"] is not None]
    if not known:
        return [say("Nobody is known in all four parts of the work.")]
    low, high = (shown(each, "WholeShare") for each in (min(known), max(known)))
    if low == high:
        return [say("Their way of working comes to {low} out of 100%.", low=low)]
    roles = {row["role"] for row in rows if row["process_score"] is not None}
    if len(roles) == 1:
        return [say("Their way of working does tell them apart: {low} to {high} out of 100%.", low=low, high=high)]
    parts = [_of_role(rows, role) for role in sorted(roles, key=lambda role: role or "")]
    return [say("Their way of working does tell them apart, out of 100%: {parts}.", parts="; ".join(parts))]


def _of_role(rows: Sequence[Row], role: str | None) -> str:
    """Return from where to where the work of one role goes, of what is full."""
    known = [row["process_score"] for row in rows if row["role"] == role and row["process_score"] is not None]
    role = role or say("no role")
    low, high = (shown(each, "WholeShare") for each in (min(known), max(known)))
    if low == high:
        return say("{role} {low}", role=role, low=low)
    return say("{role} {low} to {high}", role=role, low=low, high=high)


def actions(
    plan: Plan, rows: Sequence[Row], purposes: Sequence[Row], found: Sequence[Finding], options: Sequence[str]
) -> list[str]:
    """Return what to do first: three sentences at most."""
    result = []
    if not purposes:
        result.append(
            say(
                "Say what each team is there for: `purpose: [use_level, expansion]` on its segments, see {page}.",
                page=_PAGE,
            )
        )
    else:
        result += list(_of_findings(found))[:MOST_FOUND]
    result += [*_missing(plan, rows), *_begin_with(rows)]
    silent = sum(row["silent"] or 0 for row in rows)
    if silent:
        own = [*options, "--csm", _most_silent(rows)]
        facts = {"count": show_number(silent, 0), "command": command(plan, "scorecard", *own)}
        result.append(
            say_many(
                round(silent) or 1,
                "Ask why nobody spoke with 1 customer early enough before it renewed or left: {command}",
                "Ask why nobody spoke with {count} customers early enough before they renewed or left: {command}",
                **facts,
            )
        )
    return result[:MOST]


def _missing(plan: Plan, rows: Sequence[Row]) -> Iterator[str]:
    """Yield what to state, and what to record, of parts of which nothing is known of anybody."""
    missing = [name for name in _DIMENSIONS if rows and all(row[name] is None for row in rows)]
    rules = plan.document.scorecard or Scorecard()
    stated = {
        "file_score": rules.file,
        "depth_score": rules.depth,
        "executive_score": rules.executives,
        "opportunity_score": rules.leads,
    }
    unstated = [name for name in missing if stated[name] is None]
    if unstated:
        wanted = "; ".join(say(_MISSING[name]) for name in unstated)
        yield say("State in `scorecard` where it is seen: {wanted}.", wanted=wanted)
    columns = [name for name in missing if stated[name] is not None and name != "opportunity_score"]
    if columns:
        parts = named([say(_DIMENSIONS[name]) for name in columns])
        snapshots = plan.history.history.snapshots
        if snapshots is None:
            yield say("Export the snapshots (`snapshots:`) that say something of {parts}.", parts=parts)
        else:
            yield say("Fill the columns that `scorecard` names for {parts}: they say nothing of anybody.", parts=parts)
    if "opportunity_score" in missing and rules.leads is not None and not has_leads(plan.history):
        yield say("Record leads as events `csql`: the record has none.")


def has_leads(record: Customers) -> bool:
    """Tell whether leads are recorded at all."""
    events = record.history.events
    return events is not None and EVENTS.index("csql") in events.kind


def _begin_with(rows: Sequence[Row]) -> Iterator[str]:
    """Yield which part of the work to begin with: the lowest of each role, on the average of its people."""
    lowest: dict[str, list[str]] = {}
    for role in dict.fromkeys(row["role"] for row in rows):
        own = [row for row in rows if row["role"] == role]
        known = {name: [row[name] for row in own if row[name] is not None] for name in _DIMENSIONS}
        means = {name: sum(values) / len(values) for name, values in known.items() if values}
        if len(means) > 1:
            name = min(means, key=lambda name: (means[name], name))
            facts = {"role": role or say("no role"), "mean": shown(means[name], "WholeShare")}
            lowest.setdefault(name, []).append(say("{role} {mean}", **facts))
    for name, means_of_roles in lowest.items():
        facts = {"dimension": say(_DIMENSIONS[name]), "means": ", ".join(means_of_roles)}
        yield say("Begin with {dimension}, on average the lowest: {means}.", **facts)


_PAGE = "docs/scorecard.md"
MOST_FOUND = 2
"""Findings that are among what to do first: there are other things."""
_TOLD = ("purpose-is-renewal", "no-purpose", "purpose-without-hours", "csm-in-name")
"""Findings that ask for something to be done, the gravest first."""


def _of_findings(found: Sequence[Finding]) -> Iterator[str]:
    """Yield what findings of purposes ask for, as sentences."""
    for slug in _TOLD:
        for each in found:
            if each.code == slug:
                yield f"{sentence(each.message)} {sentence(each.hint)}"


def _most_silent(rows: Sequence[Row]) -> str:
    return str(max(rows, key=lambda row: (row["silent"] or 0, row["csm"]))["csm"])


def unserved(root: Node, purposes: Sequence[Row]) -> list[str]:
    """Say how much of the work of each team serves none of its purposes."""
    teams = {row["team"] for row in purposes}
    shares = {team.name: team.value("unserved_share") for team in root.below["team"] if team.name in teams}
    parts = [
        say("{team} {share}", team=team, share=shown(share, "WholeShare")) for team, share in shares.items() if share
    ]
    return [say("Work that serves none of the team's purposes: {teams}.", teams=", ".join(parts))] if parts else []


def notes(record: Customers, rows: Sequence[Row]) -> list[str]:
    """Return what to know of the numbers, and what is left out of them."""
    lead = int(record.rules.lead if record.rules and record.rules.lead else LEAD)
    result = [
        say(
            "Customer file, depth and executives are as last recorded by {last}. Leads and renewals are those of "
            "{first} to {last}. What CSMs record of their own work is for a talk, not for a verdict.",
            **year(record),
        ),
        say(
            "Expected is the team's own rate in the same segment, for customers at risk or not {days} days before. "
            "With fewer than {few} renewals nothing is said. Roles are not ranked against each other.",
            days=lead,
            few=f"{FEWEST_RENEWALS:.0f}",
        ),
    ]
    if any(row["silent"] is not None for row in rows):
        decided, known = (sum(row[name] or 0 for row in rows) for name in ("decided", "silent_known"))
        facts = {"from": f"{TALKED_FROM}", "until": f"{TALKED_UNTIL}", **period(record)}
        text = say(
            "Silent are customers who renewed or left from {first} to {last}. Nobody spoke with them {from} to {until} "
            "days before, by events and the time log.",
            **facts,
        )
        if decided > known:
            left = show_number(decided - known, 0)
            text += " " + say("For {count} more the record does not go back that far.", count=left)
        result.append(text)
    else:
        result.append(
            say(
                "Nobody knows who was left alone before a renewal: no event `contact` and no time log with customers "
                "says with whom somebody spoke."
            )
        )
    if any(row["requests_old"] for row in rows):
        result.append(say("The share of requests used counts those older than {days} days.", days=f"{USED_BY}"))
    if any(row["payments"] for row in rows):
        result.append(say("Days late are those of paid invoices; open ones are counted apart."))
    short = [row["csm"] for row in rows if row["opportunity_score"] is None and row["customers_held"]]
    rules = record.document.scorecard
    if short and rules is not None and rules.leads is not None and has_leads(record):
        text = later(
            "No score for leads: {names} had so few customers for so short a time that one lead would be full."
        )
        result.append(say(text, names=named(short, 5)))
    few = [row["csm"] for row in rows if row["rank"] is None and row["customers_held"]]
    if few:
        result.append(
            say("Not ranked, with under 5 customers or not all four parts known: {names}.", names=named(few, 5))
        )
    return result


def span(first: int, last: int) -> Mapping[str, str]:
    """Return two days as facts of a sentence."""
    return {"first": date.fromordinal(first).isoformat(), "last": date.fromordinal(last).isoformat()}


def year(record: Customers) -> Mapping[str, str]:
    """Return the first and the last day of the twelve months."""
    return span(*record.year)


def period(record: Customers) -> Mapping[str, str]:
    """Return the first and the last day of the period."""
    return span(*record.period)


def without_customers(rows: Sequence[Row], own: Row, record: Customers) -> list[str]:
    """Say so where one CSM has no customers at the end of the period, and others do."""
    if own["customers_held"] or not any(row["customers_held"] for row in rows):
        return []
    return [say("{csm} has no customers on {last}.", csm=own["csm"], **period(record))]


def of_one(row: Row) -> list[str]:
    """Return what there is to say of one CSM."""
    result = []
    if row["renewals"]:
        facts = {
            "kept": shown(row["renewals_kept"], "Tenths"),
            "count": show_number(row["renewals"]),
            "expected": shown(row["renewals_expected"], "Tenths"),
            "verdict": say(_VERDICTS[row["renewals_verdict"]]),
        }
        result.append(
            say_many(
                row["renewals"],
                "Of 1 renewal {kept} was kept; the team's own rates give {expected} for it: {verdict}.",
                "Of {count} renewals {kept} were kept; the team's own rates give {expected} for these: {verdict}.",
                **facts,
            )
        )
    else:
        result.append(say("They had no renewal in these twelve months."))
    if row["silent"] is not None and row["silent_known"]:
        facts = {name: show_number(row[name], 0) for name in ("silent", "silent_known")}
        result.append(
            say_many(
                row["silent_known"],
                "1 customer renewed or left in the period; nobody had spoken early enough with {silent} of them.",
                "{silent_known} customers renewed or left in the period; nobody had spoken early enough with {silent} "
                "of them.",
                **facts,
            )
        )
    if row["requests_used"] is not None:
        facts = {"share": shown(row["requests_used"], "WholeShare"), "count": show_number(row["requests_old"], 0)}
        result.append(
            say_many(
                row["requests_old"],
                "{share} of 1 older request of customers is used.",
                "{share} of {count} older requests of customers are used.",
                **facts,
            )
        )
    if row["days_late"] is not None:
        facts = {"days": show_number(row["days_late"], 0), "count": show_number(row["payments"], 0)}
        result.append(
            say_many(
                row["payments"],
                "1 invoice was paid {days} days late.",
                "{count} invoices were paid {days} days late on average.",
                **facts,
            )
        )
    return result
