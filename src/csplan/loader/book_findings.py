"""What the sums of an account book say of each segment, and where they differ from what the plan states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csplan.checks.finding import Finding, warning
from csplan.diagnostics import quoted
from csplan.loader.renewals import renewals_due
from csplan.plan.accounts import SegmentSums
from csplan.values import Unreadable, read_date, show_number, show_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from csplan.loader.book import Counted, Group
    from csplan.plan.document import PlanFile
    from csplan.plan.segments import Segment


def measured(
    counted: Counted, document: PlanFile, index: int, *, large: bool, contract_years: float
) -> SegmentSums | None:
    """Return what the book says of a segment; None where nobody in the book is in it, and the plan states it.

    ``large`` tells whether anything says what a large customer is; contracts are of ``contract_years`` where the
    segment does not say.
    """
    segment = (document.segments or ())[index]
    each, at = counted.sums[segment.name], counted.at
    if not each.customers and segment.customers is not None:
        return None
    sums = SegmentSums(each.customers, each.arr)
    if each.known_health:
        sums.at_risk_customers = each.at_risk * each.customers / each.known_health
    if at["new"] is not None:
        sums.new_customers = each.new
    if at["csm"] is not None:
        sums.held = {}
        for csm, customers in each.held.items():
            sums.held[csm.strip()] = sums.held.get(csm.strip(), 0) + customers
        sums.unserved_large_customers = each.unserved if large else None
    if at["renewal_date"] is not None and document.year is not None and each.customers:
        due, unknown, _ = _renewals(each.dates, document.year.starts, segment.contract_years or contract_years)
        sums.renewals = None if unknown else float(due)
    return sums


def _renewals(dates: Mapping[str, int], starts: date, contract_years: float) -> tuple[int, int, str]:
    """Return how many renewals are due, how many dates can't be read, and the first of them."""
    due, unknown, example = 0, 0, ""
    for text, count in dates.items():
        try:
            due += count * renewals_due(read_date(text), starts, contract_years)
        except Unreadable:
            unknown += count
            example = example or text.strip()
    return due, unknown, example


def compared(
    counted: Counted, document: PlanFile, index: int, sums: SegmentSums | None, *, complete: bool
) -> Iterator[Finding]:
    """Report what the book does not know of a segment, and what the plan states otherwise."""
    segment = (document.segments or ())[index]
    if sums is None:
        return
    path, name = ("segments", index), segment.name
    each, customers = counted.sums[name], counted.sums[name].customers
    if not customers:
        if complete:
            message = f"nobody in the account book is in {name}"
            hint = "mend its `where` or its name, or state its customers and arr here"
            yield warning("empty-segment", message, hint, *path, subject=name)
        return
    if counted.at["health"] is not None and each.known_health < customers:
        unknown = customers - each.known_health
        message = f"{unknown:,} of {customers:,} customers of {name} have no health in the book"
        hint = "they count like the others of the segment" if each.known_health else "at_risk stays as the plan has it"
        yield warning("unknown-health", message, hint, *path, subject=name)
    if counted.at["renewal_date"] is not None and document.year is not None:
        _, unknown, example = _renewals(each.dates, document.year.starts, segment.contract_years or 1.0)
        if unknown:
            such = f", such as {quoted(example)}" if example else ""
            message = f"{unknown:,} of {customers:,} customers of {name} have no renewal date that can be read{such}"
            yield warning("unknown-renewals", message, "renewals stay as the plan has them", *path, subject=name)
    yield from _differences(segment, index, sums)


def _differences(segment: Segment, index: int, sums: SegmentSums) -> Iterator[Finding]:
    def differs(key: str, stated: str, counted: str) -> Finding:
        message = f"{key} of {segment.name} is stated as {stated}, the account book has {counted}"
        hint = f"the book counts; take {key} out, or mend the book"
        return warning("book-differs", message, hint, "segments", index, key, subject=segment.name)

    for key in ("customers", "arr", "new_customers", "renewals"):
        stated, counted = getattr(segment, key), getattr(sums, key)
        if stated is not None and counted is not None and abs(stated - counted) > 0.005 * max(stated, counted):
            yield differs(key, show_number(stated), show_number(counted))
    if sums.at_risk_customers is None:
        return
    share = sums.at_risk_customers / sums.customers
    for key, at_risk in (("at_risk", segment.at_risk), ("health", segment.health.at_risk if segment.health else None)):
        if at_risk is not None and abs(at_risk - share) > 0.005:  # noqa: PLR2004 - what rounding to percents makes
            yield differs(key, f"{show_share(at_risk)} at risk", show_share(share))


def left_out(counted: Counted, document: PlanFile, *, complete: bool) -> Iterator[Finding]:
    """Report customers that no segment or more than one claims, and dates that nothing is done with."""
    if counted.unclaimed.count and complete:
        hint = "widen a `where`, or mend the segment"
        yield _group("unclaimed-customers", counted.unclaimed, "in no segment", hint)
    if counted.contested.count:
        hint = "make the `where` of segments exclude each other"
        yield _group("contested-customers", counted.contested, "claimed by more than one segment", hint)
    if counted.at["renewal_date"] is not None and document.year is None:
        message = "the renewal dates of the account book have no effect without the year planned for"
        yield warning("no-effect", message, "add `year: {starts: 2027-01-01}`", "accounts")


def _group(code: str, group: Group, what: str, hint: str) -> Finding:
    named = ", ".join(quoted(name, 80) for name in group.named)
    more = f" and {group.count - len(group.named):,} more" if group.count > len(group.named) else ""
    count = f"{group.count:,} customers" if group.count > 1 else "1 customer"
    arr = show_number(group.arr, 0)
    message = f"{count} of the account book with {arr} of ARR {what}, and left out: {named}{more}"
    return warning(code, message, hint, "accounts")
